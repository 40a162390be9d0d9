"""A description of any version in the words of OpenAPI 3.1, so that all that follows knows one.

From 3.0 nothing moves: the JSON pointer of every operation, schema and reference stays what it was.
From Swagger 2.0 much does, and the positions of the result know from where. What 3.2 adds to 3.1
stays as it is, but for what can be said in the words of 3.1.
"""

from __future__ import annotations

from dataclasses import replace

from specpress.diagnostics import Sink
from specpress.jsonvalue import clone
from specpress.source.document import LoadedDocument, MovedPositions
from specpress.source.upgrade import media_types, schemas, swagger

__all__ = ["TARGET", "upgrade"]

TARGET = "3.1.1"
"""The version that an upgraded description declares."""


def upgrade(document: LoadedDocument, sink: Sink) -> LoadedDocument:
    """`document` in the form of OpenAPI 3.1; one that has it is given back as it is."""
    match document.dialect[:3]:
        case "2.0":
            return _from_2_0(document, sink)
        case "3.0":
            return _from_3_0(document, sink)
        case "3.2":
            return media_types.spelled_out(document)
        case _:
            return document


def _from_2_0(document: LoadedDocument, sink: Sink) -> LoadedDocument:
    root, moves, moved = swagger.converted(document, sink)
    root["openapi"] = TARGET
    positions = MovedPositions(
        document.positions, {new: (document.positions, old) for new, old in moves.items()}
    )
    schemas.upgrade(root, replace(document, positions=positions), sink)
    return replace(document, root=root, positions=positions, dialect=TARGET, moved=moved)


def _from_3_0(document: LoadedDocument, sink: Sink) -> LoadedDocument:
    root = clone(document.root)
    assert isinstance(root, dict)
    root["openapi"] = TARGET
    schemas.upgrade(root, document, sink)
    return replace(document, root=root, dialect=TARGET)
