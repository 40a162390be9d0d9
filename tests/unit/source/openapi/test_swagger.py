"""Swagger 2.0 in the words of OpenAPI 3.1."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from specpress.diagnostics import Sink
from specpress.printers import as_text
from specpress.source.document import LoadedDocument
from specpress.source.openapi import load_bytes
from specpress.source.upgrade import TARGET, upgrade
from specpress.source.validate import validate

HEAD = "swagger: '2.0'\ninfo: {title: T, version: '1'}\n"


def loaded(text: str) -> LoadedDocument:
    sink = Sink()
    found = load_bytes((HEAD + text).encode(), "a.yaml", sink)
    assert found is not None
    validate(found, sink)
    assert not sink.failed, as_text(sink)
    return found


def upgraded(text: str, *codes: str) -> Any:
    """The valid description of 3.1 that a valid one of 2.0 becomes, with exactly these faults."""
    given = loaded(text)
    before = copy.deepcopy(given.root)
    sink = Sink()
    result = upgrade(given, sink)
    assert [found.code for found in sink] == list(codes), as_text(sink)
    assert given.root == before
    assert result.dialect == result.root["openapi"] == TARGET
    assert [error.message for error in OpenAPIV31SpecValidator(result.root).iter_errors()] == []
    return result.root


def operation(text: str, *codes: str, head: str = "") -> Any:
    """The operation `POST /a/{id}` after the upgrade; `text` is what it has in 2.0."""
    given = yaml.safe_load(text)
    given.setdefault("responses", {"200": {"description": "d"}})
    listed = given.setdefault("parameters", [])
    listed.append({"name": "id", "in": "path", "required": True, "type": "string"})
    body = yaml.safe_dump({"paths": {"/a/{id}": {"post": given}}})
    return upgraded(f"{head}{body}", *codes)["paths"]["/a/{id}"]["post"]


def parameter(text: str, *codes: str) -> Any:
    """The first parameter, `p`, after the upgrade."""
    found = operation(f"parameters: [{{name: p, {text}}}]", *codes)["parameters"][0]
    assert found.pop("name") == "p"
    return found


STRINGS = {"type": "array", "items": {"type": "string"}}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("in: query, type: string", {"in": "query", "schema": {"type": "string"}}),
        (
            "in: header, type: integer, format: int32, minimum: 1, description: d, x-a: 1",
            {
                "in": "header",
                "description": "d",
                "x-a": 1,
                "schema": {"type": "integer", "format": "int32", "minimum": 1},
            },
        ),
        (
            "in: query, type: string, x-nullable: true, x-example: e, allowEmptyValue: true",
            {
                "in": "query",
                "allowEmptyValue": True,
                "example": "e",
                "schema": {"type": ["string", "null"]},
            },
        ),
        (
            "in: query, type: number, maximum: 3, exclusiveMaximum: true",
            {"in": "query", "schema": {"type": "number", "exclusiveMaximum": 3}},
        ),
        (
            "in: query, type: array, items: {type: string}",
            {"in": "query", "style": "form", "explode": False, "schema": STRINGS},
        ),
        (
            "in: query, type: array, items: {type: string}, collectionFormat: csv",
            {"in": "query", "style": "form", "explode": False, "schema": STRINGS},
        ),
        (
            "in: query, type: array, items: {type: string}, collectionFormat: multi",
            {"in": "query", "style": "form", "explode": True, "schema": STRINGS},
        ),
        (
            "in: query, type: array, items: {type: string}, collectionFormat: ssv",
            {"in": "query", "style": "spaceDelimited", "explode": False, "schema": STRINGS},
        ),
        (
            "in: query, type: array, items: {type: string}, collectionFormat: pipes",
            {"in": "query", "style": "pipeDelimited", "explode": False, "schema": STRINGS},
        ),
        (
            "in: header, type: array, items: {type: string}",
            {"in": "header", "style": "simple", "explode": False, "schema": STRINGS},
        ),
    ],
)
def test_parameters(before: str, after: Any) -> None:
    assert parameter(before) == after


@pytest.mark.parametrize(
    "before",
    [
        "in: query, type: array, items: {type: string}, collectionFormat: tsv",
        "in: header, type: array, items: {type: string}, collectionFormat: pipes",
        "in: query, type: array, items: {type: array, items: {type: string}}",
    ],
)
def test_an_array_without_a_style_in_3_is_the_text_that_travels(before: str) -> None:
    assert parameter(before, "openapi-collection-format")["schema"] == {"type": "string"}


BODY = "parameters: [{name: b, in: body, required: true, description: d, schema: %s}]"


def test_a_body_has_the_media_types_of_the_operation_else_of_all_else_json() -> None:
    schema = "{type: string}"
    plain = {"schema": {"type": "string"}}
    found = operation(BODY % schema)
    assert found["requestBody"] == {
        "description": "d",
        "required": True,
        "content": {"application/json": plain},
    }
    assert [one["name"] for one in found["parameters"]] == ["id"]
    found = operation(BODY % schema, head="consumes: [text/plain]\n")
    assert found["requestBody"]["content"] == {"text/plain": plain}
    text = BODY % schema + "\nconsumes: [application/xml, application/json]"
    found = operation(text, head="consumes: [text/plain]\n")
    assert found["requestBody"]["content"] == {"application/xml": plain, "application/json": plain}


def test_a_type_of_several_media_types_is_declared_once() -> None:
    schema = "{type: object, properties: {a: {type: string}}}"
    content = operation(BODY % schema + "\nconsumes: [application/json, application/xml]")[
        "requestBody"
    ]["content"]
    first = "#/paths/~1a~1%7Bid%7D/post/requestBody/content/application~1json/schema"
    assert content["application/json"]["schema"]["properties"] == {"a": {"type": "string"}}
    assert content["application/xml"]["schema"] == {"$ref": first}


FORM = """\
parameters:
- {name: f, in: formData, type: %s, required: true, description: d}
- {name: many, in: formData, type: array, items: {type: string}, collectionFormat: %s}
"""


@pytest.mark.parametrize(
    ("kind", "consumes", "media_types"),
    [
        ("string", "", ["application/x-www-form-urlencoded"]),
        ("string", "multipart/form-data", ["multipart/form-data"]),
        ("file", "", ["multipart/form-data"]),
        ("file", "application/x-www-form-urlencoded", ["multipart/form-data"]),
        (
            "string",
            "multipart/form-data, application/x-www-form-urlencoded",
            ["multipart/form-data", "application/x-www-form-urlencoded"],
        ),
        ("string", "application/json", ["application/x-www-form-urlencoded"]),
    ],
)
def test_forms(kind: str, consumes: str, media_types: list[str]) -> None:
    text = FORM % (kind, "multi") + (f"consumes: [{consumes}]" if consumes else "")
    if kind == "file" and "multipart" not in consumes:
        text += "\nschemes: []"
    found = operation(text)
    body = found["requestBody"]
    assert list(body["content"]) == media_types
    assert body["required"] is True
    first = body["content"][media_types[0]]
    bytes_or_text = {"type": "string", "description": "d"}
    if kind == "file":
        bytes_or_text["contentMediaType"] = "application/octet-stream"
    assert first["schema"] == {
        "type": "object",
        "properties": {"f": bytes_or_text, "many": STRINGS},
        "required": ["f"],
    }
    assert first["encoding"] == {"many": {"style": "form", "explode": True}}
    for other in media_types[1:]:
        assert list(body["content"][other]["schema"]) == ["$ref"]
        assert body["content"][other]["encoding"] == first["encoding"]


def test_what_a_path_item_sends_goes_to_each_operation_that_does_not_replace_it() -> None:
    found = upgraded("""\
