"""What a page has no word for is told by name when an operation is printed."""

from __future__ import annotations

from typing import Any

import pytest

from specpress.diagnostics import Diagnostic, Location, Severity, Sink
from specpress.source.document import PositionTable
from specpress.source.page import print_page, read_pages

ROOT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "servers": [{"url": "https://pets.example/v1"}],
    "security": [{"key": []}],
    "paths": {
        "/pets/{id}": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
            ],
            "post": {
                "operationId": "addPet",
                "description": "Adds a pet.",
                "deprecated": True,
                "parameters": [
                    {"name": "X-Trace", "in": "header", "schema": {"type": "string"}},
                    {"name": "kind", "in": "query", "schema": {"type": "string", "enum": ["a"]}},
                ],
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}},
                        "application/xml": {"schema": {"type": "string"}},
                    }
                },
                "responses": {
                    "200": {
                        "description": "A pet.",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}
                        },
                    },
                    "404": {"description": "No pet."},
                },
            },
        }
    },
    "components": {
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        "schemas": {
            "Pet": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "maxLength": 5, "description": "The name."},
                    "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    "born": {"type": "string", "format": "date"},
                    "mother": {"$ref": "#/components/schemas/Pet"},
                    "state": {"oneOf": [{"type": "string"}, {"type": "boolean"}]},
                },
            }
        },
    },
}


def told(root: Any, operation_id: str) -> tuple[str, dict[str, Diagnostic]]:
    sink = Sink()
    positions = PositionTable(file="pets.yaml", places={"": Location(file="pets.yaml", line=1)})
    text = print_page(root, operation_id, sink, positions=positions)
    return text, {found.location.pointer: found for found in sink}


POST = "/paths/~1pets~1{id}/post"
BODY = POST + "/requestBody/content/application~1json/schema"
PET = "/components/schemas/Pet"


@pytest.mark.parametrize(
    ("pointer", "code", "says"),
    [
        (POST + "/description", "print-keyword-lost", "`description`"),
        (POST + "/deprecated", "print-keyword-lost", "`deprecated`"),
        (POST + "/parameters/0", "print-keyword-lost", "the header parameter `X-Trace`"),
        (POST + "/parameters/1/schema/enum", "print-keyword-lost", "`enum`"),
        (POST + "/requestBody/content/application~1xml", "print-keyword-lost", "application/xml"),
        (POST + "/responses/404", "print-keyword-lost", "the response 404"),
        (PET + "/properties/name/maxLength", "print-keyword-lost", "`maxLength` of `name`"),
        (PET + "/properties/tags/minItems", "print-keyword-lost", "`minItems`"),
        (PET + "/properties/born/format", "print-keyword-lost", "`format`"),
        (PET + "/properties/state/oneOf", "print-keyword-lost", "`oneOf`"),
        (PET + "/properties/state/type", "print-value-changed", "`type` of `state` is absent"),
        (POST + "/security", "print-value-changed", "apiKey"),
        ("/servers", "print-value-changed", "https://pets.example/v1"),
    ],
)
def test_that_each_loss_is_named(pointer: str, code: str, says: str) -> None:
    _, found = told(ROOT, "addPet")
    assert pointer in found, sorted(found)
    assert found[pointer].code == code
    assert says in found[pointer].message
    assert (found[pointer].location.file, found[pointer].location.line) == ("pets.yaml", 1)
    assert found[pointer].severity is Severity.WARNING


def test_that_a_change_is_told() -> None:
    plain = {"type": "object", "properties": {"age": {"type": "integer"}}}
    post = {**ROOT["paths"]["/pets/{id}"]["post"]}
    post["requestBody"] = {"content": {"application/json": {"schema": plain}}}
    root = {**ROOT, "paths": {"/pets/{id}": {"post": post}}}
    _, found = told(root, "addPet")
    change = found[BODY + "/properties/age/format"]
    assert change.code == "print-value-changed"
    assert "int64" in change.message


def test_that_the_page_of_any_operation_can_be_read() -> None:
    text, _ = told(ROOT, "addPet")
    sink = Sink()
    document = read_pages([("page", text.encode())], sink)
    assert document is not None
    assert not sink.failed
    assert "  • nameStringRequired\n\n    The name.\n" in text
    assert '"tags":["<tags>"]' in text


def test_that_a_chain_of_any_length_is_printed() -> None:
    chain = {
        f"T{n}": {
            "type": "object",
            "properties": {"next": {"$ref": f"#/components/schemas/T{n + 1}"}},
        }
        for n in range(3000)
    }
    media = {"schema": {"$ref": "#/components/schemas/T0"}}
    post = {**ROOT["paths"]["/pets/{id}"]["post"]}
    post["requestBody"] = {"content": {"application/json": media}}
    root = {**ROOT, "paths": {"/a": {"post": post}}, "components": {"schemas": chain}}
    text, found = told(root, "addPet")
    assert text.count("• next") == 100
    assert any("the field `next` is lost" in one.message for one in found.values())


def test_that_an_id_that_no_page_can_have_is_told() -> None:
    post = {**ROOT["paths"]["/pets/{id}"]["post"], "operationId": "add a pet"}
    _, found = told({**ROOT, "paths": {"/pets": {"post": post}}}, "add a pet")
    told_id = found["/paths/~1pets/post/operationId"]
    assert told_id.code == "print-value-changed"
    assert "'postPets'" in told_id.message


def test_that_an_unknown_operation_is_an_error() -> None:
    text, found = told(ROOT, "addDog")
    assert text == ""
    assert [one.code for one in found.values()] == ["print-operation-unknown"]
    assert told(ROOT, "addPets")[1]["/paths"].hint == "did you mean `addPet`?"


def test_that_a_fact_of_another_page_is_noted() -> None:
    tree = "inventoryThingInventory\n\n    The thing.\n\n    • nameString\n\n      The name.\n"
    shown = '{"inventory":{"name":"a","extra":1}}'
    pages = [(op, _page(op, tree, ex)) for op, ex in (("AddThing", shown), ("GetThing", "{}"))]
    document = read_pages(pages, Sink())
    assert document is not None
    sink = Sink()
    print_page(document.root, "GetThing", sink)
    assert [found.code for found in sink] == ["print-evidence-elsewhere"]
    assert "`extra`" in next(iter(sink)).message


def _page(operation: str, tree: str, example: str) -> bytes:
    lines = (
        f"{operation}\n{operation}\nRequest Inputs\nResponses\n200 OK\n  • {tree}\n"
        f"Endpoint\nPOST/v1/{operation}\nOperation ID\n{operation}\nRequest Example\n"
        f"curl -X POST 'http://{{host}}/v1/{operation}'\nResponse Example\n200\n{example}\n"
    )
    return lines.encode()
