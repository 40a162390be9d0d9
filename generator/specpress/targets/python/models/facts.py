"""What the description says beside the type, in words: the documentation of a field or type."""

from __future__ import annotations

import json
from collections.abc import Iterator

from specpress.jsonvalue import Json
from specpress.model import (
    Access,
    Alias,
    Constraints,
    Docs,
    Enumeration,
    Field,
    FieldNotes,
    TypeDef,
)

_DEPRECATED = "Deprecated."
_LONGEST = 60


def field_text(field: Field) -> str:
    """CommonMark: the description of a field, and a paragraph with what else is known of it."""
    return _paragraphs(field.docs, _field_facts(field))


def type_text(definition: TypeDef) -> str:
    """CommonMark: the description of a type, what else is known of it, and documented values."""
    text = _paragraphs(definition.docs, _type_facts(definition))
    if not isinstance(definition, Enumeration):
        return text
    values = [
        f"- `{member.value}`: {' '.join(words.split())}"
        for member in definition.members
        if (words := member.docs.description or member.docs.summary)
    ]
    return "\n\n".join(part for part in (text, "\n".join(values)) if part)


def _paragraphs(docs: Docs, facts: Iterator[str]) -> str:
    parts = [docs.summary.strip(), docs.description.strip(), " ".join(facts)]
    return "\n\n".join(dict.fromkeys(part for part in parts if part))


def _type_facts(definition: TypeDef) -> Iterator[str]:
    if definition.deprecated:
        yield _DEPRECATED
    if isinstance(definition, Alias):
        yield from constraint_facts(definition.constraints)


def _field_facts(field: Field) -> Iterator[str]:
    if field.deprecated:
        yield _DEPRECATED
    if field.access is Access.READ:
        yield "Set by the server."
    if field.access is Access.WRITE:
        yield "Never sent back by the server."
    yield from constraint_facts(field.constraints)
    if field.default is not None:
        yield f"Default of the server: {_value(field.default.value)}."
    if field.notes is not None:
        yield from _notes(field.notes)


def _notes(notes: FieldNotes) -> Iterator[str]:
    if notes.rule:
        yield f"{notes.rule.rstrip('.')}."
    if notes.since:
        yield f"Since {notes.since}."


def constraint_facts(constraints: Constraints) -> Iterator[str]:
    """A sentence for each assertion of JSON Schema: `From 1 to 255 characters.`"""
    given = constraints
    yield from _span(given.min_length, given.max_length, "character")
    yield from _span(given.min_items, given.max_items, "item")
    yield from _span(given.min_properties, given.max_properties, "member")
    yield from _limits(given)
    if given.multiple_of is not None:
        yield f"A multiple of {given.multiple_of}."
    if given.unique_items:
        yield "No item twice."
    if given.pattern is not None:
        yield f"Matches `{given.pattern}`."


def _span(least: int | None, most: int | None, unit: str) -> Iterator[str]:
    match least or None, most:
        case None, None:
            return
        case None, int(limit):
            yield f"At most {_count(limit, unit)}."
        case int(limit), None:
            yield f"At least {_count(limit, unit)}."
        case int(low), int(high) if low == high:
            yield f"Exactly {_count(low, unit)}."
        case low, high:
            yield f"From {low} to {_count(high or 0, unit)}."


def _limits(given: Constraints) -> Iterator[str]:
    if given.minimum is not None and given.maximum is not None:
        yield f"From {given.minimum} to {given.maximum}."
    elif given.minimum is not None:
        yield f"At least {given.minimum}."
    elif given.maximum is not None:
        yield f"At most {given.maximum}."
    if given.exclusive_minimum is not None:
        yield f"More than {given.exclusive_minimum}."
    if given.exclusive_maximum is not None:
        yield f"Less than {given.exclusive_maximum}."


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _value(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return f"`{text}`" if len(text) <= _LONGEST else "a longer value"
