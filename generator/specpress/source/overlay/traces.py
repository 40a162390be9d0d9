"""Where each part of an overlaid document came from."""

from __future__ import annotations

from specpress.diagnostics import Location
from specpress.jsonvalue import Json, escape, unescape
from specpress.source.document import Positions
from specpress.source.overlay.paths import Place
from specpress.source.positions import index_of


class Trace:
    """The origin of one part of a document: `pointer` in the document that has `source`.

    What stands below it comes from below `pointer` too, but for what `entries` says: for an object,
    the members that came from elsewhere; for an array, every item, because items move.
    """

    __slots__ = ("entries", "pointer", "source")

    def __init__(self, source: Positions, pointer: str) -> None:
        self.source = source
        self.pointer = pointer
        self.entries: dict[str, Trace] | list[Trace] | None = None

    def copy(self) -> Trace:
        """The same origins, to put in a second place."""
        copied = Trace(self.source, self.pointer)
        match self.entries:
            case dict() as members:
                copied.entries = {key: member.copy() for key, member in members.items()}
            case list() as items:
                copied.entries = [item.copy() for item in items]
        return copied

    def members(self) -> dict[str, Trace]:
        """The members that came from elsewhere, to add to; for an object only."""
        if not isinstance(self.entries, dict):
            self.entries = {}
        return self.entries

    def items(self, count: int) -> list[Trace]:
        """The origin of each item, to change; for an array only, which has `count` of them now."""
        if not isinstance(self.entries, list):
            self.entries = [Trace(self.source, f"{self.pointer}/{at}") for at in range(count)]
        return self.entries

    def entry(self, token: str | int, parent: Json) -> Trace:
        """The origin of an entry of `parent`, whose origin this is, kept so that it can change."""
        if isinstance(parent, list):
            return self.items(len(parent))[int(token)]
        key = str(token)
        members = self.members()
        if key not in members:
            members[key] = Trace(self.source, f"{self.pointer}/{escape(key)}")
        return members[key]


class TracedPositions:
    """The positions of a document that an overlay changed."""

    __slots__ = ("_root",)

    def __init__(self, root: Trace) -> None:
        self._root = root

    def locate(self, pointer: str) -> Location:
        """The place in the overlay for what came from it, and in the base document for the rest."""
        trace = self._root
        tokens = pointer.split("/")[1:]
        rest = ""
        for number, token in enumerate(tokens):
            found = _entry(trace, token)
            if found is None:
                whole_array = isinstance(trace.entries, list)
                rest = "" if whole_array else "/" + "/".join(tokens[number:])
                break
            trace = found
        found_at = trace.source.locate(trace.pointer + rest)
        return Location(
            file=found_at.file, pointer=pointer, line=found_at.line, column=found_at.column
        )


def _entry(trace: Trace, token: str) -> Trace | None:
    entries = trace.entries
    if isinstance(entries, dict):
        return entries.get(unescape(token))
    number = index_of(token)
    if entries is None or number is None or number >= len(entries):
        return None
    return entries[number]


def trace_of(root: Trace, document: Json, place: Place) -> Trace:
    """The trace of the node at `place` of `document`, whose origins `root` keeps."""
    trace, parent = root, document
    for token in place:
        trace = trace.entry(token, parent)
        parent = parent[token]  # type: ignore[index]
    return trace
