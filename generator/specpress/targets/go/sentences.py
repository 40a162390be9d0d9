"""What doc comments say of values, in sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator

from specpress.model import (
    Alias,
    ApiModel,
    Constant,
    Constraints,
    Default,
    Docs,
    Enumeration,
    Field,
    ListOf,
    Named,
    Nullable,
    Parameter,
    TypeRef,
)

_MOST_VALUES = 20


def field_text(model: ApiModel, field: Field) -> str:
    """The documentation of a field or of an argument in the body."""
    notes = field.notes
    said = [prose(field.docs)]
    if notes is not None and notes.rule:
        said.append(sentence(f"{notes.rule[:1].upper()}{notes.rule[1:]}"))
    said += rules(model, field.type, field.constraints, field.default)
    if notes is not None and notes.since:
        said.append(f"Since {sentence(notes.since)}")
    return joined(said, deprecated=field.deprecated)


def parameter_text(model: ApiModel, parameter: Parameter, *more: str) -> str:
    """The documentation of an argument outside the body; `more` are sentences of ours."""
    said = [prose(parameter.docs)]
    said += rules(model, parameter.type, parameter.constraints, parameter.default)
    return joined([*said, *more], deprecated=parameter.deprecated)


def joined(said: list[str], *, deprecated: bool) -> str:
    """Sentences as one paragraph, the first of which may be several paragraphs."""
    text = " ".join(part for part in said if part)
    return f"{text}\n\nDeprecated: the API says so.".strip() if deprecated else text


def prose(docs: Docs) -> str:
    """The words of the description; that something is optional is said by its type."""
    said = docs.description or docs.summary
    return sentence(said.strip().removeprefix("Optional.").strip())


def sentence(text: str) -> str:
    """`text` with a full stop at its end, if it has none."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?", "。", ":")) else f"{text}."


def rules(
    model: ApiModel, ref: TypeRef, constraints: Constraints, default: Default | None
) -> Iterator[str]:
    """Known values, limits, and what the server assumes."""
    yield from _values(model, ref)
    yield from limits(constraints)
    if default is not None:
        yield f"Server default: {json.dumps(default.value, ensure_ascii=False)}."


def _values(model: ApiModel, ref: TypeRef) -> Iterator[str]:
    match ref:
        case Nullable(of):
            yield from _values(model, of)
            yield "May be null."
        case Constant(value):
            yield f"Always {json.dumps(value, ensure_ascii=False)}."
        case ListOf(Named() as item) if not _is_list(model, item):
            yield from _values(model, item)
        case Named(type_id):
            match model.types[type_id]:
                case Enumeration(members=members):
                    known = [str(member.value) for member in members[:_MOST_VALUES]]
                    more = ", ..." * (len(members) > _MOST_VALUES)
                    yield f"Known values: {', '.join(known)}{more}."
                case Alias(target=target, constraints=constraints):
                    yield from _values(model, target)
                    yield from limits(constraints)
                case _:
                    pass
        case _:
            pass


def _is_list(model: ApiModel, ref: Named) -> bool:
    """Whether a definition is a list, which may be one of lists of its own kind."""
    definition = model.types[ref.id]
    return isinstance(definition, Alias) and isinstance(definition.target, ListOf)


def limits(constraints: Constraints) -> Iterator[str]:
    """One sentence for each limit that JSON Schema asserts."""
    yield from _count(constraints.min_length, constraints.max_length, "character")
    yield from _count(constraints.min_items, constraints.max_items, "element")
    yield from _count(constraints.min_properties, constraints.max_properties, "member")
    if constraints.unique_items:
        yield "No element twice."
    bounds = (
        ("At least", constraints.minimum),
        ("More than", constraints.exclusive_minimum),
        ("At most", constraints.maximum),
        ("Less than", constraints.exclusive_maximum),
        ("A multiple of", constraints.multiple_of),
    )
    yield from (f"{words} {number}." for words, number in bounds if number is not None)
    if constraints.pattern is not None:
        yield f"Pattern: `{constraints.pattern}`."


def _count(least: int | None, most: int | None, what: str) -> Iterator[str]:
    match least or None, most:
        case None, None:
            return
        case int(), None:
            yield f"At least {_counted(least or 0, what)}."
        case None, int():
            yield f"At most {_counted(most or 0, what)}."
        case _ if least == most:
            yield f"Exactly {_counted(most or 0, what)}."
        case _:
            yield f"{least} to {_counted(most or 0, what)}."


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
