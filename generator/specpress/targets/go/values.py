"""Example values as Go expressions, typed as the client wants them."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field

from specpress.jsonvalue import Json
from specpress.model import (
    Access,
    Alias,
    Enumeration,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Record,
    Scalar,
    ScalarKind,
    TypeId,
    TypeRef,
    Union,
)
from specpress.naming.standard import member_key
from specpress.targets.calling import chosen, octets
from specpress.targets.go.escape import go_string
from specpress.targets.go.literals import Literal, Node, Wrapped, elided
from specpress.targets.go.types import Types, base_type


@dataclass(frozen=True, slots=True)
class Values:
    """Makes expressions for a program that imports the package.

    `cycles` are the fields that hold a pointer, as `reach.by_value_cycles` finds them. `imports`
    gathers the packages of the standard library that the expressions need.
    """

    types: Types
    cycles: frozenset[tuple[TypeId, str]]
    imports: set[str] = field(default_factory=set)

    def expr(self, value: Json, ref: TypeRef) -> Node:
        """The expression for a JSON value of a type."""
        if self.types.is_optional(ref):
            if not self.types.is_pointer(ref):
                return self.optional(value, ref)
            return "nil" if value is None else Wrapped("&", self._present(value, ref))
        match ref:
            case ListOf(item) if isinstance(value, list):
                return self._list(value, item, self.types.expr(ref).text)
            case MapOf(item) if isinstance(value, dict):
                return self._map(value, item, self.types.expr(ref).text)
            case Named():
                return self._definition(value, ref)
            case Scalar(kind, form):
                return self._scalar(value, kind, form)
            case _:
                return plain(value)

    def optional(self, value: Json, ref: TypeRef) -> Node:
        """The expression for a value of a field that may be left out or null."""
        if self.types.is_pointer(ref) and not self.types.is_optional(ref):
            return Wrapped("&", self._present(value, ref))
        held = self.types.declared(ref).text
        prefix = self.types.prefix
        if value is None and self.types.is_nullable(ref):
            return f"{prefix}Null[{held}]()"
        kind = f"[{held}]" if self._base(ref) in ("int64", "uint64", "float64", "any") else ""
        return Wrapped(f"{prefix}Some{kind}(", self._present(value, ref), ")")

    def reader(self, value: Json) -> Node:
        """The expression for octets that are sent as they are."""
        self.imports.add("strings")
        return f"strings.NewReader({go_string(value if isinstance(value, str) else '')})"

    def _base(self, ref: TypeRef) -> str:
        """The type below all names for a value: a number without a type would be another one."""
        inner = self.types.plain(ref)
        if isinstance(inner, Named):
            definition = self.types.model.types[inner.id]
            return self._base(definition.target) if isinstance(definition, Alias) else ""
        return self.types.expr(inner).text

    def _present(self, value: Json, ref: TypeRef) -> Node:
        """A value that is there, without regard to null."""
        inner = self.types.plain(ref)
        return (
            self._definition(value, inner) if isinstance(inner, Named) else self.expr(value, inner)
        )

    def _list(self, value: list[Json], item: TypeRef, head: str) -> Node:
        type_ = self.types.expr(item).text
        return Literal(head, tuple(("", elided(self.expr(one, item), type_)) for one in value))

    def _map(self, value: dict[str, Json], item: TypeRef, head: str) -> Node:
        type_ = self.types.expr(item).text
        return Literal(
            head,
            tuple(
                (go_string(key), elided(self.expr(one, item), type_)) for key, one in value.items()
            ),
        )

    def _definition(self, value: Json, ref: Named) -> Node:
        name = self.types.named(ref).text
        match self.types.model.types[ref.id]:
            case Record() as record:
                given = value if isinstance(value, dict) else {}
                return Literal(name, tuple(self._fields(given, record)))
            case Enumeration() as definition:
                return self._member(value, definition, name)
            case Alias(target=ListOf(item)) if isinstance(value, list):
                return self._list(value, item, name)
            case Alias(target=MapOf(item)) if isinstance(value, dict):
                return self._map(value, item, name)
            case Alias(target=Nullable(ListOf(item))) if isinstance(value, list):
                return self._list(value, item, name)
            case Alias(target=Nullable(MapOf(item))) if isinstance(value, dict):
                return self._map(value, item, name)
            case Alias(target=target):
                return self._present(value, target)
            case Union() as union:
                return self._variant(value, union, name)

    def _fields(self, value: dict[str, Json], record: Record) -> list[tuple[str, Node]]:
        found: list[tuple[str, Node]] = []
        for one in record.fields:
            if one.wire_name not in value:
                continue
            given = value[one.wire_name]
            name = self.types.names.field(record.id, one.wire_name)
            if not (one.required and one.access is Access.BOTH):
                found.append((name, self.optional(given, one.type)))
            elif (record.id, one.wire_name) in self.cycles:
                found.append((name, Wrapped("&", self.expr(given, one.type))))
            else:
                found.append((name, self.expr(given, one.type)))
        return found

    def _variant(self, value: Json, union: Union, name: str) -> Node:
        variant = chosen(self.types.model, union, value)
        if variant is None:
            self.imports.add("encoding/json")
            text = json.dumps(value, ensure_ascii=False)
            return Literal(name, (("Raw", f"json.RawMessage({go_string(text)})"),))
        field_name = self.types.names.variant(union.id, variant.name.declared)
        return Literal(name, ((field_name, self.optional(value, variant.type)),))

    def _member(self, value: Json, definition: Enumeration, name: str) -> str:
        for member in definition.members:
            if member.value == value and type(member.value) is type(value):
                prefix = self.types.prefix
                return prefix + self.types.names.member(definition.id, member_key(member))
        held = {"string": go_string(str(value)), "any": plain(value)}
        return f"{name}({held.get(base_type(definition), plain(value))})"

    def _scalar(self, value: Json, kind: ScalarKind, form: str) -> Node:
        match kind, form:
            case ScalarKind.BYTES, _:
                return Literal(f"{self.types.prefix}FileUpload", (("Content", self.reader(value)),))
            case ScalarKind.STRING, "byte":
                return _octets(octets(value))
            case ScalarKind.STRING, "date-time":
                self.imports.add("time")
                return _moment(str(value))
            case ScalarKind.STRING, "date":
                return self._date(str(value))
            case ScalarKind.STRING, _:
                return go_string(value if isinstance(value, str) else json.dumps(value))
            case _:
                return plain(value)

    def _date(self, text: str) -> Node:
        try:
            day = datetime.date.fromisoformat(text)
        except ValueError:
            day = datetime.date(2026, 1, 31)
        parts = (("Year", day.year), ("Month", day.month), ("Day", day.day))
        return Literal(f"{self.types.prefix}Date", tuple((key, str(one)) for key, one in parts))


def plain(value: Json) -> Node:
    """A JSON value as a Go expression without a type of its own."""
    match value:
        case str():
            return go_string(value)
        case list():
            return Literal("[]any", tuple(("", plain(one)) for one in value))
        case dict():
            return Literal(
                "map[string]any", tuple((go_string(key), plain(one)) for key, one in value.items())
            )
        case None:
            return "nil"
        case _:
            return json.dumps(value)


def _octets(value: bytes) -> str:
    try:
        return f"[]byte({go_string(value.decode())})"
    except UnicodeDecodeError:
        return f"[]byte{{{', '.join(f'0x{one:02x}' for one in value)}}}"


def _moment(text: str) -> str:
    try:
        moment = datetime.datetime.fromisoformat(text.upper())
    except ValueError:
        moment = datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.UTC)
    offset = moment.utcoffset() or datetime.timedelta()
    seconds = int(offset.total_seconds())
    zone = f'time.FixedZone("", {seconds})' if seconds else "time.UTC"
    parts = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    return f"time.Date({', '.join(map(str, parts))}, {moment.microsecond * 1000}, {zone})"
