"""Answers: values, or the errors that say what is wrong."""

from __future__ import annotations

from typing import Any

import pydantic
import pytest
from client_runtime import errors
from client_runtime._runtime.answers import error_chain, result
from client_runtime._runtime.bodies import JsonBody, NoBody, TextBody
from client_runtime._runtime.omit import omit
from client_runtime._runtime.operation import Answer, BytesBody, ErrorAnswer, ErrorShape, Statuses
from client_runtime._runtime.payloads import (
    bytes_payload,
    form_payload,
    json_payload,
    text_payload,
    unless_empty,
)

from unit.runtime_python.scripted import SECRET, SHAPE, operation, reply, settings


class Image(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="allow")
    size: int
    system: bool = False


OK = Statuses(200, 200)
IMAGE = operation(answers=(Answer(OK, JsonBody(lambda: Image)),))


def read(op: Any, answer: Any) -> Any:
    return result(op, answer, settings().secrets)


@pytest.mark.parametrize("size", ["7", "7.0", "0.7e1"])
def test_a_whole_float_is_an_integer(size: str) -> None:
    assert read(IMAGE, reply(200, b'{"size": %s}' % size.encode())).size == 7


def test_big_numbers_are_exact_in_known_and_unknown_members() -> None:
    found = read(IMAGE, reply(200, b'{"size": 9007199254740993.0, "new": 9007199254740993.0}'))
    assert found.size == found.new == 9007199254740993


@pytest.mark.parametrize(
    "body",
    [
        b'{"size": 7.5}',
        b'{"size": "7"}',
        b'{"size": true}',
        b'{"size": 7, "system": "true"}',
        b'{"size": null}',
        b"{}",
        b"[]",
        b'{"size": 7',
        b"<html>",
        b"",
        b'{"size": 7, "a": "\\ud800"}',
        b'{"size": 7, "a": %s1%s}' % (b"[" * 900, b"]" * 900),
    ],
)
def test_what_does_not_fit_is_an_error_that_carries_it(body: bytes) -> None:
    with pytest.raises(errors.DecodeError, match="does not fit the documented type") as caught:
        read(IMAGE, reply(200, body))
    assert caught.value.content == body
    assert caught.value.__cause__ is not None


def test_the_body_counts_more_than_a_wrong_content_type() -> None:
    assert read(IMAGE, reply(200, b'{"size": 7}', content_type="text/plain")).size == 7
    with pytest.raises(errors.DecodeError, match="its content type is text/html"):
        read(IMAGE, reply(200, b"<html>", content_type="text/html; charset=utf-8"))


@pytest.mark.parametrize(
    "content_type", ["application/json;charset=UTF-8", "Text/JSON", "application/x+json", ""]
)
def test_json_goes_by_many_names(content_type: str) -> None:
    assert read(IMAGE, reply(200, b'{"size": 7}', content_type=content_type)).size == 7


def test_the_status_chooses_among_answers_and_the_narrowest_range_wins() -> None:
    op = operation(
        answers=(
            Answer(Statuses(200, 299), TextBody()),
            Answer(Statuses(201, 201), JsonBody(lambda: int)),
            Answer(Statuses(204, 204), NoBody()),
        )
    )
    assert read(op, reply(200, b"7")) == "7"
    assert read(op, reply(201, b"7")) == 7
    assert read(op, reply(204, b"")) is None


def test_the_content_type_chooses_among_bodies() -> None:
    op = operation(
        answers=(
            Answer(OK, JsonBody(lambda: int)),
            Answer(OK, TextBody()),
            Answer(OK, BytesBody("image/png")),
        )
    )
    assert read(op, reply(200, b"7")) == 7
    assert read(op, reply(200, b"7", content_type="text/plain")) == "7"
    assert read(op, reply(200, b"7", content_type="image/png")) == b"7"


