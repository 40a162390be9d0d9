"""Names: of inline types, from the pins, and what corrections concern."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from specpress.diagnostics import Location
from specpress.model import Record
from specpress.naming.pins import Pins
from unit.normalize.described import read_document, read_schemas

PLACES = """
paths:
  /images/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: object, properties: {x: {}}}}]
    post:
      operationId: addImage
      parameters: [{name: filter, in: query, schema: {type: string, enum: [a]}}]
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                params:
                  type: object
                  properties: {list: {type: array, items: {properties: {a: {}}}}}
      responses:
        "201":
          description: made
          headers: {X-Info: {schema: {type: string, enum: [h]}}}
          content: {application/json: {schema: {type: object, properties: {a: {}}}}}
        "404":
          description: none
          content: {application/json: {schema: {type: object, properties: {a: {}}}}}
        default:
          description: error
          content: {application/json: {schema: {type: object, properties: {a: {}}}}}
    get:
      responses:
        default:
          description: d
          content: {application/json: {schema: {properties: {a: {}}}}}
components:
  requestBodies: {Big: {content: {application/json: {schema: {properties: {a: {}}}}}}}
  schemas:
    Owner:
      type: object
      properties:
        snake_prop: {type: object, properties: {inner: {enum: [a]}}}
        map: {type: object, additionalProperties: {properties: {a: {}}}}
"""


def test_inline_types_are_named_by_their_place() -> None:
    found = read_document(PLACES)
    assert {definition.name.declared for definition in found.model.types.values()} == {
        "Owner",
        "OwnerSnakeProp",
        "OwnerSnakePropInner",
        "OwnerMapValue",
        "ImagesIdId",
        "AddImageFilter",
        "AddImageRequest",
        "AddImageParams",
        "AddImageParamsListItem",
        "AddImageResponse",
        "AddImageXInfo",
        "AddImageStatus404Response",
        "AddImageDefaultResponse",
        "GetImagesByIdResponse",
    }


def test_a_change_elsewhere_renames_nothing() -> None:
    before = {id_: item.name for id_, item in read_document(PLACES).model.types.items()}
    more = PLACES.replace("paths:", "paths:\n  /a: {get: {responses: {}}}").replace(
        "  schemas:", "  schemas:\n    Another: {type: object, properties: {p: {enum: [a]}}}"
    )
    after = {id_: item.name for id_, item in read_document(more).model.types.items()}
    assert len(after) == len(before) + 2
    assert {id_: after[id_] for id_ in before} == before


PINNED = """
tags: [{name: Image Operations}]
paths:
  /a:
    get:
      operationId: GetIt
      tags: [Image Operations]
      parameters:
        - {name: id, in: query, schema: {type: string}}
        - {name: id, in: header, schema: {type: string}}
      responses: {}
components:
  securitySchemes: {OAuth: {type: http, scheme: OAuth}}
  schemas:
    Thing: {type: object, properties: {md5Sum: {type: string}, kind: {type: string, enum: [x]}}}
