"""Rust expressions for JSON values, for samples."""

from __future__ import annotations

import json
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
from specpress.targets.rust import layout
from specpress.targets.rust.escape import rust_string
from specpress.targets.rust.types import Types

_DEEPEST = 6

_FORMS = {
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "time": "12:00:00Z",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
    "decimal": "1.5",
    "uri": "https://example.com/",
    "email": "someone@example.com",
    "byte": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Makes expressions for programs that use the crate `library`."""

    model: ApiModel
    names: Names
    types: Types
    library: str

    def argument(self, value: Json, ref: TypeRef) -> str:
        """The expression for an argument, which may become its type when it is given."""
        resolved = self.types.resolved(ref)
        match resolved:
            case Scalar(ScalarKind.STRING, form) if form != "byte" and isinstance(value, str):
                return rust_string(value)
            case Named(id) if isinstance(value, str) and isinstance(
                self.model.types[id], Enumeration
            ):
                return rust_string(value)
            case ListOf(item) if isinstance(value, list):
                return f"[{', '.join(self.argument(one, item) for one in value)}]"
            case Scalar() | Constant() | ListOf() | MapOf():
                pass
            case _:
                pass
        return self.exact(value, resolved)

    def exact(self, value: Json, ref: TypeRef) -> str:
        """The expression for a value of exactly the type: it is read from its JSON."""
        match self.types.resolved(ref), value:
            case Scalar(ScalarKind.BOOLEAN), bool():
                return "true" if value else "false"
            case Scalar(ScalarKind.INTEGER), int():
                return layout.integer(value)
            case Scalar(ScalarKind.NUMBER, form), int() | float() if form != "decimal":
                return repr(float(value))
            case Scalar(ScalarKind.STRING, form), str() if form != "byte":
                return f"{rust_string(value)}.to_owned()"
            case Scalar(ScalarKind.BYTES), _:
                return f"{rust_string(str(value))}.as_bytes().to_vec()"
            case _:
                text = rust_string(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
                return f"{self.library}::json::from_text({text})?"

    def made_up(self, name: str, ref: TypeRef, depth: int = 0) -> Json:
        """A JSON value that fits a type, where nobody gave an example; `name` says what for."""
        match ref:
            case Nullable(of):
                return self.made_up(name, of, depth)
            case ListOf(item):
                return [self.made_up(name, item, depth + 1)] if depth < _DEEPEST else []
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

    def _made_up_definition(self, name: str, definition: TypeDef, depth: int) -> Json:
        if definition.docs.examples:
            return definition.docs.examples[0].value
        match definition:
            case Enumeration(members=members) if members:
                return members[0].value
            case Enumeration(base=base):
                return _made_up_scalar(name, base.kind, base.format)
            case Alias(target=target):
                return self.made_up(name, target, depth + 1)
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
        return docs.examples[0].value if docs.examples else self.made_up(name, ref, depth)


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
