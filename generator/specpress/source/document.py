"""The value that every source gives: an OpenAPI-shaped tree, and where its parts came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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

    `dialect` is the OpenAPI version that the document declares ("3.1.1", "2.0"). `files` are all
    files and URLs that it was put together from, where there are more than one. `moved` has for
    parts that an upgrade moved their pointer now, by the pointer that they had before. `told` are
    references that lead nowhere, which the sink knows.
    """

    root: JsonObject
    positions: Positions
    dialect: str
    files: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()

    def pointer_now(self, before: str) -> str:
        """The pointer of the part that stood at `before` in the document as it was written."""
        known = before
        while known and known not in self.moved:
            known = known.rpartition("/")[0]
        return self.moved.get(known, known) + before[len(known) :]


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


@dataclass(frozen=True, slots=True)
class MovedPositions:
    """The positions of a document that was made of parts of others, or whose parts were moved.

    `moves` says for the pointer of a part in whose positions it stands, and under which pointer;
    what stands below it moved with it. All other parts stand in `base` where they stand here.
    """

    base: Positions
    moves: Mapping[str, tuple[Positions, str]]

    def locate(self, pointer: str) -> Location:
        """The place that the part at `pointer` came from."""
        source, old = self.source_of(pointer)
        found = source.locate(old)
        return Location(file=found.file, pointer=pointer, line=found.line, column=found.column)

    def source_of(self, pointer: str) -> tuple[Positions, str]:
        """The positions and the pointer that the part at `pointer` had before."""
        known = pointer
        while known and known not in self.moves:
            known = known.rpartition("/")[0]
        source, old = self.moves.get(known, (self.base, known))
        return source, old + pointer[len(known) :]
