"""Example values as TypeScript expressions, typed as the client wants them."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.jsonvalue import Json
from specpress.model import (
    Alias,
    ApiModel,
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
)
from specpress.targets.calling import chosen, octets
from specpress.targets.typescript.escape import ts_key, ts_string
from specpress.targets.typescript.layout import Doc, block, bracketed, keyed
from specpress.targets.typescript.types import literal

_SAFE = 2**53


@dataclass(frozen=True, slots=True)
class Values:
    """Makes expressions for one API."""

    model: ApiModel

    def of_json(self, value: Json, ref: TypeRef, depth: int = 0) -> Doc:
        """The expression for a JSON value of a type."""
        match ref:
            case Nullable(of):
                return "null" if value is None else self.of_json(value, of, depth)
            case ListOf(item) if isinstance(value, list):
                return bracketed("[", [self.of_json(one, item, depth + 1) for one in value], "]")
            case MapOf(item) if isinstance(value, dict):
                rows = [
                    keyed(ts_key(key), self.of_json(one, item, depth + 1))
                    for key, one in value.items()
                ]
                return block("{", rows, "}")
            case Named(type_id):
                return self._of_definition(value, self.model.types[type_id], depth)
            case Scalar(ScalarKind.STRING, "byte"):
                return _octets(octets(value))
            case Scalar(ScalarKind.BYTES):
                return _octets(str(value).encode())
            case Scalar(ScalarKind.INTEGER, form) if form != "int32" and isinstance(value, int):
                return f"{value}n" if form == "int64" or abs(value) >= _SAFE else str(value)
            case _:
                return plain(value)

    def _of_definition(self, value: Json, definition: TypeDef, depth: int) -> Doc:
        match definition:
            case Record(fields=fields) if isinstance(value, dict):
                known = {field.wire_name: field for field in fields}
                rows = [
                    keyed(ts_key(key), self.of_json(one, known[key].type, depth + 1))
                    for key, one in value.items()
                    if key in known
                ]
                return block("{", rows, "}")
            case Alias(target=target):
                return self.of_json(value, target, depth)
            case Enumeration(base=base):
                return self.of_json(value, base, depth)
            case Union() as union:
                variant = chosen(self.model, union, value)
                return self.of_json(value, variant.type, depth) if variant else plain(value)
            case _:
                return plain(value)


def plain(value: Json) -> Doc:
    """A JSON value as a literal."""
    match value:
        case list():
            return bracketed("[", [plain(one) for one in value], "]")
        case dict():
            rows = [keyed(ts_key(key), plain(one)) for key, one in value.items()]
            return block("{", rows, "}")
        case _:
            return literal(value)


def _octets(data: bytes) -> str:
    try:
        return f"new TextEncoder().encode({ts_string(data.decode())})"
    except UnicodeDecodeError:
        return f"Uint8Array.of({', '.join(map(str, data))})"
