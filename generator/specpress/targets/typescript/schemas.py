"""Expressions for the schemas of types: how values are read and written."""

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
)
from specpress.targets.typescript.types import MODELS_MODULE, literal
from specpress.targets.typescript.usage import Usage

RUNTIME = frozenset({Symbol("* runtime/wire", "s")})
SCHEMAS = frozenset({Symbol("* schemas", "schemas")})

_STRINGS = {"byte": "base64", "date-time": "dateTime"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Schemas:
    """Makes the schemas of one package. `prefix` stands before constants (`schemas.`)."""

    model: ApiModel
    names: Names
    big_integers: bool
    prefix: str = ""

    def of(self, ref: TypeRef, *, later: bool = False) -> Doc:
        """The schema of a type; `later`: definitions that it names may stand further below."""
        match ref:
            case Scalar():
                return self._scalar(ref)
            case Named(id):
                symbols = SCHEMAS if self.prefix else frozenset[Symbol]()
                name = Uses(f"{self.prefix}{self.names.table['schema', id]}", symbols)
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
                return "base64"
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


def schema_declaration(definition: TypeDef, schemas: Schemas, used: Usage) -> Doc:
    """`export const x: Schema<models.X> = ...;`."""
    names = schemas.names
    type_name = names.type(definition.id)
    symbols = MODELS_MODULE | {Symbol("type runtime/wire", "Schema")}
    left = f"export const {names.table['schema', definition.id]}: Schema<models.{type_name}> ="
    right = _definition(definition, schemas, used)
    return concat(Uses(left, symbols), assigned(right), ";")


def called(function: str, arguments: tuple[Doc, ...]) -> Doc:
    """A call of a function of the runtime."""
    return group(Uses(function, RUNTIME), bracketed("(", arguments, ")"))


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
        thunk = concat("() => ", bracketed("[", listed, "]"))
        return hugged(Uses("s.oneOf", RUNTIME), (thunk,))
    rows = [row for one in definition.variants for row in _tags(one, schemas)]
    tag = ts_string(definition.discriminator.wire_name)
    return hugged(Uses("s.tagged", RUNTIME), (tag, block("() => ({", rows, "})")))


def _tags(variant: Variant, schemas: Schemas) -> list[Doc]:
    return [concat(f"{ts_key(tag)}: ", schemas.of(variant.type)) for tag in variant.tags]


def _record(record: Record, schemas: Schemas, used: Usage) -> Doc:
    fields = [field for field in record.fields if used.has(record.id, field)]
    rows = []
    for field in fields:
        presence = "s.required" if used.is_certain(record.id, field) else "s.optional"
        schema = schemas.of(field.type)
        rows.append(concat(f"{ts_key(field.wire_name)}: ", called(presence, (schema,))))
    table = block("() => ({", rows, "})") if rows else "() => ({})"
    order = [field.wire_name for field in fields]
    more: list[Doc] = []
    if record.extras is not None and record.extras != AnyValue():
        more.append(schemas.of(record.extras))
    if any(name.isascii() and name.isdigit() for name in order):
        more += ["undefined"] * (not more)
        more.append(bracketed("[", [ts_string(name) for name in order], "]"))
    if not more:
        return hugged(Uses("s.record", RUNTIME), (table,))
    return concat(Uses("s.record", RUNTIME), block("(", [table, *more], ")"))
