"""How every target calls an operation: which arguments, in which order, with which values.

All languages call with the same values, so that their requests can be compared byte by byte.

- `slots(operation)` are the arguments of a method in the order of all languages, without names.
- `plan(model, operation, extent)` gives them values: `Extent.BRIEF` passes what a call needs (for
  samples), `Extent.FULL` also what it may leave out (for `specpress verify`). A sample walks over
  `CallPlan.passed`.
- `Making(model)` makes a JSON value for a type, for other uses (documentation of answers).
- `settled(model, value, ref)` turns a JSON value of anywhere into one that a client can express as
  the type, or says that it does not fit; `chosen(model, union, value)` is the variant that it is.

A value is the JSON that travels: dates are their text, `byte` is base64 text (`octets` decodes it),
and raw BYTES are a text whose UTF-8 octets are meant.
"""

from specpress.targets.calling.fitting import Fit, chosen, octets, settled
from specpress.targets.calling.making import Extent, Making
from specpress.targets.calling.plan import (
    CallPlan,
    Passed,
    Slot,
    Source,
    is_key,
    plan,
    slots,
    type_as_given,
)

__all__ = [
    "CallPlan",
    "Extent",
    "Fit",
    "Making",
    "Passed",
    "Slot",
    "Source",
    "chosen",
    "is_key",
    "octets",
    "plan",
    "settled",
    "slots",
    "type_as_given",
]
