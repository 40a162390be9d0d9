"""What documentation says of a value, in sentences: the same in every language.

The sentences hold text of the description. A target escapes them for the place where they land.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

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
    TypeId,
    TypeRef,
)

_MOST_VALUES = 20
_LONGEST = 160  # characters of JSON in a sentence


def described(docs: Docs) -> str:
    """The description, or the summary where there is none, without the word that a type says."""
    return (docs.description or docs.summary).removeprefix("Optional.").strip()


def rules(
    model: ApiModel,
    ref: TypeRef,
    *,
    constraints: Constraints,
    default: Default | None = None,
    notes: FieldNotes | None = None,
) -> tuple[str, ...]:
    """Everything that holds for a value beside its type, a sentence each.

    In this order: the condition of a documented rule, known values, limits, the server's default,
    the first version with the value.
    """
    said: list[str] = []
    if notes is not None and notes.rule:
        said.append(sentence(f"{notes.rule[:1].upper()}{notes.rule[1:]}"))
    said += values(model, ref)
    said += limits(constraints)
    if default is not None:
        said.append(f"Server default: `{json.dumps(default.value, ensure_ascii=False)}`.")
    if notes is not None and notes.since:
        said.append(sentence(f"Since {notes.since}"))
    return tuple(said)


def sentence(text: str) -> str:
    """`text` with a full stop at its end, if it has none."""
    return text if text.endswith((".", "!", "?", "。", ":")) else f"{text}."


def values(model: ApiModel, ref: TypeRef, seen: frozenset[TypeId] = frozenset()) -> Iterator[str]:
    """The documented values of an enumeration, and the limits of named types.

    `seen` are the names on the way here: an alias may be a list of itself.
    """
    match ref:
        case Nullable(of):
            yield from values(model, of, seen)
        case ListOf(Named() as item):
            yield from values(model, item, seen)
        case Named(type_id) if type_id not in seen:
            match model.types[type_id]:
                case Enumeration(members=members):
                    known = [f"`{member.value}`" for member in members[:_MOST_VALUES]]
                    more = ", and others" if len(members) > _MOST_VALUES else ""
                    yield f"Known values: {', '.join(known)}{more}."
                case Alias(target=target, constraints=constraints):
                    yield from values(model, target, seen | {type_id})
                    yield from limits(constraints)
                case _:
                    pass
        case _:
            pass


def in_backticks(text: str) -> str:
    """`text` as a code span."""
    return f"`{text}`"


def limits(constraints: Constraints, code: Callable[[str], str] = in_backticks) -> Iterator[str]:
    """One sentence for each kind of limit that JSON Schema asserts; `code` writes the pattern."""
    yield from _count(constraints.min_length, constraints.max_length, "character")
    yield from _count(constraints.min_items, constraints.max_items, "element")
    yield from _count(constraints.min_properties, constraints.max_properties, "member")
    if constraints.unique_items:
        yield "No element twice."
    numbers = (
        ("At least", constraints.minimum),
        ("More than", constraints.exclusive_minimum),
        ("At most", constraints.maximum),
        ("Less than", constraints.exclusive_maximum),
        ("A multiple of", constraints.multiple_of),
    )
    for words, number in numbers:
        if number is not None:
            yield f"{words} {number}."
    if constraints.pattern is not None:
        yield f"Pattern: {code(constraints.pattern)}."
    for keyword, value in constraints.further:
        yield f"JSON Schema `{keyword}`: {code(_cut(value))}."


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _count(least: int | None, most: int | None, what: str) -> Iterator[str]:
    match least or None, most:
        case None, None:
            return
        case int(), None:
            yield f"At least {least} {_plural(what, least)}."
        case None, int():
            yield f"At most {most} {_plural(what, most)}."
        case _ if least == most:
            yield f"Exactly {most} {_plural(what, most)}."
        case _:
            yield f"{least} to {most} {_plural(what, most)}."


def _plural(what: str, number: int | None) -> str:
    return what if number == 1 else f"{what}s"
