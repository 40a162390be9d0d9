"""Path items and operations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from specpress.jsonvalue import Json, JsonObject, clone, escape
from specpress.source.refs import local
from specpress.source.structure import METHODS
from specpress.source.upgrade.swagger import bodies, parameters, responses, security
from specpress.source.upgrade.swagger.source import (
    Given,
    Swagger,
    listed,
    media_types,
    members,
)

_REPLACED = ("parameters", "responses", "consumes", "produces", "schemes")


@dataclass(frozen=True, slots=True)
class _Listed:
    """An entry of a list of parameters: as it stands there, where, and what it leads to."""

    entry: Json
    pointer: str
    given: Given

    @property
    def place(self) -> Json:
        return self.given.value.get("in")

    @property
    def key(self) -> tuple[str, str]:
        return (str(self.given.value.get("name")), str(self.place))


_Entries: TypeAlias = Sequence[_Listed]


def path_item(swagger: Swagger, given: Given) -> JsonObject:
    """A path item with all that it has; it stands where it stood."""
    shared = list(_entries(swagger, given))
    made: JsonObject = {}
    for key, value in given.value.items():
        if key == "parameters":
            kept = _kept(swagger, shared, given.pointer)
            if kept:
                made[key] = kept
        elif key in METHODS and isinstance(value, dict):
            made[key] = _operation(swagger, Given(value, f"{given.pointer}/{key}"), shared)
        else:
            made[key] = clone(value)
    return made


def _entries(swagger: Swagger, owner: Given) -> Iterator[_Listed]:
    for number, entry in enumerate(listed(owner.value.get("parameters"))):
        pointer = f"{owner.pointer}/parameters/{number}"
        found = swagger.resolved(entry, pointer)
        if found is not None:
            yield _Listed(entry, pointer, found)


def _kept(swagger: Swagger, entries: _Entries, owner: str) -> list[Json]:
    """The parameters that stay parameters."""
    made: list[Json] = []
    for one in entries:
        if one.place in ("body", "formData"):
            continue
        new = f"{owner}/parameters/{len(made)}"
        swagger.moved(new, one.pointer)
        if isinstance(one.entry, dict) and "$ref" in one.entry:
            made.append({"$ref": one.entry["$ref"]})
        else:
            made.append(parameters.converted(swagger, one.given, new))
    return made


def _operation(swagger: Swagger, given: Given, shared: _Entries) -> JsonObject:
    old, pointer = given
    own = list(_entries(swagger, given))
    made: JsonObject = {key: clone(value) for key, value in old.items() if key not in _REPLACED}
    kept = _kept(swagger, own, pointer)
    if kept:
        made["parameters"] = kept
    body = _body(swagger, given, _sent(own, shared))
    if body is not None:
        made["requestBody"] = body
    made["responses"] = _responses(swagger, given)
    servers = security.servers(swagger.root, old.get("schemes")) if "schemes" in old else []
    if servers and servers != security.servers(swagger.root):
        made["servers"] = servers
    return made


def _sent(own: _Entries, shared: _Entries) -> list[_Listed]:
    """What goes into the body: of the operation, and of its path item what it does not replace."""
    mine = [one for one in own if one.place in ("body", "formData")]
    keys = {one.key for one in own}
    theirs = [one for one in shared if one.place in ("body", "formData") and one.key not in keys]
    if any(one.place == "body" for one in mine):
        return mine
    return [*theirs, *mine]


def _body(swagger: Swagger, given: Given, sent: _Entries) -> JsonObject | None:
    if not sent:
        return None
    place = f"{given.pointer}/requestBody"
    consumes = _types(swagger, given.value, "consumes")
    first = next((one for one in sent if one.place == "body"), None)
    if first is None:
        return bodies.form(swagger, [one.given for one in sent], place, consumes)
    swagger.moved(place, first.pointer)
    if not _is_shared(first.given.pointer, "parameters"):
        return bodies.body(swagger, first.given, place, consumes)
    new = f"/components/requestBodies/{first.given.pointer.rpartition('/')[2]}"
    if consumes == media_types(swagger.root.get("consumes")):
        return {"$ref": local(new)}
    made = bodies.body(swagger, first.given, place, consumes)
    return _with_schemas_of(made, new, media_types(swagger.root.get("consumes")))


def _is_shared(pointer: str, room: str) -> bool:
    tokens = pointer.split("/")[1:]
    return len(tokens) == 2 and tokens[0] == room


def _types(swagger: Swagger, operation: JsonObject, key: str) -> list[str]:
    own = operation.get(key)
    return media_types(own if isinstance(own, list) else swagger.root.get(key))


def _with_schemas_of(made: JsonObject, new: str, declared: Sequence[str]) -> JsonObject:
    """`made` with references to the schemas of the component that it is a variant of."""
    place = local(f"{new}/content/{escape(declared[0])}/schema")
    for entry in members(made.get("content")).values():
        if isinstance(entry, dict) and "$ref" not in members(entry.get("schema")):
            entry["schema"] = {"$ref": place}
    return made


def _responses(swagger: Swagger, operation: Given) -> JsonObject:
    made: JsonObject = {}
    produces = _types(swagger, operation.value, "produces")
    for status, value in members(operation.value.get("responses")).items():
        pointer = f"{operation.pointer}/responses/{escape(status)}"
        if status.startswith("x-") or not isinstance(value, dict):
            made[status] = clone(value)
        else:
            made[status] = _response(swagger, value, pointer, produces)
    return made


def _response(
    swagger: Swagger, value: Mapping[str, Json], pointer: str, produces: list[str]
) -> JsonObject:
    given = swagger.resolved(dict(value), pointer)
    if given is None or "$ref" not in value:
        own = Given(dict(value), pointer)
        return responses.converted(swagger, own, pointer, produces)
    declared = media_types(swagger.root.get("produces"))
    shared = _is_shared(given.pointer, "responses")
    if shared and (produces == declared or "schema" not in given.value):
        return {"$ref": value["$ref"]}
    swagger.moved(pointer, given.pointer)
    made = responses.converted(swagger, given, pointer, produces)
    if shared and members(given.value.get("schema")).get("type") != "file":
        new = f"/components/responses/{given.pointer.rpartition('/')[2]}"
        return _with_schemas_of(made, new, declared)
    return made
