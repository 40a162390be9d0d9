"""What OpenAPI 3.2 adds: accepted where it is right, told where it is wrong, walked into."""

from __future__ import annotations

from typing import Any

from openapi_spec_validator import OpenAPIV32SpecValidator

from specpress.diagnostics import Sink
from specpress.printers import as_text
from specpress.source.document import LoadedDocument
from specpress.source.openapi import load_bytes
from specpress.source.structure import walk
from specpress.source.upgrade import upgrade
from specpress.source.validate import validate

WHOLE = """\
openapi: 3.2.0
$self: https://example.com/api/openapi.yaml
jsonSchemaDialect: https://spec.openapis.org/oas/3.2/dialect/2025-09-17
info: {title: T, summary: s, version: '1', license: {name: MIT, identifier: MIT}}
servers: [{url: https://example.com, name: production}]
tags:
- {name: pets, summary: Pets, kind: nav}
- {name: cats, parent: pets, kind: badge}
paths:
  /pets:
    query:
      operationId: search
      requestBody: {content: {application/json: {$ref: '#/components/mediaTypes/Json'}}}
      responses: {'200': {summary: Found, description: d}}
    additionalOperations:
      COPY:
        operationId: copy
        parameters:
        - {name: q, in: querystring, content: {application/json: {schema: {type: object}}}}
        responses:
          '200':
            content:
              text/event-stream: {itemSchema: {type: object, properties: {data: {type: string}}}}
              multipart/mixed:
                itemSchema: {type: string}
                itemEncoding: {contentType: text/plain, headers: {X-A: {schema: {type: string}}}}
                prefixEncoding: [{headers: {X-B: {schema: {type: integer}}}}]
    get:
      parameters: [{name: c, in: cookie, style: cookie, schema: {type: string}}]
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pet'}
              examples: {one: {dataValue: {kind: cat}, serializedValue: '{"kind":"cat"}'}}
security: [{login: []}]
components:
  mediaTypes:
    Json: {schema: {type: object, properties: {text: {type: string}}}, example: {text: a}}
    Again: {$ref: '#/components/mediaTypes/Json'}
  securitySchemes:
    login:
      type: oauth2
      deprecated: true
      oauth2MetadataUrl: https://example.com/.well-known/oauth-authorization-server
      flows:
        deviceAuthorization:
          deviceAuthorizationUrl: https://example.com/device
          tokenUrl: https://example.com/token
          scopes: {}
  schemas:
    Cat: {type: object, xml: {nodeType: element}, properties: {kind: {const: cat}}}
    Pet:
      anyOf: [{$ref: '#/components/schemas/Cat'}]
      discriminator: {propertyName: kind, defaultMapping: Cat}
"""


def loaded(text: str) -> tuple[LoadedDocument, Sink]:
    sink = Sink()
    found = load_bytes(text.encode(), "a.yaml", sink)
    assert found is not None
    validate(found, sink)
    return found, sink


def test_all_of_it_is_valid() -> None:
    found, sink = loaded(WHOLE)
    assert as_text(sink) == ""
    assert found.dialect == "3.2.0"
    assert list(OpenAPIV32SpecValidator(found.root).iter_errors()) == []


def test_what_is_wrong_is_told_at_its_place() -> None:
    text = WHOLE.replace("in: querystring", "in: querystrin").replace("style: cookie", "style: c")
    text = text.replace("additionalOperations", "additionalOperation")
    text = text.replace("defaultMapping: Cat", "defaultMapping: 1")
    _, sink = loaded(text)
    assert [(one.code, one.location.line) for one in sink] == [
        ("openapi-unknown-field", 15),
        ("openapi-wrong-value", 29),
        ("openapi-wrong-type", 56),
    ]


def test_the_words_of_3_2_are_unknown_to_3_1() -> None:
    _, sink = loaded(WHOLE.replace("openapi: 3.2.0", "openapi: 3.1.1"))
    told = {one.location.line for one in sink if one.code == "openapi-unknown-field"}
    assert {2, 5, 7, 8, 11, 15}.issubset(told)


def test_the_walk_finds_what_is_new() -> None:
    found, _ = loaded(WHOLE)
    start = "/paths/~1pets/additionalOperations/COPY"
    content = f"{start}/responses/200/content"
    kinds = {part.pointer: part.kind for part in walk(found.root)}
    for pointer, kind in {
        "/paths/~1pets/query": "operation",
        start: "operation",
        f"{content}/text~1event-stream/itemSchema/properties/data": "schema",
        f"{content}/multipart~1mixed/itemEncoding": "encoding",
        f"{content}/multipart~1mixed/itemEncoding/headers/X-A": "header",
        f"{content}/multipart~1mixed/prefixEncoding/0/headers/X-B/schema": "schema",
        "/components/mediaTypes/Json/schema": "schema",
    }.items():
        assert kinds.get(pointer) == kind, pointer


def test_references_to_media_types_are_spelled_out_and_share_their_schema() -> None:
    found, _ = loaded(WHOLE)
    sink = Sink()
    result = upgrade(found, sink)
    assert len(sink) == 0
    assert result.dialect == "3.2.0"
    root: Any = result.root
    spelled_out = {
        "schema": {"$ref": "#/components/mediaTypes/Json/schema"},
        "example": {"text": "a"},
    }
    content = root["paths"]["/pets"]["query"]["requestBody"]["content"]
    assert content == {"application/json": spelled_out}
    assert root["components"]["mediaTypes"]["Again"] == spelled_out
    assert root["components"]["mediaTypes"]["Json"]["schema"]["type"] == "object"


def test_a_description_without_such_references_is_left_as_it_is() -> None:
    found, _ = loaded("openapi: 3.2.0\ninfo: {title: T, version: '1'}\npaths: {}\n")
    assert upgrade(found, Sink()) is found


def test_variables_of_the_path_are_declared_by_every_operation() -> None:
    _, sink = loaded("""\
openapi: 3.2.0
info: {title: T, version: '1'}
paths:
  /a/{id}:
    additionalOperations: {COPY: {responses: {'200': {description: d}}}}
    query: {responses: {'200': {description: d}}}
""")
    assert [(one.code, one.location.line, one.location.column) for one in sink] == [
        ("openapi-undeclared-path-variable", 5, 28),
        ("openapi-undeclared-path-variable", 6, 5),
    ]
