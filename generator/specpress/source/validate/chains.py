"""How long the chains of references and of schemas are that each contain the next as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from specpress.diagnostics import Sink
from specpress.jsonvalue import JsonObject, escape
from specpress.source.document import LoadedDocument
from specpress.source.refs import CHAIN, CYCLE, LONGEST_CHAIN, pointer_of
from specpress.source.structure import Part


def check(document: LoadedDocument, parts: Iterable[Part], sink: Sink) -> None:
    """Tells the sink one part of each chain that is too long, and each reference in a circle.

    A circle of schemas is told by those who want to know what the schema is.
    """
    edges: dict[str, tuple[str, ...]] = {}
    schemas: set[str] = set()
    for part in parts:
        found = tuple(_contained(part))
        if found:
            edges[part.pointer] = found
            if part.kind == "schema":
                schemas.add(part.pointer)
    lengths, circles = _measured(edges)
    for pointer in edges:
        if lengths.get(pointer) == LONGEST_CHAIN + 1:
            message = f"a chain of more than {LONGEST_CHAIN} parts that each lead to the next"
            place = document.positions.locate(pointer)
            sink.report(CHAIN.at(place, message, hint="name here what is at its end"))
        if pointer in circles and pointer not in schemas:
            message = "a circle of references: this one leads back to itself"
            place = document.positions.locate(pointer)
            sink.report(CYCLE.at(place, message))


def has_long_one(root: JsonObject) -> bool:
    """Whether component schemas themselves make a chain that is too long: a quick look, for those
    who go on before a description is checked."""
    components = root.get("components")
    schemas = components.get("schemas") if isinstance(components, dict) else root.get("definitions")
    edges: dict[str, tuple[str, ...]] = {}
    for name, schema in schemas.items() if isinstance(schemas, dict) else ():
        if isinstance(schema, dict):
            room = "components/schemas" if isinstance(components, dict) else "definitions"
            part = Part("schema", f"/{room}/{escape(name)}", schema)
            edges[part.pointer] = found = tuple(_contained(part))
            parts = schema.get("allOf") if len(found) else None
            for number, inner in enumerate(parts if isinstance(parts, list) else ()):
                if isinstance(inner, dict):
                    below = Part("schema", f"{part.pointer}/allOf/{number}", inner)
                    edges[below.pointer] = tuple(_contained(below))
    return any(length > LONGEST_CHAIN for length in _measured(edges)[0].values())


def _contained(part: Part) -> Iterator[str]:
    """What a reference leads to, and the schemas that a schema contains as a whole."""
    target = pointer_of(part.value.get("$ref"))
    if target is not None:
        yield target
    parts = part.value.get("allOf") if part.kind == "schema" else None
    if isinstance(parts, list):
        yield from (f"{part.pointer}/allOf/{number}" for number in range(len(parts)))


def _measured(edges: Mapping[str, tuple[str, ...]]) -> tuple[Mapping[str, int], set[str]]:
    """How many parts the longest chain from each part has, and a part of each circle."""
    lengths: dict[str, int] = {}
    circles: set[str] = set()
    for start in edges:
        todo = [start]
        while todo:
            pointer = todo[-1]
            if lengths.get(pointer, 0) > 0:
                todo.pop()
                continue
            following = edges.get(pointer, ())
            if pointer not in lengths:
                lengths[pointer] = 0  # it is being measured: who comes back to it goes in a circle
                todo += [one for one in following if one not in lengths]
                circles |= {one for one in following if lengths.get(one) == 0}
            else:
                below = (lengths.get(one, 0) for one in following)
                step = not pointer.rpartition("/")[0].endswith("/allOf")
                lengths[pointer] = max(step + max(below, default=0), 1)
                todo.pop()
    return lengths, circles
