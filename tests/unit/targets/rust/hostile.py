"""A description in which every text and every name means harm to a Rust crate."""

from __future__ import annotations

import json
from typing import Any

QUOTES = (
    'x"#\n\'\\"\\u{7d}\n{{ 7 * 7 }} {% raw %}\r\n`"]\n*/ fn main() {} // \u2028\u202e -->\n```\n'
)
MARKDOWN = (
    "[Vec] [a]: http://x.y <b>bold</b> <script>\n# Heading\n\n```\nassert!(false);\n```\n\n"
    "    panic!();\n\n- item `x`\n- second\n  more\n\n1. one\n2) two\n\n``quoted'' & | a | b |\n"
    "\ttabbed https://example.com/a_b?c=d, #![feature(x)] $x$ ~~y~~ [^1] !\n> quote\n---\n=== \n"
    "a `code with http://x` and `unbalanced"
)

NAMES = ("*/ fn main() {} //", '"]\n#![x]`')


def description(evil: str, name: str) -> str:
    """The description, with `evil` wherever a text may stand and `name` wherever a name may."""
    text = {"description": evil, "summary": evil}
    return json.dumps(
        {
            "openapi": "3.1.1",
            "info": {"title": evil, "version": evil, **text, "license": {"name": evil}},
            "paths": {"/a": {"post": _operation(evil, name, text)}, "/b": {"get": _clashing()}},
            "tags": [{"name": name, **text}, {"name": "error_shapes"}, {"name": "Client"}],
            "servers": [{"url": "https://h/{v}", "variables": {"v": {"default": evil, **text}}}],
            "components": {
                "schemas": _schemas(evil, name),
                "securitySchemes": {
                    name: {"type": "apiKey", "in": "header", "name": "X-A", **text},
                    "new": {"type": "http", "scheme": 'a"b'},
                    "settings": {"type": "http", "scheme": "basic"},
                },
            },
        }
    )


def _operation(evil: str, name: str, text: dict[str, str]) -> dict[str, Any]:
    schema = {"type": "string", "enum": [evil, "b", "", "Unknown"], "default": evil, **text}
    schema["pattern"] = evil
    names = ("__class__", "extra", "", "-", "a,b", "`", "镜像", "self", "Self", "type", "new", "fn")
    properties: dict[str, Any] = {name: {"type": "string"} for name in names}
    properties |= {name: schema, "Extra": {"type": "integer"}}
    body = {"type": "object", "required": [name], "properties": properties}
    content = {"application/json": {"schema": body, "example": {name: evil}}}
    plain = {"text/plain": {"schema": {"type": "string"}}}
    return {
        "operationId": name,
        "tags": [name],
        "security": [{name: []}],
        **text,
        "parameters": [
            {"name": name, "in": "query", "schema": schema, **text},
            {"name": "type", "in": "query", "schema": schema, "required": True},
            {"name": "send", "in": "query", "schema": {"type": "string"}},
            {"name": "client", "in": "query", "schema": {"type": "string"}},
        ],
        "requestBody": {"content": content, "required": True, **text},
        "responses": {
            "200": {"description": evil, "content": content},
            "201": {"description": evil, "content": plain},
            "204": {"description": evil},
            "400": {"description": evil, "content": content},
        },
    }


def _clashing() -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/String"}}}
    return {
        "operationId": "String",
        "tags": ["error_shapes", "Client"],
        "responses": {"200": {"description": "x", "content": content}},
    }


def _schemas(evil: str, name: str) -> dict[str, Any]:
    return {
        "String": {"type": "object", "properties": {"Option": {"type": "string"}}},
        "Option": {"type": "array", "items": {"$ref": "#/components/schemas/Self"}},
        "Self": {"type": "object", "properties": {"self": {"$ref": "#/components/schemas/Self"}}},
        "json": {"type": "string", "enum": ["Self", "None", "Unknown", evil]},
        "Deserialize": {"oneOf": [{"$ref": "#/components/schemas/String"}, {"type": "string"}]},
        name: {"type": "object", "description": evil, "properties": {name: {"const": evil}}},
    }
