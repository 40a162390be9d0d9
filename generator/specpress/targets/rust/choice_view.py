"""Enumerations and unions: the views of enums."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import Constant, Enumeration, Member, Named, Record, ScalarKind, TypeRef, Union
from specpress.naming.scopes import Names
from specpress.naming.standard import member_key
from specpress.targets.rust import layout
from specpress.targets.rust.escape import rust_string
from specpress.targets.rust.naming import of_unknown
from specpress.targets.rust.sentences import code, prose, sentence, type_text
from specpress.targets.rust.types import Types


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A member of an enumeration: its name, its doc, and arms of `match`."""

    name: str
    doc: str
    to_value: str
    from_value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumView:
    """An open enumeration of texts or integers."""

    kind: str = "enum"
    name: str
    doc: str
    deprecated: bool
    is_text: bool
    base: str
    unknown: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantView:
    """A variant of a union; `arms` choose it by its place in the table.

    `converts`: no other variant is made from a value of the type `plain`.
    """

    name: str
    doc: str
    type: str
    arms: tuple[str, ...]
    plain: str
    kept: str
    converts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionView:
    """A union: `tag` is a literal, `others` what is tried where no table helps."""

    kind: str = "union"
    name: str
    doc: str
    deprecated: bool
    tag: str
    unknown: str
    variants: tuple[VariantView, ...]
    table: tuple[str, ...]
    others: tuple[str, ...]


def enum_view(definition: Enumeration, types: Types) -> EnumView:
    """The view of an open enumeration."""
    is_text = definition.base.kind is ScalarKind.STRING
    return EnumView(
        name=types.names.type(definition.id),
        doc=type_text(definition),
        deprecated=definition.deprecated,
        is_text=is_text,
        base="String" if is_text else "i64",
        unknown=of_unknown(types.names, definition.id),
        members=tuple(_member(definition, one, types.names) for one in definition.members),
    )


def _member(definition: Enumeration, member: Member, names: Names) -> MemberView:
    name = names.member(definition.id, member_key(member))
    value = member.value
    literal = rust_string(value) if isinstance(value, str) else layout.integer(int(value))
    return MemberView(
        name=name,
        doc=prose(member.docs) or sentence(code(str(value))),
        to_value=layout.arm(f"Self::{name}", literal, 12),
        from_value=layout.arm(literal, f"Self::{name}", 12),
    )


def union_view(union: Union, types: Types) -> UnionView:
    """The view of a union."""
    variants: list[VariantView] = []
    others: list[str] = []
    listing: list[tuple[tuple[str, ...], Record | None]] = []
    plain = [types.text(types.resolved(variant.type)) for variant in union.variants]
    index = 0
    for variant in union.variants:
        name = types.names.variant(union.id, variant.name.declared)
        record = _record_of(variant.type, types)
        text = types.text(variant.type)
        kept = f"Box<{text}>" if record is not None else text
        listed = record is not None or bool(variant.tags)
        guess = f"unions::fit(&value).map(Self::{name})"
        arms = (
            f"Choice::Tagged({index}) => return unions::must_fit(value).map(Self::{name}),",
            f"Choice::Guessed({index}) => {guess},",
        )
        variants.append(
            VariantView(
                name=name,
                doc=sentence(f"The variant {code(variant.name.declared)}"),
                type=kept,
                arms=arms if listed else (),
                plain=text,
                kept="Box::new(value)" if record is not None else "value",
                converts=plain.count(types.text(types.resolved(variant.type))) == 1,
            )
        )
        if listed:
            listing.append((variant.tags, record))
            index += 1
        else:
            others.append(guess)
    tag = union.discriminator.wire_name if union.discriminator is not None else ""
    return UnionView(
        name=types.names.type(union.id),
        doc=type_text(union),
        deprecated=union.deprecated,
        tag=rust_string(tag),
        unknown=of_unknown(types.names, union.id),
        variants=tuple(variants),
        table=tuple(_listed(listing)),
        others=tuple(others),
    )


def _listed(listing: list[tuple[tuple[str, ...], Record | None]]) -> Iterator[str]:
    """The table of a union's variants, at column 4."""
    column = 8 if len(listing) == 1 else 12
    entries = [tuple(_table(tags, record, column)) for tags, record in listing]
    yield from layout.literals("const VARIANTS: &[unions::Variant] = &[", entries, "];")


def _record_of(ref: TypeRef, types: Types) -> Record | None:
    match types.resolved(ref):
        case Named(id):
            definition = types.model.types[id]
            return definition if isinstance(definition, Record) else None
        case _:
            return None


def _table(tags: tuple[str, ...], record: Record | None, column: int) -> Iterator[str]:
    """The members of `unions::Variant`."""
    fields = record.fields if record is not None else ()
    known = [rust_string(one.wire_name) for one in fields]
    required = [rust_string(one.wire_name) for one in fields if one.required]
    constants = [
        f"({rust_string(one.wire_name)}, &[{rust_string(json.dumps(one.type.value))}])"
        for one in fields
        if isinstance(one.type, Constant)
    ]
    yield "unions::Variant {"
    for name, elements in (
        ("tags", [rust_string(tag) for tag in tags]),
        ("names", known),
        ("required", required),
        ("constants", constants),
    ):
        yield "    " + layout.array(f"{name}: &", elements, ",", column)
    yield "}"
