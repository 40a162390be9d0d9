"""Whether each default fits the schema that has it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

import jsonschema_rs

from specpress.diagnostics import Sink
from specpress.source.document import LoadedDocument
from specpress.source.structure import Part, walk
from specpress.source.upgrade import upgrade
from specpress.source.validate import rules

_DOCUMENT = "urn:specpress:document"


def check(document: LoadedDocument, declared: Iterable[Part], sink: Sink) -> None:
    """Tells the sink each default that its schema refuses. References have been checked before.

    `declared` are all parts of `document`.
    """
    if document.dialect != "2.0" and not any(
        part.kind == "schema" and "default" in part.value for part in declared
    ):
        return
    current = upgrade(document, Sink())
    parts = [
        part for part in walk(current.root) if part.kind == "schema" and "default" in part.value
    ]
    registry = jsonschema_rs.Registry([(_DOCUMENT, current.root)], draft=jsonschema_rs.Draft202012)
    for part in parts:
        _check_one(part, registry, current, sink)


def _check_one(
    part: Part, registry: jsonschema_rs.Registry, document: LoadedDocument, sink: Sink
) -> None:
    default = part.value["default"]
    if default is None and part.value.get("nullable") is True:
        return
    schema = {"$ref": f"{_DOCUMENT}#{quote(part.pointer, safe='/~')}"}
    try:
        validator = jsonschema_rs.validator_for(schema, registry=registry, validate_formats=False)
        fault = next(iter(validator.iter_errors(default)), None)
    except (ValueError, jsonschema_rs.ReferencingError):
        return  # a schema that cannot be used has been told
    if fault is None:
        return
    place = document.positions.locate(f"{part.pointer}/default")
    message = f"the default does not fit its schema: {_short(fault.message)}"
    sink.report(rules.BAD_DEFAULT.at(place, message))


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:120]}..."
