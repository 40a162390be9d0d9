"""Responses: their schema goes to each media type, and `file` becomes bytes."""

from __future__ import annotations

from collections.abc import Sequence

from specpress.jsonvalue import Json, JsonObject, clone, escape
from specpress.source.upgrade.swagger import parameters
from specpress.source.upgrade.swagger.bodies import content
from specpress.source.upgrade.swagger.source import Given, Swagger, extensions, members

_BYTES = "application/octet-stream"


def converted(swagger: Swagger, given: Given, new: str, produces: Sequence[str]) -> JsonObject:
    """A response, which stands at `new`."""
    old = given.value
    result: JsonObject = extensions(old)
    result["description"] = old.get("description", "")
    headers = members(old.get("headers"))
    if headers:
        result["headers"] = _headers(swagger, headers, given.pointer, new)
    made = _content(swagger, given, new, produces)
    examples = members(old.get("examples"))
    for media_type, example in examples.items():
        if media_type.startswith("x-"):
            continue
        one = made.setdefault(media_type, {})
        if isinstance(one, dict):
            one["example"] = clone(example)
            place = f"{new}/content/{escape(media_type)}/example"
            swagger.moved(place, f"{given.pointer}/examples/{escape(media_type)}")
    if made:
        result["content"] = made
    return result


def _headers(swagger: Swagger, headers: JsonObject, old: str, new: str) -> JsonObject:
    made: JsonObject = {}
    for name, value in headers.items():
        if isinstance(value, dict):
            place = f"headers/{escape(name)}"
            given = Given(value, f"{old}/{place}")
            made[name] = parameters.header(swagger, given, f"{new}/{place}")
    return made


def _content(swagger: Swagger, given: Given, new: str, produces: Sequence[str]) -> JsonObject:
    schema = given.value.get("schema")
    if schema is None:
        return {}
    if isinstance(schema, dict) and schema.get("type") == "file":
        schema = {key: value for key, value in schema.items() if key not in ("type", "format")}
        schema |= {"type": "string", "format": "binary"}
        produces = _for_bytes(produces)
    return content(swagger, schema, (given.pointer, new), produces)


def _for_bytes(produces: Sequence[str]) -> list[str]:
    """The media types of a file: JSON among them is there for the other answers."""
    return [one for one in produces if not _is_json(one)] or [_BYTES]


def _is_json(media_type: Json) -> bool:
    plain = str(media_type).partition(";")[0].strip().lower()
    return plain.endswith(("/json", "+json"))