paths:
  /a:
    parameters:
    - {name: q, in: query, type: string}
    - {name: one, in: formData, type: string}
    - {$ref: '#/parameters/Two'}
    put: {responses: {'200': {description: d}}}
    post:
      parameters: [{name: one, in: formData, type: integer}]
      responses: {'200': {description: d}}
parameters:
  Two: {name: two, in: formData, type: boolean}
""")
    item = found["paths"]["/a"]
    assert item["parameters"] == [{"name": "q", "in": "query", "schema": {"type": "string"}}]
    assert "components" not in found

    def fields(method: str) -> Any:
        (content,) = item[method]["requestBody"]["content"].values()
        return {name: field["type"] for name, field in content["schema"]["properties"].items()}

    assert fields("put") == {"one": "string", "two": "boolean"}
    assert fields("post") == {"two": "boolean", "one": "integer"}


SHARED = """\
consumes: [application/json]
produces: [application/json]
parameters:
  Body: {name: b, in: body, schema: {type: object, properties: {a: {type: string}}}}
  Page: {name: page, in: query, type: integer}
responses:
  Gone: {description: g, schema: {$ref: '#/definitions/Error'}}
  Odd: {description: o, schema: {type: object, properties: {a: {type: string}}}}
definitions:
  Error: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}}
