"""Expressions for the schemas of types: how values are read and written."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
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
    Variant,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol
from specpress.targets.typescript.escape import ts_key, ts_string
from specpress.targets.typescript.layout import (
    Doc,
    Uses,
    assigned,
    block,
    bracketed,
    concat,
    group,
    hugged,
    keyed,
)
from specpress.targets.typescript.places import Places
from specpress.targets.typescript.types import Types, literal
from specpress.targets.typescript.usage import Usage

RUNTIME = frozenset({Symbol("* runtime/wire", "s")})

_STRINGS = {"byte": "base64", "date-time": "dateTime"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Schemas:
    """Makes the schemas of one package; `named` has the constants (see `named_schemas`)."""

    model: ApiModel
    names: Names
    big_integers: bool
    named: Mapping[TypeId, Uses]

    def of(self, ref: TypeRef, *, later: bool = False) -> Doc:
        """The schema of a type; `later`: definitions that it names may stand further below."""
        match ref:
            case Scalar():
                return self._scalar(ref)
            case Named(id):
                name = self.named[id]
                return called("s.later", (concat("() => ", name),)) if later else name
            case ListOf(item):
                return called("s.list", (self.of(item, later=later),))
            case MapOf(value):
                return called("s.map", (self.of(value, later=later),))
            case Nullable(of):
                return called("s.nullable", (self.of(of, later=later),))
            case Constant(value):
                return called("s.constant", (literal(value),))
            case AnyValue():
                return Uses("s.anything", RUNTIME)

    def resolved(self, ref: TypeRef) -> TypeDef | TypeRef:
        """What a type is behind its names, null left aside; a definition where it has one."""
        seen: set[TypeId] = set()
        while True:
            match ref:
                case Nullable(of):
                    ref = of
                case Named(id) if id not in seen:
                    seen.add(id)
                    definition = self.model.types[id]
                    if not isinstance(definition, Alias):
                        return definition
                    ref = definition.target
                case _:
                    return ref

    def is_plain(self, ref: TypeRef) -> bool:
        """Whether a value goes into JSON as it is."""
        match ref:
            case Scalar(ScalarKind.STRING, form):
                return form not in _STRINGS
            case Scalar(kind):
                return kind not in (ScalarKind.INTEGER, ScalarKind.BYTES)
            case Named(id):
                match self.model.types[id]:
                    case Enumeration(base=base):
                        return self.is_plain(base)
                    case Alias(target=Scalar() as target):
                        return self.is_plain(target)
                    case _:
                        return False
            case ListOf(of) | MapOf(of) | Nullable(of):
                return self.is_plain(of)
            case Constant() | AnyValue():
                return True

    def _scalar(self, scalar: Scalar) -> Doc:
        return Uses(f"s.{self._scalar_name(scalar)}", RUNTIME)

    def _scalar_name(self, scalar: Scalar) -> str:
        match scalar.kind:
            case ScalarKind.STRING:
                return _STRINGS.get(scalar.format, "text")
            case ScalarKind.BYTES:
                return "upload"
            case ScalarKind.BOOLEAN:
                return "boolean"
            case ScalarKind.INTEGER if scalar.format == "int64":
                return "int64"
            case ScalarKind.INTEGER:
                big = self.big_integers and scalar.format != "int32"
                return "bigInteger" if big else "integer"
            case ScalarKind.NUMBER:
                return "number"
            case ScalarKind.NULL:
                return "nothing"


def named_schemas(names: Names, places: Places, *, whole: bool) -> dict[TypeId, Uses]:
    """The constant for each definition: with its namespace (`whole`), or as files import it."""
    return {
        key[1]: named_constant(name, key[1], places, whole=whole)
        for key, name in names.table.items()
        if key[0] == "schema"
    }


def named_constant(name: str, type_id: TypeId, places: Places, *, whole: bool) -> Uses:
    """A constant that stands beside the schema of a type."""
    if not whole:
        return Uses(name, frozenset({Symbol(places.module("schemas", type_id), name)}))
    module, namespace = places.namespace(type_id)
    return Uses(f"{namespace}.{name}", frozenset({Symbol(f"* {module}", namespace)}))


def schema_declaration(definition: TypeDef, schemas: Schemas, types: Types, used: Usage) -> Doc:
    """`export const x: Schema<models.X> = ...;`."""
    names = schemas.names
    type_name = types.named[definition.id]
    symbols = type_name.symbols | {Symbol("type runtime/wire", "Schema")}
    left = f"export const {names.table['schema', definition.id]}: Schema<{type_name.flat}> ="
    right = _definition(definition, schemas, used)
    return concat(Uses(left, symbols), assigned(right), ";")


def called(function: str, arguments: tuple[Doc, ...]) -> Doc:
    """A call of a function of the runtime."""
    if len(arguments) == 1 and isinstance(arguments[0], Uses):
        return _called_with(function, arguments[0])
    return group(Uses(function, RUNTIME), bracketed("(", arguments, ")"))


@functools.lru_cache(maxsize=4096)
def _called_with(function: str, argument: Uses) -> Doc:
    """The same: most calls are those of many other fields."""
    return group(Uses(function, RUNTIME), bracketed("(", (argument,), ")"))


def _definition(definition: TypeDef, schemas: Schemas, used: Usage) -> Doc:
    match definition:
        case Record():
            return _record(definition, schemas, used)
        case Enumeration(base=base):
            return schemas.of(base)
        case Alias(target=target):
            return schemas.of(target, later=True)
        case Union():
            return _union(definition, schemas)


def _union(definition: Union, schemas: Schemas) -> Doc:
    if definition.discriminator is None:
        listed = tuple(schemas.of(variant.type) for variant in definition.variants)
        return _either(listed)
    rows = [keyed(ts_key(tag), one) for tag, one in _tags(definition, schemas)]
    tag = ts_string(definition.discriminator.wire_name)
    return hugged(Uses("s.tagged", RUNTIME), (tag, block("() => ({", rows, "})")))


def _tags(definition: Union, schemas: Schemas) -> Iterator[tuple[str, Doc]]:
    """Each tag and its variant; where several have it, their form tells them apart."""
    tagged: dict[str, list[Variant]] = {}
    for variant in definition.variants:
        for tag in variant.tags:
            tagged.setdefault(tag, []).append(variant)
    for tag, variants in tagged.items():
        listed = tuple(schemas.of(variant.type) for variant in variants)
        yield tag, listed[0] if len(listed) == 1 else _either(listed)


def _either(listed: tuple[Doc, ...]) -> Doc:
    return hugged(Uses("s.oneOf", RUNTIME), (concat("() => ", bracketed("[", listed, "]")),))


def _record(record: Record, schemas: Schemas, used: Usage) -> Doc:
    fields = [field for field in record.fields if used.has(record.id, field)]
    rows = []
    for field in fields:
        presence = "s.required" if used.is_certain(record.id, field) else "s.optional"
        schema = schemas.of(field.type)
        rows.append(keyed(ts_key(field.wire_name), called(presence, (schema,))))
    table = block("() => ({", rows, "})") if rows else "() => ({})"
    order = [field.wire_name for field in fields]
    more: list[Doc] = []
    if record.extras is not None and record.extras != AnyValue():
        more.append(schemas.of(record.extras, later=True))
    if any(name.isascii() and name.isdigit() for name in order):
        more += ["undefined"] * (not more)
        more.append(bracketed("[", [ts_string(name) for name in order], "]"))
    if not more:
        return hugged(Uses("s.record", RUNTIME), (table,))
    return concat(Uses("s.record", RUNTIME), block("(", [table, *more], ")"))
