"""Lists of fields with the names and types apart, found with the help of the examples."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeAlias

from specpress.jsonvalue import Json, JsonObject
from specpress.source.page import rules
from specpress.source.page.lines import Line, Reporter
from specpress.source.page.rows import RawRow
from specpress.source.page.split import Ground, split
from specpress.source.page.values import is_placeholder
from specpress.source.page.words import is_name

Objects: TypeAlias = "Sequence[JsonObject]"
"""The objects that the examples have at one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A documented field. `type` is the word of the page, "" where the row has none."""

    name: str
    type: str
    required: bool
    description: str
    line: Line
    children: tuple[Row, ...] = ()
    ground: Ground = Ground.TYPE

    def with_children(self, children: tuple[Row, ...]) -> Row:
        """This row with other children."""
        return replace(self, children=children)


def split_rows(rows: Sequence[RawRow], objects: Objects, named: Set[str]) -> tuple[Row, ...]:
    """The rows of a list, split. `objects` are those of the examples at the place of the list,
    `named` the struct types that are known."""
    keys = {key for value in objects for key in value}
    found = []
    for row in rows:
        parts = split(row.words, keys, named)
        below = children_of(objects, parts.name)
        found.append(
            Row(
                name=parts.name,
                type=parts.type,
                required=row.required,
                description=row.description,
                line=row.line,
                children=split_rows(row.children, below, named),
                ground=parts.ground,
            )
        )
    return tuple(found)


def children_of(objects: Objects, name: str) -> list[JsonObject]:
    """The objects that stand under a key, those in lists too."""
    return [part for value in objects if name in value for part in objects_in(value[name])]


def objects_in(value: Json) -> list[JsonObject]:
    """The object that a value is, or the objects of the list that it is."""
    match value:
        case dict():
            return [value]
        case list():
            return [item for item in value if isinstance(item, dict)]
        case _:
            return []


def settle(rows: Sequence[Row], objects: Objects, report: Reporter) -> tuple[Row, ...]:
    """The rows with each name once and as the examples spell it; what was wrong is reported."""
    kept: dict[str, Row] = {}
    cases: dict[str, str] = {}
    for row in _respelled(rows, {key for value in objects for key in value}, report):
        _report_guess(row, report)
        if row.name in kept:
            message = f"the field `{row.name}` is listed again"
            first = kept[row.name].line.number
            report.at(row.line, rules.REPEATED_FIELD, message, f"the row of line {first} is read")
            continue
        _report_case(row, cases.setdefault(row.name.lower(), row.name), report)
        below = row.children
        if below and _is_plain(objects, row.name):
            message = f"`{row.name}` has fields, and the example has none there"
            report.at(row.line, rules.TYPE_CONTRADICTED, message, "the fields are left out")
            below = ()
        below = settle(below, children_of(objects, row.name), report)
        kept[row.name] = replace(row, children=below)
    return tuple(kept.values())


def _is_plain(objects: Objects, name: str) -> bool:
    """Whether all that the examples have for a field is text, numbers and booleans."""
    values = [value[name] for value in objects if value.get(name) is not None]
    items = [item for value in values for item in (value if isinstance(value, list) else [value])]
    plain = [item for item in items if not is_placeholder(item, name)]
    return bool(plain) and not any(isinstance(item, dict | list) for item in plain)


def _respelled(rows: Sequence[Row], keys: Set[str], report: Reporter) -> list[Row]:
    """The rows, one whose name an example has in another case under the name of the example."""
    free = {key.lower(): key for key in sorted(keys - {row.name for row in rows})}
    found = []
    for row in rows:
        other = None if row.name in keys else free.pop(row.name.lower(), None)
        if other is not None:
            message = f"the field `{row.name}` is `{other}` in the example"
            report.at(row.line, rules.NAME_CASE, message, f"`{other}` is read")
            row = replace(row, name=other)
        found.append(row)
    return found


def _report_case(row: Row, first: str, report: Reporter) -> None:
    if first != row.name:
        message = f"`{row.name}` and `{first}` differ in nothing but case"
        report.at(row.line, rules.NAME_CASE, message, "both are read: JSON tells them apart")


def _report_guess(row: Row, report: Reporter) -> None:
    if row.ground is Ground.GUESS:
        report.at(
            row.line,
            rules.TYPE_GUESSED,
            f"`{row.name}{row.type}` is read as the field `{row.name}` of type `{row.type}`:"
            " the type is not known and no example has the name",
            "add the field to an example of the page",
        )


def types_of(rows: Sequence[Row]) -> set[str]:
    """The names of types that are certain: an example has the field, or other rows follow."""
    found = {row.type for row in rows if row.ground is not Ground.GUESS and is_name(row.type)}
    for row in rows:
        found |= types_of(row.children)
    return found


def without(rows: Sequence[Row], name: str) -> tuple[Row, ...]:
    """The rows but the one of a name."""
    return tuple(row for row in rows if row.name != name)
