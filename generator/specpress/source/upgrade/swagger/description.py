"""The whole of a description, and the references in it."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from specpress.diagnostics import Sink
from specpress.jsonvalue import JsonObject, clone, escape
from specpress.source.document import LoadedDocument
from specpress.source.refs import local
from specpress.source.structure import walk
from specpress.source.upgrade.swagger import bodies, operations, parameters, responses, security
from specpress.source.upgrade.swagger.source import Given, Swagger, media_types, members

_REPLACED = frozenset(
    (
        "swagger",
        "host",
        "basePath",
        "schemes",
        "consumes",
        "produces",
        "paths",
        "definitions",
        "parameters",
        "responses",
        "securityDefinitions",
    )
)


def converted(
    document: LoadedDocument, sink: Sink
) -> tuple[JsonObject, dict[str, str], dict[str, str]]:
    """The description in the words of OpenAPI 3.0; only the version is left to be declared.

    With it the old pointer of each part that moved, by its new one, and the first new pointer of
    each, by its old one.
    """
    swagger = Swagger(document, sink)
    old = document.root
    root: JsonObject = {"openapi": ""}
    root |= {key: clone(value) for key, value in old.items() if key not in _REPLACED}
    servers = security.servers(old)
    if servers:
        root["servers"] = servers
        swagger.moved("/servers", "/host" if "host" in old else "/basePath")
    components: JsonObject = {room: found for room, found in _components(swagger).items() if found}
    paths: JsonObject = {}
    for path, item in members(old.get("paths")).items():
        if isinstance(item, dict) and not path.startswith("x-"):
            paths[path] = operations.path_item(swagger, Given(item, f"/paths/{escape(path)}"))
        else:
            paths[path] = clone(item)
    root["paths"] = paths
    if components:
        root["components"] = components
    _convert_schemas(root)
    _redirect(root, swagger.now)
    return root, swagger.moves, swagger.now


def _components(swagger: Swagger) -> JsonObject:
    old = swagger.root
    kept: JsonObject = {}
    request_bodies: JsonObject = {}
    consumes = media_types(old.get("consumes"))
    for name, value in members(old.get("parameters")).items():
        if not isinstance(value, dict) or value.get("in") == "formData":
            continue  # a field of a form is a part of each body that it goes into
        given = Given(value, f"/parameters/{escape(name)}")
        room = "requestBodies" if value.get("in") == "body" else "parameters"
        new = f"/components/{room}/{escape(name)}"
        swagger.moved(new, given.pointer)
        if room == "requestBodies":
            request_bodies[name] = bodies.body(swagger, given, new, consumes)
        else:
            kept[name] = parameters.converted(swagger, given, new)
    schemes = security.schemes(old.get("securityDefinitions"))
    for new, before in (
        ("/components/schemas", "/definitions"),
        ("/components/securitySchemes", "/securityDefinitions"),
    ):
        swagger.moved(new, before)
    return {
        "schemas": clone(members(old.get("definitions"))),
        "parameters": kept,
        "requestBodies": request_bodies,
        "responses": _responses(swagger),
        "securitySchemes": schemes,
    }


def _responses(swagger: Swagger) -> JsonObject:
    made: JsonObject = {}
    produces = media_types(swagger.root.get("produces"))
    for name, value in members(swagger.root.get("responses")).items():
        if isinstance(value, dict):
            given = Given(value, f"/responses/{escape(name)}")
            new = f"/components/responses/{escape(name)}"
            swagger.moved(new, given.pointer)
            made[name] = responses.converted(swagger, given, new, produces)
    return made


def _convert_schemas(root: JsonObject) -> None:
    """What 2.0 and 3.0 spell differently in a schema."""
    for part in walk(root):
        if part.kind != "schema":
            continue
        schema: Any = part.value
        if isinstance(schema.get("discriminator"), str):
            schema["discriminator"] = {"propertyName": schema["discriminator"]}
        if "x-nullable" in schema:
            schema["nullable"] = schema.pop("x-nullable") is True
        if schema.get("type") == "file":
            schema |= {"type": "string", "format": "binary"}
        if isinstance(schema.get("items"), list):
            schema["prefixItems"] = schema.pop("items")


def _redirect(root: JsonObject, now: dict[str, str]) -> None:
    """Has each reference lead to where its target stands now."""
    for part in walk(root):
        reference = part.value.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            part.value["$ref"] = _redirected(reference, now)


def _redirected(reference: str, now: dict[str, str]) -> str:
    pointer = unquote(reference[1:], errors="replace")
    known = pointer
    while known and known not in now:
        known = known.rpartition("/")[0]
    return local(now[known] + pointer[len(known) :]) if known else reference
