"""A description of many files becomes one document, whose references are all pointers into it.

What other files have of it stands among the components, under names that come from files and
fragments. Positions lead to the file that each part came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from specpress.diagnostics import Sink
from specpress.jsonvalue import Json, clone, escape
from specpress.source.bundle import dynamic, mappings, names
from specpress.source.bundle.access import Access
from specpress.source.bundle.gathering import INNER, Gathering, Key
from specpress.source.bundle.library import Library
from specpress.source.bundle.names import Wanted, own_name
from specpress.source.document import LoadedDocument, MovedPositions
from specpress.source.refs import local

__all__ = ["Access", "bundle"]


def bundle(
    document: LoadedDocument, path: Path, access: Access | None, sink: Sink
) -> LoadedDocument:
    """`document`, which was read from `path`, with all that it refers to.

    A reference that cannot be followed is told, and stays.
    """
    root = clone(document.root)
    if not isinstance(root, dict) or not isinstance(root.get("components", {}), dict):
        return document
    library = Library(document, path, access or Access(), sink)
    gathering = Gathering(library, root, sink)
    gathering.gather()
    pointers = _pointers(gathering)
    for patch in gathering.patches:
        patch.holder[patch.field] = local(pointers[patch.target])
    _put_in_place(gathering, pointers)
    mappings.spell_out(root, _renamed(gathering, pointers))
    moves = {
        moved: (source.positions, old)
        for pointer, (source, old) in gathering.moves.items()
        if (moved := _final(pointer, gathering, pointers))
    }
    positions = MovedPositions(document.positions, moves)
    bundled = replace(
        document,
        root=root,
        positions=positions,
        files=tuple(library.files),
        told=frozenset(gathering.told),
    )
    if document.dialect.startswith(("2", "3.0")):
        return bundled
    copies = dynamic.resolve(root, bundled, sink)
    if copies:
        dynamic.forget_unused(root, copies, (pointers[key] for key in gathering.placed))
    dynamic.forget_names(root)
    return replace(bundled, positions=dynamic.moved(copies, positions))


def _pointers(gathering: Gathering) -> Mapping[Key, str]:
    """Where each part of another file stands in the end."""
    found = dict(gathering.homes)
    known = {*gathering.homes, *gathering.placed}
    nested: dict[Key, tuple[Key, str]] = {}
    wanted: dict[Key, Wanted] = {}
    for key in gathering.placed:
        above = _above(key, known)
        rest = key.pointer[len(above.pointer) :] if above else ""
        if above is not None and rest.split("/")[1] not in INNER:
            nested[key] = (above, rest)
        else:
            wanted[key] = Wanted(
                gathering.library.path_of(key.uri), key.pointer, inside=above is not None
            )
    for kind in gathering.rooms:
        some = {key: want for key, want in wanted.items() if key.kind == kind}
        if some:
            place = gathering.place_of(kind)
            chosen = names.chosen(some.values(), gathering.room(kind))
            found |= {key: f"{place}/{escape(chosen[want])}" for key, want in some.items()}
    for key in sorted(nested):  # what is above comes first
        above, rest = nested[key]
        found[key] = found[above] + rest
    return found


def _renamed(gathering: Gathering, pointers: Mapping[Key, str]) -> Mapping[str, str]:
    """The names that schemas of other files could not keep, by the pointers where they stand."""
    plain = {
        pointers[key]: own_name(
            Wanted(gathering.library.path_of(key.uri), key.pointer, inside=False)
        )
        for key in gathering.placed
        if key.kind == "schema"
    }
    return {pointer: name for pointer, name in plain.items() if pointer.rpartition("/")[2] != name}


def _above(key: Key, known: set[Key]) -> Key | None:
    """The nearest part above that stands in the document as well."""
    pointer = key.pointer
    while key.kind == "schema" and pointer:
        pointer = pointer.rpartition("/")[0]
        above = Key(key.uri, pointer, key.kind)
        if above in known:
            return above
    return None


def _put_in_place(gathering: Gathering, pointers: Mapping[Key, str]) -> None:
    values: dict[str, tuple[Key, Json]] = {}
    for key, (_, value) in gathering.placed.items():
        pointer = pointers[key]
        if pointer.rpartition("/")[0] == gathering.place_of(key.kind):
            values[pointer] = (key, value)
    for pointer, (key, value) in sorted(values.items()):
        gathering.room(key.kind)[pointer.rpartition("/")[2]] = value


def _final(pointer: str, gathering: Gathering, pointers: Mapping[Key, str]) -> str:
    """The pointer in the end of what stood at `pointer` for now, "" when it is not there."""
    if "\0" not in pointer:
        return pointer
    start, _, rest = pointer.partition("\0")
    number, slash, below = rest.partition("/")
    key = list(gathering.placed)[int(number)]
    place = pointers[key]
    return place + slash + below if place.rpartition("/")[0] == start.rstrip("/") else ""
