"""Requests: address, headers, credentials, keys, and what of it may be seen."""

from __future__ import annotations

import pytest
from client_runtime._runtime.payloads import json_payload
from client_runtime._runtime.requests import build_poll, build_request, job_path, with_key
from client_runtime._runtime.secret import BasicCredential, KeyCredential, Secret, scrub
from client_runtime.errors import ConfigurationError

from unit.runtime_python.scripted import KEY, SECRET, call_of, job_operation, operation, settings


def test_a_request_has_these_headers_and_no_others() -> None:
    call = call_of(operation("POST"), body=json_payload({"a": 1}), headers=(("X-A", "b"),))
    request = build_request(settings(), call)
    assert dict(request.headers) == {
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        "User-Agent": "test/1",
        "Content-Type": "application/json",
        "X-A": "b",
        "Authorization": f"OAuth {SECRET}",
    }
    assert (request.method, request.url, request.content) == ("POST", "http://h/a", b'{"a":1}')


def test_path_query_and_cookies() -> None:
    call = call_of(
        operation(path="/a/{b}"),
        path=(("b", "%2F"),),
        query=(("c", "1"), ("c", "2")),
        cookies=(("d", "3"), ("e", "4")),
    )
    request = build_request(settings(base_url="http://h/prefix"), call)
    assert request.url == "http://h/prefix/a/%2F?c=1&c=2"
    assert dict(request.headers)["Cookie"] == "d=3; e=4"


def test_the_callers_headers_replace_ours_whatever_their_case() -> None:
    request = build_request(settings(headers={"accept": "text/plain"}), call_of(operation()))
    assert [value for name, value in request.headers if name.lower() == "accept"] == ["text/plain"]


def test_nothing_shows_a_secret() -> None:
    given = settings(headers={"X-Token": "t0ken"})
    request = build_request(given, call_of(operation()))
    for shown in (repr(request), repr(request.info), repr(given), str(given)):
        assert SECRET not in shown
        assert "t0ken" not in shown
    assert request.info.headers["Authorization"] == "***"
    assert request.info.headers["X-Token"] == "***"


def test_a_secret_in_the_query_is_sent_and_is_not_in_the_url() -> None:
    credential = KeyCredential("query", "key", Secret("a&b"))
    given = settings(credentials={"OAuth": credential})
    request = build_request(given, call_of(operation(), query=(("q", "1"),)))
    assert request.target == "/a?q=1&key=a%26b"
    assert request.url == request.info.url == "http://h/a?q=1&key=***"


@pytest.mark.parametrize(
    ("credential", "name", "value"),
    [
        (BasicCredential("me", Secret("pä:ss")), "Authorization", "Basic bWU6cMOkOnNz"),
        (KeyCredential("header", "X-Key", Secret("k")), "X-Key", "k"),
        (KeyCredential("cookie", "sid", Secret("k")), "Cookie", "sid=k"),
    ],
)
def test_credentials_go_where_they_belong(credential: object, name: str, value: str) -> None:
    given = settings(credentials={"OAuth": credential})
    request = build_request(given, call_of(operation()))
    assert dict(request.headers)[name] == value
    assert request.info.headers[name] == "***"


def test_the_first_alternative_that_is_complete_is_taken() -> None:
    op = operation(security=(("basic",), ("OAuth", "key"), ("OAuth",)))
    assert "Authorization" in dict(build_request(settings(), call_of(op)).headers)


def test_no_credential_where_none_is_needed() -> None:
    headers = dict(build_request(settings(), call_of(operation(security=()))).headers)
    assert "Authorization" not in headers


def test_an_operation_may_be_called_without() -> None:
    op = operation(security=(("OAuth",), ()))
    headers = dict(build_request(settings(credentials={}), call_of(op)).headers)
    assert "Authorization" not in headers


def test_a_missing_credential_is_told_with_what_to_do() -> None:
    op = operation(security=(("OAuth",), ("a", "b")))
    with pytest.raises(ConfigurationError, match="give session= or set SESSION or a and b"):
        build_request(settings(credentials={}), call_of(op))


def test_a_key_is_made_once_and_only_where_there_is_none() -> None:
    op = job_operation()
    call, key = with_key(settings(), call_of(op))
    assert (call.headers, key) == ((("X-Key", KEY.hex),), KEY.hex)
    assert with_key(settings(), call) == (call, KEY.hex)
    assert with_key(settings(headers={"x-key": "mine"}), call_of(op))[1] == "mine"
    assert with_key(settings(), call_of(operation()))[1] == ""


@pytest.mark.parametrize(
    ("base_url", "location", "path"),
    [
        ("http://h", "http://10.0.0.1:8080/v1/jobs/7?a=b#c", "/v1/jobs/7?a=b"),
        ("http://h", "/v1/jobs/7", "/v1/jobs/7"),
        ("http://h", "//evil.example/v1/jobs/7", "/v1/jobs/7"),
        ("http://h", "http://x//evil.example/jobs", "/evil.example/jobs"),
        ("http://h", "v1/jobs/7", "/v1/jobs/7"),
        ("http://h/p", "http://x/v1/jobs/7", "/p/v1/jobs/7"),
        ("http://h/p", "http://x/p/v1/jobs/7", "/p/v1/jobs/7"),
        ("http://h/p", "http://x/pq/7", "/p/pq/7"),
        ("http://h", "/jobs/a b\n?c=d e", "/jobs/a%20b?c=d%20e"),
    ],
)
def test_a_job_stays_on_the_clients_host(base_url: str, location: str, path: str) -> None:
    given = settings(base_url=base_url)
    assert job_path(base_url, location) == path
    assert build_poll(given, job_operation(), path).url == f"http://h{path}"


def test_scrub_masks_what_a_server_repeats() -> None:
    assert scrub(f"bad session {SECRET}!", settings().secrets) == "bad session ***!"
    assert scrub("text", [Secret("")]) == "text"


def test_a_secret_has_no_face() -> None:
    assert f"{Secret(SECRET)!r} {Secret(SECRET)}" == "Secret('***') Secret('***')"
