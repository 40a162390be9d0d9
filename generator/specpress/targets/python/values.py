"""Example values as Python expressions, typed as the client wants them."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.jsonvalue import Json
from specpress.model import (
    Alias,
    AnyValue,
    ApiModel,
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
    TypeDef,
    TypeRef,
    Union,
)
from specpress.naming.scopes import Names
from specpress.targets.python.escape import py_string

_DEEPEST = 6


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

    def made_up(self, name: str, ref: TypeRef, depth: int = 0) -> Json:
        """A JSON value that fits a type, where nobody gave an example; `name` says what for."""
        match ref:
            case Nullable(of):
                return self.made_up(name, of, depth)
            case ListOf(item):
                return [self.made_up(name, item, depth + 1)]
            case MapOf():
                return {}
            case Constant(value):
                return value
            case AnyValue():
                return name
            case Scalar(kind, form):
                return _made_up_scalar(name, kind, form)
            case Named(type_id):
                return self._made_up_definition(name, self.model.types[type_id], depth)

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
            case Union(variants=variants) if variants:
                return self.of_json(value, variants[0].type, depth)
            case _:
                return plain(value)

    def _made_up_definition(self, name: str, definition: TypeDef, depth: int) -> Json:
        if known := _example(definition.docs):
            return known[0]
        match definition:
            case Enumeration(members=members) if members:
                return members[0].value
            case Enumeration(base=base):
                return _made_up_scalar(name, base.kind, base.format)
            case Alias(target=target):
                return self.made_up(name, target, depth)
            case Union(variants=variants) if variants and depth < _DEEPEST:
                return self.made_up(name, variants[0].type, depth + 1)
            case Record(fields=fields) if depth < _DEEPEST:
                return {
                    field.wire_name: self.of_docs(
                        field.docs, field.wire_name, field.type, depth + 1
                    )
                    for field in fields
                    if field.required
                }
            case _:
                return {}

    def of_docs(self, docs: Docs, name: str, ref: TypeRef, depth: int = 0) -> Json:
        """The example of the documentation, or a value made up."""
        known = _example(docs)
        return known[0] if known else self.made_up(name, ref, depth)


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


def _example(docs: Docs) -> tuple[Json, ...]:
    return tuple(example.value for example in docs.examples[:1])


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
            return f"{quoted}.encode()"
        case _:
            return quoted


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