"""


def test_what_is_shared_is_referred_to() -> None:
    text = """\
paths:
  /a:
    put:
      parameters: [{$ref: '#/parameters/Page'}, {$ref: '#/parameters/Body'}]
      responses: {'200': {description: d}, '410': {$ref: '#/responses/Gone'}}
"""
    found = upgraded(SHARED + text)
    put = found["paths"]["/a"]["put"]
    assert put["parameters"] == [{"$ref": "#/components/parameters/Page"}]
    assert put["requestBody"] == {"$ref": "#/components/requestBodies/Body"}
    assert put["responses"]["410"] == {"$ref": "#/components/responses/Gone"}
    components = found["components"]
    assert list(components) == ["schemas", "parameters", "requestBodies", "responses"]
    assert components["schemas"]["Error"]["discriminator"] == {"propertyName": "kind"}
    gone = components["responses"]["Gone"]["content"]["application/json"]
    assert gone == {"schema": {"$ref": "#/components/schemas/Error"}}


def test_what_is_shared_has_the_media_types_of_each_operation() -> None:
    text = """\
paths:
  /a:
    put:
      consumes: [application/xml]
      produces: [application/xml]
      parameters: [{$ref: '#/parameters/Body'}]
      responses: {'410': {$ref: '#/responses/Gone'}, '411': {$ref: '#/responses/Odd'}}
"""
    put = upgraded(SHARED + text)["paths"]["/a"]["put"]
    assert put["requestBody"]["content"] == {
        "application/xml": {
            "schema": {"$ref": "#/components/requestBodies/Body/content/application~1json/schema"}
        }
    }
    gone, odd = (put["responses"][status]["content"] for status in ("410", "411"))
    assert gone == {"application/xml": {"schema": {"$ref": "#/components/schemas/Error"}}}
    assert odd == {
        "application/xml": {
            "schema": {"$ref": "#/components/responses/Odd/content/application~1json/schema"}
        }
    }


@pytest.mark.parametrize(
    ("before", "produces", "after"),
    [
        ("{}", "[a/b]", None),
        ("{schema: {type: string}}", "[]", {"application/json": {"schema": {"type": "string"}}}),
        ("{schema: {type: string}}", "[a/b]", {"a/b": {"schema": {"type": "string"}}}),
        (
            "{schema: {type: file}}",
            "[application/pdf, application/json]",
            {
                "application/pdf": {
                    "schema": {"type": "string", "contentMediaType": "application/octet-stream"}
                }
            },
        ),
        (
            "{schema: {type: file}}",
            "[application/json]",
            {
                "application/octet-stream": {
                    "schema": {"type": "string", "contentMediaType": "application/octet-stream"}
                }
            },
        ),
        (
            "{schema: {type: string}, examples: {a/b: e, c/d: [1]}}",
            "[a/b]",
            {"a/b": {"schema": {"type": "string"}, "example": "e"}, "c/d": {"example": [1]}},
        ),
    ],
)
def test_the_content_of_responses(before: str, produces: str, after: Any) -> None:
    response = yaml.safe_load(before) | {"description": "d"}
    text = yaml.safe_dump({"responses": {"200": response}}) + f"produces: {produces}"
    assert operation(text)["responses"]["200"].get("content") == after


def test_headers_of_responses() -> None:
    text = """\
