"""Redirects: followed to the same host only, and only where the request stays what it is."""

from __future__ import annotations

import pytest
from client_runtime import errors
from client_runtime._runtime import flow
from client_runtime._runtime.secret import KeyCredential, Secret

from unit.runtime_python.scripted import call_of, operation, play, reply, settings


def call(method: str, outcomes: list[object]) -> object:
    return play(flow.call(settings(), call_of(operation(method))), outcomes)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["/b?c=d", "http://h/b?c=d", "b?c=d#e"])
def test_a_get_follows_on_its_own_host(status: int, location: str) -> None:
    played = call("GET", [reply(status, location=location), reply(200, b"1")])
    assert played.result == 1
    assert played.sent == ["GET http://h/a", "GET http://h/b?c=d"]
    assert played.headers(0) == played.headers(1)


@pytest.mark.parametrize("status", [307, 308])
def test_a_post_follows_where_it_stays_a_post(status: int) -> None:
    played = call("POST", [reply(status, location="/b"), reply(200, b"1")])
    assert played.sent == ["POST http://h/a", "POST http://h/b"]


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_post_never_becomes_a_get(status: int) -> None:
    error = call("POST", [reply(status, location="/b")]).error
    assert isinstance(error, errors.RedirectError)
    assert error.headers["location"] == "/b"


@pytest.mark.parametrize(
    "location",
    [
        "http://other/b",
        "https://h/b",
        "http://h:81/b",
        "http://h@other/b",
        "//other/b",
        "http://[/b",
        "",
    ],
)
def test_no_other_host_gets_the_credentials(location: str) -> None:
    played = call("GET", [reply(302, location=location)])
    assert isinstance(played.error, errors.RedirectError)
    assert played.sent == ["GET http://h/a"]


@pytest.mark.parametrize("status", [300, 304, 305])
def test_other_statuses_lead_nowhere(status: int) -> None:
    assert isinstance(call("GET", [reply(status, location="/b")]).error, errors.RedirectError)


def test_a_circle_comes_to_an_end() -> None:
    played = call("GET", [reply(302, location="/a")] * 6)
    assert isinstance(played.error, errors.RedirectError)


def test_a_secret_in_the_query_is_not_carried_along() -> None:
    given = settings(credentials={"OAuth": KeyCredential("query", "key", Secret("k"))})
    played = play(flow.call(given, call_of(operation())), [reply(302, location="/b")])
    assert isinstance(played.error, errors.RedirectError)
