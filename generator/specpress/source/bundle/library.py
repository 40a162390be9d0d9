"""The documents of a description, read when a reference leads to them."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from specpress.diagnostics import Location, Sink, warning
from specpress.jsonvalue import Json, unescape
from specpress.source import parsing, refs
from specpress.source.bundle import access as accessing
from specpress.source.bundle import identifiers
from specpress.source.bundle.access import Access, RefusedError
from specpress.source.document import LoadedDocument, Positions

PAST_ID = warning("ref-past-id", "a reference counts from its document, past an `$id`")

MOST_STEPS = 100
"""References on the way to one part."""

_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One document: its URI, its value with places, what it names, the version it declares."""

    uri: str
    value: Json
    positions: Positions
    names: identifiers.Identifiers
    dialect: str


class Spot(NamedTuple):
    """A part of a document."""

    source: Source
    pointer: str
    value: Json


class ToldError(Exception):
    """A reference leads nowhere, and the sink knows why."""


class Library:
    """All documents that were read. `files` are their paths and URLs."""

    def __init__(self, document: LoadedDocument, path: Path, access: Access, sink: Sink) -> None:
        self.folder = path.absolute().parent
        self.access = access
        self.sink = sink
        self.files: list[str] = [str(path)]
        self._size = 0
        self._spent = 0.0
        self._refused: dict[str, RefusedError] = {}
        self._label = document.positions.locate("").file
        self._by_uri: dict[str, Source | None] = {}
        self._named: dict[str, tuple[Source, str]] = {}
        self._moved: list[tuple[str, str]] = []
        self._deep = 0
        uri = canonical(path.absolute().as_uri())
        self.root = self._shelve(uri, document.root, document.positions)

    def _shelve(self, uri: str, value: Json, positions: Positions) -> Source:
        given = value.get("$self") if isinstance(value, dict) else None
        base = urljoin(uri, urldefrag(given).url) if isinstance(given, str) else uri
        names = identifiers.find(value, base)
        declared = (value.get("openapi") or value.get("swagger")) if isinstance(value, dict) else ""
        dialect = declared if isinstance(declared, str) else ""
        source = Source(uri, value, positions, names, dialect)
        self._by_uri[uri] = source
        for pointer, named in names.bases.items():
            self._named.setdefault(named, (source, pointer))
        if base != uri:
            self._moved.append((base.rpartition("/")[0] + "/", uri.rpartition("/")[0] + "/"))
        return source

    def at(self, uri: str, pointer: str) -> Spot:
        """A part that was found before."""
        source = self._by_uri[uri]
        assert source is not None
        found = refs.lookup(source.value, pointer)
        assert found is not None
        return Spot(source, pointer, found.value)

    def path_of(self, uri: str) -> str:
        """The path of a document from the folder of the description; with its host, for a URL."""
        parts = urlsplit(uri)
        path = unquote(parts.path, errors="replace")
        if parts.netloc:
            return f"{parts.netloc}{path}"
        return Path(os.path.relpath(path, self.folder)).as_posix()

    def find(self, reference: str, source: Source, pointer: str) -> Spot:
        """What a reference leads to that stands in the object at `pointer` of `source`.

        References that stand alone where it leads are followed too. Raises ToldError.
        """
        seen: list[tuple[str, str]] = []
        while True:
            try:
                spot = self._step(reference, source, pointer)
            except RefusedError as fault:
                place = source.positions.locate(f"{pointer}/$ref")
                self.sink.report(fault.rule.at(place, fault.message, hint=fault.hint))
                raise ToldError from fault
            if spot.source is self.root or not _only_refers(spot.value):
                return spot
            if (spot.source.uri, spot.pointer) in seen:
                message = f"a circle of references: `{reference}` leads to itself"
                place = source.positions.locate(f"{pointer}/$ref")
                self.sink.report(refs.CYCLE.at(place, message))
                raise ToldError
            seen.append((spot.source.uri, spot.pointer))
            assert isinstance(spot.value, dict)
            reference, source, pointer = str(spot.value["$ref"]), spot.source, spot.pointer

    def _step(self, reference: str, source: Source, pointer: str) -> Spot:
        outside, _, fragment = reference.partition("#")
        base, resource = source.names.base_of(pointer)
        if outside:
            source, resource = self._document(_joined(base, outside), reference)
        if _BAD_PERCENT.search(fragment):
            raise RefusedError(refs.DANGLING, f"`{reference}` has a `%` without two hex digits")
        fragment = unquote(fragment, errors="replace")
        if fragment and not fragment.startswith("/"):
            return self._anchored(fragment, source, resource, reference)
        found = self._at(source, resource + fragment)
        if found is None and resource:
            found = self._at(source, fragment)
            if found is not None:
                self._report_past_id(reference, source, pointer)
        if found is None:
            hint = refs.near_miss(source.value, fragment)
            raise RefusedError(refs.DANGLING, f"there is no `{reference}`", hint)
        return found

    def _report_past_id(self, reference: str, source: Source, pointer: str) -> None:
        place = source.positions.locate(f"{pointer}/$ref")
        message = f"`{reference}` counts from the schema with the `$id`, which has no such part"
        hint = "read from the top of the file; take the `$id` away, or name the file"
        self.sink.report(PAST_ID.at(place, message, hint=hint))

    def _anchored(self, name: str, source: Source, resource: str, reference: str) -> Spot:
        base = source.names.bases[resource]
        pointer = source.names.anchors.get((base, name))
        if pointer is None:
            hint = f"a pointer begins with a slash: `#/{name}`" if "/" in name else ""
            raise RefusedError(refs.DANGLING, f"there is no `{reference}`", hint)
        found = refs.lookup(source.value, pointer)
        assert found is not None
        return Spot(source, pointer, found.value)

    def _at(self, source: Source, pointer: str) -> Spot | None:
        """The part at `pointer`; references on the way to it are followed."""
        found = refs.lookup(source.value, pointer)
        if found is not None:
            return Spot(source, pointer, found.value)
        tokens = pointer.split("/")[1:]
        for used in range(len(tokens) - 1, -1, -1):
            above = "".join(f"/{token}" for token in tokens[:used])
            found = refs.lookup(source.value, above)
            if found is None:
                continue
            if not _only_refers(found.value) or unescape(tokens[used]) == "$ref":
                return None
            return self._at_beyond(Spot(source, above, found.value), pointer[len(above) :])
        return None

    def _at_beyond(self, reference: Spot, rest: str) -> Spot | None:
        """The part that is `rest` below what a reference leads to."""
        assert isinstance(reference.value, dict)
        text = str(reference.value["$ref"])
        if self._deep >= MOST_STEPS:
            raise RefusedError(refs.CYCLE, f"a circle of references: `{text}` leads to itself")
        self._deep += 1
        try:
            spot = self._step(text, reference.source, reference.pointer)
            return self._at(spot.source, spot.pointer + rest)
        finally:
            self._deep -= 1

    def _document(self, uri: str, reference: str) -> tuple[Source, str]:
        """The document or schema resource that has a URI; reads it if need be."""
        known = self._named.get(uri)
        if known is not None:
            return known
        if reference.lower().startswith("file:"):
            raise RefusedError(accessing.SCHEME, f"`{reference}` is not read: write a path")
        uri = canonical(self._retrieval(uri))
        if uri in self._refused:
            raise self._refused[uri]
        if uri not in self._by_uri:
            try:
                self._read(uri, reference)
            except RefusedError as fault:
                self._refused[uri] = fault
                raise
        source = self._by_uri[uri]
        if source is None:
            raise ToldError
        return source, ""

    def _read(self, uri: str, reference: str) -> None:
        place = accessing.allowed(uri, reference, self.folder, self.access)
        if len(self.files) >= accessing.MOST_FILES:
            message = f"the description has more than {accessing.MOST_FILES:,} files"
            raise RefusedError(accessing.TOO_LARGE, message)
        data = accessing.read(place.path) if place.path else self._fetched(place.url)
        self._size += len(data)
        if self._size > accessing.LARGEST:
            message = f"the files of the description have more than {accessing.LARGEST:,} bytes"
            raise RefusedError(accessing.TOO_LARGE, message)
        self.files.append(place.path or place.url)
        parsed = parsing.parse(data, self._shown(place), self.sink)
        if parsed is None:
            self._by_uri[uri] = None
        else:
            self._by_uri[uri] = self._shelve(uri, parsed.value, parsed.positions)

    def _fetched(self, url: str) -> bytes:
        from specpress.source.bundle import remote  # the modules for HTTP take long to load

        started = time.monotonic()
        try:
            return remote.fetch(url, self.access, self._spent)
        finally:
            self._spent += time.monotonic() - started

    def _retrieval(self, uri: str) -> str:
        """Where a document is whose URI is relative to a `$self` (OpenAPI 3.2, section 4.1.2.2)."""
        for named, actual in self._moved:
            if uri.startswith(named):
                return actual + uri[len(named) :]
        return uri

    def _shown(self, place: accessing.Place) -> str:
        """How messages name a file: beside the description, as the user named that."""
        if place.url:
            return place.url
        relative = os.path.relpath(place.path, self.folder)
        label = _beside(self._label, relative)
        shown = self.sink.shown(Location(file=self._label)).file
        if shown != self._label:
            self.sink.show_as(label, _beside(shown, relative))
        return label


def _beside(label: str, relative: str) -> str:
    return Path(os.path.normpath(Path(label).parent / relative)).as_posix()


def _only_refers(value: Json) -> bool:
    return isinstance(value, dict) and len(value) == 1 and isinstance(value.get("$ref"), str)


def _joined(base: str, reference: str) -> str:
    try:
        # Characters that people write and a URI may not have, such as spaces.
        return urljoin(base, quote(reference, safe="%/:?=&;@!$'()*+,~[]"))
    except ValueError as fault:
        message = f"`{reference}` is no URI reference: {fault}"
        raise RefusedError(accessing.SCHEME, message) from fault


def canonical(uri: str) -> str:
    """One spelling for all URIs of a file."""
    parts = urlsplit(uri)
    if parts.scheme != "file" or parts.netloc or parts.query:
        return uri
    path = os.path.normpath(unquote(parts.path, errors="surrogateescape"))
    return f"file://{quote(path, errors='surrogateescape')}"
