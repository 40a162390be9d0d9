"""The views of the types of the API: one file a type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specpress.model import (
    Access,
    Alias,
    AnyValue,
    ApiModel,
    Docs,
    Enumeration,
    Field,
    Record,
    TypeDef,
    TypeRef,
    Union,
)
from specpress.naming.scopes import Names
from specpress.naming.standard import member_key
from specpress.targets.base import OutputFile, Symbol, TypeExpr
from specpress.targets.java import reach
from specpress.targets.java.code import Chain, assignment, call, expr
from specpress.targets.java.escape import java_string
from specpress.targets.java.javadoc import comment
from specpress.targets.java.places import Places
from specpress.targets.java.properties import Presence, Property, property_of
from specpress.targets.java.sentences import value_text
from specpress.targets.java.types import Types, literal


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """A class with a builder. `extras` is the type of members that nobody listed."""

    package: str
    doc: str
    name: str
    json_type: TypeExpr
    properties: tuple[Property, ...]
    extras: TypeExpr
    use: Mapping[str, Symbol]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A documented value of an enumeration."""

    doc: str
    declaration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumerationFile:
    """A class with constants, which keeps other values too."""

    package: str
    doc: str
    name: str
    constants: tuple[Constant, ...]
    known: str
    json_type: TypeExpr
    boxed: TypeExpr
    plain: TypeExpr
    use: Mapping[str, Symbol]


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantRecord:
    """A variant of a sealed interface; `component` is "" where it holds nothing."""

    doc: str
    name: str
    component: TypeExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionFile:
    """A sealed interface with a record for each variant, and one for what fits none."""

    package: str
    doc: str
    name: str
    json_type: TypeExpr
    variants: tuple[VariantRecord, ...]
    use: Mapping[str, Symbol]


def model_files(model: ApiModel, names: Names, places: Places) -> Iterator[OutputFile]:
    """The files of all types that requests or answers hold."""
    types = Types(model, names, places)
    used, sent = reach.used(model), reach.sent(model)
    for definition in model.types.values():
        if definition.id not in used or isinstance(definition, Alias):
            continue
        path = places.file(places.model(names.type(definition.id)))
        match definition:
            case Record():
                view: object = _record(definition, types, is_sent=definition.id in sent)
                yield OutputFile(path=path, template="record.java.j2", view=view)
            case Enumeration():
                view = _enumeration(definition, types)
                yield OutputFile(path=path, template="enumeration.java.j2", view=view)
            case Union():
                yield OutputFile(
                    path=path, template="union.java.j2", view=_union(definition, types)
                )


def _record(record: Record, types: Types, *, is_sent: bool) -> RecordFile:
    name = types.names.type(record.id)
    properties = tuple(_property(field, record, types, is_sent=is_sent) for field in record.fields)
    extras = _extras(record, types)
    places = types.places
    return RecordFile(
        package=places.model(name).module,
        doc=comment(_about(record)),
        name=name,
        json_type=_record_type(name, properties, record, types),
        properties=properties,
        extras=extras,
        use=places.vocabulary,
    )


def _property(field: Field, record: Record, types: Types, *, is_sent: bool) -> Property:
    # A field that only answers have is required of nobody who sends the record.
    required = field.required and (field.access is Access.BOTH or not is_sent)
    return property_of(
        types,
        types.names.field(record.id, field.wire_name),
        field.wire_name,
        field.type,
        value_text(
            types.model,
            field.type,
            docs=field.docs,
            constraints=field.constraints,
            default=field.default,
            deprecated=field.deprecated,
            notes=field.notes,
        ),
        required=required,
    )


def _extras(record: Record, types: Types) -> TypeExpr:
    ref = _extras_ref(record, types)
    return types.inner(types.resolved(ref))


def _extras_ref(record: Record, types: Types) -> TypeRef:
    extras = record.extras
    return AnyValue() if extras is None else types.resolved(extras)


_METHODS = {
    Presence.REQUIRED: "required",
    Presence.REQUIRED_OR_NULL: "required",
    Presence.OPTIONAL: "optional",
    Presence.OPTIONAL_OR_NULL: "nullable",
}


