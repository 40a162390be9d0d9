"""A call of an operation as a whole program, for the documentation and the README."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from specpress.model import ApiModel, Operation
from specpress.naming.scopes import Names
from specpress.targets.base import Sample
from specpress.targets.calling import CallPlan, Extent, plan
from specpress.targets.python.arguments import Argument, MediaTypeChoice, arguments
from specpress.targets.python.escape import py_string
from specpress.targets.python.layout import laid_out
from specpress.targets.python.options import PythonOptions
from specpress.targets.python.results import return_type, streams
from specpress.targets.python.values import Values

_IMPORTS = (
    (re.compile(r"\bdatetime\."), "import datetime"),
    (re.compile(r"\bDecimal\("), "from decimal import Decimal"),
    (re.compile(r"\bUUID\("), "from uuid import UUID"),
)


def sample(
    operation: Operation,
    model: ApiModel,
    names: Names,
    options: PythonOptions,
    extent: Extent = Extent.BRIEF,
) -> Sample:
    """A program that calls an operation and prints the result; `extent` says how much it passes.

    Where the server is and who asks comes from the environment.
    """
    name = names.operation(operation.id)
    return Sample(
        label="Python",
        lexer="python",
        file=f"{name}.py",
        code=program(operation, model, names, options, extent),
    )


def program(
    operation: Operation,
    model: ApiModel,
    names: Names,
    options: PythonOptions,
    extent: Extent = Extent.BRIEF,
) -> str:
    """The text of the program, as Black leaves it."""
    group = operation.groups[0] if operation.groups else model.groups[0].id
    values = Values(model=model, names=names)
    found = arguments(operation, model, names)
    passed = list(_passed(found, plan(model, operation, extent), values))
    call = f"client.{names.group(group)}.{names.operation(operation.id)}"
    uses = ["Client"] + ["models"] * any("models." in one for one in passed)
    imports = [line for used, line in _IMPORTS if any(used.search(one) for one in passed)]
    lines = [
        *imports,
        *[""] * bool(imports),
        f"from {options.package} import {', '.join(uses)}",
        "",
        "with Client() as client:",
        *_shown(_call(call, passed), operation, names),
    ]
    return laid_out("\n".join(lines) + "\n")


def _call(call: str, passed: list[str]) -> str:
    if not passed:
        return f"{call}()"
    return "\n".join((f"{call}(", *(f"        {one}," for one in passed), "    )"))


def _shown(call: str, operation: Operation, names: Names) -> list[str]:
    """The call with what prints what it returns: each element of a stream, all octets."""
    returned = return_type(operation, names).text
    if returned == "None":
        return [f"    {call}"]
    if streams(operation):
        return [f"    result = {call}", "    for element in result:", "        print(element)"]
    read = ".read()" if returned == "ByteStream" else ""
    return [f"    result = {call}{read}", "    print(result)"]


def _passed(found: Iterable[Argument], calls: CallPlan, values: Values) -> Iterator[str]:
    made = {id(one.slot.source): one for one in calls.passed}
    for argument in found:
        source = argument.source
        if isinstance(source, MediaTypeChoice):
            if argument.required or id(source.body) in made:
                yield f"{argument.name}={py_string(source.body.contents[0].media_type)}"
        elif id(source) in made:
            one = made[id(source)]
            yield f"{argument.name}={values.of_json(one.value, one.slot.type)}"
