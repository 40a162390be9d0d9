"""OpenAPI descriptions, JSON or YAML, as they were written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from specpress.diagnostics import Sink, error, warning
from specpress.jsonvalue import JsonObject
from specpress.jsonvalue import pointer as to_pointer
from specpress.source.bundle.whole import is_whole
from specpress.source.document import LoadedDocument
from specpress.source.kinds import kind_of
from specpress.source.nearest import nearest
from specpress.source.parsing import Parsed, parse, read_bytes

NOT_AN_OBJECT = error("openapi-not-an-object", "the description is no object")
UNQUOTED = warning("openapi-version-unquoted", "the version of Swagger is a number")
NO_VERSION = error("openapi-no-version", "the description does not say its version of OpenAPI")
TOO_LARGE = error("openapi-too-large", "a description has more parts than can be handled")
UNSUPPORTED = error("openapi-version-unsupported", "a version of OpenAPI that is not read")

SUPPORTED = ("2.0", "3.0", "3.1", "3.2")
"""The versions that are read. The patch version makes no difference (OpenAPI 3.1.1, section 3)."""

if TYPE_CHECKING:
    from specpress.source.bundle import Access

SWAGGER = "2.0"

MOST_PARTS = 100_000
"""Paths that a description may have, and components of each kind. The largest that are known have
some ten thousand; a million would fill the memory of a machine before anything came out."""

_VERSION = re.compile(r"(\d+\.\d+)\.\d+(-.+)?\Z")
_SAY_SUPPORTED = "supported are Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2"
_SAY_VERSION = 'begin the description with `openapi: "3.1.1"`'


def load(path: Path, name: str, sink: Sink, access: Access | None = None) -> LoadedDocument | None:
    """The description in a file; None, after it told the sink, when it cannot be used.

    `name` is how locations show the file. What other files have of it is put into the one document
    that comes out; `access` says which of them may be read.
    """
    data = read_bytes(path, name, sink)
    document = None if data is None else load_bytes(data, name, sink)
    if document is None or is_whole(document):
        return document
    from specpress.source.bundle import bundle

    return bundle(document, path, access, sink)


def load_bytes(data: bytes, name: str, sink: Sink) -> LoadedDocument | None:
    """The description in `data` alone, of any supported version and not upgraded.

    Neither structure nor references are checked: that is what `validate` does, after overlays.
    """
    parsed = parse(data, name, sink)
    if parsed is None:
        return None
    match parsed.value:
        case dict() as root:
            dialect = _dialect(root, parsed, sink)
            if dialect is None or _is_too_large(root, parsed, sink):
                return None
            return LoadedDocument(root=root, positions=parsed.positions, dialect=dialect)
        case value:
            message = f"a description is an object, and this is {kind_of(value)}"
            sink.report(NOT_AN_OBJECT.at(parsed.positions.locate(""), message))
            return None


def _dialect(root: JsonObject, parsed: Parsed, sink: Sink) -> str | None:
    if "openapi" not in root:
        if root.get("swagger") == SWAGGER:
            return SWAGGER
        if root.get("swagger") == float(SWAGGER):
            _quote_version(root, parsed, sink)
            return SWAGGER
        _report_no_version(root, parsed, sink)
        return None
    declared = root["openapi"]
    found = _VERSION.match(declared) if isinstance(declared, str) else None
    if found is not None and found[1] in SUPPORTED:
        return found[0]
    place = parsed.positions.locate_value("/openapi")
    if found is not None:
        message = f"OpenAPI {declared} is not supported"
        sink.report(UNSUPPORTED.at(place, message, hint=_SAY_SUPPORTED))
    elif isinstance(declared, str):
        message = f"`{declared}` is no version of OpenAPI"
        sink.report(NO_VERSION.at(place, message, hint="versions have three parts, as in 3.1.1"))
    else:
        hint = f'quote it: `openapi: "{declared}.0"`' if isinstance(declared, float) else ""
        message = f"the version of OpenAPI is a string, and this is {kind_of(declared)}"
        sink.report(NO_VERSION.at(place, message, hint=hint or _SAY_VERSION))
    return None


def _is_too_large(root: JsonObject, parsed: Parsed, sink: Sink) -> bool:
    components = root.get("components")
    rooms = {to_pointer(name): room for name, room in root.items()}
    if isinstance(components, dict):
        rooms |= {to_pointer("components", name): room for name, room in components.items()}
    for place, room in rooms.items():
        if isinstance(room, dict) and len(room) > MOST_PARTS:
            message = f"there are {len(room):,} parts, and {MOST_PARTS:,} are the limit"
            sink.report(TOO_LARGE.at(parsed.positions.locate(place), message))
            return True
    return False


def _quote_version(root: JsonObject, parsed: Parsed, sink: Sink) -> None:
    """Has the version be the text that it must be: hardly anybody writes the quotes."""
    place = parsed.positions.locate_value("/swagger")
    message = "the version of Swagger is a string, and this is a number"
    sink.report(UNQUOTED.at(place, message, hint=f'quote it: `swagger: "{SWAGGER}"`'))
    root["swagger"] = SWAGGER


def _report_no_version(root: JsonObject, parsed: Parsed, sink: Sink) -> None:
    if "swagger" in root:
        place = parsed.positions.locate_value("/swagger")
        message = f"Swagger {root['swagger']} is not supported"
        sink.report(UNSUPPORTED.at(place, message, hint=_SAY_SUPPORTED))
        return
    near = nearest("openapi", root)
    hint = f"did you mean `openapi` for `{near}`?" if near else _SAY_VERSION
    place = parsed.positions.locate(to_pointer(near) if near else "")
    sink.report(NO_VERSION.at(place, "the field `openapi` is missing", hint=hint))
