"""Example values as Python expressions, typed as the client wants them."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.jsonvalue import Json
from specpress.model import (
    Alias,
    ApiModel,
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
from specpress.naming.scopes import Names
from specpress.targets.calling import chosen, octets
from specpress.targets.python.escape import py_string


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Makes expressions for one package; models are written `models.Name`."""

    model: ApiModel
    names: Names

    def of_json(self, value: Json, ref: TypeRef, depth: int = 0) -> str:
        """The expression for a JSON value of a type."""
        match ref:
            case Nullable(of):
                return "None" if value is None else self.of_json(value, of, depth)
            case ListOf(item) if isinstance(value, list):
                return f"[{', '.join(self.of_json(one, item, depth + 1) for one in value)}]"
            case MapOf(item) if isinstance(value, dict):
                pairs = (
                    f"{py_string(key)}: {self.of_json(one, item, depth + 1)}"
                    for key, one in value.items()
                )
                return f"{{{', '.join(pairs)}}}"
            case Named(type_id):
                return self._of_definition(value, self.model.types[type_id], depth)
            case Scalar(ScalarKind.STRING, form) if isinstance(value, str):
                return _text(value, form)
            case Scalar(ScalarKind.BYTES):
                return f"{py_string(str(value))}.encode()"
            case _:
                return plain(value)

    def _of_definition(self, value: Json, definition: TypeDef, depth: int) -> str:
        match definition:
            case Record(fields=fields) if isinstance(value, dict):
                known = {field.wire_name: field for field in fields}
                arguments = (
                    f"{self.names.field(definition.id, key)}="
                    f"{self.of_json(one, known[key].type, depth + 1)}"
                    for key, one in value.items()
                    if key in known
                )
                return f"models.{self.names.type(definition.id)}({', '.join(arguments)})"
            case Alias(target=target):
                return self.of_json(value, target, depth)
            case Union() as union:
                variant = chosen(self.model, union, value)
                return self.of_json(value, variant.type, depth) if variant else plain(value)
            case _:
                return plain(value)


def plain(value: Json) -> str:
    """A JSON value as a Python literal."""
    match value:
        case str():
            return py_string(value)
        case list():
            return f"[{', '.join(map(plain, value))}]"
        case dict():
            return f"{{{', '.join(f'{py_string(k)}: {plain(v)}' for k, v in value.items())}}}"
        case _:
            return repr(value)


def _text(value: str, form: str) -> str:
    quoted = py_string(value)
    match form:
        case "date-time":
            return f"datetime.datetime.fromisoformat({quoted})"
        case "date":
            return f"datetime.date.fromisoformat({quoted})"
        case "uuid":
            return f"UUID({quoted})"
        case "decimal":
            return f"Decimal({quoted})"
        case "byte":
            return _octets(value)
        case _:
            return quoted


def _octets(value: Json) -> str:
    """The octets that a base64 text stands for."""
    data = octets(value)
    try:
        return f"{py_string(data.decode())}.encode()"
    except UnicodeDecodeError:
        return f"bytes.fromhex({py_string(data.hex())})"
