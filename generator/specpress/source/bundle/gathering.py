"""Follows all references, and gathers what they lead to in other files."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from specpress.diagnostics import Sink, warning
from specpress.jsonvalue import Json, JsonObject, clone, escape
from specpress.source import structure
from specpress.source.bundle.library import Library, Source, Spot, ToldError
from specpress.source.bundle.names import Wanted, own_name
from specpress.source.bundle.whole import is_reference
from specpress.source.refs import CYCLE, local
from specpress.source.structure import Kind, Part
from specpress.source.upgrade import schemas

ODD_PLACE = warning("ref-odd-place", "a reference where OpenAPI has none")
OTHER_VERSION = warning("ref-other-version", "a referenced file is of another version of OpenAPI")

ROOMS: dict[Kind, str] = {
    "schema": "schemas",
    "response": "responses",
    "parameter": "parameters",
    "example": "examples",
    "request-body": "requestBodies",
    "header": "headers",
    "security-scheme": "securitySchemes",
    "link": "links",
    "callback": "callbacks",
}
ROOMS_3_2: dict[Kind, str] = ROOMS | {"media-type": "mediaTypes"}
ROOMS_2_0: dict[Kind, str] = {
    "schema": "definitions",
    "response": "responses",
    "parameter": "parameters",
}
INNER = ("$defs", "definitions")
"""Where schemas declare others for their own use."""

_IDENTIFIERS = ("$schema", "$id", "$comment", "id")
"""What files of JSON Schema have, and schemas of OpenAPI before 3.1 may not."""

_TOP = ("info", "servers", "tags", "security", "externalDocs", "paths", "webhooks")


class Key(NamedTuple):
    """A part of another file in one role."""

    uri: str
    pointer: str
    kind: Kind


class Patch(NamedTuple):
    """A reference that gets its text when all names are known: `holder[field]`."""

    holder: JsonObject
    field: str
    target: Key


class Gathering:
    """`root` is the document that grows, `placed` what was found, at a pointer of its own for now.

    `moves` has where each foreign part came from, by its pointer in the document.
    """

    def __init__(self, library: Library, root: JsonObject, sink: Sink) -> None:
        self.library = library
        self.root = root
        self.sink = sink
        self.moves: dict[str, tuple[Source, str]] = {}
        self.placed: dict[Key, tuple[str, Json]] = {}
        self.homes: dict[Key, str] = {}
        self.patches: list[Patch] = []
        self.told: set[str] = set()
        self._todo: deque[Part] = deque()
        self._path_items: dict[tuple[str, str], str] = {}
        self._put_in: set[tuple[str, str]] = set()
        dialect = library.root.dialect
        self.is_2_0 = dialect.startswith("2.")
        self._is_2020_12 = not dialect.startswith(("2.", "3.0"))
        self.rooms = ROOMS_2_0 if self.is_2_0 else ROOMS_3_2 if dialect.startswith("3.2") else ROOMS

    def gather(self) -> None:
        """Follows all references from the root on."""
        self._containers(Part("root", "", self.root))
        if not self.is_2_0 and isinstance(self.root.get("components"), dict):
            self._containers(Part("components", "/components", self.components()))
        self._claim()
        self._claim_paths()
        self._todo.append(Part("root", "", self.root))
        while self._todo:
            part = self._todo.popleft()
            self._visit(part)
            self._todo += structure.children(part)

    def components(self) -> JsonObject:
        """The object whose members are the rooms of components."""
        if self.is_2_0:
            return self.root
        found = self.root.setdefault("components", {})
        return found if isinstance(found, dict) else {}

    def room(self, kind: Kind) -> JsonObject:
        """The room for components of a kind."""
        found = self.components().setdefault(self.rooms[kind], {})
        return found if isinstance(found, dict) else {}

    def place_of(self, kind: Kind) -> str:
        """The pointer of the room for components of a kind."""
        return f"{'' if self.is_2_0 else '/components'}/{self.rooms[kind]}"

    def origin(self, pointer: str) -> tuple[Source, str]:
        """Where the part at `pointer` of the document came from."""
        known = pointer
        while known and known not in self.moves:
            known = known.rpartition("/")[0]
        source, old = self.moves.get(known, (self.library.root, known))
        return source, old + pointer[len(known) :]

    def _find(self, reference: str, pointer: str) -> Spot | None:
        source, old = self.origin(pointer)
        try:
            return self.library.find(reference, source, old)
        except ToldError:
            self.told.add(reference)
            return None

    def _claim(self) -> None:
        """Components that only refer to another file become the home of what is there."""
        claims: dict[Key, list[str]] = {}
        for kind, entry, value in self._entries():
            pointer = f"{self.place_of(kind)}/{escape(entry)}"
            spot = self._leads_out(value, pointer)
            if spot is not None:
                key = Key(spot.source.uri, spot.pointer, kind)
                claims.setdefault(key, []).append(entry)
            source, old = self.origin(pointer)
            if source is not self.library.root:
                self.homes[Key(source.uri, old, kind)] = pointer
        for key, entries in claims.items():
            if key in self.homes:
                continue
            spot = self.library.at(key.uri, key.pointer)
            plain = own_name(Wanted(self.library.path_of(key.uri), key.pointer, inside=False))
            entry = min(entries, key=lambda entry: (entry.casefold() != plain.casefold(), entry))
            self.homes[key] = pointer = f"{self.place_of(key.kind)}/{escape(entry)}"
            self.room(key.kind)[entry] = self._copied(spot, key.kind, pointer)

    def _claim_paths(self) -> None:
        """Of several paths with one path item of another file, the first by name has it."""
        paths = self.root.get("paths")
        for path, item in sorted(paths.items()) if isinstance(paths, dict) else ():
            pointer = f"/paths/{escape(path)}"
            spot = self._leads_out(item, pointer)
            if spot is not None:
                self._path_items.setdefault((spot.source.uri, spot.pointer), pointer)

    def _entries(self) -> Iterator[tuple[Kind, str, Json]]:
        """All components that the document has so far."""
        components = self.root if self.is_2_0 else self.root.get("components")
        for kind, name in self.rooms.items():
            members = components.get(name) if isinstance(components, dict) else None
            for entry, value in members.items() if isinstance(members, dict) else ():
                yield kind, entry, value

    def _leads_out(self, value: Json, pointer: str) -> Spot | None:
        if not (isinstance(value, dict) and len(value) == 1 and isinstance(value.get("$ref"), str)):
            return None
        spot = self._find(str(value["$ref"]), pointer)
        return spot if spot is not None and spot.source is not self.library.root else None

    def _visit(self, part: Part) -> None:
        reference = part.value.get("$ref")
        if isinstance(reference, str):
            if part.kind == "path-item":
                self._path_item(part, reference)
            elif part.kind in self.rooms:
                self._refer(part, reference)
            elif part.kind in ("operation", "components", "encoding"):
                self._splice(part.value, part.pointer)
        self._containers(part)
        discriminator = part.value.get("discriminator") if part.kind == "schema" else None
        if isinstance(discriminator, dict) and isinstance(discriminator.get("mapping"), dict):
            self._mapping(discriminator["mapping"], part.pointer)

    def _refer(self, part: Part, reference: str) -> None:
        source, old = self.origin(part.pointer)
        root = self.library.root
        if source is root and reference.startswith("#/") and not root.names.base_of(old)[1]:
            return
        spot = self._find(reference, part.pointer)
        if spot is None:
            return
        if spot.source is root:
            part.value["$ref"] = local(spot.pointer)
        else:
            self.patches.append(Patch(part.value, "$ref", self._home_of(spot, part.kind)))

    def _home_of(self, spot: Spot, kind: Kind) -> Key:
        key = Key(spot.source.uri, spot.pointer, kind)
        if key not in self.homes and key not in self.placed:
            pointer = f"{self.place_of(kind)}/\0{len(self.placed)}"
            value = self._copied(spot, kind, pointer)
            self.placed[key] = (pointer, value)
            if isinstance(value, dict):
                self._todo.append(Part(kind, pointer, value))
        return key

    def _copied(self, spot: Spot, kind: Kind, pointer: str) -> Json:
        """A copy of a part for the document, which stands at `pointer` there."""
        value: Any = spot.value
        if kind == "schema" and isinstance(value, dict):
            # What is declared inside is placed by itself where something refers to it.
            value = {
                key: item
                for key, item in value.items()
                if (key not in INNER or _has_dynamic_anchor(item))
                and (self._is_2020_12 or key not in _IDENTIFIERS)
            }
        self.moves[pointer] = (spot.source, spot.pointer)
        copied = clone(value)
        if isinstance(copied, dict):
            self._adapt(Part(kind, pointer, copied), spot)
        return copied

    def _adapt(self, part: Part, spot: Spot) -> None:
        """Has a part of an older version be of the version of the document."""
        own, whole = spot.source.dialect[:3], self.library.root.dialect[:3]
        if not own or own == whole or {own, whole} <= {"3.1", "3.2"}:
            return
        if own == "3.0" and whole in ("3.1", "3.2"):
            schemas.upgrade_part(part)
            return
        message = f"this file is of OpenAPI {own}, and is read as one of {whole}"
        place = spot.source.positions.locate("/openapi" if own[0] == "3" else "/swagger")
        self.sink.report(OTHER_VERSION.at(place, message))

    def _path_item(self, part: Part, reference: str) -> None:
        """A path item of another file comes to the first place where it is used."""
        source, old = self.origin(part.pointer)
        root = self.library.root
        if source is root and reference.startswith("#/"):
            return
        spot = self._find(reference, part.pointer)
        if spot is None:
            return
        if spot.source is root:
            part.value["$ref"] = local(spot.pointer)
            return
        key = (spot.source.uri, spot.pointer)
        first = self._path_items.setdefault(key, part.pointer)
        if first == part.pointer and key not in self._put_in:
            self._put_in.add(key)
            self._replace(part.value, part.pointer, spot, "path-item")
            if "$ref" in part.value:
                self._todo.append(part)
        elif first != part.pointer:
            part.value["$ref"] = local(first)
        else:
            place = source.positions.locate(f"{old}/$ref")
            message = f"a circle of references: `{reference}` leads to itself"
            self.sink.report(CYCLE.at(place, message))
            self.told.add(reference)

    def _replace(self, value: JsonObject, pointer: str, spot: Spot, kind: Kind) -> None:
        """Puts what a reference leads to in its place; what stood beside it stays."""
        own = {key: item for key, item in value.items() if key != "$ref"}
        for key in own:
            place = f"{pointer}/{escape(key)}"
            self.moves[place] = self.origin(place)
        copied = self._copied(spot, kind, pointer)
        value.clear()
        value |= copied if isinstance(copied, dict) else {}
        value |= own

    def _containers(self, part: Part) -> None:
        """References in the place of a map or a list: many tools follow them, so they are read."""
        for key in (*structure.fields(part.kind), *(_TOP if part.kind == "root" else ())):
            value = part.value.get(key)
            if not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
                continue
            if key in _TOP or structure.is_container(part.kind, key):
                self._splice(part.value, part.pointer, key)

    def _splice(self, holder: JsonObject, pointer: str, key: str = "") -> None:
        """Replaces a reference that OpenAPI does not have by what it leads to."""
        value: Any = holder[key] if key else holder
        place = f"{pointer}/{escape(key)}" if key else pointer
        for _ in range(len(self.library.files) + 2):
            if not (isinstance(value, dict) and isinstance(value.get("$ref"), str)):
                return
            source, old = self.origin(place)
            spot = self._find(value["$ref"], place)
            if spot is None:
                return
            at = source.positions.locate(f"{old}/$ref")
            message = (
                f"OpenAPI has no reference in the place of `{key or place.rpartition('/')[2]}`"
            )
            hint = "read as if the target stood here; other tools may not"
            self.sink.report(ODD_PLACE.at(at, message, hint=hint))
            if isinstance(spot.value, dict):
                self._replace(value, place, spot, "root")
            elif key:
                holder[key] = value = clone(spot.value)
                self.moves[place] = (spot.source, spot.pointer)

    def _mapping(self, mapping: Any, pointer: str) -> None:
        """The values of a discriminator's mapping that are references, not names of schemas."""
        source, _ = self.origin(pointer)
        for name, value in list(mapping.items()):
            if not isinstance(value, str) or not is_reference(value):
                continue
            if source is self.library.root and value.startswith("#/"):
                continue
            place = f"{pointer}/discriminator/mapping/{escape(name)}"
            spot = self._find(value, place)
            if spot is None:
                continue
            if spot.source is self.library.root:
                mapping[name] = local(spot.pointer)
            else:
                self.patches.append(Patch(mapping, name, self._home_of(spot, "schema")))


def _has_dynamic_anchor(value: Json) -> bool:
    return any("$dynamicAnchor" in found for found in _objects(value))


def _objects(value: Json) -> Iterator[JsonObject]:
    todo = [value]
    while todo:
        found = todo.pop()
        if isinstance(found, dict):
            yield found
            todo += found.values()
        elif isinstance(found, list):
            todo += found
