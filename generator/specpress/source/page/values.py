"""What JSON values say about types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from specpress.jsonvalue import Json, JsonObject

_LIMITS = {"int32": 2**31, "int64": 2**63}
_ID = re.compile(r"(?:\Aid|[a-z]Id|ID)\Z")

LONG: JsonObject = {"type": "integer", "format": "int64"}
OPEN: JsonObject = {"type": "object", "additionalProperties": True}


def fits(schema: Mapping[str, Json] | Mapping[str, str], value: Json) -> bool:
    """Whether a scalar schema of the page reader accepts a value; a whole float is an integer."""
    match schema.get("type"):
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            number = as_integer(value)
            limit = _LIMITS[str(schema["format"])]
            return isinstance(number, int) and -limit <= number < limit
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return True


def as_integer(value: Json) -> Json:
    """A whole number as an integer; any other value as it is; a boolean as None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def scalar_schema(values: Sequence[Json], name: str) -> JsonObject:
    """The schema of values none of which is null, a list or an object; {} when they differ.

    Whole floats are integers where the name is that of an id.
    """
    if all(isinstance(value, str) for value in values):
        return {"type": "string"}
    if all(isinstance(value, bool) for value in values):
        return {"type": "boolean"}
    if any(isinstance(value, bool | str) for value in values):
        return {}
    whole = [as_integer(value) if _ID.search(name) else value for value in values]
    if all(isinstance(value, int) and fits(LONG, value) for value in whole):
        return dict(LONG)
    return {"type": "number", "format": "double"}


def is_placeholder(value: Json, name: str) -> bool:
    """Whether the curl was filled by rule here: `"<name>"` or `["<name>"]`."""
    return value == f"<{name}>" or value == [f"<{name}>"]


def nullable(schema: JsonObject) -> JsonObject:
    """A schema that accepts null too (OpenAPI 3.1: JSON Schema's own type "null")."""
    kind = schema.get("type")
    if isinstance(kind, str):
        return {**schema, "type": [kind, "null"]}
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return schema


def elements(lists: Iterable[Json]) -> list[Json]:
    """What some lists hold."""
    return [item for part in lists if isinstance(part, list) for item in part]
