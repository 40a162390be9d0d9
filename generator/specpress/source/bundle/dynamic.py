"""`$dynamicRef` (JSON Schema 2020-12, section 8.2.3.2), resolved once for all.

A dynamic reference means the outermost schema on the way to it that has its anchor. Where a schema
that has the anchor refers to one that asks for it, as `PetList` does to `List`, the second is
copied into the first with the reference bound; everywhere else the nearest anchor is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from specpress.diagnostics import Sink, note
from specpress.jsonvalue import Json, JsonObject, clone, escape, unescape
from specpress.source.document import LoadedDocument, MovedPositions
from specpress.source.refs import DANGLING, local, lookup, pointer_of
from specpress.source.structure import Part, walk, walk_from

UNBOUND = note("ref-dynamic-unbound", "a dynamic reference whose outermost anchor is not known")

MOST_COPIES = 10_000
"""Schemas that are copied with references bound."""

_Scope: TypeAlias = Mapping[str, str]
"""The pointers of dynamic anchors, by name."""

_QUIET = frozenset(
    ("$ref", "$id", "$schema", "$anchor", "$dynamicAnchor", "$comment", "title", "description")
)
_OWN = ("$defs", "definitions")


def resolve(root: JsonObject, document: LoadedDocument, sink: Sink) -> Mapping[str, str]:
    """Replaces every dynamic reference of `root` in place; its references are pointers already.

    What was copied stands at the keys of the result, and came from the pointers that are its
    values. `document` has the places for what is told.
    """
    schemas = {part.pointer: part.value for part in walk(root) if part.kind == "schema"}
    if not any("$dynamicRef" in schema for schema in schemas.values()):
        return {}
    resolving = _Resolving(root, document, sink, schemas)
    for pointer, schema in list(schemas.items()):
        resolving.bind_here(pointer, schema)
    for pointer, schema in schemas.items():
        resolving.settle(pointer, schema)
    return resolving.copies


@dataclass(slots=True)
class _Resolving:
    root: JsonObject
    document: LoadedDocument
    sink: Sink
    schemas: Mapping[str, JsonObject]
    copies: dict[str, str] = field(default_factory=dict)
    _anchors: dict[str, dict[str, str]] = field(default_factory=dict)
    _asked: dict[str, frozenset[str]] = field(default_factory=dict)
    _known: dict[tuple[str, tuple[tuple[str, str], ...]], str] = field(default_factory=dict)
    _bound: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for pointer, schema in self.schemas.items():
            name = schema.get("$dynamicAnchor")
            if isinstance(name, str):
                self._anchors.setdefault(self._resource(pointer), {}).setdefault(name, pointer)

    def _resource(self, pointer: str) -> str:
        """The schema that a schema belongs to: one with an `$id`, else the outermost."""
        found = pointer
        while True:
            schema = self.schemas.get(pointer)
            if schema is not None:
                found = pointer
                if isinstance(schema.get("$id"), str):
                    return found
            if not pointer:
                return found
            pointer = pointer.rpartition("/")[0]

    def _scope(self, pointer: str) -> _Scope:
        return self._anchors.get(self._resource(pointer), {})

    def bind_here(self, pointer: str, schema: JsonObject) -> None:
        """Has a reference from a schema with anchors to one that asks for them lead to a copy."""
        target = pointer_of(schema.get("$ref"))
        scope = self._scope(pointer)
        if target is None or not scope or self._resource(target) == self._resource(pointer):
            return
        self._bind(pointer, schema, target, scope)

    def _bind(self, pointer: str, schema: JsonObject, target: str, scope: _Scope) -> None:
        asked = self._asked_of(target)
        wanted = {name: scope[name] for name in sorted(scope) if name in asked}
        if not wanted or target not in self.schemas or len(self.copies) >= MOST_COPIES:
            return
        known = self._known.get((target, tuple(wanted.items())))
        if known is not None:
            schema["$ref"] = local(known)
            return
        home = pointer
        if any(key not in _QUIET and key not in _OWN and key[:2] != "x-" for key in schema):
            listed: Any = schema.setdefault("allOf", [])
            listed.append({})
            home = f"{pointer}/allOf/{len(listed) - 1}"
            del schema["$ref"]
            schema = listed[-1]
        self._known[target, tuple(wanted.items())] = home
        self._copy(home, schema, target, wanted)

    def _copy(self, home: str, into: JsonObject, target: str, scope: _Scope) -> None:
        original = self.schemas[target]
        own = {key: into[key] for key in into if key != "$ref"}
        self.copies |= {f"{home}/{escape(key)}": f"{home}/{escape(key)}" for key in own}
        self.copies[home] = target
        into.clear()
        into |= {
            key: clone(value)
            for key, value in original.items()
            if key not in (*_OWN, "$id", "$anchor", "$dynamicAnchor")
        }
        into |= own
        inner = dict(self._scope(target)) | dict(scope)
        kept = tuple(f"{home}/{escape(key)}/" for key in own)
        for part in list(walk_from(Part("schema", home, into))):
            if part.kind != "schema" or f"{part.pointer}/".startswith(kept):
                continue
            self._bound.add(target + part.pointer[len(home) :])
            self._bind_part(part, inner)

    def _bind_part(self, part: Part, scope: _Scope) -> None:
        name = _name(part.value.get("$dynamicRef"))
        if "$dynamicRef" in part.value and name in scope:
            del part.value["$dynamicRef"]
            part.value["$ref"] = local(self._end(scope[name]))
            return
        target = pointer_of(part.value.get("$ref"))
        if target is not None:
            self._bind(part.pointer, part.value, target, scope)

    def _end(self, pointer: str) -> str:
        """What an anchor stands for, where it only refers to something else."""
        schema = self.schemas.get(pointer, {})
        target = pointer_of(schema.get("$ref"))
        plain = schema.keys() <= {"$ref", "$dynamicAnchor", "$anchor", "$comment"}
        return target if target is not None and plain and target in self.schemas else pointer

    def _asked_of(self, start: str) -> frozenset[str]:
        """The anchors that a schema asks for, itself and through what it refers to."""
        known = self._asked.get(start)
        if known is None:
            known = self._asked[start] = frozenset(self._asks(start))
        return known

    def _asks(self, start: str) -> Iterator[str]:
        seen: set[str] = set()
        todo = [start]
        while todo:
            pointer = todo.pop()
            schema = self.schemas.get(pointer)
            if pointer in seen or schema is None:
                continue
            seen.add(pointer)
            for part in walk_from(Part("schema", pointer, schema)):
                if "$dynamicRef" in part.value:
                    yield _name(part.value["$dynamicRef"])
                target = pointer_of(part.value.get("$ref"))
                if target is not None:
                    todo.append(target)

    def settle(self, pointer: str, schema: JsonObject) -> None:
        """Has a dynamic reference that is left lead to the anchor that is nearest."""
        if "$dynamicRef" not in schema:
            return
        reference = schema.pop("$dynamicRef")
        name = _name(reference)
        target = self._scope(pointer).get(name)
        if target is None:
            target = self._elsewhere(reference)
        place = self.document.positions.locate(f"{pointer}/$dynamicRef")
        if target is None:
            self.sink.report(DANGLING.at(place, f"there is no `{reference}`"))
            return
        schema["$ref"] = local(self._end(target))
        others = [one for one, names in self._anchors.items() if name in names]
        if len(others) > 1 and pointer not in self._bound:
            message = f"`{reference}` is read as the anchor in its own schema"
            self.sink.report(UNBOUND.at(place, message))

    def _elsewhere(self, reference: Json) -> str | None:
        """What a dynamic reference leads to that has no dynamic anchor: as `$ref` does."""
        pointer = pointer_of(reference)
        if pointer is not None:
            return pointer if lookup(self.root, pointer) is not None else None
        name = _name(reference)
        found = [names[name] for names in self._anchors.values() if name in names]
        found += [at for at, schema in self.schemas.items() if schema.get("$anchor") == name]
        return found[0] if found else None


def _name(reference: Json) -> str:
    return reference.rpartition("#")[2] if isinstance(reference, str) else ""


def forget_unused(root: JsonObject, copies: Mapping[str, str], placed: Iterable[str]) -> None:
    """Takes away the components of `placed` that are only there to be copied."""
    used = {pointer_of(part.value.get("$ref")) for part in walk(root)}
    for pointer in sorted(set(placed) & set(copies.values()) - used):
        room = lookup(root, pointer.rpartition("/")[0])
        if room is not None and isinstance(room.value, dict):
            room.value.pop(unescape(pointer.rpartition("/")[2]), None)


def moved(copies: Mapping[str, str], positions: MovedPositions) -> MovedPositions:
    """The positions after `resolve`."""
    origins = {home: positions.source_of(old) for home, old in copies.items()}
    return MovedPositions(positions.base, {**positions.moves, **origins})


def forget_names(root: JsonObject) -> None:
    """Takes away the identifiers of schemas: no reference needs them, and others would take `$id`
    for the base of the pointers that references are now."""
    for part in walk(root):
        if part.kind != "schema":
            continue
        for word in ("$id", "$anchor", "$dynamicAnchor"):
            if isinstance(part.value.get(word), str):
                del part.value[word]
