"""The types of the API: the view of `models.rs`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from specpress.model import (
    Alias,
    AnyValue,
    ApiModel,
    Enumeration,
    Record,
    ScalarKind,
    TypeDef,
    TypeRef,
    Union,
)
from specpress.naming.scopes import Names
from specpress.targets.rust.choice_view import EnumView, UnionView, enum_view, union_view
from specpress.targets.rust.directions import directions
from specpress.targets.rust.record_view import RecordView, record_view
from specpress.targets.rust.sentences import type_text
from specpress.targets.rust.types import Types, is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasView:
    """A name for another type; `own` aliases lead to themselves and are types of their own."""

    kind: str = "alias"
    name: str
    doc: str
    deprecated: bool
    own: bool
    target: str


View: TypeAlias = RecordView | EnumView | UnionView | AliasView


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsFile:
    """`models.rs`."""

    doc: str
    serde: str
    uses: tuple[str, ...]
    types: tuple[View, ...]


def models_file(model: ApiModel, names: Names) -> ModelsFile:
    """The view of all types of the API."""
    types = Types(model=model, names=names, prefix="")
    sent, received = directions(model)
    views = tuple(
        _view(definition, types, sent=definition.id in sent, received=definition.id in received)
        for definition in model.types.values()
    )
    kinds = {view.kind for view in views}
    derived = any(isinstance(one, RecordView) or getattr(one, "own", False) for one in views)
    by_hand = bool(kinds & {"enum", "union"})
    serde = ["Deserialize", "Deserializer", "Serialize", "Serializer"] if by_hand else []
    serde = serde or (["Deserialize", "Serialize"] if derived else [])
    text = repr(views)
    uses = [
        *["use crate::json;"] * ("record" in kinds or "json::" in text),
        *["use crate::runtime::unions::{self, Choice};"] * ("union" in kinds),
        *["use crate::runtime::wire;"] * ("wire::" in text),
    ]
    return ModelsFile(
        doc=f"The types of the {' '.join(model.info.title.split())}.",
        serde=", ".join(serde),
        uses=tuple(uses),
        types=views,
    )


def _view(definition: TypeDef, types: Types, *, sent: bool, received: bool) -> View:
    match definition:
        case Record():
            return record_view(definition, types, sent=sent, received=received)
        case Enumeration() if is_open(definition):
            return enum_view(definition, types)
        case Enumeration():
            return AliasView(
                name=types.names.type(definition.id),
                doc=type_text(definition),
                deprecated=definition.deprecated,
                own=False,
                target=types.text(_base(definition)),
            )
        case Union():
            return union_view(definition, types)
        case Alias():
            return AliasView(
                name=types.names.type(definition.id),
                doc=type_text(definition),
                deprecated=definition.deprecated,
                own=types.is_recursive(definition.id),
                target=types.text(definition.target),
            )


def _base(definition: Enumeration) -> TypeRef:
    kinds: set[type] = {type(member.value) for member in definition.members}
    of_kind: dict[ScalarKind, set[type]] = {
        ScalarKind.STRING: {str},
        ScalarKind.BOOLEAN: {bool},
        ScalarKind.NUMBER: {int, float},
    }
    return (
        definition.base if kinds <= of_kind.get(definition.base.kind, set[type]()) else AnyValue()
    )
