"""What records and requests are made of: a field, its getter and what a builder does with it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from specpress.model import Constant, ListOf, MapOf, Nullable, TypeRef
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.java.code import assignment, call, expr, signature
from specpress.targets.java.escape import java_string
from specpress.targets.java.javadoc import comment
from specpress.targets.java.places import LIST, NULLABLE, OPTIONAL, UTIL
from specpress.targets.java.types import Types, literal


class Presence(enum.Enum):
    """Whether a value may be left out, and whether it may be null: two facts."""

    REQUIRED = "required"
    REQUIRED_OR_NULL = "required or null"
    OPTIONAL = "optional"
    OPTIONAL_OR_NULL = "optional or null"


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property, ready to be printed. Texts of more than one line are laid out."""

    name: str
    wire_name: str
    presence: Presence
    ref: TypeRef
    field: TypeExpr
    builder_field: TypeExpr
    getter_doc: str
    getter_type: TypeExpr
    getter_body: str
    built: TypeExpr
    rebuilt: TypeExpr
    setter_doc: str
    setter_head: TypeExpr
    setter_value: TypeExpr


def property_of(
    types: Types, name: str, wire_name: str, ref: TypeRef, doc: str, *, required: bool
) -> Property:
    """The view of a property; `doc` is in Markdown and may be empty."""
    resolved = types.resolved(ref)
    presence = _presence(nullable=isinstance(resolved, Nullable), required=required)
    boxed = types.boxed(ref)
    said = doc or f"The property `{wire_name}`."
    return Property(
        name=name,
        wire_name=wire_name,
        presence=presence,
        ref=ref,
        field=_field(types, ref, presence),
        builder_field=_builder_field(types, resolved, boxed, presence, name),
        getter_doc=comment([said], [("@return", _returned(presence))], indent=2),
        getter_type=_getter_type(types, ref, presence),
        getter_body=_getter_body(name, boxed, presence),
        built=_built(types, name, presence),
        rebuilt=_rebuilt(types, name, presence),
        setter_doc=comment(
            [said], [(f"@param {name}", _given(presence)), ("@return", "this")], indent=4
        ),
        setter_head=_setter_head(types, name, ref, presence),
        setter_value=_setter_value(types, name, resolved, presence),
    )


def _presence(*, nullable: bool, required: bool) -> Presence:
    if required:
        return Presence.REQUIRED_OR_NULL if nullable else Presence.REQUIRED
    return Presence.OPTIONAL_OR_NULL if nullable else Presence.OPTIONAL


def or_null(boxed: TypeExpr) -> TypeExpr:
    """A type whose values may be null."""
    text = "byte @Nullable []" if boxed.text == "byte[]" else f"@Nullable {boxed.text}"
    return expr(text, boxed, NULLABLE)


def _json_field(types: Types, boxed: TypeExpr) -> TypeExpr:
    return expr(f"JsonField<{boxed.text}>", boxed, types.places.json("JsonField"))


def _field(types: Types, ref: TypeRef, presence: Presence) -> TypeExpr:
    match presence:
        case Presence.REQUIRED:
            return types.plain(ref)
        case Presence.OPTIONAL_OR_NULL:
            return _json_field(types, types.boxed(ref))
        case _:
            return or_null(types.boxed(ref))


def _builder_field(
    types: Types, ref: TypeRef, boxed: TypeExpr, presence: Presence, name: str
) -> TypeExpr:
    """The declaration of the builder's field, with a value to begin with where it has one."""
    match presence, ref:
        case ((Presence.REQUIRED_OR_NULL | Presence.OPTIONAL_OR_NULL), _):
            field = _json_field(types, boxed)
            return TypeExpr(f"{field.text} {name} = JsonField.absent()", field.symbols)
        case Presence.REQUIRED, Constant(value) if value is not None:
            field = or_null(boxed)
            return TypeExpr(f"{field.text} {name} = {literal(value)}", field.symbols)
        case _:
            field = or_null(boxed)
            return TypeExpr(f"{field.text} {name}", field.symbols)