def _record_type(
    name: str, properties: tuple[Property, ...], record: Record, types: Types
) -> TypeExpr:
    """The declaration of how the record looks in JSON."""
    links = []
    parts: list[TypeExpr] = []
    for one in properties:
        whole = one.presence is Presence.REQUIRED_OR_NULL
        json = types.whole_json(one.ref, lazy=True) if whole else types.json(one.ref, lazy=True)
        parts.append(json)
        links.append(
            call(
                _METHODS[one.presence],
                java_string(one.wire_name),
                json.text,
                f"value -> value.{one.name}",
                f"Builder::{one.name}",
            )
        )
    ends = ["value -> value.additionalProperties", "Builder::additionalProperties"]
    ref = _extras_ref(record, types)
    if not isinstance(ref, AnyValue):
        json = types.whole_json(ref, lazy=True)
        parts.append(json)
        ends.insert(0, json.text)
    links.append(call("extras", *ends))
    head = call("RecordType.of", java_string(name), "Builder::new", "Builder::build")
    target = f"public static final RecordType<{name}, Builder> JSON_TYPE"
    code = assignment(target, Chain(head, tuple(links)), 2)
    return expr(code, types.places.json("RecordType"), *parts)


def _enumeration(definition: Enumeration, types: Types) -> EnumerationFile:
    name = types.names.type(definition.id)
    constants = []
    for member in definition.members:
        constant = types.names.member(definition.id, member_key(member))
        said = member.docs.description or member.docs.summary or f"`{member.value}`."
        value = call(f"new {name}", literal(_based(member.value, types, definition)))
        target = f"public static final {name} {constant}"
        constants.append(
            Constant(doc=comment([said], indent=2), declaration=assignment(target, value, 2))
        )
    listed = [types.names.member(definition.id, member_key(one)) for one in definition.members]
    base = types.json(definition.base)
    json = call("JsonTypes.mapped", base.text, f"{name}::of", f"{name}::value")
    places = types.places
    return EnumerationFile(
        package=places.model(name).module,
        doc=comment(_about(definition)),
        name=name,
        constants=tuple(constants),
        known=assignment(f"private static final List<{name}> KNOWN", call("List.of", *listed), 2),
        json_type=expr(
            assignment(f"public static final JsonType<{name}> JSON_TYPE", json, 2),
            places.json("JsonType"),
            places.json("JsonTypes"),
        ),
        boxed=types.boxed(definition.base),
        plain=types.plain(definition.base),
        use=places.vocabulary,
    )


def _based(
    value: str | int | float | bool, types: Types, definition: Enumeration
) -> str | int | float | bool:
    """A value of an enumeration as its base has it: a number may be written as an integer."""
    base = types.boxed(definition.base).text
    if base == "Double" and not isinstance(value, str | bool):
        return float(value)
    return value


def _union(union: Union, types: Types) -> UnionFile:
    name = types.names.type(union.id)
    tag = union.discriminator.wire_name if union.discriminator else ""
    variants, links, parts = [], [], []
    for one in union.variants:
        variant = types.names.variant(union.id, one.name.declared)
        json = types.json(one.type, lazy=True)
        parts.append(json)
        tags = [java_string(value) for value in one.tags]
        arguments = (f"{variant}.class", json.text, f"{variant}::new", f"{variant}::value", *tags)
        links.append(call("variant", *arguments))
        doc = comment(
            [f"The variant `{one.name.declared}`."], [("@param value", "what it holds")], indent=2
        )
        component = types.plain(one.type)
        variants.append(
            VariantRecord(
                doc=doc,
                name=variant,
                component=TypeExpr(f"{component.text} value", component.symbols),
            )
        )
    places = types.places
    head = call(f"UnionType.<{name}>of", java_string(tag), "Raw::new")
    code = Chain(head, tuple(links)) if links else head
    return UnionFile(
        package=places.model(name).module,
        doc=comment(_about(union)),
        name=name,
        json_type=expr(
            assignment(f"UnionType<{name}> JSON_TYPE", code, 2), places.json("UnionType"), *parts
        ),
        variants=tuple(variants),
        use=places.vocabulary,
    )


def _about(definition: TypeDef) -> list[str]:
    docs: Docs = definition.docs
    said = [docs.summary, docs.description if docs.description != docs.summary else ""]
    words = [text for text in said if text.strip()]
    words = words or [f"The type `{definition.name.declared}` of the API."]
    if isinstance(definition, Enumeration):
        words.append("A newer server may send other values, which are kept.")
    if isinstance(definition, Union):
        words.append("A value that fits no variant is kept as it came.")
    if definition.deprecated:
        words.append("The API calls this type deprecated.")
    return words
