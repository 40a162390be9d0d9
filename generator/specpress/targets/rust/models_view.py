"""The types of the API: the views of `models.rs`, or of the files in `models/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from specpress.model import (
    Alias,
    AnyValue,
    ApiModel,
    Enumeration,
    Record,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
    Union,
)
from specpress.naming.scopes import Names
from specpress.targets.rust import layout
from specpress.targets.rust.choice_view import (
    EnumView,
    UnionView,
    enum_view,
    record_of,
    shape,
    union_view,
)
from specpress.targets.rust.directions import directions
from specpress.targets.rust.escape import WIDTH
from specpress.targets.rust.modules import by_module, modules
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
    line: str


View: TypeAlias = RecordView | EnumView | UnionView | AliasView


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsFile:
    """A file of types; `uses` are its imports, in groups."""

    doc: str
    is_root: bool
    modules: tuple[str, ...]
    uses: tuple[tuple[str, ...], ...]
    types: tuple[View, ...]


def models_files(model: ApiModel, names: Names) -> Iterator[tuple[str, ModelsFile]]:
    """The paths below `src` and views of all types of the API."""
    types = Types(model=model, names=names, prefix="")
    found = modules(model)
    made = _views(types)
    views = {one.name: tuple(made[its.id] for its in one.types) for one in found}
    title = " ".join(model.info.title.split())
    doc = f"The types of the {title}."
    if len(found) == 1 and not found[0].name:
        yield "models.rs", _file(doc, views[""], "", {}, is_root=True)
        return
    homes = {names.type(one): module for one, module in by_module(found).items()}
    yield (
        "models/mod.rs",
        ModelsFile(doc=doc, is_root=True, modules=tuple(views), uses=(), types=()),
    )
    for module, its in views.items():
        doc = f"Types of the {title}: {module.strip('_').replace('_', ' ')}."
        yield f"models/{module}.rs", _file(doc, its, module, homes, is_root=False)


def _file(
    doc: str, views: tuple[View, ...], module: str, homes: Mapping[str, str], *, is_root: bool
) -> ModelsFile:
    records = [view for view in views if isinstance(view, RecordView)]
    derived = records or any(isinstance(one, AliasView) and one.own for one in views)
    code = "\n".join(line for view in views for line in _code(view))
    words = set(_NAMES.findall(code))
    foreign = [name for name in words if homes.get(name, module) != module]
    wire = "wire::" in code or any(isinstance(view, EnumView | UnionView) for view in views)
    reading = [attribute for view in records for one in view.fields for attribute in one.attributes]
    ours = (
        *["use crate::json;"] * (bool(records) or "json::" in code),
        *["use crate::runtime::fields;"] * any('"fields::' in line for line in reading),
        *["use crate::runtime::wire;"] * wire,
    )
    groups = (
        ("use serde::{Deserialize, Serialize};",) if derived else (),
        tuple(layout.use("use super::", foreign).split("\n")) if foreign else (),
        ours,
    )
    return ModelsFile(
        doc=doc,
        is_root=is_root,
        modules=(),
        uses=tuple(group for group in groups if group),
        types=views,
    )


_NAMES = re.compile(r"(?<![\w:])[A-Z]\w*\b(?! =)")


def _code(view: View) -> Iterator[str]:
    """What of a view is Rust, without its comments and texts."""
    match view:
        case AliasView():
            yield view.target
        case UnionView():
            for line in (*view.listed, *view.others):
                yield _LITERAL.sub("", line).partition("(")[2]
        case RecordView():
            yield view.extra
            yield view.new
            if view.shape:
                yield "wire::"
            for field in view.fields:
                yield field.declaration
                yield field.setter
                yield field.kept
            yield from (_LITERAL.sub("", line) for line in view.initial)
        case EnumView():
            pass


_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')


def _views(types: Types) -> Mapping[TypeId, View]:
    sent, received = directions(types.model)
    variants = {
        record.id
        for union in types.model.types.values()
        if isinstance(union, Union) and not types.is_upload(union)
        for variant in union.variants
        if (record := record_of(variant.type, types)) is not None
    }
    return {
        one.id: _view(
            one,
            types,
            sent=one.id in sent,
            received=one.id in received,
            is_variant=one.id in variants,
        )
        for one in types.model.types.values()
    }


def _view(
    definition: TypeDef, types: Types, *, sent: bool, received: bool, is_variant: bool
) -> View:
    match definition:
        case Record():
            table = shape(definition) if is_variant else ()
            return record_view(definition, types, sent=sent, received=received, shape=table)
        case Enumeration() if is_open(definition):
            return enum_view(definition, types)
        case Enumeration():
            return _alias(definition, types, _base(definition))
        case Union() if types.is_upload(definition):
            return _alias(definition, types, Scalar(ScalarKind.BYTES))
        case Union():
            return union_view(definition, types)
        case Alias():
            return _alias(definition, types, definition.target)


def _alias(definition: Alias | Enumeration | Union, types: Types, target: TypeRef) -> AliasView:
    name, text = types.names.type(definition.id), types.text(target)
    line = f"pub type {name} = {text};"
    return AliasView(
        name=name,
        doc=type_text(definition),
        deprecated=definition.deprecated,
        own=isinstance(definition, Alias) and types.is_recursive(definition.id),
        target=text,
        line=line if len(line) <= WIDTH else f"pub type {name} =\n    {text};",
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
