"""JSON values as TypeScript expressions, typed as the client wants them."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Makes expressions for one API; `big_integers` as in the options."""

    model: ApiModel
    big_integers: bool

    def of(self, value: Json, ref: TypeRef) -> Doc:
        """The expression for a JSON value of a type."""
        match ref:
            case Nullable(of):
                return "null" if value is None else self.of(value, of)
            case ListOf(item) if isinstance(value, list):
                return bracketed("[", [self.of(one, item) for one in value], "]")
            case MapOf(item) if isinstance(value, dict):
                rows = [keyed(ts_key(key), self.of(one, item)) for key, one in value.items()]
                return block("{", rows, "}")
            case Named(type_id):
                return self._of_definition(value, self.model.types[type_id])
            case Scalar(ScalarKind.STRING, "byte"):
                return _bytes(octets(value))
            case Scalar(ScalarKind.INTEGER) if isinstance(value, int):
                return self._integer(value, ref)
            case _:
                return plain(value)

    def _integer(self, value: int, scalar: Scalar) -> str:
        big = scalar.format == "int64" or (self.big_integers and scalar.format != "int32")
        return f"{value}n" if big or abs(value) >= _SAFE else str(value)

    def _of_definition(self, value: Json, definition: TypeDef) -> Doc:
        match definition:
            case Record(fields=fields) if isinstance(value, dict):
                types = {field.wire_name: field.type for field in fields}
                rows = [
                    keyed(ts_key(key), self.of(one, types[key]))
                    for key, one in value.items()
                    if key in types
                ]
                return block("{", rows, "}")
            case Alias(target=target):
                return self.of(value, target)
            case Enumeration(base=base):
                return self.of(value, base)
            case Union():
                variant = chosen(self.model, definition, value)
                return plain(value) if variant is None else self.of(value, variant.type)
            case _:
                return plain(value)


def plain(value: Json) -> Doc:
    """A JSON value as a literal."""
    match value:
        case list():
            return bracketed("[", [plain(one) for one in value], "]")
        case dict():
            return block("{", [keyed(ts_key(key), plain(one)) for key, one in value.items()], "}")
        case int() if not isinstance(value, bool) and abs(value) >= _SAFE:
            return f"{value}n"
        case _:
            return literal(value)


def _bytes(data: bytes) -> str:
    """Octets, as a text where they are one."""
    text = data.decode("utf-8", errors="replace")
    if text.encode() == data:
        return f"new TextEncoder().encode({ts_string(text)})"
    return f"Uint8Array.of({', '.join(map(str, data))})"