responses:
  '200':
    description: d
    headers:
      X-Left: {type: integer, description: l}
      X-Some: {type: array, items: {type: string}}
"""
    assert operation(text)["responses"]["200"]["headers"] == {
        "X-Left": {"description": "l", "schema": {"type": "integer"}},
        "X-Some": {"schema": STRINGS},
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", None),
        ("host: a.example", ["https://a.example"]),
        ("basePath: /v1", ["/v1"]),
        ("host: a.example\nbasePath: /v1/", ["https://a.example/v1"]),
        ("host: a.example\nschemes: [http]", ["http://a.example"]),
        (
            "host: a.example:81\nschemes: [http, ws, https]",
            ["https://a.example:81", "http://a.example:81"],
        ),
        ("host: a.example\nschemes: [ws]", ["ws://a.example"]),
    ],
)
def test_servers(before: str, after: Any) -> None:
    found = upgraded(f"{before}\npaths: {{}}")
    assert [server["url"] for server in found.get("servers", [])] == (after or [])


def test_the_schemes_of_an_operation_are_servers_of_its_own() -> None:
    head = "host: a.example\nschemes: [https]\n"
    assert operation("schemes: [http]", head=head)["servers"] == [{"url": "http://a.example"}]
    assert "servers" not in operation("schemes: [https]", head=head)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{type: basic, description: d}", {"type": "http", "scheme": "basic", "description": "d"}),
        (
            "{type: apiKey, name: k, in: query, x-a: 1}",
            {"type": "apiKey", "name": "k", "in": "query", "x-a": 1},
        ),
        *(
            (
                f"{{type: oauth2, flow: {flow}, {urls}, scopes: {{r: read}}}}",
                {
                    "type": "oauth2",
                    "flows": {after: yaml.safe_load(f"{{{urls}, scopes: {{r: read}}}}")},
                },
            )
            for flow, after, urls in (
                ("implicit", "implicit", "authorizationUrl: 'https://a'"),
                ("password", "password", "tokenUrl: 'https://t'"),
                ("application", "clientCredentials", "tokenUrl: 'https://t'"),
                (
                    "accessCode",
                    "authorizationCode",
                    "authorizationUrl: 'https://a', tokenUrl: 'https://t'",
                ),
            )
        ),
    ],
)
def test_security(before: str, after: Any) -> None:
    found = upgraded(f"paths: {{}}\nsecurityDefinitions: {{s: {before}}}\nsecurity: [{{s: []}}]")
    assert found["components"]["securitySchemes"] == {"s": after}
    assert found["security"] == [{"s": []}]


def test_schemas() -> None:
    found = upgraded(
        """\
paths: {}
definitions:
  A:
    type: object
    properties:
      n: {type: string, x-nullable: true, example: e}
      b: {type: string, format: byte}
      pair: {type: array, items: [{type: string}, {type: integer, x-nullable: true}]}
      file: {$ref: '#/definitions/A/properties/n', maxLength: 3}
