"""Bodies as trees of rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from specpress.model import (
    Access,
    AnyValue,
    Constraints,
    Enumeration,
    Field,
    FieldNotes,
    Header,
    Nullable,
    Parameter,
    Record,
    TypeId,
    TypeRef,
)
from specpress.targets.docs.building import constraints, core, text, types
from specpress.targets.docs.building.core import Core
from specpress.targets.docs.building.place import Place, json_text
from specpress.targets.docs.content import Code, FieldRow, Inlines, Shape, ValueRow, Words
from specpress.targets.docs.names import Anchors

_MOST_ROWS = 400
"""Rows of one tree. A tree that would have more is cut at a depth, with links to the rest."""

_DEEPEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Makes the rows of one page, or of the part of it whose anchors begin with `prefix`.

    `hidden` is the direction whose fields are left out: a field that only travels back is no input.
    `envelopes` are the paths of the objects whose fields are arguments of the call.
    """

    place: Place
    anchors: Anchors
    prefix: tuple[str, ...]
    hidden: Access | None = None
    envelopes: Collection[tuple[str, ...]] = field(default=())

    def shape(self, given: TypeRef) -> Shape:
        """A body of a type: its words, its values, its fields."""
        inner = core.of(self.place, given)
        fields: tuple[FieldRow, ...] = ()
        extras: Inlines = ()
        if (record := inner.record) is not None:
            fields = self._fields(record, inner.marks, (record.id,), self._depth(record))
            extras = self._extras(record)
        return Shape(
            type=types.words(self.place, given),
            values=_values(inner),
            fields=fields,
            extras=extras,
        )

    def parameter(self, given: Parameter) -> FieldRow:
        """The row of a parameter; a media type of its own is told among its constraints."""
        row = self._row(given, (given.wire_name,), core.of(self.place, given.type))
        if given.content_type:
            written = (Words("written as "), Code(given.content_type))
            row = replace(row, constraints=(*row.constraints, written))
        return row

    def header(self, given: Header) -> FieldRow:
        """The row of a response header."""
        return self._row(given, (given.wire_name,), core.of(self.place, given.type))

    def _fields(
        self, record: Record, path: tuple[str, ...], stack: tuple[TypeId, ...], depth: int
    ) -> tuple[FieldRow, ...]:
        """The rows of a record at `path`; `stack` are the records around it, itself the last."""
        rows = []
        for one in record.fields:
            if self.hidden is not None and one.access is self.hidden:
                continue
            here = (*path, one.wire_name)
            inner = core.of(self.place, one.type)
            child = inner.record
            row = self._row(one, here, inner)
            if child is not None and child.id not in stack and depth > 1:
                below = self._fields(child, (*here, *inner.marks), (*stack, child.id), depth - 1)
                row = replace(row, children=below)
            elif child is not None and child.fields:
                row = replace(row, further=self.place.type_link(child.id))
            rows.append(row)
        return tuple(rows)

    def _row(
        self, given: Field | Parameter | Header, path: tuple[str, ...], inner: Core
    ) -> FieldRow:
        default = None if isinstance(given, Header) else given.default
        own = Constraints() if isinstance(given, Header) else given.constraints
        notes = (given.notes if isinstance(given, Field) else None) or FieldNotes()
        access = given.access if isinstance(given, Field) else Access.BOTH
        steps = tuple(part for part in path if part not in {"[]", "{}"})
        return FieldRow(
            anchor=self.anchors.take(*self.prefix, *steps),
            name=given.wire_name,
            path=path,
            type=types.words(self.place, given.type),
            required=given.required,
            nullable=isinstance(given.type, Nullable),
            default="" if default is None else json_text(default.value),
            constraints=tuple(
                phrase for one in (own, *inner.constraints) for phrase in constraints.worded(one)
            ),
            values=_values(inner),
            examples=tuple(json_text(one.value) for one in given.docs.examples),
            description=text.of(given.docs),
            children=(),
            further=None,
            read_only=access is Access.READ,
            write_only=access is Access.WRITE,
            deprecated=False if isinstance(given, Header) else given.deprecated,
            envelope=path in self.envelopes,
            documented_required=notes.documented_required,
            undocumented=notes.undocumented,
            since=notes.since,
            rule=notes.rule,
        )

    def _extras(self, record: Record) -> Inlines:
        match record.extras:
            case None:
                return (Words("No other fields are documented."),)
            case AnyValue():
                return ()
            case other:
                return (Words("Any other field: "), *types.words(self.place, other), Words("."))

    def _depth(self, record: Record) -> int:
        """The greatest depth at which the tree of `record` has no more rows than fit."""
        for depth in range(2, _DEEPEST + 1):
            if _size(self.place, record, depth, {}) > _MOST_ROWS:
                return depth - 1
        return _DEEPEST


def _size(place: Place, record: Record, depth: int, known: dict[tuple[TypeId, int], int]) -> int:
    """The number of rows of `record` down to `depth`, as if no type contained itself."""
    key = (record.id, depth)
    if key not in known:
        known[key] = len(record.fields)
        if depth > 1:
            children = (core.of(place, one.type).record for one in record.fields)
            known[key] += sum(
                _size(place, one, depth - 1, known) for one in children if one is not None
            )
    return known[key]


def _values(inner: Core) -> tuple[ValueRow, ...]:
    """The documented values of an enumeration, also of one inside a list."""
    if not isinstance(inner.definition, Enumeration):
        return ()
    return tuple(
        ValueRow(value=json_text(one.value), description=text.of(one.docs))
        for one in inner.definition.members
    )
