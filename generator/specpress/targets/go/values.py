"""Example values as Go expressions, typed as the client wants them."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass

from specpress.jsonvalue import Json
from specpress.model import (
    Access,
    Alias,
    AnyValue,
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
    TypeId,
    TypeRef,
    Union,
)
from specpress.naming.standard import member_key
from specpress.targets.go.escape import go_string
from specpress.targets.go.types import Types, base_type

_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Values:
    """Makes expressions for a program that imports the package.

    `cycles` are the fields that hold a pointer, as `reach.by_value_cycles` finds them.
    """

    types: Types
    cycles: frozenset[tuple[TypeId, str]]

    def expr(self, value: Json, ref: TypeRef, depth: int = 0) -> str:
        """The expression for a JSON value of a type."""
        match ref:
            case Nullable():
                return self.optional(value, ref, depth)
            case ListOf(item) if isinstance(value, list):
                listed = ", ".join(self.expr(one, item, depth + 1) for one in value)
                return f"{self.types.expr(ref).text}{{{listed}}}"
            case MapOf(item) if isinstance(value, dict):
                listed = ", ".join(
                    f"{go_string(key)}: {self.expr(one, item, depth + 1)}"
                    for key, one in value.items()
                )
                return f"{self.types.expr(ref).text}{{{listed}}}"
            case Named(type_id):
                return self._definition(value, self.types.model.types[type_id], depth)
            case Scalar(kind, form):
                return self._scalar(value, kind, form)
            case _:
                return plain(value)

    def optional(self, value: Json, ref: TypeRef, depth: int = 0) -> str:
        """The expression for a value of a field that may be left out or null."""
        inner = self.types.plain(ref)
        prefix = self.types.prefix
        held = self.types.expr(inner).text
        if value is None:
            return f"{prefix}Null[{held}]()"
        kind = f"[{held}]" if held in ("int64", "uint64", "float64", "any") else ""
        return f"{prefix}Some{kind}({self.expr(value, inner, depth)})"

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
                return self._made_up_definition(name, self.types.model.types[type_id], depth)

    def of_docs(self, docs: Docs, name: str, ref: TypeRef, depth: int = 0) -> Json:
        """The example of the documentation, or a value made up."""
        return docs.examples[0].value if docs.examples else self.made_up(name, ref, depth)

    def _definition(self, value: Json, definition: TypeDef, depth: int) -> str:
        name = self.types.prefix + self.types.names.type(definition.id)
        match definition:
            case Record(fields=fields):
                given = value if isinstance(value, dict) else {}
                listed = ", ".join(
                    f"{self.types.names.field(definition.id, field.wire_name)}: "
                    + self._field(given[field.wire_name], definition, field.wire_name, depth)
                    for field in fields
                    if field.wire_name in given
                )
                return f"{name}{{{listed}}}"
            case Enumeration():
                return self._member(value, definition, name)
            case Alias(target=target):
                return self.expr(value, target, depth)
            case Union(variants=variants) if variants and depth < _DEEPEST:
                field = self.types.names.variant(definition.id, variants[0].name.declared)
                return f"{name}{{{field}: {self.optional(value, variants[0].type, depth + 1)}}}"
            case _:
                return f"{name}{{}}"

    def _field(self, value: Json, record: Record, wire_name: str, depth: int) -> str:
        field = next(one for one in record.fields if one.wire_name == wire_name)
        if field.required and field.access is Access.BOTH:
            address = "&" * ((record.id, wire_name) in self.cycles)
            return address + self.expr(value, field.type, depth + 1)
        return self.optional(value, field.type, depth + 1)

    def _member(self, value: Json, definition: Enumeration, name: str) -> str:
        for member in definition.members:
            if member.value == value and base_type(definition) != "any":
                prefix = self.types.prefix
                return prefix + self.types.names.member(definition.id, member_key(member))
        return f"{name}({plain(value)})"

    def _scalar(self, value: Json, kind: ScalarKind, form: str) -> str:
        if kind is ScalarKind.BYTES or form == "byte":
            return f"[]byte({go_string(str(value))})"
        if kind is ScalarKind.STRING and form == "date-time":
            return _moment(str(value))
        if kind is ScalarKind.STRING and form == "date":
            return self._date(str(value))
        if kind is ScalarKind.STRING:
            return go_string(value if isinstance(value, str) else json.dumps(value))
        return plain(value)

    def _date(self, text: str) -> str:
        try:
            day = datetime.date.fromisoformat(text)
        except ValueError:
            day = datetime.date(2026, 1, 31)
        return f"{self.types.prefix}Date{{Year: {day.year}, Month: {day.month}, Day: {day.day}}}"

    def _made_up_definition(self, name: str, definition: TypeDef, depth: int) -> Json:
        if definition.docs.examples:
            return definition.docs.examples[0].value
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


def plain(value: Json) -> str:
    """A JSON value as a Go expression without a type of its own."""
    match value:
        case str():
            return go_string(value)
        case list():
            return f"[]any{{{', '.join(map(plain, value))}}}"
        case dict():
            listed = ", ".join(f"{go_string(key)}: {plain(one)}" for key, one in value.items())
            return f"map[string]any{{{listed}}}"
        case None:
            return "nil"
        case _:
            return json.dumps(value)


def _moment(text: str) -> str:
    try:
        moment = datetime.datetime.fromisoformat(text).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        moment = datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.UTC)
    parts = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    return f"time.Date({', '.join(map(str, parts))}, {moment.microsecond * 1000}, time.UTC)"


_FORMS: dict[str, str] = {
    "date-time": "2026-01-31T12:00:00+00:00",
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
