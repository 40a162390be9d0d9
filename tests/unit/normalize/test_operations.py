"""Operations: ids, groups, parameters, bodies, responses, security, servers."""

from __future__ import annotations

import pytest

from specpress.model import (
    ApiKeyAuth,
    BasicAuth,
    BearerAuth,
    Codec,
    Default,
    HttpAuth,
    OAuth2Auth,
    OpenIdAuth,
    Place,
    Requirement,
    StatusRange,
    Style,
)
from specpress.normalize.media import codec_of, preferred
from specpress.normalize.operation_ids import made_id
from specpress.normalize.responses import status_range
from unit.normalize.described import read_document


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("get", "/images", "get_images"),
        ("get", "/images/{uuid}", "get_images_by_uuid"),
        ("put", "/images/{imageUuid}/actions", "put_images_by_image_uuid_actions"),
        ("get", "/", "get"),
        ("get", "/{a}-{b}", "get_by_a_by_b"),
        ("delete", "/v1/HTTPServers", "delete_v1_http_servers"),
    ],
)
def test_an_id_is_made_of_method_and_path(method: str, path: str, expected: str) -> None:
    assert made_id(method, path) == expected


def test_made_ids_differ() -> None:
    found = read_document(
        """
        paths:
          /a/{b}: {get: {responses: {}}}
          /a/by/b: {get: {responses: {}}}
          /c: {get: {operationId: get_d, responses: {}}}
          /d: {get: {responses: {}}}
        """
    )
    ids = [operation.id for operation in found.model.operations]
    assert ids == ["get /a/{b}", "get /a/by/b", "get_d", "get /d"]


def test_every_method_and_a_referenced_path_item() -> None:
    found = read_document(
        """
        paths:
          /a:
            get: {operationId: a1, responses: {}}
            put: {operationId: a2, responses: {}}
            post: {operationId: a3, responses: {}}
            delete: {operationId: a4, responses: {}}
            options: {operationId: a5, responses: {}}
            head: {operationId: a6, responses: {}}
            patch: {operationId: a7, responses: {}}
            trace: {operationId: a8, responses: {}}
            query: {operationId: a9, responses: {}}
            additionalOperations: {COPY: {operationId: a10, responses: {}}}
          /b: {$ref: "#/components/pathItems/B"}
          x-not-a-path: {get: {}}
        components:
          pathItems: {B: {get: {operationId: b, responses: {}}}}
        """
    )
    assert [operation.method for operation in found.model.operations] == [
        *("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY", "COPY"),
        "GET",
    ]
    assert found.operation("b").path == "/b"
    assert found.codes == []


def test_groups_are_tags_or_the_first_word_of_the_path() -> None:
    found = read_document(
        """
        tags:
          - {name: Second, description: About it.}
          - {name: Unused}
        paths:
          /a: {get: {operationId: a, tags: [First, Second], responses: {}}}
          /b: {get: {operationId: b, tags: [Second], responses: {}}}
          /api/v1/images/{uuid}: {get: {operationId: c, responses: {}}}
          /{x}: {get: {operationId: d, responses: {}}}
        """
    )
    assert [(group.id, group.operations) for group in found.model.groups] == [
        ("Second", ("a", "b")),
        ("First", ("a",)),
        ("images", ("c",)),
        ("default", ("d",)),
    ]
    assert found.model.groups[0].docs.description == "About it."
    assert found.operation("a").groups == ("First", "Second")


def test_parameters_of_the_path_item_are_overridden() -> None:
    found = read_document(
        """
        paths:
          /a/{id}:
            parameters:
              - {name: id, in: path, required: true, schema: {type: string}}
              - {name: limit, in: query, schema: {type: integer}}
              - {name: id, in: query, schema: {type: boolean}}
            get:
              operationId: a
              parameters:
                - {name: limit, in: query, required: true, schema: {type: integer, maximum: 9}}
                - {$ref: "#/components/parameters/Extra"}
              responses: {}
        components:
          parameters: {Extra: {name: extra, in: header, schema: {type: string}}}
        """
    )
    made = [
        (parameter.place.value, parameter.wire_name, parameter.required)
        for parameter in found.operation("a").parameters
    ]
    assert made == [
        ("path", "id", True),
        ("query", "limit", True),
        ("query", "id", False),
        ("header", "extra", False),
    ]
    assert found.operation("a").parameters[1].constraints.maximum == 9


