"""Bodies beyond plain JSON: forms, parts, uploads, streams; paging; webhooks and callbacks."""

from __future__ import annotations

import pytest

from specpress.model import (
    Codec,
    EventForm,
    ListOf,
    Named,
    PagingStyle,
    Part,
    Place,
    Record,
    Scalar,
    ScalarKind,
    Style,
    WebhookKind,
)
from unit.normalize.described import Read, read_document

BYTES = Scalar(ScalarKind.BYTES)
TEXT = Scalar(ScalarKind.STRING)


def read_body(content: str, schemas: str = "{}") -> Read:
    return read_document(
        f"""
        paths:
          /a:
            post:
              operationId: send
              requestBody: {{required: true, content: {content}}}
              responses: {{}}
        components: {{schemas: {schemas}}}
        """
    )


def parts(content: str, schemas: str = "{}") -> dict[str, Part]:
    body = read_body(content, schemas).operation("send").body
    assert body is not None
    return {part.wire_name: part for part in body.contents[0].parts}


FILE = "{type: string, format: binary}"


def test_parts_of_a_multipart_body_by_their_defaults() -> None:
    found = parts(
        f"{{multipart/form-data: {{schema: {{type: object, required: [file], properties: {{"
        f"file: {FILE}, more: {{type: array, items: {FILE}}}, note: {{type: string}},"
        " tags: {type: array, items: {type: string}}, meta: {type: object, properties: {a: {}}},"
        " free: {}, row: {type: array, items: {type: array, items: {type: integer}}}}}}}"
    )
    told = {
        name: (part.codec.value, part.repeated, part.required, part.content_type)
        for name, part in found.items()
    }
    assert told == {
        "file": ("bytes", False, True, ""),
        "more": ("bytes", True, False, ""),
        "note": ("text", False, False, ""),
        "tags": ("text", True, False, ""),
        "meta": ("json", False, False, "application/json"),
        "free": ("json", False, False, "application/json"),
        "row": ("json", True, False, "application/json"),
    }
    assert found["more"].type == BYTES
    assert found["file"].style is None


def test_encodings_overrule_the_defaults() -> None:
    found = parts(
        f"{{multipart/form-data: {{schema: {{type: object, properties: {{image: {FILE},"
        f" any: {FILE}, note: {{type: string}}, list: {{type: array, items: {{type: string}}}},"
        " meta: {type: object, properties: {a: {}}}}}, encoding: {image: {contentType: image/png},"
        " any: {contentType: 'image/png, image/jpeg'}, note: {contentType: application/json},"
        " list: {style: pipeDelimited, explode: false},"
        " meta: {headers: {X-Part: {schema: {type: integer}}}}}}}"
    )
    assert found["image"].content_type == "image/png"
    assert (found["any"].content_type, len(found["any"].content_types)) == ("", 2)
    assert (found["note"].codec, found["note"].content_type) == (Codec.JSON, "application/json")
    assert (found["list"].style, found["list"].explode) == (Style.PIPE_DELIMITED, False)
    assert [header.wire_name for header in found["meta"].headers] == ["X-Part"]


def test_parts_of_a_form() -> None:
    found = parts(
        "{application/x-www-form-urlencoded: {schema: {type: object, properties: {"
        "plain: {type: string}, list: {type: array, items: {type: string}},"
        " deep: {type: object, properties: {a: {}}}, json: {type: array, items: {type: string}},"
        " whole: {type: object, properties: {a: {}}}}},"
        " encoding: {deep: {style: deepObject, explode: true}, list: {explode: false},"
        " json: {contentType: application/json}}}}"
    )
    assert (found["plain"].style, found["plain"].codec) == (Style.FORM, Codec.TEXT)
    assert (found["list"].repeated, found["list"].explode) == (True, False)
    assert (found["deep"].style, found["deep"].codec) == (Style.DEEP_OBJECT, Codec.TEXT)
    assert (found["json"].repeated, found["json"].codec) == (False, Codec.JSON)
    assert found["whole"].codec is Codec.JSON


def test_one_file_or_many_is_a_list() -> None:
    content = "{multipart/form-data: {schema: {$ref: '#/components/schemas/Edit'}}}"
    edit = (
        f"{{Edit: {{type: object, required: [image], properties: {{"
        f"image: {{anyOf: [{FILE}, {{type: array, items: {FILE}}}]}}}}}}}}"
    )
    found = read_body(content, edit)
    body = found.operation("send").body
    assert body is not None
    (part,) = body.contents[0].parts
    assert (part.type, part.repeated) == (BYTES, True)
    (argument,) = body.arguments
    assert (argument.path, argument.field.type) == (("image",), ListOf(BYTES))
    record = found.model.types["/components/schemas/Edit"]
    assert isinstance(record, Record)
    assert record.fields[0].type == ListOf(BYTES)


def test_octets_stay_in_forms_only() -> None:
    found = read_body(
        "{multipart/form-data: {schema: {$ref: '#/components/schemas/Form'}}}",
        f"{{Form: {{type: object, properties: {{file: {FILE}}}}},"
        f" Plain: {{type: object, properties: {{file: {FILE}}}}}}}",
    )
    kinds = {}
    for name in ("Form", "Plain"):
        record = found.model.types[f"/components/schemas/{name}"]
        assert isinstance(record, Record)
        kinds[name] = record.fields[0].type
    assert kinds == {"Form": BYTES, "Plain": Scalar(ScalarKind.STRING, "binary")}


