"""TypeScript types for the types of the model: the one place where a type becomes text."""

from __future__ import annotations

import json
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
    Uses,
    bracketed,
    concat,
    group,
    indent,
    join,
)

MODELS = "models"
JSON_VALUE = Uses("JsonValue", frozenset({Symbol("type runtime/json", "JsonValue")}))
MODELS_MODULE = frozenset({Symbol("type * models", "models")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """Makes the types of one package.

    `prefix` stands before the names of definitions (`models.`). `given`: what a caller may give,
    which is wider than what it gets: numbers for `bigint`s, dates for times, lists that it will not
    let us change. `aliased`: the type gets a name, by which it may refer to itself; that is allowed
    inside an object type, and not as the argument of another type.
    """

    model: ApiModel
    names: Names
    big_integers: bool
    prefix: str = ""
    given: bool = False
    aliased: bool = False

    def of(self, ref: TypeRef) -> tuple[Doc, ...]:
        """The alternatives of a type; more than one are parted by bars where they are printed."""
        match ref:
            case Scalar():
                return self.scalar(ref)
            case Named(id):
                symbols = MODELS_MODULE if self.prefix else frozenset[Symbol]()
                return (Uses(f"{self.prefix}{self.names.type(id)}", symbols),)
            case ListOf(item):
                return (self._list(item),)
            case MapOf(value) if self.aliased:
                return (concat("{ [name: string]: ", self.one(value), " }"),)
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
        element: Doc = inner[0] if len(inner) == 1 else concat("(", union(inner), ")")
        return concat("readonly " if self.given else "", element, "[]")


def union(alternatives: tuple[Doc, ...], *, indented: bool = True) -> Doc:
    """Alternatives parted by bars, one a line where they do not fit on one."""
    if len(alternatives) == 1:
        return alternatives[0]
    parts = (IfBroken("| "), *join((SPACE, "| "), alternatives))
    return group(indent(SOFT, group(*parts))) if indented else group(*parts)


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


def property_type(name: str, alternatives: tuple[Doc, ...]) -> Concat:
    """`name: A | B;`, a member of an interface."""
    return concat(f"{name}: ", union(alternatives), ";")
