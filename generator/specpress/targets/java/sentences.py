"""What Javadoc says of a value beside the words of the API: values, limits, defaults."""

from __future__ import annotations

import json
from collections.abc import Iterator

from specpress.model import (
    Alias,
    ApiModel,
    Constraints,
    Default,
    Docs,
    Enumeration,
    FieldNotes,
    ListOf,
    Named,
    Nullable,
    TypeRef,
)

_MOST_VALUES = 20


def value_text(
    model: ApiModel,
    ref: TypeRef,
    *,
    docs: Docs,
    constraints: Constraints,
    default: Default | None,
    deprecated: bool = False,
    notes: FieldNotes | None = None,
) -> str:
    """The documentation of a value in Markdown, on one line: words of the API, then the rules."""
    said = " ".join((docs.description or docs.summary).split())
    said = said.removeprefix("Optional.").strip()  # the type says so
    parts = [sentence(said)] if said else []
    if notes is not None and notes.rule:
        parts.append(sentence(f"{notes.rule[:1].upper()}{notes.rule[1:]}"))
    parts += _values(model, ref)
    parts += _limits(constraints)
    if default is not None:
        parts.append(f"Server default: `{json.dumps(default.value, ensure_ascii=False)}`.")
    if notes is not None and notes.since:
        parts.append(f"Since {notes.since}.")
    if deprecated:
        parts.append("Deprecated.")
    return " ".join(parts)


def sentence(text: str) -> str:
    """`text` with a full stop at its end, if it has none."""
    return text if text.endswith((".", "!", "?", "。", ":")) else f"{text}."


def first_paragraph(text: str) -> str:
    """The first paragraph of a text, on one line."""
    return " ".join(text.strip().split("\n\n")[0].split())


def _values(model: ApiModel, ref: TypeRef) -> Iterator[str]:
    match ref:
        case Nullable(of):
            yield from _values(model, of)
        case ListOf(Named() as item):
            yield from _values(model, item)
        case Named(type_id):
            match model.types[type_id]:
                case Enumeration(members=members):
                    known = [f"`{member.value}`" for member in members[:_MOST_VALUES]]
                    more = ", and others" if len(members) > _MOST_VALUES else ""
                    yield f"Known values: {', '.join(known)}{more}."
                case Alias(target=target, constraints=constraints):
                    yield from _values(model, target)
                    yield from _limits(constraints)
                case _:
                    pass
        case _:
            pass


def _limits(constraints: Constraints) -> Iterator[str]:
    yield from _count(constraints.min_length, constraints.max_length, "character")
    yield from _count(constraints.min_items, constraints.max_items, "element")
    yield from _count(constraints.min_properties, constraints.max_properties, "member")
    if constraints.unique_items:
        yield "No element twice."
    for words, number in (
        ("At least", constraints.minimum),
        ("More than", constraints.exclusive_minimum),
        ("At most", constraints.maximum),
        ("Less than", constraints.exclusive_maximum),
        ("A multiple of", constraints.multiple_of),
    ):
        if number is not None:
            yield f"{words} {number}."
    if constraints.pattern is not None:
        yield f"Pattern: `{constraints.pattern}`."


def _count(least: int | None, most: int | None, what: str) -> Iterator[str]:
    least = least or None
    if least is not None and least == most:
        yield f"Exactly {_many(least, what)}."
    elif least is not None and most is not None:
        yield f"{least} to {_many(most, what)}."
    elif least is not None:
        yield f"At least {_many(least, what)}."
    elif most is not None:
        yield f"At most {_many(most, what)}."


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
