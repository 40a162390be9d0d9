"""Java types for the types of the model, and how their values look in JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

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
    Scalar,
    ScalarKind,
    TypeId,
    TypeRef,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.java.code import expr
from specpress.targets.java.escape import java_string
from specpress.targets.java.places import JSON_NODE, LIST, MAP, NULLABLE, UTIL, Places

_KINDS: dict[ScalarKind, tuple[TypeExpr, str]] = {
    ScalarKind.STRING: (TypeExpr("String"), "STRING"),
    ScalarKind.BOOLEAN: (TypeExpr("Boolean"), "BOOLEAN"),
    ScalarKind.INTEGER: (TypeExpr("Long"), "LONG"),
    ScalarKind.NUMBER: (TypeExpr("Double"), "DOUBLE"),
    ScalarKind.NULL: (expr("JsonNode", JSON_NODE), "ANY"),
}

# Texts that Java holds in a type of their own. All other formats stay text.
_FORMATS: dict[str, tuple[TypeExpr, str]] = {
    "date-time": (expr("OffsetDateTime", Symbol("java.time", "OffsetDateTime")), "DATE_TIME"),
    "date": (expr("LocalDate", Symbol("java.time", "LocalDate")), "DATE"),
    "uuid": (expr("UUID", Symbol(UTIL, "UUID")), "UUID_TEXT"),
    "decimal": (expr("BigDecimal", Symbol("java.math", "BigDecimal")), "DECIMAL"),
    "byte": (TypeExpr("byte[]"), "BASE64"),
}

_PRIMITIVES = {"Boolean": "boolean", "Long": "long", "Integer": "int", "Double": "double"}


@dataclass(frozen=True, slots=True)
class Types:
    """The types of one project."""

    model: ApiModel
    names: Names
    places: Places
    memo: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out already: descriptions repeat themselves."""

    def resolved(self, ref: TypeRef, seen: tuple[TypeId, ...] = ()) -> TypeRef:
        """`ref` with every alias replaced by what it stands for.

        An alias that is made of itself alone becomes any value: there is no class to name it by.
        """
        match ref:
            case Named(type_id) if isinstance(alias := self.model.types[type_id], Alias):
                if type_id in seen:
                    return AnyValue()
                return self.resolved(alias.target, (*seen, type_id))
            case ListOf(item):
                return ListOf(self.resolved(item, seen))
            case MapOf(value):
                return MapOf(self.resolved(value, seen))
            case Nullable(of):
                inner = self.resolved(of, seen)
                return inner if isinstance(inner, Nullable | AnyValue) else Nullable(inner)
            case _:
                return ref

    def nullable(self, ref: TypeRef) -> bool:
        """Whether null is told apart from a value; any JSON value holds null already."""
        return isinstance(self.resolved(ref), Nullable)

    def is_text(self, ref: TypeRef) -> bool:
        """Whether values are texts, in JSON and as they are."""
        match _bare(self.resolved(ref)):
            case Scalar(ScalarKind.STRING):
                return True
            case Constant(value):
                return isinstance(value, str)
            case Named(type_id):
                definition = self.model.types[type_id]
                return isinstance(definition, Enumeration) and (
                    definition.base.kind is ScalarKind.STRING
                )
            case _:
                return False

    def boxed(self, ref: TypeRef) -> TypeExpr:
        """The type as an object, without what says that it may be null."""
        key = ("boxed", ref, _value_of(ref))
        known = self.memo.get(key)
        if known is None:
            known = self.memo[key] = self._boxed(_bare(self.resolved(ref)))
        return cast(TypeExpr, known)

    def plain(self, ref: TypeRef) -> TypeExpr:
        """The type as it stands alone: primitive where there is such a type."""
        boxed = self.boxed(ref)
        if boxed.text not in _PRIMITIVES:
            return boxed
        return TypeExpr(_PRIMITIVES[boxed.text], boxed.symbols)

    def json(self, ref: TypeRef, *, lazy: bool = False) -> TypeExpr:
        """The expression for how the values look in JSON, null aside.

        `lazy` types can stand in the definition of a type that they are made of.
        """
        key = ("json", ref, lazy, _value_of(ref))
        known = self.memo.get(key)
        if known is None:
            known = self.memo[key] = self._json(_bare(self.resolved(ref)), lazy=lazy)
        return cast(TypeExpr, known)

    def whole_json(self, ref: TypeRef, *, lazy: bool = False) -> TypeExpr:
        """The same, null included."""
        return self._json(self.resolved(ref), lazy=lazy)

    def _boxed(self, ref: TypeRef) -> TypeExpr:
        match ref:
            case Scalar(ScalarKind.BYTES):
                return expr("Upload", self.places.at("Upload"))
            case Scalar():
                return _scalar(ref)[0]
            case Named(type_id):
                name = self.names.type(type_id)
                return expr(name, self.places.model(name))
            case ListOf(item):
                inner = self.inner(item)
                return expr(f"List<{inner.text}>", LIST, inner)
            case MapOf(value):
                inner = self.inner(value)
                return expr(f"Map<String, {inner.text}>", MAP, inner)
            case Nullable(of):
                return self.inner(Nullable(of))
            case Constant(value):
                return _scalar(constant_scalar(value))[0]
            case AnyValue():
                return expr("JsonNode", JSON_NODE)

    def inner(self, ref: TypeRef) -> TypeExpr:
        inner = self._boxed(_bare(ref))
        if not isinstance(ref, Nullable):
            return inner
        text = "byte @Nullable []" if inner.text == "byte[]" else f"@Nullable {inner.text}"
        return expr(text, NULLABLE, inner)

    def _json(self, ref: TypeRef, *, lazy: bool) -> TypeExpr:
        types = self.places.json("JsonTypes")
        match ref:
            case Named(type_id):
                name = self.names.type(type_id)
                text = f"{name}.JSON_TYPE"
                if lazy and not isinstance(self.model.types[type_id], Enumeration):
                    return expr(f"JsonTypes.lazy(() -> {text})", types, self.places.model(name))
                return expr(text, self.places.model(name))
            case ListOf(item):
                inner = self._json(item, lazy=lazy)
                return expr(f"JsonTypes.list({inner.text})", types, inner)
            case MapOf(value):
                inner = self._json(value, lazy=lazy)
                return expr(f"JsonTypes.map({inner.text})", types, inner)
            case Nullable(of):
                inner = self._json(of, lazy=lazy)
                return expr(f"JsonTypes.nullable({inner.text})", types, inner)
            case Constant(value) if value is not None:
                _, kind = _scalar(constant_scalar(value))
                return expr(f"JsonTypes.constant(JsonTypes.{kind}, {literal(value)})", types)
            case Scalar(ScalarKind.BYTES):
                return expr("JsonTypes.UPLOAD", types)
            case Scalar():
                return expr(f"JsonTypes.{_scalar(ref)[1]}", types)
            case _:
                return expr("JsonTypes.ANY", types)