@pytest.mark.parametrize(
    ("more", "style", "explode"),
    [
        ("in: query", Style.FORM, True),
        ("in: query, explode: false", Style.FORM, False),
        ("in: query, style: deepObject", Style.DEEP_OBJECT, False),
        ("in: query, style: pipeDelimited", Style.PIPE_DELIMITED, False),
        ("in: query, style: spaceDelimited, explode: true", Style.SPACE_DELIMITED, True),
        ("in: path, required: true", Style.SIMPLE, False),
        ("in: path, required: true, style: label", Style.LABEL, False),
        ("in: path, required: true, style: matrix, explode: true", Style.MATRIX, True),
        ("in: header", Style.SIMPLE, False),
        ("in: cookie", Style.FORM, True),
    ],
)
def test_style_and_explode(more: str, style: Style, explode: bool) -> None:
    found = read_document(
        f"""
        paths:
          /a/{{p}}:
            parameters: [{{name: p, in: path, required: true, schema: {{type: string}}}}]
            get:
              operationId: a
              parameters: [{{name: p, {more}, schema: {{type: array, items: {{type: string}}}}}}]
              responses: {{}}
        """
    )
    parameter = found.operation("a").parameters[-1]
    assert (parameter.style, parameter.explode) == (style, explode)
    assert found.codes == []


def test_what_a_parameter_says() -> None:
    found = read_document(
        """
        paths:
          /a:
            get:
              operationId: listThings
              parameters:
                - name: mode
                  in: query
                  deprecated: true
                  allowReserved: true
                  schema: {type: string, enum: [a, b], default: a, description: How.}
                  example: b
                - name: filter
                  in: query
                  description: JSON.
                  content: {application/json: {schema: {type: object}}}
                - {name: e, in: query, schema: {$ref: "#/components/schemas/E"}}
              responses: {}
        components:
          schemas: {E: {type: string, enum: [x], default: x}}
        """
    )
    mode, filter_, e = found.operation("listThings").parameters
    assert mode.place is Place.QUERY
    assert mode.default == Default("a")
    assert (mode.deprecated, mode.allow_reserved, mode.docs.description) == (True, True, "How.")
    assert [example.value for example in mode.docs.examples] == ["b"]
    assert found.type("ListThingsMode") == "enum string 'a', 'b'"
    assert (filter_.content_type, found.ref(filter_.type)) == ("application/json", "{any}")
    assert (found.ref(e.type), e.default) == ("@E", Default("x"))


@pytest.mark.parametrize(
    ("media_type", "codec"),
    [
        ("application/json", Codec.JSON),
        ("Application/JSON; charset=utf-8", Codec.JSON),
        ("application/problem+json", Codec.JSON),
        ("*/*", Codec.JSON),
        ("application/x-www-form-urlencoded", Codec.FORM),
        ("multipart/form-data", Codec.MULTIPART),
        ("multipart/mixed", Codec.MULTIPART),
        ("text/plain", Codec.TEXT),
        ("text/csv", Codec.TEXT),
        ("application/xml", Codec.XML),
        ("application/soap+xml", Codec.XML),
        ("text/event-stream", Codec.EVENTS),
        ("application/x-ndjson", Codec.JSON_LINES),
        ("application/octet-stream", Codec.BYTES),
        ("image/png", Codec.BYTES),
        ("application/never-heard-of", Codec.BYTES),
    ],
)
def test_codecs(media_type: str, codec: Codec) -> None:
    assert codec_of(media_type) is codec


def test_the_preferred_media_type() -> None:
    assert preferred(["text/plain", "a/b+json", "application/json"]) == "application/json"
    assert preferred(["text/plain", "application/x-www-form-urlencoded"]).endswith("urlencoded")
    assert preferred([]) == ""


