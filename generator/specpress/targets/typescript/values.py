"""Example values as TypeScript expressions, typed as the client wants them."""

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
from specpress.targets.typescript.escape import ts_key, ts_string
from specpress.targets.typescript.layout import Doc, block, bracketed, keyed
from specpress.targets.typescript.types import literal

_DEEPEST = 6
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
            case Scalar(ScalarKind.STRING, "byte") | Scalar(ScalarKind.BYTES):
                return f"new TextEncoder().encode({ts_string(str(value))})"
            case Scalar(ScalarKind.INTEGER, form) if form != "int32" and isinstance(value, int):
                return f"{value}n" if form == "int64" or abs(value) >= _SAFE else str(value)
            case _:
                return plain(value)

    def of_docs(self, docs: Docs, name: str, ref: TypeRef, depth: int = 0) -> Json:
        """The example of the documentation, or a value made up; `name` says what for."""
        if docs.examples:
            return docs.examples[0].value
        return self._made_up(name, ref, depth)

    def _made_up(self, name: str, ref: TypeRef, depth: int) -> Json:
        match ref:
            case Nullable(of):
                return self._made_up(name, of, depth)
            case ListOf(item):
                return [self._made_up(name, item, depth + 1)]
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
            case Union(variants=variants) if variants:
                return self.of_json(value, variants[0].type, depth)
            case _:
                return plain(value)

    def _made_up_definition(self, name: str, definition: TypeDef, depth: int) -> Json:
        if definition.docs.examples:
            return definition.docs.examples[0].value
        match definition:
            case Enumeration(members=members) if members:
                return members[0].value
            case Enumeration(base=base):
                return _made_up_scalar(name, base.kind, base.format)
            case Alias(target=target):
                return self._made_up(name, target, depth)
            case Union(variants=variants, discriminator=tag) if variants and depth < _DEEPEST:
                made = self._made_up(name, variants[0].type, depth + 1)
                if tag is not None and isinstance(made, dict) and variants[0].tags:
                    made = {**made, tag.wire_name: variants[0].tags[0]}
                return made
            case Record(fields=fields) if depth < _DEEPEST:
                return {
                    one.wire_name: self.of_docs(one.docs, one.wire_name, one.type, depth + 1)
                    for one in fields
                    if one.required
                }
            case _:
                return {}


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
