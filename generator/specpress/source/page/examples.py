"""The JSON of a page: its value, and the place of each part of it."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TypeAlias

from specpress.diagnostics import Location, Rule, Sink
from specpress.jsonvalue import Json
from specpress.source import json_places, json_text
from specpress.source.page import rules
from specpress.source.page.lines import Line, Reporter
from specpress.source.positions import Node, TextPositions

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the root of a JSON value to a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A JSON value of a page. `text` stands in the page from `line` on, `column` in its first."""

    value: Json
    text: str
    file: str
    line: int
    column: int

    def locate(self, path: Path) -> Location:
        """The place of a part in the page; that of the nearest part around it if it has none."""
        node = _places(self.text)
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            node = child
        return self._place(node.start)

    def _place(self, offset: int) -> Location:
        starts = _line_starts(self.text)
        row = bisect_right(starts, offset) - 1
        column = offset - starts[row]
        return Location(
            file=self.file, line=self.line + row, column=column + (1 if row else self.column)
        )


# An example has many places, so its text is not gone through again for each.
_places = functools.lru_cache(maxsize=4)(json_places.places)


@functools.lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _child(node: Node, step: str | int) -> Node | None:
    match node.entries:
        case dict() as members:
            found: Node | None = members.get(step)
        case list() as items if isinstance(step, int) and step < len(items):
            found = items[step]
        case _:
            found = None
    return found


def read_example(text: str, place: Line, report: Reporter, what: str) -> Example | None:
    """The JSON value of `text`, which begins at `place`; None, reported, when it is not JSON."""
    aside = Sink()
    try:
        value = json_text.read(text, TextPositions("", text, "json"), aside)
    except json_text.NotJsonError:
        _pass_on(aside, place, report, rules.BAD_EXAMPLE, what)
        return None
    _pass_on(aside, place, report, rules.ODD_EXAMPLE, what)
    return Example(value=value, text=text, file=report.file, line=place.number, column=place.column)


def plain_json(text: str) -> Json:
    """The value of a JSON text without a place; None when it is not JSON."""
    try:
        return json_text.read(text, TextPositions("", text, "json"), Sink())
    except json_text.NotJsonError:
        return None


def _pass_on(aside: Sink, place: Line, report: Reporter, rule: Rule, what: str) -> None:
    """Reports what the JSON reader found, at its place in the page."""
    for found in aside:
        line, column = found.location.line or 1, found.location.column or 1
        where = Location(
            file=report.file,
            line=place.number + line - 1,
            column=column if line > 1 else place.column + column - 1,
        )
        report.at(where, rule, f"{what}: {found.message}", found.hint)
