"""Which part of a description is what: operation, schema, reference (OpenAPI 3.2, section 4).

What only Swagger 2.0 or only OpenAPI 3.2 has is known too: which version has it, `validate` knows.

A walk along this grammar finds each part by its meaning, so that a property named `$ref` or an
example that looks like a schema is not mistaken for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


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
        ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"),
        _Map("schema"),
    )
)
_ENCODINGS: dict[str, _Rule] = {
    "encoding": _Map("encoding"),
    "itemEncoding": _One("encoding"),
    "prefixEncoding": _List("encoding"),
}
_GRAMMAR: Mapping[Kind, Mapping[str, _Rule]] = {
    "root": {
        "paths": _Map("path-item", extensions=True),
        "webhooks": _Map("path-item"),
        "components": _One("components"),
        # Swagger 2.0
        "definitions": _Map("schema"),
        "parameters": _Map("parameter"),
        "responses": _Map("response"),
        "securityDefinitions": _Map("security-scheme"),
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
        "mediaTypes": _Map("media-type"),
    },
    "path-item": dict.fromkeys(METHODS, _One("operation"))
    | {"parameters": _List("parameter"), "additionalOperations": _Map("operation")},
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
        "itemSchema": _One("schema"),
        "examples": _Map("example"),
        **_ENCODINGS,
    },
    "encoding": {"headers": _Map("header"), **_ENCODINGS},
    "response": {
        "schema": _One("schema"),  # Swagger 2.0
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

    References are parts too, and are not followed. Boolean schemas are left out. Who changes a part
    in place before asking for the next one finds what is below it as it is then.
    """
    yield from walk_from(Part("root", "", root))


def walk_from(start: Part) -> Iterator[Part]:
    """As `walk`, from one part of a description on."""
    todo = [start]
    while todo:
        part = todo.pop()
        yield part
        below = children(part)
        below.reverse()
        todo += below


def fields(kind: Kind) -> Iterable[str]:
    """The fields of an object of this kind that hold parts."""
    return _GRAMMAR[kind]


def is_container(kind: Kind, field: str) -> bool:
    """Whether a field holds a map or a list of parts, rather than one part."""
    return not isinstance(_GRAMMAR[kind].get(field), _One)


def children(part: Part) -> list[Part]:
    """The parts right below `part`, in the order of the document."""
    kind, pointer, value = part
    if kind == "callback":
        return _entries(_Map("path-item", extensions=True), pointer, value)
    if "$ref" in value and kind not in ("schema", "path-item"):
        return []  # a Reference Object: its other members are annotations
    grammar = _GRAMMAR[kind]
    found: list[Part] = []
    for key in value:
        if key in grammar:
            found += _entries(grammar[key], f"{pointer}/{escape(key)}", value[key])
    return found


def _entries(rule: _Rule, pointer: str, value: Json) -> list[Part]:
    # Not a match of classes: this is asked for each keyword of a document.
    kind = rule.kind
    if isinstance(value, dict):
        if isinstance(rule, _One):
            return [Part(kind, pointer, value)]
        if isinstance(rule, _Map):
            return [
                Part(kind, f"{pointer}/{escape(key)}", item)
                for key, item in value.items()
                if isinstance(item, dict) and not (rule.extensions and key.startswith("x-"))
            ]
    elif isinstance(value, list) and isinstance(rule, _List):
        return [
            Part(kind, f"{pointer}/{number}", item)
            for number, item in enumerate(value)
            if isinstance(item, dict)
        ]
    return []
