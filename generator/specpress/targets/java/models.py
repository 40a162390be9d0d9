"""The views of the types of the API: one file a type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specpress.model import (
    Access,
    Alias,
    AnyValue,
    Docs,
    Enumeration,
    Field,
    Record,
    TypeDef,
    TypeRef,
    Union,
)
from specpress.naming.standard import member_key
from specpress.targets.base import OutputFile, Symbol, TypeExpr
from specpress.targets.java import reach
from specpress.targets.java.code import (
    Chain,
    assignment,
    call,
    expr,
    extending,
    signature,
    statement,
)
from specpress.targets.java.escape import java_string
from specpress.targets.java.javadoc import comment
from specpress.targets.java.places import JSON_NODE, LIST
from specpress.targets.java.properties import Property, member_of
from specpress.targets.java.sentences import value_text
from specpress.targets.java.types import Types, literal

_MOST_IN_PLACE = 1500
"""Elements of a list that is made beside the constants of its class, in 64 KB of code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """A class, with a builder where `builds`. `extras` is the type of members nobody listed."""

    package: str
    doc: str
    name: str
    head: TypeExpr
    json_type: TypeExpr
    constructor: TypeExpr
    from_json: TypeExpr
    properties: tuple[Property, ...]
    builds: bool
    builder_head: TypeExpr
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
    known: TypeExpr
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


def model_files(types: Types) -> Iterator[OutputFile]:
    """The files of all types that requests or answers hold."""
    model, names, places = types.model, types.names, types.places
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
    places = types.places
    extras = types.inner(_extras_ref(record, types))
    base = expr(f"JsonRecord<{extras.text}>", places.json("JsonRecord"), extras)
    return RecordFile(
        package=places.model(name).module,
        doc=comment(_about(record)),
        name=name,
        head=expr(extending(f"public final class {name}", base.text, 0), base),
        json_type=_record_type(name, extras, record, types),
        constructor=expr(
            signature(f"private {name}", [f"RecordMembers<{extras.text}> members"], 2),
            places.json("RecordMembers"),
        ),
        from_json=expr(
            signature(f"public static {name} fromJson", ["JsonNode json"], 2), JSON_NODE
        ),
        properties=tuple(_property(field, record, types, is_sent) for field in record.fields),
        builds=is_sent,
        builder_head=expr(
            extending(
                "public static final class Builder", f"RecordBuilder<{extras.text}, Builder>", 2
            ),
            places.json("RecordBuilder"),
        ),
        use=places.vocabulary,
    )


def _property(field: Field, record: Record, types: Types, is_sent: bool) -> Property:
    # A field that only answers have is required of nobody who sends the record.
    required = field.required and (field.access is Access.BOTH or not is_sent)
    return member_of(
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
        built=is_sent,
    )


def _extras_ref(record: Record, types: Types) -> TypeRef:
    extras = record.extras
    return AnyValue() if extras is None else types.resolved(extras)


def _record_type(name: str, extras: TypeExpr, record: Record, types: Types) -> TypeExpr:
    """The declaration of how the record looks in JSON."""
    ref = _extras_ref(record, types)
    json = [] if isinstance(ref, AnyValue) else [types.whole_json(ref, lazy=True)]
    made = call("RecordType.of", f"{name}::new", *(one.text for one in json))
    target = f"public static final RecordType<{name}, {extras.text}> JSON_TYPE"
    return expr(assignment(target, made, 2), types.places.json("RecordType"), *json)


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
        known=expr(_known(name, listed), LIST),
        json_type=expr(
            assignment(f"public static final JsonType<{name}> JSON_TYPE", json, 2),
            places.json("JsonType"),
            places.json("JsonTypes"),
        ),
        boxed=types.boxed(definition.base),
        plain=types.plain(definition.base),
        use=places.vocabulary,
    )


def _known(name: str, listed: list[str]) -> str:
    """The list of all constants; a long one has a method of its own, which the JVM limits too."""
    target = f"private static final List<{name}> KNOWN"
    if len(listed) <= _MOST_IN_PLACE:
        return assignment(target, call("List.of", *listed), 2)
    head = f"  private static List<{name}> listed() {{"
    body = statement(call("List.of", *listed), 4, "return ")
    return f"{assignment(target, call('listed'), 2)}\n\n{head}\n{body}\n  }}"


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
