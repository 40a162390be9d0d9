"""What the documentation says of values, in sentences."""

from __future__ import annotations

import functools
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
from specpress.targets import wording
from specpress.targets.typescript.escape import doc_text

_MOST_VALUES = 20

sentence = wording.sentence


def value_text(
    model: ApiModel,
    ref: TypeRef,
    *,
    docs: Docs,
    constraints: Constraints,
    default: Default | None = None,
    deprecated: bool = False,
    notes: FieldNotes | None = None,
) -> str:
    """The documentation of a value: the words of the API first, then the rules, then our tags."""
    said = docs.description or docs.summary
    said = said.removeprefix("Optional.").strip()  # the type says so
    rules = list(_rules(model, ref, constraints, default, notes))
    words = doc_text(said)
    ends_in_prose = words and "\n" not in words.rpartition("\n\n")[2]
    joint = " " if ends_in_prose else "\n\n"
    if words and rules:
        words = sentence(words)
    body = joint.join(part for part in (words, " ".join(rules)) if part)
    return f"{body}\n\n@deprecated".strip() if deprecated else body


def _rules(
    model: ApiModel,
    ref: TypeRef,
    constraints: Constraints,
    default: Default | None,
    notes: FieldNotes | None,
) -> Iterator[str]:
    if notes is not None and notes.rule:
        yield sentence(doc_text(f"{notes.rule[:1].upper()}{notes.rule[1:]}"))
    yield from _named_rules(model, ref)
    yield from limits(constraints)
    if default is not None:
        yield doc_text(f"Server default: `{json.dumps(default.value, ensure_ascii=False)}`.")
    if notes is not None and notes.since:
        yield sentence(doc_text(f"Since {notes.since}"))


def _named_rules(model: ApiModel, ref: TypeRef) -> Iterator[str]:
    """The limits of a named type, which the name alone does not tell."""
    match ref:
        case Nullable(of) | ListOf(of):
            yield from _named_rules(model, of)
        case Named(type_id):
            definition = model.types[type_id]
            if isinstance(definition, Alias):
                yield from limits(definition.constraints)
        case _:
            pass


def known_values(enumeration: Enumeration) -> str:
    """The documented values that have words of their own, as a list; else ""."""
    told = [member for member in enumeration.members if member.docs.description.strip()]
    if not told:
        return ""
    rows = (
        f"- `{doc_text(str(member.value))}`: {doc_text(' '.join(member.docs.description.split()))}"
        for member in told[:_MOST_VALUES]
    )
    return "\n".join(rows)


@functools.lru_cache(maxsize=4096)
def limits(constraints: Constraints) -> tuple[str, ...]:
    """One sentence for each kind of limit that JSON Schema asserts, for a comment."""
    return tuple(map(doc_text, wording.limits(constraints)))
