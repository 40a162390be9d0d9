"""Where in a text the parts of its value stand, found when somebody asks."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal, TypeAlias

from specpress.diagnostics import Location
from specpress.jsonvalue import unescape

Form: TypeAlias = Literal["yaml", "json"]

_INDEX = re.compile(r"(0|[1-9][0-9]{0,8})\Z")

DEEPEST = 200
"""Levels of nesting of an input. Real descriptions stay below 50; the JSON Schema engine ends at
255."""

_FEW = 40
"""Questions for the line of an offset that are answered without a table of all lines."""


def index_of(token: str) -> int | None:
    """The array index that a token of a JSON pointer spells (RFC 6901, section 4), if it does."""
    return int(token) if _INDEX.match(token) else None


class Node:
    """One part of a text.

    `start` is the offset of its key, or of the item itself in an array; `value` that of its value.
    `entries` holds the parts of a container by key or index. `merged` are mappings that a YAML
    merge key adds. An alias shares the entries of its anchor, so the tree stays as small as the
    text.
    """

    __slots__ = ("entries", "merged", "start", "value")

    def __init__(self, start: int, value: int) -> None:
        self.start = start
        self.value = value
        self.entries: dict[str, Node] | list[Node] | None = None
        self.merged: list[Node] = []

    def entry(self, token: str) -> Node | None:
        """The part that a token of a JSON pointer names, None where there is none."""
        entries = self.entries
        if isinstance(entries, list):
            number = index_of(token)
            return entries[number] if number is not None and number < len(entries) else None
        if entries is None:
            return None
        if token in entries:
            return entries[token]
        found = (source.entry(token) for source in self.merged)
        return next((node for node in found if node is not None), None)


class TextPositions:
    """The positions of a YAML or JSON text. The tree of places is made at the first question."""

    __slots__ = ("_asked", "_lines", "_root", "file", "form", "text")

    def __init__(self, file: str, text: str, form: Form) -> None:
        self.file = file
        self.text = text
        self.form = form
        self._root: Node | None = None
        self._asked = 0
        self._lines: list[int] = []

    def locate(self, pointer: str) -> Location:
        """The place of `pointer`: of its key in an object, of the item itself in an array.

        The place of the nearest ancestor that the text has where it does not have `pointer`.
        """
        node, _ = self._find(pointer)
        return self.at(node.start, pointer)

    def locate_value(self, pointer: str) -> Location:
        """The place where the value of `pointer` begins, else that of the nearest ancestor."""
        node, exact = self._find(pointer)
        return self.at(node.value if exact else node.start, pointer)

    def value_offset(self, pointer: str) -> int:
        """The offset in the text of the value of `pointer`, or of its nearest ancestor."""
        return self._find(pointer)[0].value

    def at(self, offset: int, pointer: str = "") -> Location:
        """The place of the character at `offset`."""
        line, start = self._line(offset)
        column = offset - start + 1
        return Location(file=self.file, pointer=pointer, line=line, column=column)

    def _line(self, offset: int) -> tuple[int, int]:
        """The number of the line that has `offset`, and where it starts."""
        self._asked += 1
        if self._asked <= _FEW:  # to count is faster than to list all lines
            return (
                self.text.count("\n", 0, offset) + 1,
                self.text.rfind("\n", 0, offset) + 1,
            )
        if not self._lines:
            self._lines = _line_starts(self.text)
        line = bisect_right(self._lines, offset)
        return line, self._lines[line - 1]

    def _find(self, pointer: str) -> tuple[Node, bool]:
        if self._root is None:
            self._root = self._read()
        node = self._root
        for token in pointer.split("/")[1:]:
            found = node.entry(unescape(token))
            if found is None:
                return node, False
            node = found
        return node, True

    def _read(self) -> Node:
        if self.form == "json":
            from specpress.source.json_places import places
        else:
            from specpress.source.yaml_places import places
        return places(self.text)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n") + 1
    while at:
        starts.append(at)
        at = text.find("\n", at) + 1
    return starts
