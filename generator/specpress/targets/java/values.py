"""Example values as Java expressions, typed as the client wants them."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.jsonvalue import Json
from specpress.model import (
    Constant,
    Docs,
    Enumeration,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Record,
    Scalar,
    ScalarKind,
    TypeRef,
    Union,
)
from specpress.naming.standard import member_key
from specpress.targets.base import Symbol
from specpress.targets.java.code import Chain, Code, call
from specpress.targets.java.escape import java_string
from specpress.targets.java.places import LIST, MAP, UTIL
from specpress.targets.java.types import Types, constant_scalar

_DEEPEST = 6
_FORMS: dict[str, str] = {
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "time": "12:00:00Z",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
    "decimal": "1.5",
    "uri": "https://example.com/",
    "email": "someone@example.com",
    "byte": "",
}
_TEXTS: dict[str, tuple[str, Symbol]] = {
    "date-time": ("OffsetDateTime.parse", Symbol("java.time", "OffsetDateTime")),
    "date": ("LocalDate.parse", Symbol("java.time", "LocalDate")),
    "uuid": ("UUID.fromString", Symbol(UTIL, "UUID")),
    "decimal": ("new BigDecimal", Symbol("java.math", "BigDecimal")),
}


@dataclass(frozen=True, slots=True)
class Value:
    """An expression, and what it needs imported."""

    code: Code
    symbols: frozenset[Symbol] = frozenset()


def value_of(code: Code, *parts: Value | Symbol) -> Value:
    """An expression that was made of the parts, and needs what they need."""
    found: set[Symbol] = set()
    for part in parts:
        if isinstance(part, Symbol):
            found.add(part)
        else:
            found |= part.symbols
    return Value(code, frozenset(found))


@dataclass(frozen=True, slots=True)
class Values:
    """Makes expressions for one project."""

    types: Types

    def of_docs(self, docs: Docs, name: str, ref: TypeRef) -> Value:
        """The example of the documentation as an expression, or a value made up."""
        value = docs.examples[0].value if docs.examples else self.made_up(name, ref)
        return self.of_json(value, ref)

    def of_json(self, value: Json, ref: TypeRef, depth: int = 0) -> Value:
        """The expression for a JSON value of a type; one that does not fit is made up."""
        match self.types.resolved(ref):
            case Nullable(of):
                return Value("null") if value is None else self.of_json(value, of, depth)
            case ListOf(item):
                items = value if isinstance(value, list) else []
                parts = [self.of_json(one, item, depth + 1) for one in items]
                return value_of(call("List.of", *(part.code for part in parts)), LIST, *parts)
            case MapOf(item):
                members = value if isinstance(value, dict) and len(value) <= 10 else {}
                parts = [self.of_json(one, item, depth + 1) for one in members.values()]
                pairs = zip(map(java_string, members), parts, strict=True)
                given = (one for key, part in pairs for one in (key, part.code))
                return value_of(call("Map.of", *given), MAP, *parts)
            case Named(type_id):
                return self._of_definition(value, type_id, depth)
            case Constant(constant) if constant is not None:
                return self.of_json(constant, constant_scalar(constant), depth)
            case Scalar() as scalar:
                return _scalar(value, scalar)
            case _:
                return _any(value)

    def made_up(self, name: str, ref: TypeRef, depth: int = 0) -> Json:
        """A JSON value that fits a type, where nobody gave an example; `name` says what for."""
        match self.types.resolved(ref):
            case Nullable(of):
                return self.made_up(name, of, depth)
            case ListOf(item):
                return [self.made_up(name, item, depth + 1)] if depth < _DEEPEST else []
            case MapOf():
                return {}
            case Constant(value):
                return value
            case Named(type_id):
                return self._made_up_definition(name, type_id, depth)
            case Scalar(kind, form):
                return _made_up_scalar(name, kind, form)
            case _:
                return name

    def _of_definition(self, value: Json, type_id: str, depth: int) -> Value:
        name = self.types.names.type(type_id)
        symbol = self.types.places.model(name)
        match self.types.model.types[type_id]:
            case Record(fields=fields):
                members = value if isinstance(value, dict) and depth < _DEEPEST else {}
                known = [field for field in fields if field.wire_name in members]
                parts = [self.of_json(members[one.wire_name], one.type, depth + 1) for one in known]
                links = [
                    call(self.types.names.field(type_id, one.wire_name), part.code)
                    for one, part in zip(known, parts, strict=True)
                ]
                chain = Chain(call(f"{name}.builder"), (*links, call("build")))
                return value_of(chain, symbol, *parts)
            case Enumeration(members=documented, base=base):
                for member in documented:
                    if member.value == value:
                        constant = self.types.names.member(type_id, member_key(member))
                        return value_of(f"{name}.{constant}", symbol)
                return value_of(call(f"{name}.of", _scalar(value, base).code), symbol)
            case Union(variants=variants) if variants and depth < _DEEPEST:
                variant = self.types.names.variant(type_id, variants[0].name.declared)
                inner = self.of_json(value, variants[0].type, depth + 1)
                return value_of(call(f"new {name}.{variant}", inner.code), symbol, inner)
            case _:
                raw = _any(value)
                return value_of(call(f"new {name}.Raw", raw.code), symbol, raw)

    def _made_up_definition(self, name: str, type_id: str, depth: int) -> Json:
        definition = self.types.model.types[type_id]
        if definition.docs.examples:
            return definition.docs.examples[0].value
        match definition:
            case Enumeration(members=members, base=base):
                return members[0].value if members else _made_up_scalar(name, base.kind, "")
            case Union(variants=variants) if variants and depth < _DEEPEST:
                return self.made_up(name, variants[0].type, depth + 1)
            case Record(fields=fields) if depth < _DEEPEST:
                return {
                    field.wire_name: field.docs.examples[0].value
                    if field.docs.examples
                    else self.made_up(field.wire_name, field.type, depth + 1)
                    for field in fields
                    if field.required
                }
            case _:
                return {}


def _scalar(value: Json, scalar: Scalar) -> Value:
    kind, form = scalar.kind, scalar.format
    match kind:
        case ScalarKind.STRING if form in _TEXTS:
            pattern, symbol = _TEXTS[form]
            return value_of(call(pattern, java_string(_text(value, form))), symbol)
        case ScalarKind.STRING if form != "byte":
            return Value(java_string(value if isinstance(value, str) else str(value)))
        case ScalarKind.STRING | ScalarKind.BYTES:
            charsets = Symbol("java.nio.charset", "StandardCharsets")
            return value_of(f"{java_string(str(value))}.getBytes(StandardCharsets.UTF_8)", charsets)
        case ScalarKind.BOOLEAN:
            return Value("true" if value is True else "false")
        case ScalarKind.INTEGER:
            number = int(value) if isinstance(value, int | float) else 1
            return Value(f"{number}" if form == "int32" else f"{number}L")
        case ScalarKind.NUMBER:
            return Value(f"{float(value) if isinstance(value, int | float) else 1.5!r}")
        case ScalarKind.NULL:
            return _any(None)


def _text(value: Json, form: str) -> str:
    return value if isinstance(value, str) and value else _FORMS[form]


def _any(value: Json) -> Value:
    """A JSON node; only what fits on a line of a sample is written out."""
    nodes = Symbol("com.fasterxml.jackson.databind.node", "JsonNodeFactory")
    text = f"textNode({java_string(value)})" if isinstance(value, str) else "nullNode()"
    return value_of(f"JsonNodeFactory.instance.{text}", nodes)


def _made_up_scalar(name: str, kind: ScalarKind, form: str) -> Json:
    match kind:
        case ScalarKind.STRING:
            return _FORMS.get(form, name)
        case ScalarKind.BOOLEAN:
            return True
        case ScalarKind.INTEGER:
            return 1
        case ScalarKind.NUMBER:
            return 1.5
        case ScalarKind.BYTES:
            return name
        case ScalarKind.NULL:
            return None