def test_a_success_that_nobody_documented() -> None:
    with pytest.raises(errors.DecodeError, match="documents no answer 206 Partial Content"):
        read(IMAGE, reply(206))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequestError),
        (401, errors.AuthenticationError),
        (403, errors.PermissionDeniedError),
        (404, errors.NotFoundError),
        (405, errors.StatusError),
        (409, errors.ConflictError),
        (422, errors.UnprocessableContentError),
        (429, errors.RateLimitError),
        (500, errors.ServerError),
        (599, errors.ServerError),
        (302, errors.RedirectError),
        (101, errors.StatusError),
    ],
)
def test_each_status_has_its_error(status: int, kind: type[errors.StatusError]) -> None:
    with pytest.raises(kind) as caught:
        read(IMAGE, reply(status, b"no"))
    assert type(caught.value) is kind
    assert caught.value.body is None


def test_plain_text_is_in_the_message_without_what_is_secret() -> None:
    text = f"session {SECRET} is dead"
    with pytest.raises(errors.BadRequestError) as caught:
        read(IMAGE, reply(400, text.encode(), content_type="text/plain"))
    assert str(caught.value) == "Op: 400 Bad Request: session *** is dead"
    assert caught.value.text == text


def test_long_texts_are_cut_in_the_message_only() -> None:
    with pytest.raises(errors.ServerError) as caught:
        read(IMAGE, reply(500, b"x" * 10_000))
    assert len(str(caught.value)) < 600
    assert len(caught.value.content) == 10_000


class Problem(pydantic.BaseModel):
    code: int


def test_an_error_body_is_the_model_if_it_fits_and_json_if_not() -> None:
    documented = ErrorAnswer(
        Statuses(0, 999), JsonBody(lambda: Problem), ErrorShape(code=("code",))
    )
    op = operation(answers=(), errors=(documented,))
    with pytest.raises(errors.NotFoundError) as fits:
        read(op, reply(404, b'{"code": 7}'))
    assert fits.value.body == Problem(code=7)
    assert fits.value.code == "7"
    with pytest.raises(errors.NotFoundError) as other:
        read(op, reply(404, b'{"code": "x"}'))
    assert other.value.body == {"code": "x"}
    assert other.value.code == "x"


def test_a_chain_may_be_deep_and_does_not_go_round() -> None:
    body: dict[str, Any] = {}
    error: dict[str, Any] = {"code": "0"}
    body["error"] = error
    for number in range(1, 400):
        error["cause"] = {"code": str(number)}
        error = error["cause"]
    chain = error_chain(body, SHAPE)
    assert [detail.code for detail in chain] == [str(number) for number in range(400)]
    error["cause"] = body["error"]
    assert len(error_chain(body, SHAPE)) == 1000


@pytest.mark.parametrize("body", [None, [], {}, {"error": None}, {"error": "x"}, {"error": [1]}])
def test_a_body_without_an_error_has_no_chain(body: object) -> None:
    assert error_chain(body, SHAPE) == ()


def test_payloads() -> None:
    assert json_payload({"a": "é"}).content == '{"a":"é"}'.encode()
    assert text_payload("é").media_type == "text/plain; charset=utf-8"
    assert text_payload("é", "application/xml").media_type == "application/xml"
    assert bytes_payload(b"\x00").content == b"\x00"
    form = form_payload({"a b": "c d&é", "e": [1, 2], "f": omit, "g": True})
    assert form.content == b"a%20b=c%20d%26%C3%A9&e=1&e=2&g=true"
    assert form_payload(Image(size=7)).content == b"size=7"


def test_no_payload_where_the_body_is_omitted() -> None:
    writers = (json_payload, text_payload, bytes_payload, form_payload)
    assert [writer(omit) for writer in writers] == [None] * 4


def test_a_form_has_names() -> None:
    with pytest.raises(TypeError, match="list has no form of names and values"):
        form_payload([1])


def test_an_optional_object_is_left_out_when_it_is_empty() -> None:
    assert unless_empty({"a": omit}) is omit
    assert unless_empty({"a": omit, "b": None}) == {"a": omit, "b": None}
    assert json_payload({"a": unless_empty({"b": omit})}).content == b"{}"