"""


def test_pinned_names() -> None:
    pins = Pins(
        groups={"Image Operations": "pictures"},
        operations={"GetIt": "fetch"},
        types={"Thing": "HTTPThing", "ThingKind": "Sort"},
        fields={"Thing.md5Sum": "checksum"},
        parameters={"GetIt.id": "first", "GetIt.header.id": "second"},
        credentials={"OAuth": "session"},
        members={"ThingKind.x": "cross"},
    )
    found = read_document(PINNED, pins=pins)
    assert found.codes == []
    model = found.model
    assert model.groups[0].name.words == ("pictures",)
    assert model.groups[0].name.declared == "Image Operations"
    assert model.operations[0].name.words == ("fetch",)
    assert [item.name.words for item in model.operations[0].parameters] == [("first",), ("second",)]
    assert model.auth[0].name.words == ("session",)
    thing = model.types["/components/schemas/Thing"]
    assert isinstance(thing, Record)
    assert (thing.name.words, thing.name.pinned) == (("http", "thing"), True)
    assert thing.fields[0].name.words == ("checksum",)
    assert not thing.fields[1].name.pinned
    kind = model.types["/components/schemas/Thing/properties/kind"]
    assert kind.name.words == ("sort",)


@pytest.mark.parametrize(
    ("kind", "key", "hint"),
    [
        ("groups", "Image Operation", "did you mean `Image Operations`?"),
        ("types", "Think", "did you mean `Thing`?"),
        ("fields", "Thing.md5", "did you mean `Thing.md5Sum`?"),
        ("parameters", "GetIt.zzzzzz", "did you mean `GetIt.id`?"),
        ("operations", "Nothing", ""),
    ],
)
def test_a_pin_that_belongs_to_nothing(kind: str, key: str, hint: str) -> None:
    def place(of: str, name: str) -> Location:
        return Location(file="specpress.toml", pointer=f"{of}.{name}", line=7, column=1)

    (fault,) = read_document(PINNED, pins=Pins(**{kind: {key: "x"}}, place=place)).faults
    assert fault.code == "name-pin-unused"
    assert fault.severity.value == "warning"
    assert fault.hint == hint
    assert str(fault.location) == "specpress.toml:7:1"
    assert fault.location.pointer == f"{kind}.{key}"


@dataclass(frozen=True)
class Applied:
    documented: str
    actual: str
    source: str
    targets: tuple[str, ...]
    location: Location


@pytest.mark.parametrize(
    ("target", "operations"),
    [
        ("/paths/~1a/get/summary", ("a",)),
        ("/paths/~1a/get", ("a",)),
        ("/paths/~1a", ("a", "a2")),
        ("/paths/~1a/parameters/0", ("a", "a2")),
        ("/components/schemas/Deep/properties/x", ("a",)),
        ("/components/schemas/Shared", ("a", "b")),
        ("/components/schemas/Unused", ()),
        ("/components/schemas", ("a", "b")),
        ("/components/securitySchemes/key", ("b",)),
        ("/servers/0", ("a", "a2", "b")),
        ("/paths", ("a", "a2", "b")),
        ("/info", ()),
        ("", ()),
    ],
)
def test_what_a_correction_concerns(target: str, operations: tuple[str, ...]) -> None:
    correction = Applied(
        documented="says",
        actual="does",
        source="Source.java",
        targets=(target,),
        location=Location(file="fix.yaml", line=3, column=5),
    )
    found = read_document(
        """
        servers: [{url: /}]
        paths:
          /a:
            parameters: [{name: p, in: query, schema: {type: string}}]
            get:
              operationId: a
              responses: {"200": {$ref: "#/components/responses/R"}}
            put: {operationId: a2, responses: {}}
          /b:
            get:
              operationId: b
              security: [{key: []}]
              parameters: [{name: s, in: query, schema: {$ref: "#/components/schemas/Shared"}}]
              responses: {}
        components:
          securitySchemes: {key: {type: apiKey, in: header, name: K}}
          responses:
            R:
              description: r
              content: {application/json: {schema: {$ref: "#/components/schemas/Top"}}}
          schemas:
            Top: {properties: {d: {$ref: "#/components/schemas/Deep"}}}
            Deep:
              properties:
                t: {$ref: "#/components/schemas/Top"}
                x: {$ref: "#/components/schemas/Shared"}
            Shared: {type: string}
            Unused: {type: string}
        """,
        corrections=(correction,),
    )
    (kept,) = found.model.corrections
    assert kept.operations == operations
    assert (kept.documented, kept.actual, kept.source) == ("says", "does", "Source.java")
    assert kept.location == "fix.yaml:3:5"


def test_the_name_of_a_component_is_its_own() -> None:
    found = read_schemas("{type: object}", HTTPError_v2="{type: object, properties: {a: {}}}")
    assert found.model.types["/components/schemas/HTTPError_v2"].name.words == (
        "http",
        "error",
        "v2",
    )
