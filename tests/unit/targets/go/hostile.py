"""A description in which every text and every name means harm."""

from __future__ import annotations

import json
from typing import Any

QUOTES = 'x"""\n\'\'\'\\"\n{{ 7 * 7 }} {% raw %}\r\n`"]\nimport "C" // \u2028\u202e*/ -->\n```\n'
COMMENTS = (
    "*/ }\nfunc init() { panic(1) }\n//go:generate rm -rf /\n//line x.go:1\n# Heading\n\nAlone\n\n"
    "- item `x`\n- second item\n  more\n\n[a]: http://x.y\n\n1. one\n+build ignore\n``quoted''\n"
    "\ttabbed\n\nDeprecated: no"
)


def description(evil: str) -> str:
    """The description, with `evil` wherever a text may stand."""
    text = {"description": evil, "summary": evil}
    document = {
        "openapi": "3.1.1",
        "info": {"title": evil, "version": evil, **text, "license": {"name": evil}},
        "paths": {
            "/a": {"post": _operation(evil, text)},
            "/b": {"get": _getting(), "put": _putting()},
        },
        "tags": [{"name": evil, **text}, {"name": "windows"}],
        "servers": [{"url": "https://h/{v}", "variables": {"v": {"default": evil, **text}}}],
        "components": {
            "schemas": _schemas(evil),
            "securitySchemes": {evil: {"type": "apiKey", "in": "header", "name": "X-A", **text}},
        },
    }
    return json.dumps(document)


def _operation(evil: str, text: dict[str, str]) -> dict[str, Any]:
    schema = {"type": "string", "enum": [evil, "b", ""], "default": evil, "pattern": evil, **text}
    names = ("__class__", "extra", "", "-", "a,b", "`", "镜像", "MarshalJSON", "arguments")
    properties: dict[str, Any] = {name: {"type": "string"} for name in names}
    properties |= {evil: schema, "Extra": {"type": "integer"}}
    body = {"type": "object", "required": [evil], "properties": properties}
    content = {"application/json": {"schema": body, "example": {evil: evil}}}
    text_body = {"text/plain": {"schema": {"type": "string"}}}
    return {
        "operationId": evil,
        "tags": [evil],
        "security": [{evil: []}],
        **text,
        "parameters": [
            {"name": evil, "in": "query", "schema": schema, **text},
            {"name": "type", "in": "query", "schema": schema, "required": True},
            {"name": "arguments", "in": "query", "schema": {"type": "string"}},
        ],
        "requestBody": {"content": content, "required": True, **text},
        "responses": {
            "200": {"description": evil, "content": content},
            "201": {"description": evil, "content": text_body},
            "204": {"description": evil},
            "400": {"description": evil, "content": content},
        },
    }


def _getting() -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}
    return {
        "operationId": "windows",
        "tags": ["windows", "linux"],
        "responses": {"200": {"description": "x", "content": content}},
    }


def _putting() -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/UsesMaybe"}}}
    long = "a_name_that_is_so_long_that_gofmt_gives_it_a_section_of_its_own"
    moment = {"type": "string", "format": "date-time"}
    return {
        "operationId": "put",
        "tags": ["windows"],
        "parameters": [
            {"name": "t", "in": "query", "required": True, "schema": moment},
            {"name": long, "in": "query", "required": True, "schema": {"type": "string"}},
        ],
        "requestBody": {"required": True, "content": content},
        "responses": {"204": {"description": "x"}},
    }


def _schemas(evil: str) -> dict[str, Any]:
    def ref(name: str) -> dict[str, str]:
        return {"$ref": f"#/components/schemas/{name}"}

    def record(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
        return {"type": "object", "required": list(required), "properties": properties}

    text = {"type": "string"}
    return {
        "Client": record(a=text),
        "Optional": {"type": "string", "enum": ["a"]},
        "Job": {"type": "array", "items": text},
        "windows": text,
        "string": record(error=text, x={"type": "integer"}, looooooong=ref("Job")),
        "Pet": {
            "oneOf": [ref("Cat"), ref("Dog"), text, {"type": "array", "items": ref("Pet")}],
            "discriminator": {
                "propertyName": evil,
                "mapping": {evil: "#/components/schemas/Cat"},
            },
        },
        "Cat": record((evil, "next"), **{evil: {"const": evil}, "next": ref("Dog")}),
        "Dog": {
            **record(
                ("cat",),
                cat=ref("Cat"),
                n={"type": ["integer", "null"]},
                c={"const": 7},
                t={"type": "string", "format": "date-time"},
                d={"type": "string", "format": "date"},
                b={"type": "string", "format": "byte"},
                any={},
            ),
            "additionalProperties": {"type": "integer"},
        },
        "Number": {"type": "integer", "enum": [1, -1, 10]},
        "Tree": {"type": "array", "items": ref("Tree")},
        "MaybeText": {"type": ["string", "null"]},
        "UsesMaybe": record(
            ("m", "l", "o"),
            m=ref("MaybeText"),
            l={"type": "array", "items": ref("MaybeText")},
            o={"type": ["object", "null"], "additionalProperties": {"type": "number"}},
            p=ref("Pet"),
        ),
    }
