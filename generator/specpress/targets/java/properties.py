"""What records and requests are made of: a field, its getter and what a builder does with it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from specpress.model import Constant, TypeRef
from specpress.targets.base import TypeExpr
from specpress.targets.java.code import Code, assignment, call, expr, signature, statement
from specpress.targets.java.escape import java_string
from specpress.targets.java.javadoc import Ready, comment
from specpress.targets.java.places import NULLABLE, OPTIONAL
from specpress.targets.java.types import Types, literal


class Presence(enum.Enum):
    """Whether a value may be left out, and whether it may be null: two facts.

    The values are the methods that take them from the members of an object.
    """

    REQUIRED = "required"
    REQUIRED_OR_NULL = "requiredOrNull"
    OPTIONAL = "optional"
    OPTIONAL_OR_NULL = "nullable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setter:
    """A method of a builder, laid out."""

    head: TypeExpr
    body: TypeExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property, ready to be printed. Texts of more than one line are laid out.

    `setter` is the method of its own type, `more_setters` take what can be made into that type.
    """

    name: str
    wire_name: str
    presence: Presence
    ref: TypeRef
    field: TypeExpr
    read: TypeExpr
    getter_doc: str
    getter_type: TypeExpr
    getter_body: TypeExpr
    setter_doc: str
    setter: Setter
    more_setters: tuple[Setter, ...] = ()


def member_of(
    types: Types,
    name: str,
    wire_name: str,
    ref: TypeRef,
    doc: str,
    *,
    required: bool,
    built: bool,
) -> Property:
    """A property of a record; `doc` is in Markdown and may be empty.

    `built`: there is a builder, which has the documentation where it is long.
    """
    presence = presence_of(types, ref, required=required)
    json = types.json(ref)
    taken = call(f"members.{presence.value}", java_string(wire_name), json.text)
    read = expr(assignment(f"this.{name}", taken, 4), json)
    types_ = (types.boxed(ref), types.plain(ref))
    return _property(types, name, wire_name, ref, doc, presence, read, types_, built=built)


def argument_of(
    types: Types,
    name: str,
    wire_name: str,
    ref: TypeRef,
    doc: str,
    *,
    required: bool,
    shape: TypeExpr | None = None,
    more: tuple[Setter, ...] = (),
) -> Property:
    """An argument of a request; `doc` is in Markdown and may be empty.

    `shape` is its type where it is none of the model, `more` what else the builder can be given.
    """
    if shape is None:
        presence = presence_of(types, ref, required=required)
    else:
        presence = Presence.REQUIRED if required else Presence.OPTIONAL
    taken: list[Code] = [java_string(name)]
    resolved = types.resolved(ref)
    fixed = resolved.value if isinstance(resolved, Constant) else None
    if presence is Presence.REQUIRED and fixed is not None:
        taken.append(literal(fixed))
    read = TypeExpr(assignment(f"this.{name}", call(presence.value, *taken), 4))
    boxed, plain = (types.boxed(ref), types.plain(ref)) if shape is None else (shape, shape)
    types_ = (boxed, plain)
    return _property(
        types, name, wire_name, ref, doc, presence, read, types_, built=True, key=name, more=more
    )


def presence_of(types: Types, ref: TypeRef, *, required: bool) -> Presence:
    """Whether a value of a type may be left out, or be null."""
    nullable = types.nullable(ref)
    if required:
        return Presence.REQUIRED_OR_NULL if nullable else Presence.REQUIRED
    return Presence.OPTIONAL_OR_NULL if nullable else Presence.OPTIONAL


def or_null(boxed: TypeExpr) -> TypeExpr:
    """A type whose values may be null."""
    text = "byte @Nullable []" if boxed.text == "byte[]" else f"@Nullable {boxed.text}"
    return expr(text, boxed, NULLABLE)


def _property(
    types: Types,
    name: str,
    wire_name: str,
    ref: TypeRef,
    doc: str,
    presence: Presence,
    read: TypeExpr,
    types_: tuple[TypeExpr, TypeExpr],
    *,
    built: bool,
    key: str = "",
    more: tuple[Setter, ...] = (),
) -> Property:
    boxed, plain = types_
    getter_doc, setter_doc = _docs(name, doc or f"The property `{wire_name}`.", built=built)
    return Property(
        name=name,
        wire_name=wire_name,
        presence=presence,
        ref=ref,
        field=_field(types, boxed, presence),
        read=read,
        getter_doc=getter_doc,
        getter_type=_getter_type(types, boxed, plain, presence),
        getter_body=_getter_body(name, boxed, presence),
        setter_doc=setter_doc,
        setter=setter_of(name, key or wire_name, _given(boxed, plain, presence)),
        more_setters=more,
    )


def setter_of(name: str, key: str, argument: TypeExpr, value: Code = "") -> Setter:
    """The method of a builder that takes a value."""
    head = signature(f"public Builder {name}", [f"{argument.text} {name}"], 4)
    body = statement(call("set", java_string(key), value or name), 6, "return ")
    return Setter(head=TypeExpr(head, argument.symbols), body=TypeExpr(body))


def _docs(name: str, said: str, *, built: bool) -> tuple[str, str]:
    """The comments of the getter and of the setter: long ones stand in one place only."""
    getter = comment([said], indent=2)
    if not built:
        return getter, ""
    setter = comment([said], indent=4)
    if "\n" in setter:
        getter = comment([Ready(f"See {{@link Builder#{name}}}.")], indent=2)
    return getter, setter


def _json_field(types: Types, boxed: TypeExpr) -> TypeExpr:
    return expr(f"JsonField<{boxed.text}>", boxed, types.places.json("JsonField"))


def _field(types: Types, boxed: TypeExpr, presence: Presence) -> TypeExpr:
    match presence:
        case Presence.REQUIRED:
            return boxed
        case Presence.OPTIONAL_OR_NULL:
            return _json_field(types, boxed)
        case _:
            return or_null(boxed)


def _getter_type(types: Types, boxed: TypeExpr, plain: TypeExpr, presence: Presence) -> TypeExpr:
    match presence:
        case Presence.REQUIRED:
            return plain
        case Presence.OPTIONAL_OR_NULL:
            return _json_field(types, boxed)
        case _:
            return expr(f"Optional<{boxed.text}>", OPTIONAL, boxed)


def _getter_body(name: str, boxed: TypeExpr, presence: Presence) -> TypeExpr:
    octets = boxed.text == "byte[]"
    match presence:
        case Presence.REQUIRED:
            return TypeExpr(f"{name}.clone()" if octets else name)
        case Presence.OPTIONAL_OR_NULL:
            return TypeExpr(name)
        case _:
            return TypeExpr(f"Optional.ofNullable({name})" + ".map(byte[]::clone)" * octets)


def _given(boxed: TypeExpr, plain: TypeExpr, presence: Presence) -> TypeExpr:
    nullable = presence in (Presence.REQUIRED_OR_NULL, Presence.OPTIONAL_OR_NULL)
    return or_null(boxed) if nullable else plain
