"""The types of the API: the view of `models.rs`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specpress.model import (
    Access,
    Alias,
    AnyValue,
    ApiModel,
    Constant,
    Enumeration,
    Field,
    ListOf,
    MapOf,
    Member,
    Named,
    Nullable,
    Record,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
    Union,
)
from specpress.naming.scopes import Names
from specpress.naming.standard import member_key
from specpress.targets.rust import layout
from specpress.targets.rust.escape import rust_string
from specpress.targets.rust.giving import Given, given, optional
from specpress.targets.rust.naming import of_unknown
from specpress.targets.rust.sentences import code, field_text, prose, sentence
from specpress.targets.rust.types import Types, is_open

_MOST_ARGUMENTS = 7
"""clippy::too_many_arguments."""
_ATTRIBUTE = 70
"""The widest arguments of an attribute on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field; `declaration` is all but `pub `, `setter` the head of a method, "" for none."""

    name: str
    doc: str
    deprecated: bool
    attributes: tuple[str, ...]
    declaration: str
    setter: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A struct. `new` is the head of its constructor, "" where `default()` makes it."""

    kind: str = "record"
    name: str
    doc: str
    deprecated: bool
    is_default: bool
    camel: bool
    fields: tuple[FieldView, ...]
    extra: str
    new: str
    many: bool
    initial: tuple[str, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasView:
    """A name for another type; `own` aliases lead to themselves and are types of their own."""

    kind: str = "alias"
    name: str
    doc: str
    deprecated: bool
    own: bool
    target: str


View = RecordView | EnumView | UnionView | AliasView


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
    sent, received = _directions(model)
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
            return _record(definition, types, sent=sent, received=received)
        case Enumeration() if is_open(definition):
            return _enumeration(definition, types)
        case Enumeration():
            return AliasView(
                name=types.names.type(definition.id),
                doc=_doc(definition),
                deprecated=definition.deprecated,
                own=False,
                target=types.text(_base(definition)),
            )
        case Union():
            return _union(definition, types)
        case Alias():
            return AliasView(
                name=types.names.type(definition.id),
                doc=_doc(definition),
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


def _doc(definition: TypeDef) -> str:
    return prose(definition.docs) or sentence(f"The type {code(definition.name.declared)}")


def _record(record: Record, types: Types, *, sent: bool, received: bool) -> RecordView:
    fields = [
        _Field(record=record, field=one, types=types, sent=sent, received=received)
        for one in record.fields
    ]
    required = [one for one in fields if one.is_required]
    asked = [one for one in required if not isinstance(one.field.type, Constant)]
    name = types.names.type(record.id)
    camel = sum(one.is_camel and not one.is_plain for one in fields) > 0
    extra = record.extras if record.extras is not None else AnyValue()
    parameters = [f"{one.name}: {one.given.type}" for one in asked]
    new = layout.signature("pub fn new", parameters, " -> Self {", 4) if required else ""
    return RecordView(
        name=name,
        doc=_doc(record),
        deprecated=record.deprecated,
        is_default=not required,
        camel=camel,
        fields=tuple(one.view(camel=camel, setter=sent) for one in fields),
        extra=f"json::Map<{types.text(extra)}>",
        new=new,
        many=len(asked) > _MOST_ARGUMENTS,
        initial=tuple(one.initial for one in fields),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A field of a record while its view is made."""

    record: Record
    field: Field
    types: Types
    sent: bool
    received: bool

    @property
    def name(self) -> str:
        return self.types.names.field(self.record.id, self.field.wire_name)

    @property
    def is_required(self) -> bool:
        """Whether the field is always there, in each direction that the record travels in."""
        match self.field.access:
            case Access.READ:
                return self.field.required and not self.sent
            case Access.WRITE:
                return self.field.required and not self.received
            case _:
                return self.field.required

    @property
    def inner(self) -> str:
        return self.types.boxed(self.record.id, self.types.bare(self.field.type))

    @property
    def given(self) -> Given:
        """How a caller gives it."""
        return given(self.field.type, self.types)

    @property
    def is_camel(self) -> bool:
        """Whether serde's `camelCase` of the field is its name on the wire."""
        words = self.name.split("_")
        pascal = "".join(word[:1].upper() + word[1:] for word in words)
        return pascal[:1].lower() + pascal[1:] == self.field.wire_name

    @property
    def is_plain(self) -> bool:
        return self.name == self.field.wire_name

    @property
    def is_any(self) -> bool:
        return isinstance(self.types.resolved(self.field.type), AnyValue)

    @property
    def type(self) -> str:
        """The type of the field in the struct."""
        nullable = self.types.is_nullable(self.field.type)
        if self.is_required:
            return f"Option<{self.inner}>" if nullable else self.inner
        return f"Option<crate::Nullable<{self.inner}>>" if nullable else f"Option<{self.inner}>"

    @property
    def initial(self) -> str:
        """The field in the literal that a constructor makes."""
        if not self.is_required:
            return f"{self.name}: None,"
        constant = self.field.type
        if isinstance(constant, Constant):
            return f"{self.name}: {_constant(constant)},"
        kept = self.given.kept.replace("{}", self.name)
        if self.inner.startswith("Box<"):
            null = self.types.is_nullable(self.field.type)
            kept = f"{self.name}.map(Box::new)" if null else f"Box::new({kept})"
        return f"{self.name}," if kept == self.name else f"{self.name}: {kept},"

    def view(self, *, camel: bool, setter: bool) -> FieldView:
        _, taken = optional(self.field.type, self.types)
        kept = taken.kept.replace("{}", "value")
        if self.inner.startswith("Box<"):
            taken_type = self.types.text(self.types.bare(self.field.type))
            kept = "Box::new(value)"
            if self.types.is_nullable(self.field.type):
                kept = f"crate::Nullable::Value({kept})"
        else:
            taken_type = taken.type
        wanted = setter and not self.is_required and self.field.access is not Access.READ
        head = layout.signature(
            f"pub fn {self.name}", ["mut self", f"value: {taken_type}"], " -> Self {", 4
        )
        return FieldView(
            name=self.name,
            doc=field_text(self.field, self.types.model),
            deprecated=self.field.deprecated,
            attributes=tuple(self._attributes(camel=camel)),
            declaration=layout.member(f"pub {self.name}", self.type, 4),
            setter=head if wanted else "",
            kept=kept,
        )

    def _attributes(self, *, camel: bool) -> Iterator[str]:
        if not (self.is_camel if camel else self.is_plain):
            yield _attribute(f"rename = {rust_string(self.field.wire_name)}")
        nullable = self.types.is_nullable(self.field.type)
        reader = "crate::runtime::fields::"
        if self.is_required:
            if nullable:
                yield _attribute(f'deserialize_with = "{reader}required"')
            return
        if nullable or self.is_any:
            how = "present" if nullable else "any"
            yield _attribute(f'default, deserialize_with = "{reader}{how}"')
        yield _attribute('skip_serializing_if = "Option::is_none"')


def _attribute(arguments: str) -> str:
    if len(arguments) <= _ATTRIBUTE:
        return f"#[serde({arguments})]"
    return f"#[serde(\n        {arguments}\n    )]"


def _constant(constant: Constant) -> str:
    match constant.value:
        case None:
            return "()"
        case str(text):
            return f"{rust_string(text)}.to_owned()"
        case bool(flag):
            return "true" if flag else "false"
        case int(number):
            return (
                layout.integer(number)
                if -(2**63) <= number < 2**63
                else f"{float(number)!r}.into()"
            )
        case float(number):
            return repr(number)


def _enumeration(definition: Enumeration, types: Types) -> EnumView:
    is_text = definition.base.kind is ScalarKind.STRING
    return EnumView(
        name=types.names.type(definition.id),
        doc=_doc(definition),
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


def _union(union: Union, types: Types) -> UnionView:
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
        doc=_doc(union),
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


def _directions(model: ApiModel) -> tuple[frozenset[TypeId], frozenset[TypeId]]:
    """The types that callers send, and those that they receive."""
    sent: list[TypeRef] = []
    received: list[TypeRef] = []
    for operation in model.operations:
        sent += [parameter.type for parameter in operation.parameters]
        body = operation.body
        if body is not None and body.arguments:
            sent += [argument.field.type for argument in body.arguments]
        elif body is not None:
            sent += [content.type for content in body.contents]
        for response in (*operation.responses, *operation.errors):
            received += [content.type for content in response.contents]
        if operation.long_running is not None:
            received.append(operation.long_running.result)
            if operation.long_running.failure is not None:
                received.append(operation.long_running.failure)
    return _closed(sent, model), _closed(received, model)


def _closed(start: Iterable[TypeRef], model: ApiModel) -> frozenset[TypeId]:
    seen: set[TypeId] = set()
    pending = list(start)
    while pending:
        match pending.pop():
            case ListOf(inner) | MapOf(inner) | Nullable(inner):
                pending.append(inner)
            case Named(id) if id not in seen:
                seen.add(id)
                pending += _below(model.types[id])
            case _:
                pass
    return frozenset(seen)


def _below(definition: TypeDef) -> list[TypeRef]:
    match definition:
        case Record(fields=fields, extras=extras):
            return [one.type for one in fields] + ([extras] if extras is not None else [])
        case Union(variants=variants):
            return [one.type for one in variants]
        case Alias(target=target):
            return [target]
        case _:
            return []