def test_a_multipart_body_without_names_is_bytes() -> None:
    body = read_body("{multipart/mixed: {schema: {type: array}}}").operation("send").body
    assert body is not None
    assert (body.contents[0].codec, body.contents[0].type) == (Codec.BYTES, BYTES)


STREAMS = {
    "data": ("text/event-stream: {schema: {type: object, properties: {id: {}}}}", EventForm.DATA),
    "text": ("text/event-stream: {schema: {type: string}}", EventForm.DATA),
    "event": (
        "text/event-stream: {itemSchema: {properties: {data: {type: string}, id: {}}}}",
        EventForm.EVENT,
    ),
    "event with an object": (
        "text/event-stream: {itemSchema: {properties: {data: {type: object}, event: {}}}}",
        EventForm.EVENT_JSON,
    ),
    "one of several events": (
        (
            "text/event-stream: {schema: {oneOf: [{properties: {data: {type: integer}, event: {}}},"
            " {properties: {data: {type: object}, event: {}}}]}}"
        ),
        EventForm.EVENT_JSON,
    ),
}


@pytest.mark.parametrize(("content", "form"), STREAMS.values(), ids=STREAMS.keys())
def test_the_form_of_events(content: str, form: EventForm) -> None:
    operation = read_document(
        f"""
        paths:
          /a:
            get:
              operationId: listen
              responses: {{"200": {{description: "", content: {{{content}}}}}}}
        """
    ).operation("listen")
    (answer,) = operation.responses[0].contents
    assert (answer.codec, answer.event_form) == (Codec.EVENTS, form)
    assert not operation.has_stream_beside


def test_an_element_of_a_stream_and_the_whole_beside_it() -> None:
    operation = read_document(
        """
        paths:
          /a:
            get:
              operationId: listen
              responses:
                "200":
                  description: ""
                  content:
                    application/json: {schema: {type: object}}
                    application/jsonl: {schema: {type: array, items: {type: integer}}}
        """
    ).operation("listen")
    whole, lines = operation.responses[0].contents
    assert (whole.codec, lines.codec) == (Codec.JSON, Codec.JSON_LINES)
    assert lines.item == Scalar(ScalarKind.INTEGER)
    assert operation.has_stream_beside


PAGED = """
paths:
  /a:
    get:
      operationId: list
      parameters:
        - {name: page, in: query, schema: {type: integer}}
        - {name: per_page, in: query, schema: {type: integer}}
      x-specpress-paging: %s
      responses:
        "200":
          description: ""
          content:
            application/json:
              schema:
                type: object
                properties:
                  meta: {type: object, properties: {next: {type: string}, more: {type: boolean}}}
                  data: {$ref: "#/components/schemas/Items"}
components:
  schemas:
    Item: {type: object, properties: {id: {type: string}}}
    Items: {type: array, items: {$ref: "#/components/schemas/Item"}}
"""


def test_paging() -> None:
    given = (
        "{style: cursor, items: /data, parameter: page, size: per_page, more: /meta/more,"
        " cursor: '$response.body#/meta/next'}"
    )
    paging = read_document(PAGED % given).operation("list").paging
    assert paging is not None
    assert (paging.style, paging.item) == (PagingStyle.CURSOR, Named("/components/schemas/Item"))
    assert (paging.items, paging.cursor, paging.more) == (
        ("data",),
        ("meta", "next"),
        ("meta", "more"),
    )
    assert (paging.parameter, paging.size) == ("page", "per_page")


def test_a_cursor_in_a_header_and_the_number_of_the_first_page() -> None:
    given = "{style: cursor, items: /data, parameter: page, cursor: $response.header.X-Next}"
    paging = read_document(PAGED % given).operation("list").paging
    assert paging is not None
    assert (paging.cursor, paging.cursor_header) == ((), "X-Next")
    given = "{style: page, items: /data, parameter: page, first: 0}"
    paging = read_document(PAGED % given).operation("list").paging
    assert paging is not None
    assert paging.first == 0


def test_webhooks_and_callbacks() -> None:
    model = read_document(
        """
        webhooks:
          newPet:
            post:
              summary: A pet came.
              requestBody: {content: {application/json: {schema: {type: object}}}}
              responses: {"200": {description: ok}}
            get: {responses: {}}
        paths:
          /subscribe:
            post:
              operationId: subscribe
              responses: {}
              callbacks:
                onEvent:
                  "{$request.body#/url}":
                    post:
                      parameters: [{name: X-Key, in: header, schema: {type: string}}]
                      requestBody: {content: {application/json: {schema: {type: string}}}}
                      responses: {}
        """
    ).model
    first, second, third = model.webhooks
    assert {first.id, second.id} == {"newPet", "newPet post"}
    assert {first.method, second.method} == {"GET", "POST"}
    assert third.kind is WebhookKind.CALLBACK
    assert (third.id, third.operation) == ("subscribe onEvent", "subscribe")
    assert third.path == "{$request.body#/url}"
    assert [(one.wire_name, one.place) for one in third.parameters] == [("X-Key", Place.HEADER)]
    assert third.body is not None
    assert third.body.contents[0].type == TEXT


def test_the_whole_query_as_one_document() -> None:
    operation = read_document(
        """
        paths:
          /a:
            get:
              operationId: search
              parameters:
                - name: q
                  in: querystring
                  content: {application/json: {schema: {type: object}}}
              responses: {}
        """
    ).operation("search")
    (parameter,) = operation.parameters
    assert (parameter.place, parameter.content_type) == (Place.QUERYSTRING, "application/json")
