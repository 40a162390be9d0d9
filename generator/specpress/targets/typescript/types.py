"""TypeScript types for the types of the model: the one place where a type becomes text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from specpress.model import (
    AnyValue,
    ApiModel,
    Constant,
    Enumeration,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TypeId,
    TypeRef,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol
from specpress.targets.typescript.escape import ts_string
from specpress.targets.typescript.layout import (
    SOFT,
    SPACE,
    Concat,
    Doc,
    IfBroken,
    Listed,
    Uses,
    bracketed,
    concat,
    group,
    indent,
    inline_object,
    join,
)
from specpress.targets.typescript.places import Places

JSON_VALUE = Uses("JsonValue", frozenset({Symbol("type runtime/json", "JsonValue")}))
READONLY = "readonly "


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """Makes the types of one package.

    `named` has the text for each definition (see `named_types`). `given`: what a caller may give,
    which is wider than what it gets: numbers for `bigint`s, dates for times, lists that it will not
    let us change. `aliased`: the type gets a name, by which it may refer to itself; that is allowed
    inside an object type, and not as the argument of another type.
    """

    model: ApiModel
    names: Names
    big_integers: bool
    named: Mapping[TypeId, Uses]
    given: bool = False
    aliased: bool = False

    def of(self, ref: TypeRef) -> tuple[Doc, ...]:
        """The alternatives of a type; more than one are parted by bars where they are printed."""
        match ref:
            case Scalar():
                return self.scalar(ref)
            case Named(id):
                return (self.named[id],)
            case ListOf(item):
                return (self._list(item),)
            case MapOf(value) if self.aliased:
                member = concat("[name: string]: ", self.one(value))
                return (inline_object((member,), separator=";"),)
            case MapOf(value):
                return (bracketed("Record<", ("string", self.one(value)), ">", comma=False),)
            case Nullable(AnyValue()):
                return (JSON_VALUE,)
            case Nullable(of):
                inner = self.of(of)
                return inner if "null" in inner else (*inner, "null")
            case Constant(value):
                return (literal(value),)
            case AnyValue():
                return (JSON_VALUE,)

    def one(self, ref: TypeRef) -> Doc:
        """The type inside a type argument: a group that is not indented."""
        return union(self.of(ref), indented=False)

    def scalar(self, scalar: Scalar) -> tuple[Doc, ...]:
        """The type of one value."""
        match scalar:
            case Scalar(ScalarKind.BYTES) if self.given:
                return (Uses("Upload", frozenset({Symbol("type runtime/uploads", "Upload")})),)
            case Scalar(ScalarKind.STRING, "byte") | Scalar(ScalarKind.BYTES):
                return ("Uint8Array",)
            case Scalar(ScalarKind.STRING, "date-time"):
                return ("string", "Date") if self.given else ("string",)
            case Scalar(ScalarKind.STRING):
                return ("string",)
            case Scalar(ScalarKind.BOOLEAN):
                return ("boolean",)
            case Scalar(ScalarKind.INTEGER, "int32"):
                return ("number",)
            case Scalar(ScalarKind.INTEGER, form):
                if self.given:
                    return ("bigint", "number")
                return ("bigint",) if form == "int64" or self.big_integers else ("number",)
            case Scalar(ScalarKind.NUMBER):
                return ("number",)
            case Scalar(ScalarKind.NULL):
                return ("null",)
        raise AssertionError(scalar)

    def enumeration(self, definition: Enumeration) -> Doc:
        """The open union of the documented values."""
        big = self.is_big(definition.base)
        members = [
            f"{member.value}n" if big else literal(member.value) for member in definition.members
        ]
        if not members or definition.base.kind in (ScalarKind.BOOLEAN, ScalarKind.NULL):
            return union(self.scalar(definition.base))
        opened = Uses("Open", frozenset({Symbol("type runtime/schema", "Open")}))
        if len(members) == 1:
            return concat(opened, "<", members[0], ">")
        return group(
            opened, bracketed("<", (union(tuple(members), indented=False),), ">", comma=False)
        )

    def is_big(self, scalar: Scalar) -> bool:
        """Whether values of a scalar are `bigint`s where they come from the server."""
        if scalar.kind is not ScalarKind.INTEGER:
            return False
        return scalar.format == "int64" or (self.big_integers and scalar.format != "int32")

    def _list(self, item: TypeRef) -> Doc:
        inner = self.of(item)
        first = inner[0]
        is_name = len(inner) == 1 and not (isinstance(first, Concat) and first.parts[0] == READONLY)
        element: Doc = first if is_name else concat("(", union(inner), ")")
        return concat(READONLY if self.given else "", element, "[]")


def named_types(names: Names, places: Places, *, whole: bool) -> dict[TypeId, Uses]:
    """The text for each definition: `models.Pet` (`whole`), or the name where files import it."""
    found: dict[TypeId, Uses] = {}
    everything = models_module(places)
    for key, name in names.table.items():
        if key[0] == "type" and whole:
            found[key[1]] = Uses(f"models.{name}", everything)
        elif key[0] == "type":
            module = places.module("models", key[1])
            found[key[1]] = Uses(name, frozenset({Symbol(f"type {module}", name)}))
    return found


def models_module(places: Places) -> frozenset[Symbol]:
    """The import of all types under the name `models`."""
    return frozenset({Symbol(f"type * {places.root('models')}", "models")})


def union(alternatives: tuple[Doc, ...], *, indented: bool = True) -> Doc:
    """Alternatives parted by bars, one a line where they do not fit on one."""
    if len(alternatives) == 1:
        return alternatives[0]
    if len(alternatives) == 2 and alternatives[1] == "null" and _is_hugged(alternatives[0]):
        return concat(alternatives[0], " | null")
    inner = tuple(doc if isinstance(doc, str | Uses) else indent(doc) for doc in alternatives)
    parts = (IfBroken("| "), *join((SPACE, "| "), inner))
    return group(indent(SOFT, group(*parts))) if indented else group(*parts)


def _is_hugged(doc: Doc) -> bool:
    """Whether Prettier keeps a type and the null behind it together: names and objects."""
    return isinstance(doc, Uses | Listed) or (isinstance(doc, Concat) and doc.parts[-1] != "[]")


def literal(value: bool | int | float | str | None) -> str:
    """A literal type, which is a literal value too."""
    match value:
        case None:
            return "null"
        case str():
            return ts_string(value)
        case float():
            return json.dumps(value)
        case _:
            return json.dumps(value)


def property_type(name: str, alternatives: tuple[Doc, ...]) -> Doc:
    """`name: A | B;`, a member of an interface."""
    match alternatives:
        case (str(only),):
            return f"{name}: {only};"
        case (Uses(only, symbols),):
            return Uses(f"{name}: {only};", symbols)
    return concat(f"{name}: ", union(alternatives), ";")
