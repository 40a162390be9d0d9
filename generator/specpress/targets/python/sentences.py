"""What the docstring of a method says of an argument, on one line."""

from __future__ import annotations

from specpress.model import (
    ApiModel,
    Constraints,
    Default,
    Docs,
    FieldNotes,
    TypeRef,
)
from specpress.targets.wording import described, rules, sentence


def argument_text(
    model: ApiModel,
    ref: TypeRef,
    *,
    docs: Docs,
    constraints: Constraints,
    default: Default | None,
    deprecated: bool = False,
    notes: FieldNotes | None = None,
) -> str:
    """The documentation of an argument on one line: words of the API first, then the rules."""
    said = " ".join(described(docs).split())
    parts = [sentence(said)] if said else []
    parts += rules(model, ref, constraints=constraints, default=default, notes=notes)
    return " ".join([*parts, *["Deprecated."] * deprecated])
