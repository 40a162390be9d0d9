"""What callers give: the types of parameters, and how a value becomes the type that is kept."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import ListOf, TypeRef
from specpress.targets.rust.types import Types


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter's type, and the pattern of the expression that keeps it: `{}` is its name."""

    type: str
    kept: str


def given(ref: TypeRef, types: Types) -> Given:
    """How a caller gives a value of a type.

    Texts, open enumerations and unions are given as anything that becomes them, lists as anything
    that can be walked.
    """
    resolved = types.resolved(ref)
    if types.is_nullable(ref):
        return Given(types.text(resolved), "{}")
    if types.converts(ref):
        return Given(f"impl Into<{types.text(resolved)}>", "{}.into()")
    if isinstance(resolved, ListOf):
        if types.converts(resolved.item):
            item = types.text(types.resolved(resolved.item))
            return Given(f"impl IntoIterator<Item = impl Into<{item}>>", "wire::list({})")
        item = types.text(resolved.item)
        return Given(f"impl IntoIterator<Item = {item}>", "{}.into_iter().collect()")
    return Given(types.text(ref), "{}")


def optional(ref: TypeRef, types: Types) -> tuple[str, Given]:
    """How a value that may be left out is kept, and how a caller gives it."""
    if not types.is_nullable(ref):
        return types.text(ref), given(ref, types)
    inner = f"crate::Nullable<{types.text(types.bare(ref))}>"
    return inner, Given(f"impl Into<{inner}>", "{}.into()")