""",
        "openapi-ignored-sibling",
    )
    assert found["components"]["schemas"]["A"]["properties"] == {
        "n": {"type": ["string", "null"], "examples": ["e"]},
        "b": {"type": "string", "contentEncoding": "base64"},
        "pair": {
            "type": "array",
            "prefixItems": [{"type": "string"}, {"type": ["integer", "null"]}],
        },
        "file": {"$ref": "#/components/schemas/A/properties/n"},
    }


def test_references_into_parts_that_moved() -> None:
    found = upgraded("""\
paths:
  /a:
    get:
      parameters:
      - {name: b, in: body, schema: {type: object, properties: {x: {type: string}}}}
      - {name: q, in: query, type: array, items: {type: string}}
      responses:
        '200': {description: d, schema: {type: object, properties: {y: {type: string}}}}
  /b:
    get:
      parameters: [{$ref: '#/paths/~1a/get/parameters/1'}]
      responses:
        '200':
          description: d
          schema: {$ref: '#/paths/~1a/get/responses/200/schema/properties/y'}
        '201':
          description: d
          schema: {$ref: '#/paths/~1a/get/parameters/0/schema/properties/x'}
""")
    get = found["paths"]["/b"]["get"]
    assert get["parameters"] == [{"$ref": "#/paths/~1a/get/parameters/0"}]
    schemas = [
        response["content"]["application/json"]["schema"]["$ref"]
        for response in get["responses"].values()
    ]
    start = "#/paths/~1a/get"
    assert schemas == [
        f"{start}/responses/200/content/application~1json/schema/properties/y",
        f"{start}/requestBody/content/application~1json/schema/properties/x",
    ]


def test_the_places_of_what_moved() -> None:
    given = loaded("""\
paths:
  /a:
    get:
      parameters:
      - {name: b, in: body, schema: {type: object}}
      - {name: q, in: query, type: string}
      responses:
        '200':
          description: d
          schema: {type: string}
definitions:
  A: {type: object,
    properties: {p: {type: string}}}
host: h.example
""")
    current = upgrade(given, Sink())
    positions = current.positions
    get = "/paths/~1a/get"
    for pointer, place in {
        "/components/schemas/A/properties/p": "15:18",
        f"{get}/parameters/0": "8:9",
        f"{get}/parameters/0/schema/type": "8:30",
        f"{get}/requestBody": "7:9",
        f"{get}/requestBody/content/application~1json/schema": "7:29",
        f"{get}/responses/200/content/application~1json/schema/type": "12:20",
        f"{get}/responses/200/description": "11:11",
        "/servers/0": "16:1",
        "/info/title": "2:8",
    }.items():
        assert str(positions.locate(pointer)) == f"a.yaml:{place}", pointer
        assert positions.locate(pointer).pointer == pointer
    assert (
        current.pointer_now("/definitions/A/properties/p") == "/components/schemas/A/properties/p"
    )
    assert current.pointer_now(f"{get}/parameters/1/name") == f"{get}/parameters/0/name"
    assert current.pointer_now("/info/title") == "/info/title"


def test_a_version_without_quotes_is_taken_and_told() -> None:
    sink = Sink()
    text = "swagger: 2.0\ninfo: {title: T, version: '1'}\npaths: {}\n"
    found = load_bytes(text.encode(), "a.yaml", sink)
    assert found is not None
    validate(found, sink)
    assert [str(one.location) for one in sink] == ["a.yaml:1:10"]
    assert [one.code for one in sink] == ["openapi-version-unquoted"]


def test_defaults_of_parameters_are_checked() -> None:
    text = """\
paths:
  /a:
    get:
      parameters:
      - {name: b, in: body, schema: {type: integer, default: x}}
      - {name: q, in: query, type: integer, default: x}
      responses: {'200': {description: d}}
"""
    sink = Sink()
    found = load_bytes((HEAD + text).encode(), "a.yaml", sink)
    assert found is not None
    validate(found, sink)
    assert [(one.code, str(one.location)) for one in sink] == [
        ("openapi-bad-default", "a.yaml:7:53"),
        ("openapi-bad-default", "a.yaml:8:45"),
    ]
