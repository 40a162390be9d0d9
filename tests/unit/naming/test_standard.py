"""The scopes of a model, and who keeps a name that two want."""

from __future__ import annotations

from specpress.model import Place
from specpress.naming import cases
from specpress.naming.allocate import allocate
from specpress.naming.scopes import NameRule, Names
from specpress.naming.standard import Conventions, standard_scopes
from unit.normalize.described import Read, read_document

SNAKE = NameRule(case=cases.snake)
CONVENTIONS = Conventions(
    type=NameRule(case=cases.pascal),
    field=SNAKE,
    member=NameRule(case=cases.screaming),
    variant=NameRule(case=cases.pascal),
    group=SNAKE,
    operation=SNAKE,
    argument=NameRule(case=cases.snake, reserved=frozenset({"self", "timeout"})),
    credential=SNAKE,
)

API = """
servers: [{url: "https://{host}.example.com", variables: {host: {default: a}, token: {default: b}}}]
paths:
  /a/{id}:
    post:
      operationId: doIt
      tags: [One]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: id, in: query, schema: {type: string}}
        - {name: ID, in: header, schema: {type: string}}
        - {name: timeout, in: query, schema: {type: string}}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                id: {type: string}
                params: {x-specpress-envelope: true, properties: {id: {type: string}, other: {}}}
      responses: {}
    get:
      operationId: do_it
      tags: [One]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {}
    put:
      operationId: DoIt
      tags: [Two]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: body, in: query, schema: {type: string}}
      requestBody: {content: {text/plain: {}}}
      responses: {}
components:
  securitySchemes: {host: {type: http, scheme: bearer}}
  schemas:
    Sort: {enum: [name, -name, Name, "", "*", 1]}
    Fields: {type: object, properties: {a-b: {}, a_b: {}, "+1": {}, "-1": {}}}
    ErrorKind: {type: string, enum: [x]}
    Error: {type: object, properties: {kind: {type: string, enum: [y]}}}
"""


def allocated() -> tuple[Read, Names]:
    found = read_document(API)
    return found, allocate(standard_scopes(found.model, CONVENTIONS))


def test_arguments_tell_by_their_place() -> None:
    _, names = allocated()
    assert names.parameter("doIt", Place.PATH, "id") == "id"
    assert names.parameter("doIt", Place.QUERY, "id") == "query_id"
    assert names.parameter("doIt", Place.HEADER, "ID") == "header_id"
    assert names.body("doIt", "id") == "body_id"
    assert names.body("doIt", "params", "id") == "params_id"
    assert names.body("doIt", "params", "other") == "other"
    assert names.parameter("doIt", Place.QUERY, "timeout") == "timeout_"


def test_a_whole_body_beside_a_parameter_of_its_name() -> None:
    _, names = allocated()
    assert names.parameter("DoIt", Place.QUERY, "body") == "body"
    assert names.body("DoIt") == "request_body"


def test_operations_of_one_group_differ() -> None:
    _, names = allocated()
    assert names.operation("do_it") == "do_it"
    assert names.operation("doIt") == "post_do_it"
    assert names.operation("DoIt") == "do_it"


def test_types_components_first() -> None:
    _, names = allocated()
    assert names.type("/components/schemas/ErrorKind") == "ErrorKind"
    assert names.type("/components/schemas/Error/properties/kind") == "ErrorKindEnum"


def test_members_and_fields() -> None:
    _, names = allocated()
    strings = "/components/schemas/Sort/enum/0"
    values = ('"Name"', '"name"', '"-name"', '""', '"*"')
    assert [names.member(strings, value) for value in values] == [
        "NAME",
        "LOWER_NAME",
        "MINUS_NAME",
        "EMPTY",
        "ASTERISK",
    ]
    fields = "/components/schemas/Fields"
    assert names.field(fields, "a_b") == "a_b"
    assert names.field(fields, "a-b") == "a_minus_b"
    assert names.field(fields, "+1") == "plus_1"
    assert names.field(fields, "-1") == "minus_1"


def test_what_a_client_is_made_with() -> None:
    _, names = allocated()
    assert names.credential("host") == "host"
    assert names.variable("host") == "server_host"


def test_groups() -> None:
    _, names = allocated()
    assert (names.group("One"), names.group("Two")) == ("one", "two")
