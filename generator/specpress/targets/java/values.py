"""Example values as Java expressions, typed as the client wants them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass

from specpress.jsonvalue import Json
from specpress.model import (
    Constant,
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
from specpress.targets.calling import chosen, octets
from specpress.targets.java.code import Chain, Code, call
from specpress.targets.java.escape import java_string
from specpress.targets.java.places import LIST, MAP, UTIL
from specpress.targets.java.types import Types, constant_scalar

_CHARSETS = Symbol("java.nio.charset", "StandardCharsets")
_TEXTS: dict[str, tuple[str, Symbol]] = {
    "date-time": ("OffsetDateTime.parse", Symbol("java.time", "OffsetDateTime")),
    "date": ("LocalDate.parse", Symbol("java.time", "LocalDate")),
    "uuid": ("UUID.fromString", Symbol(UTIL, "UUID")),
    "decimal": ("new BigDecimal", Symbol("java.math", "BigDecimal")),
}
_MOST_PAIRS = 10  # of `Map.of`


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

    def of(self, value: Json, ref: TypeRef) -> Value:
        """The expression for a JSON value of a type, which it fits."""
        match self.types.resolved(ref):
            case Nullable(inner):
                return Value("null") if value is None else self.of(value, inner)
            case ListOf(item):
                return self._list([self.of(one, item) for one in _elements(value)])
            case MapOf(item):
                return self._map({key: self.of(one, item) for key, one in _members(value)})
            case Named(type_id):
                return self._of_definition(value, type_id)
            case Scalar(ScalarKind.BYTES):
                text = f"{java_string(_text(value))}.getBytes(StandardCharsets.UTF_8)"
                return value_of(call("Upload.of", text), self.types.places.at("Upload"), _CHARSETS)
            case Constant(constant) if constant is not None:
                return _scalar(constant, constant_scalar(constant))
            case Scalar() as scalar if scalar.kind is not ScalarKind.NULL:
                return _scalar(value, scalar)
            case _:
                return self._any(value)

    def _list(self, parts: list[Value]) -> Value:
        codes = [part.code for part in parts]
        if "null" not in codes:
            return value_of(call("List.of", *codes), LIST, *parts)
        if len(codes) == 1:
            return value_of("Collections.singletonList(null)", Symbol(UTIL, "Collections"))
        return value_of(call("Arrays.asList", *codes), Symbol(UTIL, "Arrays"), *parts)

    def _map(self, members: dict[str, Value]) -> Value:
        kept = [(key, one) for key, one in members.items() if one.code != "null"]
        given = dict(kept[:_MOST_PAIRS])
        pairs = (one for key, part in given.items() for one in (java_string(key), part.code))
        made = value_of(call("Map.of", *pairs), MAP, *given.values())
        if len(given) < 2:
            return made
        # The order of `Map.of` differs from run to run.
        return value_of(call("new TreeMap<>", made.code), made, Symbol(UTIL, "TreeMap"))

    def _of_definition(self, value: Json, type_id: str) -> Value:
        name = self.types.names.type(type_id)
        symbol = self.types.places.model(name)
        match self.types.model.types[type_id]:
            case Record(fields=fields):
                members = dict(_members(value))
                known = [field for field in fields if field.wire_name in members]
                parts = [self.of(members[one.wire_name], one.type) for one in known]
                links = [
                    call(self.types.names.field(type_id, one.wire_name), part.code)
                    for one, part in zip(known, parts, strict=True)
                ]
                chain = Chain(call(f"{name}.builder"), (*links, call("build")))
                return value_of(chain, symbol, *parts)
            case Enumeration(members=documented, base=base):
                for member in documented:
                    if type(member.value) is type(value) and member.value == value:
                        constant = self.types.names.member(type_id, member_key(member))
                        return value_of(f"{name}.{constant}", symbol)
                inner = _scalar(value, base)
                return value_of(call(f"{name}.of", inner.code), symbol, inner)
            case Union() as union:
                picked = chosen(self.types.model, union, value)
                if picked is None:
                    raw = self._any(value)
                    return value_of(call(f"new {name}.Raw", raw.code), symbol, raw)
                variant = self.types.names.variant(type_id, picked.name.declared)
                inner = self.of(value, picked.type)
                return value_of(call(f"new {name}.{variant}", inner.code), symbol, inner)
            case _:
                return self._any(value)

    def _any(self, value: Json) -> Value:
        text = java_string(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        code = call("CanonicalJson.decode", f"{text}.getBytes(StandardCharsets.UTF_8)")
        return value_of(code, self.types.places.json("CanonicalJson"), _CHARSETS)


def _scalar(value: Json, scalar: Scalar) -> Value:
    kind, form = scalar.kind, scalar.format
    match kind:
        case ScalarKind.STRING if form in _TEXTS:
            pattern, symbol = _TEXTS[form]
            return value_of(call(pattern, java_string(_text(value))), symbol)
        case ScalarKind.STRING if form == "byte":
            text = java_string(base64.b64encode(octets(value)).decode())
            return value_of(call("Base64.getDecoder().decode", text), Symbol(UTIL, "Base64"))
        case ScalarKind.BOOLEAN:
            return Value("true" if value is True else "false")
        case ScalarKind.INTEGER:
            number = int(value) if isinstance(value, int | float) else 1
            return Value(f"{number}" if form == "int32" else f"{number}L")
        case ScalarKind.NUMBER:
            return Value(f"{float(value) if isinstance(value, int | float) else 1.5!r}")
        case _:
            return Value(java_string(_text(value)))


def _text(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _elements(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _members(value: Json) -> Iterable[tuple[str, Json]]:
    return value.items() if isinstance(value, dict) else ()
