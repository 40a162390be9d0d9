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
    Field,
    Named,
    Nullable,
    Parameter,
    TypeRef,
)
from specpress.targets import wording


def field_text(model: ApiModel, field: Field) -> str:
    """The documentation of a field or of an argument in the body."""
    said = [prose(field.docs), *_kinds(model, field.type)]
    said += wording.rules(
        model,
        field.type,
        constraints=field.constraints,
        default=field.default,
        notes=field.notes,
    )
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
    """Whether null is a value, known values, limits, and what the server assumes."""
    yield from _kinds(model, ref)
    yield from wording.rules(model, ref, constraints=constraints, default=default)


def _kinds(model: ApiModel, ref: TypeRef) -> Iterator[str]:
    """What a type of Go does not say: that a value may be null, or is always the same."""
    match ref:
        case Nullable(of):
            yield from _kinds(model, of)
            yield "May be null."
        case Constant(value):
            yield f"Always `{json.dumps(value, ensure_ascii=False)}`."
        case Named(type_id) if isinstance(definition := model.types[type_id], Alias):
            yield from _kinds(model, definition.target)
        case _:
            pass
