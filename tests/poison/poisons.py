"""Texts that try to break out of wherever a generator puts them, and a description full of them.

All of them try to call `pwned`, which nothing defines and nothing else is called.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from specpress.jsonvalue import Json

_THING: Json = {"$ref": "#/components/schemas/Thing"}

MARKER = "pwned"

POISONS = (
    '"; pwned(); "',
    "'; pwned(); '",
    "`; pwned(); `",
    '"""; pwned(); """',
    "'''\npwned()\n'''",
    "*/ pwned(); /*",
    "*\\/ pwned(); /*",
    "\\u002a\\u002f pwned(); \\u002f\\u002a",
    "\\\\u002a/ pwned(); /*",
    "\\u0022); pwned(); (\\u0022",
    "\n*/\npwned()\n/*",
    "\r\npwned()\r\n",
    "\u2028pwned()\u2029pwned()\u0085pwned()\u000bpwned()\u000cpwned()",
    "-->\npwned()\n<!--",
    "]]><script>pwned()</script><![CDATA[",
    "</script><img src=x onerror=pwned()><svg onload=pwned()>",
    "[x](javascript:pwned()) ![x](data:text/html,pwned())",
    "${pwned()} #{pwned()} $(pwned) {pwned()} %{pwned}",
    "{{ pwned() }}{% if pwned() %}{# pwned() #}",
    "{@code pwned()} {@link #pwned()} @pwned() <pre>",
    "```\npwned()\n```\n~~~\npwned()",
    "#pwned()\n// pwned()\n#[pwned()]\n#![pwned]",
    '"#; pwned(); r#"',
    '"##; pwned(); r##"',
    "\\",
    "\\\\",
    '\\"',
    "\\N{BULLET} \\x41 \\101 \\q \\u{41}",
    "%s %d %!s(pwned) %%",
    "\u202e)(denwp\u202c \u2066pwned()\u2069 \ufeff",
    "\x00\x01\x1b[31mpwned()\x7f",
    "# type: ignore\n# noqa\n//nolint\n// @ts-ignore\n//go:build pwned\n//go:generate pwned",
    "---\npwned: !!python/object/apply:pwned []\n...",
    '"]\n[build-dependencies]\npwned = "1"\n[x]\ny = ["',
    '", "scripts": {"install": "pwned()"}, "x": "',
    "</description><build>pwned()</build><description>",
    "../../../../tmp/pwned",
    "..\\..\\pwned",
    "CON",
    "import pwned",
    "\ud83d\ude00 \U0001f600 \U000e0001",
)


@dataclass(slots=True)
class Poisoner:
    """Gives a poison for each place: `text` for free text, `name` for what must be unique."""

    choose: Callable[[int], str]
    places: int = 0

    def text(self) -> str:
        """The poison of the next place."""
        self.places += 1
        return self.choose(self.places)

    def name(self) -> str:
        """The poison of the next place, with its number: it stands nowhere else, and no identifier
        that is made of it is the marker itself."""
        text = self.text()
        return f"{text} x{self.places}"


def rotated(start: int) -> Poisoner:
    """One poison a place, each place another."""
    return Poisoner(lambda place: POISONS[(start + place) % len(POISONS)])


def joined() -> Poisoner:
    """All poisons in every place."""
    whole = " ".join(POISONS)
    return Poisoner(lambda _: whole)


def description(p: Poisoner) -> dict[str, Json]:
    """A description with a poison in every place where it can hold text."""
    tags = [p.name(), p.name()]
    scopes = p.name()
    return {
        "openapi": "3.1.0",
        "info": _info(p),
        "externalDocs": {"description": p.text(), "url": "https://example.com/?" + _url(p)},
        "servers": [_server(p)],
        "tags": [{"name": tag, "description": p.text(), "x-displayName": p.text()} for tag in tags],
        "security": [{"oauth": [scopes], "key": []}],
        "paths": {
            f"/a{_url(p)}/{{id}}": {"summary": p.text(), "post": _post(p, tags)},
            "/b": {"get": _get(p, tags), "put": _form(p, tags)},
        },
        "webhooks": {p.name(): {"post": _payload(p)}},
        "components": {
            "schemas": _schemas(p),
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "query", "name": p.name(), "description": p.text()},
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": p.text()},
                "oauth": {
                    "type": "oauth2",
                    "description": p.text(),
                    "flows": {
                        "clientCredentials": {
                            "tokenUrl": "https://example.com/" + _url(p),
                            "scopes": {scopes: p.text()},
                        }
                    },
                },
            },
        },
    }


def _url(p: Poisoner) -> str:
    """A poison in the characters that paths and URLs of a description may hold."""
    return "".join(c for c in p.text() if c.isprintable() and c not in " {}?#/\\")


def _info(p: Poisoner) -> Json:
    return {
        "title": p.name(),
        "version": p.text(),
        "summary": p.text(),
        "description": p.text(),
        "termsOfService": "https://example.com/" + _url(p),
        "contact": {"name": p.text(), "url": "https://example.com/" + _url(p), "email": p.text()},
        "license": {"name": p.text(), "url": "https://example.com/" + _url(p)},
    }


def _server(p: Poisoner) -> Json:
    return {
        "url": f"https://example.com/{_url(p)}/{{base}}",
        "description": p.text(),
        "variables": {
            "base": {"default": "a", "enum": ["a", _url(p)], "description": p.text()},
        },
    }


def _parameter(p: Poisoner, place: str, schema: Json) -> Json:
    return {
        "name": p.name(),
        "in": place,
        "description": p.text(),
        "schema": schema,
        "examples": {p.name(): {"summary": p.text(), "value": p.text()}},
    }


def _post(p: Poisoner, tags: list[str]) -> Json:
    return {
        "operationId": p.name(),
        "summary": p.text(),
        "description": p.text(),
        "tags": list(tags),
        "externalDocs": {"description": p.text(), "url": "https://example.com"},
        "x-specpress-since": p.text(),
        "x-specpress-breadcrumb": [p.text(), p.text()],
        "x-specpress-history": [{"version": p.text(), "change": p.text()}],
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
            _parameter(p, "query", {"type": "string", "default": p.text(), "pattern": p.text()}),
            _parameter(p, "query", {"type": "array", "items": {"type": "string"}}),
            _parameter(p, "cookie", {"type": "string", "enum": [p.name(), p.name()]}),
            {"name": "X-Plain", "in": "header", "description": p.text(), "schema": {}},
        ],
        "requestBody": {
            "description": p.text(),
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/Thing"},
                    "examples": {p.name(): {"summary": p.text(), "value": {"a": p.text()}}},
                }
            },
        },
        "responses": {
            "200": {
                "description": p.text(),
                "headers": {"X-Head": {"description": p.text(), "schema": {"type": "string"}}},
                "content": {
                    "application/json": {
                        "schema": {"$ref": "#/components/schemas/Union"},
                        "example": {"kind": p.text()},
                    }
                },
                "links": {p.name(): {"operationId": p.text(), "description": p.text()}},
            },
            "default": {
                "description": p.text(),
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
            },
        },
        "callbacks": {p.name(): {"{$request.body#/a}": {"post": _payload(p)}}},
    }


def _get(p: Poisoner, tags: list[str]) -> Json:
    return {
        "operationId": p.name(),
        "tags": tags[:1],
        "deprecated": True,
        "parameters": [_parameter(p, "query", {"type": "integer", "default": 1})],
        "responses": {
            "200": {
                "description": p.text(),
                "content": {
                    "text/event-stream": {"schema": {"$ref": "#/components/schemas/Thing"}}
                },
            }
        },
    }


def _form(p: Poisoner, tags: list[str]) -> Json:
    names = [p.name() for _ in range(3)]
    return {
        "operationId": p.name(),
        "tags": tags[1:],
        "security": [{}, {"bearer": []}],
        "requestBody": {
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "required": names[:1],
                        "properties": {
                            names[0]: {"type": "string", "format": "binary"},
                            names[1]: {"type": "array", "items": {"type": "string"}},
                            names[2]: {"type": "object", "properties": {p.name(): {}}},
                        },
                    },
                    "encoding": {names[0]: {"contentType": "image/png"}},
                }
            }
        },
        "responses": {"204": {"description": p.text()}},
    }


def _payload(p: Poisoner) -> Json:
    return {
        "operationId": p.name(),
        "summary": p.text(),
        "description": p.text(),
        "requestBody": {
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
        },
        "responses": {"200": {"description": p.text()}},
    }


def _schemas(p: Poisoner) -> dict[str, Json]:
    kind = p.name()
    fields = {p.name(): _field(p) for _ in range(12)}
    return {
        "Thing": {
            "type": "object",
            "title": p.text(),
            "description": p.text(),
            "$comment": p.text(),
            "required": list(fields)[:2],
            "properties": fields,
            "additionalProperties": {"type": "string", "description": p.text()},
            "patternProperties": {p.text(): {"type": "string"}},
            "not": {"const": p.text()},
            "externalDocs": {"description": p.text(), "url": "https://example.com"},
            "example": {name: p.text() for name in fields},
        },
        "Choice": {
            "type": "string",
            "description": p.text(),
            "enum": [p.name() for _ in POISONS],
            "x-enum-descriptions": [p.text() for _ in POISONS],
        },
        "Union": {
            "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
            "discriminator": {
                "propertyName": kind,
                "mapping": {p.name(): "#/components/schemas/A", p.name(): "B"},
            },
        },
        "A": {"type": "object", "required": [kind], "properties": {kind: {"type": "string"}}},
        "B": {"type": "object", "required": [kind], "properties": {kind: {"type": "string"}}},
        "Constant": {
            "type": "object",
            "properties": {"constant": {"const": p.text()}, "odd": {"format": p.text()}},
        },
        "Alias": {"type": "string", "description": p.text(), "pattern": p.text()},
    }


def _field(p: Poisoner) -> Json:
    return {
        "type": "string",
        "title": p.text(),
        "description": p.text(),
        "default": p.text(),
        "examples": [p.text()],
        "pattern": p.text(),
        "x-specpress-rule": p.text(),
    }
