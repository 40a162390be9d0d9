"""Go types for the types of the model: the one place where a type becomes text."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import (
    Alias,
    AnyValue,
    ApiModel,
    Constant,
    Enumeration,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Record,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
    Union,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr

TIME = Symbol("time", "Time")
JSON = Symbol("encoding/json", "RawMessage")

_KINDS = {
    ScalarKind.STRING: "string",
    ScalarKind.BOOLEAN: "bool",
    ScalarKind.INTEGER: "int64",
    ScalarKind.NUMBER: "float64",
    ScalarKind.NULL: "any",
}

# Texts that Go holds in a type of their own. All other formats stay text: the standard library has
# no type for them, or one that would change what is sent back.
_FORMATS = {
    "date-time": TypeExpr("time.Time", frozenset({TIME})),
    "date": TypeExpr("Date"),
    "byte": TypeExpr("[]byte"),
}


@dataclass(frozen=True, slots=True)
class Types:
    """The types of one package. `prefix` goes before its own names ("zstack." outside of it).

    A definition that may be null is declared without null, so that it can hold itself. Where it is
    used, a struct that may be null, or left out, is a pointer; one that may be both is an Optional,
    and so is everything else.
    """

    model: ApiModel
    names: Names
    prefix: str = ""

    def expr(self, ref: TypeRef) -> TypeExpr:
        """The type of a value that is there."""
        if self.is_optional(ref):
            return self._around("*{}" if self.is_pointer(ref) else "Optional[{}]", ref)
        match ref:
            case Scalar():
                return self._scalar(ref)
            case Named():
                return self.named(ref)
            case ListOf(item):
                return around("[]{}", self.expr(item))
            case MapOf(value):
                return around("map[string]{}", self.expr(value))
            case Constant(value):
                return TypeExpr(_constant(value))
            case _:
                return TypeExpr("any")

    def optional(self, ref: TypeRef) -> TypeExpr:
        """The type of a value that may be left out."""
        pointer = self.is_pointer(ref) and not self.is_optional(ref)
        return self._around("*{}" if pointer else "Optional[{}]", ref)

    def is_pointer(self, ref: TypeRef) -> bool:
        """Whether a value that may be missing is a pointer."""
        return self.is_struct(self.plain(ref))

    def _around(self, pattern: str, ref: TypeRef) -> TypeExpr:
        prefix = "" if pattern.startswith("*") else self.prefix
        return around(f"{prefix}{pattern}", self.declared(ref))

    def declared(self, ref: TypeRef) -> TypeExpr:
        """What an alias for `ref` is declared as."""
        held = self.plain(ref)
        return self.named(held) if isinstance(held, Named) else self.expr(held)

    def named(self, ref: Named) -> TypeExpr:
        """The name of a definition, without regard to null."""
        return TypeExpr(self.prefix + self.names.type(ref.id))

    def plain(self, ref: TypeRef) -> TypeRef:
        """`ref` without null; a definition that only adds null to another is the other."""
        match ref:
            case Nullable(of):
                return self.plain(of)
            case Named(type_id):
                inner = nullable_only(self.model, type_id)
                return ref if inner is None else self.plain(inner)
            case _:
                return ref

    def is_optional(self, ref: TypeRef) -> bool:
        """Whether a type is an Optional wherever it stands."""
        match ref:
            case Nullable():
                return True
            case Named(type_id):
                definition = self.model.types[type_id]
                return isinstance(definition, Alias) and self.is_optional(definition.target)
            case _:
                return False

    def is_nullable(self, ref: TypeRef) -> bool:
        """Whether null is a value of a type."""
        match ref:
            case Nullable() | AnyValue() | Constant(None) | Scalar(ScalarKind.NULL):
                return True
            case Named(type_id):
                definition = self.model.types[type_id]
                return isinstance(definition, Alias) and self.is_nullable(definition.target)
            case _:
                return False

    def definition(self, ref: TypeRef) -> TypeDef | None:
        """The record, enumeration or union behind a reference, None where there is none."""
        match ref:
            case Named(type_id):
                found = self.model.types[type_id]
                return self.definition(found.target) if isinstance(found, Alias) else found
            case _:
                return None

    def is_struct(self, ref: TypeRef) -> bool:
        """Whether a type is a struct, of which callers get a pointer."""
        return isinstance(self.definition(ref), Record | Union)

    def _scalar(self, scalar: Scalar) -> TypeExpr:
        if scalar.kind is ScalarKind.BYTES:
            return TypeExpr(f"{self.prefix}FileUpload")
        if scalar.kind is ScalarKind.STRING and scalar.format in _FORMATS:
            found = _FORMATS[scalar.format]
            return TypeExpr(f"{self.prefix}Date") if found.text == "Date" else found
        if scalar.kind is ScalarKind.INTEGER and scalar.format == "uint64":
            return TypeExpr("uint64")
        return TypeExpr(_KINDS[scalar.kind])


def base_type(definition: Enumeration) -> str:
    """The type below an enumeration: its values are held as they come."""
    return _KINDS[definition.base.kind]


def _constant(value: bool | int | float | str | None) -> str:
    match value:
        case bool():
            return "bool"
        case int() if abs(value) < 2**63:
            return "int64"
        case int() | float():
            return "float64"
        case str():
            return "string"
        case None:
            return "any"


def nullable_only(model: ApiModel, type_id: TypeId) -> TypeRef | None:
    """The definition that another one adds null to, and nothing else; None for any other.

    Callers see no such definition: they see an Optional of the inner one.
    """
    match model.types[type_id]:
        case Alias(target=Nullable(Named() as inner)):
            return inner
        case _:
            return None


def around(pattern: str, inner: TypeExpr) -> TypeExpr:
    """A type with another in the place of `{}`."""
    return TypeExpr(pattern.replace("{}", inner.text, 1), inner.symbols)
