"""A description that means harm: text must stay text, and names must stay apart."""

from __future__ import annotations

from typing import Any

EVIL = (
    'x"""\n\'\'\'\\"\n{{ 7 * 7 }} {% raw %}\r\n`"]\n'
    "*/ static { System.exit(7); } /* {@link #x} @Evil <script> \\u002a/ \\u0022 \\uzzzz //"
    " \u2028\u202e\n"
    "```\n"
)


def hostile() -> dict[str, Any]:
    """Every text that a description may choose is evil here, and names want what Java keeps."""
    text = {"description": EVIL, "summary": EVIL}
    schema = {"type": "string", "enum": [EVIL, "JSON_TYPE"], "default": EVIL, **text}
    plain = {"type": "string", "pattern": EVIL, "description": EVIL}
    names = (
        EVIL,
        "class",
        "hashCode",
        "builder",
        "toJson",
        "additionalProperties",
        "value",
        "other",
    )
    body = {
        "type": "object",
        "required": [EVIL, "class"],
        "properties": {**dict.fromkeys(names, plain), "enum": schema},
        **text,
    }
    content = {"application/json": {"schema": body, "example": {EVIL: EVIL, "class": EVIL}}}
    operation = {
        "operationId": EVIL,
        "tags": [EVIL],
        "security": [{EVIL: []}],
        **text,
        "parameters": [
            {"name": name, "in": "query", "required": True, "schema": plain, **text}
            for name in (EVIL, "request", "call", "body", "options", "caller", "build")
        ],
        "requestBody": {"content": content, "required": True, **text},
        "responses": {
            "200": {"description": EVIL, "content": content},
            "400": {"description": EVIL, "content": content},
        },
    }
    return {
        "openapi": "3.1.1",
        "info": {"title": EVIL, "version": EVIL, **text, "license": {"name": EVIL}},
        "tags": [{"name": EVIL, **text}],
        "servers": [{"url": "https://h/{v}", "variables": {"v": {"default": EVIL, **text}}}],
        "paths": {"/a": {"post": operation}},
        "components": {
            "securitySchemes": {EVIL: {"type": "apiKey", "in": "header", "name": EVIL, **text}},
            "schemas": {
                name: {"type": "object", "properties": {"x": plain}, **text}
                for name in ("String", "Object", "List", "Builder", "JsonNode", "Caller")
            },
        },
    }
