"""Which fields of a body become arguments of the call, and which bodies stay whole."""

from __future__ import annotations

import textwrap

import pytest

from unit.normalize.described import Read, read_document


def body_of(content: str, *, required: bool = True, schemas: str = "") -> Read:
    return read_document(
        "paths:\n  /a:\n    post:\n      operationId: Send\n      requestBody:\n"
        f"        required: {str(required).lower()}\n        content:\n"
        + textwrap.indent(textwrap.dedent(content).strip(), " " * 10)
        + "\n      responses: {}\ncomponents:\n  schemas:\n    R: {type: object, required: [r], "
        "properties: {r: {type: string}, s: {type: string}}}\n"
        + textwrap.indent(textwrap.dedent(schemas), " " * 4)
    )


def arguments(found: Read) -> list[tuple[str, bool]]:
    body = found.operation("Send").body
    assert body is not None
    return [(".".join(argument.path), argument.required) for argument in body.arguments]


def test_the_fields_of_an_inline_object() -> None:
    found = body_of(
        """
        application/json:
          schema: {type: object, required: [a], properties: {a: {type: string}, b: {type: string}}}
        """
    )
    assert arguments(found) == [("a", True), ("b", False)]


def test_nothing_is_required_of_an_optional_body() -> None:
    found = body_of(
        """
        application/json:
          schema: {type: object, required: [a], properties: {a: {type: string}}}
        """,
        required=False,
    )
    assert arguments(found) == [("a", False)]


def test_fields_that_only_come_back_are_no_arguments() -> None:
    found = body_of(
        """
        application/json:
          schema: {properties: {id: {type: string, readOnly: true}, b: {type: string}}}
        """
    )
    assert arguments(found) == [("b", False)]


@pytest.mark.parametrize(
    "content",
    [
        "application/json: {schema: {$ref: '#/components/schemas/R'}}",
        "application/json: {schema: {type: array, items: {type: string}}}",
        "application/json: {schema: {type: object}}",
        "application/json: {schema: {properties: {a: {}}, additionalProperties: {type: string}}}",
        "text/plain: {schema: {type: object, properties: {a: {}}}}",
        "application/json: {schema: {properties: {a: {}}}}\ntext/plain: {}",
        "application/json: {schema: {oneOf: [{properties: {a: {}}}, {properties: {b: {}}}]}}",
    ],
    ids=["reference", "list", "map", "open record", "text", "two media types", "union"],
)
def test_bodies_that_stay_whole(content: str) -> None:
    found = body_of(content)
    assert arguments(found) == []
    body = found.operation("Send").body
    assert body is not None
    assert body.name.words == ("body",)


def test_an_envelope_is_flattened_even_in_a_component() -> None:
    found = body_of(
        "application/json: {schema: {$ref: '#/components/schemas/Wrapped'}}",
        schemas="""
        Wrapped:
          type: object
          required: [outer]
          properties:
            outer:
              allOf: [{$ref: "#/components/schemas/Outer"}]
              x-specpress-envelope: true
            tags: {type: array, items: {type: string}}
            maybe: {x-specpress-envelope: true, $ref: "#/components/schemas/R"}
        Outer:
          type: object
          required: [inner, a]
          properties:
            a: {type: string}
            inner: {x-specpress-envelope: true, required: [b], properties: {b: {type: string}}}
        """,
    )
    assert arguments(found) == [
        ("outer.a", True),
        ("outer.inner.b", True),
        ("tags", False),
        ("maybe.r", False),
        ("maybe.s", False),
    ]
    body = found.operation("Send").body
    assert body is not None
    assert [(envelope.path, envelope.required) for envelope in body.envelopes] == [
        (("outer",), True),
        (("outer", "inner"), True),
        (("maybe",), False),
    ]
    assert body.envelopes[0].type == "/components/schemas/Outer"
    assert found.codes == []


def test_an_envelope_around_itself_ends() -> None:
    found = body_of(
        "application/json: {schema: {$ref: '#/components/schemas/W'}}",
        schemas="""
        W:
          properties: {w: {x-specpress-envelope: true, $ref: "#/components/schemas/W"}}
        """,
    )
    assert found.codes == ["normalize-envelope"]
    assert arguments(found) == [("w.w", False)]