def test_bodies_of_every_media_type() -> None:
    found = read_document(
        """
        paths:
          /a:
            post:
              operationId: a
              requestBody:
                content:
                  image/png: {schema: {type: string}}
                  text/plain: {}
                  text/event-stream: {schema: {$ref: "#/components/schemas/E"}}
                  multipart/form-data:
                    schema:
                      type: object
                      properties:
                        files: {type: array, items: {type: string, format: binary}}
                        note: {$ref: "#/components/schemas/E"}
                    encoding:
                      files:
                        contentType: image/png, image/jpeg
                        headers: {X-Part: {schema: {type: integer}}}
                      note: {style: form, explode: false}
                  application/json: {schema: {$ref: "#/components/schemas/E"}}
              responses: {}
        components:
          schemas: {E: {type: object, properties: {e: {type: string}}}}
        """
    )
    body = found.operation("a").body
    assert body is not None
    assert [(content.media_type, found.ref(content.type)) for content in body.contents] == [
        ("application/json", "@E"),
        ("multipart/form-data", "@AFormDataRequest"),
        ("text/event-stream", "string"),
        ("text/plain", "string"),
        ("image/png", "bytes"),
    ]
    multipart, events = body.contents[1:3]
    assert found.type("AFormDataRequest") == "record files: [bytes], note: @E"
    assert events.item is not None
    assert found.ref(events.item) == "@E"
    files, note = multipart.encodings
    assert files.content_types == ("image/png", "image/jpeg")
    assert [(header.wire_name, found.ref(header.type)) for header in files.headers] == [
        ("X-Part", "integer")
    ]
    assert (note.style, note.explode) == (Style.FORM, False)
    assert (body.required, body.arguments, body.name.declared) == (False, (), "body")


def test_responses() -> None:
    found = read_document(
        """
        paths:
          /a:
            get:
              operationId: a
              responses:
                default: {description: any error}
                "4XX": {description: a range}
                "404":
                  description: not there
                  content: {application/problem+json: {schema: {type: object, properties: {t: {}}}}}
                "302": {description: elsewhere}
                "200":
                  description: fine
                  headers:
                    Content-Type: {schema: {type: string}}
                    X-Rate: {required: true, schema: {type: integer}}
                    X-Other: {$ref: "#/components/headers/Other"}
                  content:
                    application/json:
                      schema: {type: array, items: {type: object, properties: {i: {}}}}
                "201": {$ref: "#/components/responses/Created"}
          /b: {get: {operationId: b, responses: {default: {description: only this}}}}
        components:
          headers: {Other: {schema: {type: string}}}
          responses:
            Created:
              description: made
              content: {application/json: {schema: {type: object, properties: {c: {}}}}}
        """
    )
    operation = found.operation("a")
    assert [response.status.first for response in operation.responses] == [200, 201]
    assert [response.status for response in operation.errors] == [
        StatusRange(302, 302),
        StatusRange(404, 404),
        StatusRange(400, 499),
        StatusRange(0, 999),
    ]
    fine, made = operation.responses
    assert found.ref(fine.contents[0].type) == "[@AResponseItem]"
    assert found.ref(made.contents[0].type) == "@CreatedResponse"
    assert found.ref(operation.errors[1].contents[0].type) == "@AStatus404Response"
    assert [(header.wire_name, header.required) for header in fine.headers] == [
        ("X-Rate", True),
        ("X-Other", False),
    ]
    assert [response.status for response in found.operation("b").responses] == [StatusRange(0, 999)]
    assert found.operation("b").errors == ()


@pytest.mark.parametrize("text", ["", "20", "2000", "600", "2X", "2xX0", "x", "\u0662\u0660\u0660"])
def test_no_status(text: str) -> None:
    assert status_range(text) is None


