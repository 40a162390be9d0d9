"""The value that every source gives: an OpenAPI-shaped tree, and where its parts came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from specpress.diagnostics import Location
from specpress.jsonvalue import JsonObject


class Positions(Protocol):
    """Finds the place of a JSON pointer. Computed when a diagnostic asks, not before."""

    def locate(self, pointer: str) -> Location:
        """The place of `pointer` (RFC 6901), or of its nearest known ancestor."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedDocument:
    """A description as it was read. Nobody changes `root` in place: a stage that edits, copies.

    `dialect` is the OpenAPI version that the document declares ("3.1.1").
    """

    root: JsonObject
    positions: Positions
    dialect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTable:
    """Positions that the reader noted while it built the tree (pages have no syntax tree)."""

    file: str
    places: Mapping[str, Location]

    def locate(self, pointer: str) -> Location:
        """The place noted for `pointer` or for its nearest noted ancestor."""
        known = pointer
        while known and known not in self.places:
            known = known.rpartition("/")[0]
        found = self.places.get(known, Location(file=self.file))
        return Location(file=found.file, pointer=pointer, line=found.line, column=found.column)
