"""What doc comments say of a value, in sentences, and how they are put together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from specpress.model import (
    Access,
    Alias,
    ApiModel,
    Constant,
    Constraints,
    Default,
    Docs,
    Enumeration,
    Field,
    FieldNotes,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Scalar,
    TypeDef,
    TypeRef,
)
from specpress.targets import wording

_MOST_VALUES = 20


def type_text(definition: TypeDef) -> str:
    """The doc of a type."""
    return prose(definition.docs) or sentence(f"The type {code(definition.name.declared)}")


def field_text(field: Field, model: ApiModel) -> str:
    """The doc of a field: the words of the API, then the rules. Perhaps there is nothing to say."""
    text = value_text(
        model,
        field.type,
        docs=field.docs,
        constraints=field.constraints,
        default=field.default,
        notes=field.notes,
    )
    match field.access:
        case Access.READ:
            return f"{text}\n\nThe server sets it.".strip()
        case Access.WRITE:
            return f"{text}\n\nThe server never sends it.".strip()
        case _:
            return text


def value_text(
    model: ApiModel,
    ref: TypeRef,
    *,
    docs: Docs,
    constraints: Constraints,
    default: Default | None,
    notes: FieldNotes | None = None,
) -> str:
    """Paragraphs on one value: what it is, then limits, known values and the server's default."""
    said = prose(docs)
    rules = []
    if notes is not None and notes.rule:
        rules.append(sentence(f"{notes.rule[:1].upper()}{notes.rule[1:]}"))
    rules += values(model, ref)
    rules += wording.limits(constraints, code)
    if default is not None:
        rules.append(f"Server default: {code(json.dumps(default.value, ensure_ascii=False))}.")
    if notes is not None and notes.since:
        rules.append(f"Since {notes.since}.")
    return "\n\n".join(part for part in (said, " ".join(rules)) if part)


def prose(docs: Docs) -> str:
    """The words of the API: the summary, then the description."""
    summary, description = docs.summary.strip(), docs.description.strip()
    description = description.removeprefix("Optional.").strip()  # the types say so
    if summary and description and summary != description:
        return f"{sentence(summary)}\n\n{sentence(description)}"
    return sentence(description or summary) if description or summary else ""


def sentence(text: str) -> str:
    """`text` with a full stop at its end, if it has none."""
    ends = (".", "!", "?", "。", ":", "|", "```")
    return text if text.endswith(ends) else f"{text}."


def first_sentence(text: str) -> str:
    """The first sentence of the first paragraph."""
    paragraph = " ".join(text.strip().partition("\n\n")[0].split())
    end = re.search(r"[.!?](?= [A-Z])|。", paragraph)
    return paragraph[: end.end()] if end else paragraph


def code(text: str) -> str:
    """`text` as code in Markdown; words where it has backticks itself."""
    line = " ".join(text.split())
    return f"`{line}`" if line and "`" not in line else f'"{line}"'


def values(model: ApiModel, ref: TypeRef) -> Iterator[str]:
    """Known values, formats, and the limits of named types."""
    match ref:
        case Nullable(of):
            yield from values(model, of)
        case ListOf(Named() as item) | MapOf(Named() as item):
            yield from values(model, item)
        case Constant(value):
            yield f"Always {code(json.dumps(value, ensure_ascii=False))}."
        case Scalar(_, form) if form in _FORMATS:
            yield _FORMATS[form]
        case Named(type_id):
            match model.types[type_id]:
                case Enumeration(members=members):
                    known = [code(str(member.value)) for member in members[:_MOST_VALUES]]
                    more = ", ..." if len(members) > _MOST_VALUES else ""
                    yield f"Known values: {', '.join(known)}{more}."
                case Alias(target=target, constraints=constraints):
                    if isinstance(target, Scalar):
                        yield from values(model, target)
                    yield from wording.limits(constraints, code)
                case _:
                    pass
        case _:
            pass


_FORMATS = {
    "date-time": "A date and time as in RFC 3339: `2026-01-31T12:00:00Z`.",
    "date": "A date: `2026-01-31`.",
    "uuid": "A UUID.",
    "uri": "A URI.",
}
