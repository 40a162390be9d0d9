"""OpenAPI 3.0 in the words of 3.1."""

from __future__ import annotations

import copy

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from specpress.diagnostics import Severity, Sink
from specpress.jsonvalue import Json
from specpress.source.document import LoadedDocument
from specpress.source.openapi import load_bytes
from specpress.source.upgrade import TARGET, upgrade

HEAD = "openapi: {}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n"


def document(schemas: str, version: str = "3.0.3") -> LoadedDocument:
    found = load_bytes((HEAD.format(version) + schemas).encode(), "a.yaml", Sink())
    assert found is not None
    return found


def upgraded(schema: str) -> Json:
    """The schema A after the upgrade, which gives a description that is valid in 3.1."""
    sink = Sink()
    result = upgrade(document(f"    A: {schema}\n    B: {{type: string}}\n"), sink)
    assert not len(sink)
    assert list(OpenAPIV31SpecValidator(result.root).iter_errors()) == []
    return result.root["components"]["schemas"]["A"]  # type: ignore[call-overload, index, return-value]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{type: string, nullable: true}", {"type": ["string", "null"]}),
        ("{type: string, nullable: false}", {"type": "string"}),
        (
            "{type: string, nullable: true, enum: [a]}",
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        (
            "{nullable: true, allOf: [{$ref: '#/components/schemas/B'}]}",
            {"nullable": True, "allOf": [{"$ref": "#/components/schemas/B"}]},
        ),
        (
            "{type: number, minimum: 1, exclusiveMinimum: true}",
            {"type": "number", "exclusiveMinimum": 1},
        ),
        (
            "{type: number, maximum: 9, exclusiveMaximum: false}",
            {"type": "number", "maximum": 9},
        ),
        ("{type: number, exclusiveMaximum: true}", {"type": "number"}),
        ("{type: string, example: null}", {"type": "string", "examples": [None]}),
        ("{type: string, format: byte}", {"type": "string", "contentEncoding": "base64"}),
        (
            "{type: string, format: binary}",
            {"type": "string", "contentMediaType": "application/octet-stream"},
        ),
        ("{type: string, format: date}", {"type": "string", "format": "date"}),
        (
            "{$ref: '#/components/schemas/B', description: d, nullable: true}",
            {"$ref": "#/components/schemas/B", "description": "d", "nullable": True},
        ),
        (
            "{type: object, properties: {nullable: {type: boolean, nullable: true}, example: {}}}",
            {
                "type": "object",
                "properties": {"nullable": {"type": ["boolean", "null"]}, "example": {}},
            },
        ),
        (
            "{type: array, items: {type: array, items: {type: integer, nullable: true}}}",
            {"type": "array", "items": {"type": "array", "items": {"type": ["integer", "null"]}}},
        ),
    ],
)
def test_schemas(before: str, after: Json) -> None:
    assert upgraded(before) == after


def test_what_3_0_ignores_beside_a_reference_is_taken_away_and_told() -> None:
    sink = Sink()
    result = upgrade(document("    A: {$ref: '#/B', maxLength: 3, title: t, x-a: 1}\n"), sink)
    assert result.root["components"]["schemas"]["A"] == {  # type: ignore[call-overload, index]
        "$ref": "#/B",
        "title": "t",
        "x-a": 1,
    }
    (found,) = sink
    assert (found.code, found.severity) == ("openapi-ignored-sibling", Severity.NOTE)
    assert str(found.location) == "a.yaml:6:22"


def test_schemas_are_found_everywhere_and_examples_are_left_alone() -> None:
    text = """\
openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /a:
    parameters: [{name: p, in: query, schema: {type: string, nullable: true}, example: 1}]
    get:
      responses:
        '200':
          description: d
          content: {a/b: {schema: {type: string, nullable: true}, example: {nullable: true}}}
"""
    found = load_bytes(text.encode(), "a.yaml", Sink())
    assert found is not None
    before = copy.deepcopy(found.root)
    result = upgrade(found, Sink())
    assert found.root == before
    item = result.root["paths"]["/a"]  # type: ignore[call-overload, index]
    assert item["parameters"][0] == {  # type: ignore[call-overload, index]
        "name": "p",
        "in": "query",
        "schema": {"type": ["string", "null"]},
        "example": 1,
    }
    content = item["get"]["responses"]["200"]["content"]["a/b"]  # type: ignore[call-overload, index]
    assert content == {"schema": {"type": ["string", "null"]}, "example": {"nullable": True}}
    assert result.root["openapi"] == result.dialect == TARGET
    assert str(result.positions.locate("/paths/~1a/get")) == "a.yaml:6:5"


def test_a_description_of_3_1_is_left_as_it_is() -> None:
    given = document("    A: {type: string, nullable: true}\n", "3.1.0")
    assert upgrade(given, Sink()) is given