def test_security() -> None:
    found = read_document(
        """
        security: [{bearer: []}]
        paths:
          /inherited: {get: {operationId: inherited, responses: {}}}
          /none: {get: {operationId: none, security: [], responses: {}}}
          /either:
            get:
              operationId: either
              security: [{key: [], basic: []}, {oauth: [read, write]}, {}]
              responses: {}
        components:
          securitySchemes:
            bearer: {type: http, scheme: Bearer, bearerFormat: JWT}
            basic: {type: http, scheme: basic}
            own: {type: http, scheme: OAuth}
            key: {type: apiKey, in: header, name: X-Key, description: A key.}
            oauth:
              type: oauth2
              flows: {clientCredentials: {tokenUrl: https://example.com/t, scopes: {read: Reading}}}
            openid: {type: openIdConnect, openIdConnectUrl: https://example.com/o}
            alias: {$ref: "#/components/securitySchemes/basic"}
        """
    )
    kinds = {scheme.id: type(scheme) for scheme in found.model.auth}
    assert kinds == {
        "bearer": BearerAuth,
        "basic": BasicAuth,
        "own": HttpAuth,
        "key": ApiKeyAuth,
        "oauth": OAuth2Auth,
        "openid": OpenIdAuth,
        "alias": BasicAuth,
    }
    assert found.operation("inherited").auth == (Requirement((("bearer", ()),)),)
    assert found.operation("none").auth == ()
    assert found.operation("either").auth == (
        Requirement((("key", ()), ("basic", ()))),
        Requirement((("oauth", ("read", "write")),)),
        Requirement(()),
    )
    (oauth,) = [scheme for scheme in found.model.auth if isinstance(scheme, OAuth2Auth)]
    assert oauth.flows[0].kind == "clientCredentials"
    assert oauth.flows[0].scopes == (("read", "Reading"),)


def test_servers() -> None:
    found = read_document(
        """
        servers:
          - url: https://{region}.example.com/v1/
            description: Where you are.
            variables: {region: {default: eu, enum: [eu, us], description: The region.}}
          - url: /relative
        paths:
          /a:
            servers: [{url: "https://{x}.example.com", variables: {x: {default: path}}}]
            get: {operationId: a, responses: {}}
            put: {operationId: b, servers: [{url: "https://op.example.com/"}], responses: {}}
          /c: {get: {operationId: c, responses: {}}}
        """
    )
    first, second = found.model.servers
    assert first.url == "https://{region}.example.com/v1"
    assert first.docs.description == "Where you are."
    (region,) = first.variables
    assert (region.wire_name, region.default, region.values) == ("region", "eu", ("eu", "us"))
    assert second.url == "/relative"
    (own,) = found.operation("a").servers
    assert (own.url, own.variables[0].default) == ("https://{x}.example.com", "path")
    assert [one.url for one in found.operation("b").servers] == ["https://op.example.com"]
    assert found.operation("c").servers == ()


def test_a_document_without_servers_is_where_it_was_found() -> None:
    assert [server.url for server in read_document("paths: {}").model.servers] == [""]


def test_docs_of_an_operation() -> None:
    found = read_document(
        """
        paths:
          /a:
            post:
              operationId: a
              summary: Short.
              description: Long.
              deprecated: true
              externalDocs: {url: https://example.com, description: More}
              x-specpress-since: "0.6"
              x-specpress-breadcrumb: [One, Two]
              x-specpress-synchronous: false
              x-specpress-history: [{version: "2.0", change: Added a field.}]
              requestBody:
                content:
                  application/json:
                    schema: {type: object, additionalProperties: true, properties: {x: {}}}
                    examples:
                      one: {summary: First, value: {x: 1}}
                      two: {$ref: "#/components/examples/T"}
              responses: {}
          /b: {get: {operationId: b, responses: {}}}
        components: {examples: {T: {value: {x: 2}}}}
        """
    )
    operation = found.operation("a")
    assert (operation.docs.summary, operation.docs.description) == ("Short.", "Long.")
    assert operation.docs.links == (("More", "https://example.com"),)
    assert operation.deprecated
    assert operation.page is not None
    assert operation.page.since == "0.6"
    assert operation.page.breadcrumb == ("One", "Two")
    assert operation.page.synchronous is False
    assert [(entry.version, entry.change) for entry in operation.page.history] == [
        ("2.0", "Added a field.")
    ]
    assert operation.body is not None
    examples = operation.body.contents[0].docs.examples
    assert [(example.key, example.value) for example in examples] == [
        ("one", {"x": 1}),
        ("two", {"x": 2}),
    ]
    assert found.operation("b").page is None
