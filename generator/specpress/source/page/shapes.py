"""The objects of all pages: what is documented of each, and what the examples show of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from specpress.diagnostics import Sink
from specpress.jsonvalue import Json, JsonObject
from specpress.source.page import names
from specpress.source.page.catalogue import Catalogue
from specpress.source.page.examples import Example, Path
from specpress.source.page.fields import Row
from specpress.source.page.words import ERROR_TYPE, Kind, kind_of

_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$.-]*\Z")
_HEX_ID = re.compile(r"[0-9a-fA-F]{32}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An object of an example: its value and where it stands. `answer` says: in a response."""

    value: JsonObject
    example: Example
    path: Path
    answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """One documentation of an object: the rows of one page, by name."""

    file: str
    rows: Mapping[str, Row]


@dataclass(slots=True, kw_only=True)
class Shape:
    """An object while the pages are weighed: it collects documentation and examples.

    `name` is that of its component, `word` the type word of the page ("" when the page has none),
    `mark` that word where it does not follow from the name. `prefix` begins the names of what it
    contains. `children` has the shape of each field that holds one. `lost` says that this copy of
    the page lost (some of) the rows.
    """

    name: str
    prefix: str
    word: str = ""
    mark: str = ""
    lost: bool = False
    documented: list[Documented] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    children: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that were read first."""
        return tuple(self.documented[0].rows.values()) if self.documented else ()

    def row(self, name: str, file: str = "") -> tuple[str, Row] | None:
        """The row of a field on a page, or that of the first page; with the page it is on."""
        first: tuple[str, Row] | None = None
        for part in self.documented:
            found = part.rows.get(name)
            if found is not None and part.file == file:
                return file, found
            if found is not None and first is None:
                first = part.file, found
        return first

    def values(self, name: str) -> list[Json]:
        """All values that the examples have for a field."""
        return [seen.value[name] for seen in self.seen if name in seen.value]


class Shapes:
    """The shapes of all pages by component name."""

    def __init__(self, catalogue: Catalogue, sink: Sink) -> None:
        self.by_name: dict[str, Shape] = {}
        self.sink = sink
        self._catalogue = catalogue

    def root(self, name: str, prefix: str, rows: tuple[Row, ...], file: str) -> Shape:
        """The shape of a body: nothing else has its name."""
        shape = Shape(name=name, prefix=prefix)
        self.by_name[name] = shape
        self.document(shape, rows, file)
        return shape

    def named(self, word: str, file: str) -> Shape:
        """The shape of a type word on a page; a new one when no page documents it."""
        entry = self._catalogue.reference(word, file)
        return self._shape(entry, entry, word, "" if entry == word else word)

    def _shape(self, name: str, prefix: str, word: str, mark: str) -> Shape:
        found = self.by_name.get(name)
        if found is None:
            found = Shape(name=name, prefix=prefix, word=word, mark=mark)
            self.by_name[name] = found
        return found

    def document(self, shape: Shape, rows: tuple[Row, ...], file: str) -> None:
        """Adds rows to a shape, and those below them to the shapes of its fields."""
        first = {row.name: row for row in reversed(rows)}
        by_name = {row.name: first[row.name] for row in rows}
        shape.documented.append(Documented(file=file, rows=by_name))
        for row in rows:
            child = self._documented_child(shape, row, file)
            if child is None:
                continue
            shape.children.setdefault(row.name, child.name)
            if row.children:
                self.document(self.by_name[shape.children[row.name]], row.children, file)

    def _documented_child(self, shape: Shape, row: Row, file: str) -> Shape | None:
        kind = kind_of(row.type)
        if not row.children:
            defined = kind is Kind.NAMED and self._catalogue.is_defined(row.type)
            return self.named(row.type, file) if defined else None
        known = shape.children.get(row.name)
        if known is not None:
            return self.by_name[known]
        if kind is Kind.NAMED:
            name = self._catalogue.name_of(row, file)
            return self._shape(name, name, row.type, "" if name == row.type else row.type)
        return self._fresh(shape, row.name, many=kind in (Kind.LIST, Kind.SET))

    def _fresh(self, shape: Shape, field: str, *, many: bool) -> Shape:
        wanted = (names.item_name if many else names.member_name)(shape.prefix, field)
        name = self._catalogue.allocate(wanted)
        return self._shape(name, name, "", "" if many or name == wanted else "Object")

    def show(self, shape: Shape, seen: Seen) -> None:
        """Gives an example to a shape, and what it contains to the shapes of its fields."""
        waiting = [(shape, seen)]
        while waiting:
            shape, seen = waiting.pop()
            shape.seen.append(seen)
            for key, value in seen.value.items():
                parts = list(_objects(value))
                child = self._child(shape, key, value) if parts else None
                if child is None:
                    continue
                child.lost = child.lost or shape.lost
                waiting.extend(
                    (
                        child,
                        Seen(
                            value=part,
                            example=seen.example,
                            path=(*seen.path, key, *below),
                            answer=seen.answer,
                        ),
                    )
                    for part, below in reversed(parts)
                )

    def _child(self, shape: Shape, key: str, value: Json) -> Shape | None:
        """The shape of the objects under a key; one that only examples know is made on the way."""
        known = shape.children.get(key)
        if known is not None:
            return self.by_name[known]
        _, row = shape.row(key) or ("", None)
        kind = kind_of(row.type) if row else Kind.MISSING
        many = isinstance(value, list)
        if row and (kind in (Kind.OPEN, Kind.SCALAR)):
            return None
        if row and kind is Kind.NAMED:
            child = self.named(row.type, seen_file(shape))
        elif shape.word == ERROR_TYPE and key == "cause":
            child = shape
        elif any(_is_struct(part) for part, _ in _objects(value)):
            child = self._fresh(shape, key, many=many or kind in (Kind.LIST, Kind.SET))
        else:
            return None
        shape.children[key] = child.name
        return child


def seen_file(shape: Shape) -> str:
    """The page that documents a shape."""
    return shape.documented[0].file if shape.documented else ""


def _objects(value: Json) -> Iterator[tuple[JsonObject, Path]]:
    match value:
        case dict():
            yield value, ()
        case list():
            yield from ((item, (n,)) for n, item in enumerate(value) if isinstance(item, dict))


def _is_struct(value: JsonObject) -> bool:
    """Whether the keys of an object are names of fields, not data of their own."""
    return bool(value) and all(_KEY.match(key) and not _HEX_ID.match(key) for key in value)
