"""Enumerations and unions: the views of enums."""

from __future__ import annotations

import json
from dataclasses import dataclass

from specpress.model import Constant, Enumeration, Member, Named, Record, ScalarKind, TypeRef, Union
from specpress.naming.scopes import Names
from specpress.naming.standard import member_key
from specpress.targets.rust import layout
from specpress.targets.rust.escape import rust_string
from specpress.targets.rust.naming import of_unknown
from specpress.targets.rust.sentences import prose, type_text
from specpress.targets.rust.types import Types


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A member of an enumeration: its name and value in `line`, and what the API says of it."""

    doc: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumView:
    """An open enumeration of texts or integers."""

    kind: str = "enum"
    name: str
    doc: str
    deprecated: bool
    base: str
    unknown: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionView:
    """A union: `tag` is a literal, `listed` and `others` are the lines of its variants."""

    kind: str = "union"
    name: str
    doc: str
    deprecated: bool
    tag: str
    unknown: str
    listed: tuple[str, ...]
    others: tuple[str, ...]


def enum_view(definition: Enumeration, types: Types) -> EnumView:
    """The view of an open enumeration."""
    return EnumView(
        name=types.names.type(definition.id),
        doc=type_text(definition),
        deprecated=definition.deprecated,
        base="str" if definition.base.kind is ScalarKind.STRING else "i64",
        unknown=of_unknown(types.names, definition.id),
        members=tuple(_member(definition, one, types.names) for one in definition.members),
    )


def _member(definition: Enumeration, member: Member, names: Names) -> MemberView:
    name = names.member(definition.id, member_key(member))
    value = member.value
    literal = rust_string(value) if isinstance(value, str) else layout.integer(int(value))
    return MemberView(doc=prose(member.docs), line=f"{name} = {literal},")


def union_view(union: Union, types: Types) -> UnionView:
    """The view of a union."""
    listed: list[str] = []
    others: list[str] = []
    plain = [types.text(types.resolved(variant.type)) for variant in union.variants]
    for variant, source in zip(union.variants, plain, strict=True):
        name = types.names.variant(union.id, variant.name.declared)
        record = record_of(variant.type, types)
        text = types.text(variant.type)
        kept = f"Box<{text}>" if record is not None else text
        origin = f", from {text}" if plain.count(source) == 1 else ""
        if record is not None or variant.tags:
            shape = f"{text}::SHAPE" if record is not None else "wire::Shape::NONE"
            tags = ", ".join(rust_string(tag) for tag in variant.tags)
            listed.append(f"{name}({kept}) = {shape}, [{tags}]{origin};")
        else:
            others.append(f"{name}({kept}){origin};")
    tag = union.discriminator.wire_name if union.discriminator is not None else ""
    return UnionView(
        name=types.names.type(union.id),
        doc=type_text(union),
        deprecated=union.deprecated,
        tag=rust_string(tag),
        unknown=of_unknown(types.names, union.id),
        listed=tuple(listed),
        others=tuple(others),
    )


def record_of(ref: TypeRef, types: Types) -> Record | None:
    """The record that a type is, behind its aliases."""
    match types.resolved(ref):
        case Named(id):
            definition = types.model.types[id]
            return definition if isinstance(definition, Record) else None
        case _:
            return None


def shape(record: Record) -> tuple[str, ...]:
    """The members of the constant that tells values of a record from others, at column 8."""
    required = [rust_string(one.wire_name) for one in record.fields if one.required]
    optional = [rust_string(one.wire_name) for one in record.fields if not one.required]
    constants = [
        f"({rust_string(one.wire_name)}, {rust_string(json.dumps(one.type.value))})"
        for one in record.fields
        if isinstance(one.type, Constant)
    ]
    return tuple(
        layout.array(f"{name}: &", elements, ",", 8)
        for name, elements in (
            ("required", required),
            ("optional", optional),
            ("constants", constants),
        )
    )