def constant_scalar(value: bool | int | float | str | None) -> Scalar:
    """The type of a constant."""
    match value:
        case None:
            return Scalar(ScalarKind.NULL)
        case bool():
            return Scalar(ScalarKind.BOOLEAN)
        case int() if abs(value) < 2**63:
            return Scalar(ScalarKind.INTEGER)
        case int() | float():
            return Scalar(ScalarKind.NUMBER)
        case str():
            return Scalar(ScalarKind.STRING)


def literal(value: bool | int | float | str) -> str:
    """A constant as an expression of its boxed type."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() if abs(value) < 2**63:
            return f"{value}L"
        case int() | float():
            return f"{float(value)!r}"
        case str():
            return java_string(value)


def _value_of(ref: TypeRef) -> str:
    """What keeps constants apart that Python holds to be equal: 1, 1.0 and true."""
    while isinstance(ref, ListOf | MapOf | Nullable):
        match ref:
            case ListOf(inner) | MapOf(inner) | Nullable(inner):
                ref = inner
    return repr(ref.value) if isinstance(ref, Constant) else ""


def _bare(ref: TypeRef) -> TypeRef:
    return ref.of if isinstance(ref, Nullable) else ref


def _scalar(scalar: Scalar) -> tuple[TypeExpr, str]:
    if scalar.kind is ScalarKind.STRING and scalar.format in _FORMATS:
        return _FORMATS[scalar.format]
    if scalar == Scalar(ScalarKind.INTEGER, "int32"):
        return TypeExpr("Integer"), "INTEGER"
    return _KINDS[scalar.kind]