def _getter_type(types: Types, ref: TypeRef, presence: Presence) -> TypeExpr:
    boxed = types.boxed(ref)
    match presence:
        case Presence.REQUIRED:
            return types.plain(ref)
        case Presence.OPTIONAL_OR_NULL:
            return _json_field(types, boxed)
        case _:
            return expr(f"Optional<{boxed.text}>", OPTIONAL, boxed)


def _getter_body(name: str, boxed: TypeExpr, presence: Presence) -> str:
    octets = boxed.text == "byte[]"
    match presence:
        case Presence.REQUIRED:
            return f"{name}.clone()" if octets else name
        case Presence.OPTIONAL_OR_NULL:
            return name
        case _:
            return f"Optional.ofNullable({name})" + ".map(byte[]::clone)" * octets


def _built(types: Types, name: str, presence: Presence) -> TypeExpr:
    """The assignment of the field, from a `builder`."""
    required = types.places.json("Required")
    target, source = f"this.{name}", f"builder.{name}"
    match presence:
        case Presence.REQUIRED:
            given = call("Required.given", java_string(name), source)
            return expr(assignment(target, given, 4), required)
        case Presence.REQUIRED_OR_NULL:
            given = call("Required.givenOrNull", java_string(name), source)
            return expr(assignment(target, given, 4), required)
        case _:
            return TypeExpr(assignment(target, source, 4))


def _rebuilt(types: Types, name: str, presence: Presence) -> TypeExpr:
    """The value of the builder's field, from the field."""
    if presence is Presence.REQUIRED_OR_NULL:
        return expr(f"JsonField.of({name})", types.places.json("JsonField"))
    return TypeExpr(name)


def _setter_head(types: Types, name: str, ref: TypeRef, presence: Presence) -> TypeExpr:
    nullable = presence in (Presence.REQUIRED_OR_NULL, Presence.OPTIONAL_OR_NULL)
    argument = or_null(types.boxed(ref)) if nullable else types.plain(ref)
    head = signature(f"public Builder {name}", [f"{argument.text} {name}"], 4)
    return TypeExpr(head, argument.symbols)


def _setter_value(types: Types, name: str, ref: TypeRef, presence: Presence) -> TypeExpr:
    copied = _copied(types, name, ref.of if isinstance(ref, Nullable) else ref)
    if presence in (Presence.REQUIRED_OR_NULL, Presence.OPTIONAL_OR_NULL):
        if copied.text != name:
            copied = TypeExpr(f"{name} == null ? null : {copied.text}", copied.symbols)
        return expr(f"JsonField.of({copied.text})", copied, types.places.json("JsonField"))
    return copied


def _copied(types: Types, name: str, ref: TypeRef) -> TypeExpr:
    """A value that nobody changes from outside."""
    match ref:
        case ListOf(Nullable()):
            parts = (Symbol(UTIL, "Collections"), Symbol(UTIL, "ArrayList"))
            return expr(f"Collections.unmodifiableList(new ArrayList<>({name}))", *parts)
        case ListOf():
            return expr(f"List.copyOf({name})", LIST)
        case MapOf():
            parts = (Symbol(UTIL, "Collections"), Symbol(UTIL, "LinkedHashMap"))
            return expr(f"Collections.unmodifiableMap(new LinkedHashMap<>({name}))", *parts)
        case _ if types.boxed(ref).text == "byte[]":
            return TypeExpr(f"{name}.clone()")
        case _:
            return TypeExpr(name)


def _returned(presence: Presence) -> str:
    match presence:
        case Presence.REQUIRED:
            return "the value"
        case Presence.REQUIRED_OR_NULL:
            return "the value, empty where it is null"
        case Presence.OPTIONAL:
            return "the value, empty where it is absent"
        case Presence.OPTIONAL_OR_NULL:
            return "the value, which may be absent, and may be null"


def _given(presence: Presence) -> str:
    nullable = presence in (Presence.REQUIRED_OR_NULL, Presence.OPTIONAL_OR_NULL)
    return "the value, or null" if nullable else "the value"
