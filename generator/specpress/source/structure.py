"""Which part of a description is what: operation, schema, reference (OpenAPI 3.1, section 4.8).

A walk along this grammar finds each part by its meaning, so that a property named `$ref` or an
example that looks like a schema is not mistaken for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from specpress.jsonvalue import Json, JsonObject, escape

Kind: TypeAlias = Literal[
    "callback",
    "components",
    "encoding",
    "example",
    "header",
    "link",
    "media-type",
    "operation",
    "parameter",
    "path-item",
    "request-body",
    "response",
    "root",
    "schema",
    "security-scheme",
]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Part(NamedTuple):
    """One object of a description: what it is, its JSON pointer, and itself."""

    kind: Kind
    pointer: str
    value: JsonObject


@dataclass(frozen=True, slots=True)
class _One:
    kind: Kind


@dataclass(frozen=True, slots=True)
class _List:
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Map:
    kind: Kind
    extensions: bool = False  # whether keys that begin with x- are no entries


_Rule: TypeAlias = _One | _List | _Map

_CONTENT: dict[str, _Rule] = {
    "schema": _One("schema"),
    "examples": _Map("example"),
    "content": _Map("media-type"),
}
_SCHEMA: dict[str, _Rule] = (
    dict.fromkeys(
        (
            "items",
            "additionalProperties",
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contentSchema",
        ),
        _One("schema"),
    )
    | dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _List("schema"))
    | dict.fromkeys(
        ("properties", "patternProperties", "$defs", "dependentSchemas"), _Map("schema")
    )
)
_GRAMMAR: Mapping[Kind, Mapping[str, _Rule]] = {
    "root": {
        "paths": _Map("path-item", extensions=True),
        "webhooks": _Map("path-item"),
        "components": _One("components"),
    },
    "components": {
        "schemas": _Map("schema"),
        "responses": _Map("response"),
        "parameters": _Map("parameter"),
        "examples": _Map("example"),
        "requestBodies": _Map("request-body"),
        "headers": _Map("header"),
        "securitySchemes": _Map("security-scheme"),
        "links": _Map("link"),
        "callbacks": _Map("callback"),
        "pathItems": _Map("path-item"),
    },
    "path-item": dict.fromkeys(METHODS, _One("operation")) | {"parameters": _List("parameter")},
    "operation": {
        "parameters": _List("parameter"),
        "requestBody": _One("request-body"),
        "responses": _Map("response", extensions=True),
        "callbacks": _Map("callback"),
    },
    "parameter": _CONTENT,
    "header": _CONTENT,
    "request-body": {"content": _Map("media-type")},
    "media-type": {
        "schema": _One("schema"),
        "examples": _Map("example"),
        "encoding": _Map("encoding"),
    },
    "encoding": {"headers": _Map("header")},
    "response": {
        "headers": _Map("header"),
        "content": _Map("media-type"),
        "links": _Map("link"),
    },
    "schema": _SCHEMA,
    "callback": {},
    "example": {},
    "link": {},
    "security-scheme": {},
}


def walk(root: JsonObject) -> Iterator[Part]:
    """All objects of a description, from the outside in; what is no object is left out.

    References are parts too, and are not followed. Boolean schemas are left out.
    """
    todo = [Part("root", "", root)]
    while todo:
        part = todo.pop()
        yield part
        todo += reversed(list(children(part)))


def children(part: Part) -> Iterator[Part]:
    """The parts right below `part`, in the order of the document."""
    if part.kind == "callback":
        yield from _entries(_Map("path-item", extensions=True), part.pointer, part.value)
        return
    if "$ref" in part.value and part.kind not in ("schema", "path-item"):
        return  # a Reference Object: its other members are annotations
    grammar = _GRAMMAR[part.kind]
    for key, value in part.value.items():
        rule = grammar.get(key)
        if rule is not None:
            yield from _entries(rule, f"{part.pointer}/{escape(key)}", value)


def _entries(rule: _Rule, pointer: str, value: Json) -> Iterator[Part]:
    match rule, value:
        case _One(kind), dict():
            yield Part(kind, pointer, value)
        case _List(kind), list():
            for number, item in enumerate(value):
                if isinstance(item, dict):
                    yield Part(kind, f"{pointer}/{number}", item)
        case _Map(kind, extensions), dict():
            for key, item in value.items():
                if isinstance(item, dict) and not (extensions and key.startswith("x-")):
                    yield Part(kind, f"{pointer}/{escape(key)}", item)
