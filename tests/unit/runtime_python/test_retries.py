"""The table of retries."""

from __future__ import annotations

import datetime

import pytest
from client_runtime import errors
from client_runtime._runtime import flow
from client_runtime._runtime.operation import Idempotency
from client_runtime._runtime.retries import backoff, is_transient, retry_after

from unit.runtime_python.scripted import (
    KEY,
    OWN_BODY,
    Clock,
    call_of,
    failure,
    operation,
    play,
    reply,
    settings,
)

WITH_KEY = {"idempotency": Idempotency(header="X-Key", form="uuid")}
TRANSIENT = [408, 429, 502, 503, 504]


def call(method: str = "GET", outcomes: list[object] | None = None, **changes: object) -> object:
    op = operation(method, **changes)
    return play(flow.call(settings(), call_of(op)), list(outcomes or []))


@pytest.mark.parametrize("status", TRANSIENT)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"])
def test_idempotent_methods_are_repeated(method: str, status: int) -> None:
    played = call(method, [reply(status, b"busy"), reply(200, b"1")])
    assert played.result == 1
    assert played.pauses == [0.5]


@pytest.mark.parametrize("status", TRANSIENT)
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_others_are_not(method: str, status: int) -> None:
    assert call(method, [reply(status, b"busy")]).error.status == status


@pytest.mark.parametrize("status", TRANSIENT)
def test_a_key_makes_them_safe_and_stays_the_same(status: int) -> None:
    played = call("POST", [reply(status, b"busy"), reply(200, b"1")], **WITH_KEY)
    assert played.result == 1
    assert [played.headers(number)["X-Key"] for number in (0, 1)] == [str(KEY), str(KEY)]


@pytest.mark.parametrize("kind", [errors.ConnectionLostError, errors.ReadTimeoutError])
def test_a_lost_answer_is_asked_for_again_if_that_is_safe(
    kind: type[errors.TransportError],
) -> None:
    assert call("GET", [failure(kind), reply(200, b"1")]).result == 1
    assert type(call("POST", [failure(kind)]).error) is kind


@pytest.mark.parametrize("kind", [errors.ConnectError, errors.ConnectTimeoutError])
def test_what_was_never_sent_is_always_tried_again(kind: type[errors.TransportError]) -> None:
    assert call("POST", [failure(kind), reply(200, b"1")]).result == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 418, 500, 501])
def test_other_statuses_are_answers(status: int) -> None:
    assert call("GET", [reply(status, b"no")]).error.status == status


def test_an_error_of_the_apis_own_is_an_answer() -> None:
    error = call("GET", [reply(503, OWN_BODY)]).error
    assert isinstance(error, errors.ServerError)
    assert [detail.code for detail in error.chain] == ["SYS.1", "HOST.2"]


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'{"error": null}', b'{"error": "x"}'])
def test_a_503_from_something_else_is_transient(body: bytes) -> None:
    assert is_transient(operation(), reply(503, body))
    assert not is_transient(operation(), reply(503, OWN_BODY))


def test_retries_come_to_an_end() -> None:
    played = call("GET", [reply(502), reply(503), reply(504)])
    assert played.error.status == 504
    assert played.pauses == [0.5, 1.0]


def test_the_last_failure_is_the_error() -> None:
    played = call("GET", [reply(502), failure(), failure(errors.ReadTimeoutError)])
    assert isinstance(played.error, errors.ReadTimeoutError)


def test_no_retries_where_the_caller_wants_none() -> None:
    played = play(flow.call(settings(retries=0), call_of(operation())), [reply(502)])
    assert played.error.status == 502


def test_pauses_grow_to_a_limit_and_are_random() -> None:
    assert [backoff(n, lambda: 1.0) for n in range(7)] == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    assert backoff(3, lambda: 0.25) == 1.0
    assert backoff(10_000, lambda: 1.0) == 8.0


def test_retry_after_counts_more_than_our_own_pause() -> None:
    played = call(
        "GET", [reply(429, retry_after="7"), reply(503, b"", retry_after="0"), reply(200)]
    )
    assert played.pauses == [7.0, 0.0]


NOW = datetime.datetime(2026, 1, 31, 12, 0, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        (" 0 ", 0.0),
        ("Sat, 31 Jan 2026 12:00:30 GMT", 30.0),
        ("Saturday, 31-Jan-26 12:00:30 GMT", 30.0),
        ("Sat Jan 31 12:00:30 2026", 30.0),
        ("Sat, 31 Jan 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("²", None),
        ("Sat, 99 Jan 2026 12:00:30 GMT", None),
    ],
)
def test_retry_after_in_all_its_forms(value: str, seconds: float | None) -> None:
    assert retry_after(reply(429, retry_after=value), NOW) == seconds


def test_a_date_counts_from_the_servers_own_clock() -> None:
    answer = reply(
        429, retry_after="Sat, 31 Jan 2026 12:00:30 GMT", date="Sat, 31 Jan 2026 12:00:10 GMT"
    )
    assert retry_after(answer) == 20.0


def test_a_date_without_a_date_counts_from_ours() -> None:
    assert retry_after(reply(429, retry_after="Sat, 31 Jan 1970 12:00:30 GMT")) == 0.0


def test_a_pause_beyond_the_deadline_is_not_begun() -> None:
    clock = Clock()
    given = settings(clock, timeout=5.0)
    played = play(flow.call(given, call_of(operation())), [reply(429, retry_after="9")], clock)
    assert played.error.status == 429
    assert played.pauses == []


def test_the_deadline_covers_all_attempts() -> None:
    clock = Clock()
    given = settings(clock, timeout=1.2, retries=9)
    played = play(flow.call(given, call_of(operation())), [reply(502), reply(502)], clock)
    assert played.error.status == 502
    assert played.pauses == [0.5]
    assert played.effects[0].deadline.moment == 1000.0 + 1.2


def test_no_request_is_made_when_the_time_is_over() -> None:
    played = play(flow.call(settings(timeout=0.0), call_of(operation())), [])
    assert isinstance(played.error, errors.DeadlineError)


def test_a_deadline_that_passes_in_an_attempt_is_final() -> None:
    assert isinstance(call("GET", [failure(errors.DeadlineError)]).error, errors.DeadlineError)
