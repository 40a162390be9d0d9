"""Bodies of several media types: the enumeration from which the caller chooses."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import Codec, Content, Operation, TypeRef
from specpress.targets.calling import type_as_given
from specpress.targets.rust import layout
from specpress.targets.rust.arguments import has_choice
from specpress.targets.rust.filling import content_lines
from specpress.targets.rust.sentences import code
from specpress.targets.rust.types import Types


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One media type: its name and type, and the lines that fill a call; `source` is the type that
    becomes it, "" where another media type has the same."""

    name: str
    doc: str
    declaration: str
    source: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The enumeration."""

    name: str
    doc: str
    variants: tuple[Variant, ...]


def choice(operation: Operation, types: Types) -> Choice | None:
    """The bodies of an operation, None where there is nothing to choose."""
    if operation.body is None or not has_choice(operation):
        return None
    name = types.names.table["choice", operation.id]
    seen: set[str] = set()
    variants: list[Variant] = []
    for content in operation.body.contents:
        text = types.text(types.resolved(_type(content, types)))
        variants.append(_variant(operation, content, types, text, is_first=text not in seen))
        seen.add(text)
    doc = f"The bodies that {operation.id} takes. A value of a body's type becomes one by `into()`."
    return Choice(name=name, doc=doc, variants=tuple(variants))


def _variant(
    operation: Operation, content: Content, types: Types, text: str, *, is_first: bool
) -> Variant:
    name = types.names.table["content", operation.id, content.media_type]
    lines = tuple(content_lines(content, "value", "value", types, 16))
    if len(lines) == 1 and "\n" not in lines[0]:
        lines = (layout.arm(f"Self::{name}(value)", lines[0].removesuffix(";"), 12),)
    else:
        inner = (f"    {line}" for line in lines)
        lines = (f"Self::{name}(value) => {{", *inner, "}")
    return Variant(
        name=name,
        doc=f"A body of {code(content.media_type)}.",
        declaration=f"{name}({text})",
        source=text if is_first else "",
        lines=lines,
    )


def _type(content: Content, types: Types) -> TypeRef:
    given = type_as_given(content)
    return types.bare(given) if content.codec in (Codec.FORM, Codec.MULTIPART) else given
