"""What Javadoc says of a value: the words of the API, then the rules."""

from __future__ import annotations

from specpress.model import ApiModel, Constraints, Default, Docs, FieldNotes, TypeRef
from specpress.targets import wording
from specpress.targets.wording import sentence

__all__ = ["first_paragraph", "sentence", "value_text"]


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
    """The documentation of a value in Markdown: words of the API, then the rules."""
    said = wording.described(docs).strip()
    parts = list(wording.rules(model, ref, constraints=constraints, default=default, notes=notes))
    if deprecated:
        parts.append("Deprecated.")
    if not said:
        return " ".join(parts)
    if "\n" in said:
        return "\n\n".join((said, *([" ".join(parts)] if parts else [])))
    return " ".join((sentence(said), *parts))


def first_paragraph(text: str) -> str:
    """The first paragraph of a text, on one line."""
    return " ".join(text.strip().split("\n\n")[0].split())
