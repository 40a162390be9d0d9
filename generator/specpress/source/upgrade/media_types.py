"""References to Media Type Objects (OpenAPI 3.2), spelled out where they stand."""

from __future__ import annotations

from dataclasses import replace

from specpress.diagnostics import Sink
from specpress.jsonvalue import Json, JsonObject, clone
from specpress.source.document import LoadedDocument
from specpress.source.refs import follow, local
from specpress.source.structure import walk

_SCHEMAS = ("schema", "itemSchema")


def spelled_out(document: LoadedDocument) -> LoadedDocument:
    """`document` with the media type itself in the place of each reference to one.

    Its schemas are not repeated: each is referred to where it is declared. A reference that leads
    nowhere stays, and has been told by `validate`.
    """
    if not _has_any(document.root):
        return document
    root = clone(document.root)
    assert isinstance(root, dict)
    for part in walk(root):
        if part.kind == "media-type" and "$ref" in part.value:
            _spell_out(part.value, part.pointer, document)
    return replace(document, root=root)


def _has_any(root: JsonObject) -> bool:
    """Most descriptions have none, and need no walk."""
    return any(part.kind == "media-type" and "$ref" in part.value for part in walk(root))


def _spell_out(media_type: JsonObject, pointer: str, document: LoadedDocument) -> None:
    found = follow(document, media_type["$ref"], pointer, Sink())
    if found is None or not isinstance(found.value, dict):
        return
    del media_type["$ref"]
    for key, value in found.value.items():
        shared: Json = clone(value)
        if key in _SCHEMAS and isinstance(value, dict) and "$ref" not in value:
            shared = {"$ref": local(f"{found.pointer}/{key}")}
        media_type[key] = shared
