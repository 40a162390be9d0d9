"""Request bodies, of `body` and of `formData` parameters."""

from __future__ import annotations

from collections.abc import Sequence

from specpress.jsonvalue import Json, JsonObject, clone, escape
from specpress.source.refs import local
from specpress.source.upgrade.swagger.parameters import form_field
from specpress.source.upgrade.swagger.source import (
    MULTIPART,
    URLENCODED,
    Given,
    Swagger,
    extensions,
)

_COMPOSED = ("properties", "items", "allOf", "additionalProperties", "enum")


def body(swagger: Swagger, given: Given, new: str, consumes: Sequence[str]) -> JsonObject:
    """The request body of a `body` parameter, which stands at `new`."""
    result: JsonObject = extensions(given.value)
    if "description" in given.value:
        result["description"] = given.value["description"]
    if given.value.get("required") is True:
        result["required"] = True
    schema = given.value.get("schema", {})
    result["content"] = content(swagger, schema, (given.pointer, new), consumes)
    return result


def content(
    swagger: Swagger, schema: Json, place: tuple[str, str], media_types: Sequence[str]
) -> JsonObject:
    """The content of a body or a response: `place` is the old and the new pointer of its owner.

    Every media type has the same type, so that a schema that makes one is declared once.
    """
    old, new = place
    first = f"{new}/content/{escape(media_types[0])}/schema"
    made: JsonObject = {}
    for media_type in media_types:
        here = f"{new}/content/{escape(media_type)}/schema"
        swagger.moved(here, f"{old}/schema")
        if here == first or not _makes_a_type(schema):
            made[media_type] = {"schema": clone(schema)}
        else:
            made[media_type] = {"schema": {"$ref": local(first)}}
    return made


def _makes_a_type(schema: Json) -> bool:
    return isinstance(schema, dict) and any(key in schema for key in _COMPOSED)


def form(
    swagger: Swagger, fields: Sequence[Given], new: str, consumes: Sequence[str]
) -> JsonObject:
    """The request body of `formData` parameters, which stands at `new`."""
    media_types = form_media_types(fields, consumes)
    properties: JsonObject = {}
    encodings: JsonObject = {}
    required: list[Json] = []
    place = f"{new}/content/{escape(media_types[0])}/schema"
    swagger.moved(new, fields[0].pointer)
    for field in fields:
        name = field.value.get("name")
        if not isinstance(name, str):
            continue
        properties[name], encoding = form_field(swagger, field)
        swagger.moved(f"{place}/properties/{escape(name)}", field.pointer)
        if encoding:
            encodings[name] = encoding
        if field.value.get("required") is True:
            required.append(name)
    schema: JsonObject = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    made: JsonObject = {}
    for number, media_type in enumerate(media_types):
        one: JsonObject = {"schema": {"$ref": local(place)} if number else schema}
        if encodings:
            one["encoding"] = clone(encodings)
        made[media_type] = one
    return {"content": made, "required": True} if required else {"content": made}


def form_media_types(fields: Sequence[Given], consumes: Sequence[str]) -> list[str]:
    """What a form travels as: `multipart/form-data` when it has a file (2.0, Parameter Object)."""
    if any(field.value.get("type") == "file" for field in fields):
        return [MULTIPART]
    found = [one for one in consumes if one.partition(";")[0].strip() in (MULTIPART, URLENCODED)]
    return found or [URLENCODED]
