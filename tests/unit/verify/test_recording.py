"""Requests are kept byte for byte, whatever they look like."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from specpress.verify.recording import Answer, Recorder, Request, passed_on, recorder


def ask(server: Recorder, data: bytes) -> bytes:
    parts = urlsplit(server.url)
    with socket.create_connection((parts.hostname, parts.port), 10) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while more := connection.recv(65536):
            found += more
    return found


def answering(_number: int, _request: Request) -> Answer:
    return Answer(status=200, media_type="application/json", body=b"{}")


def test_requests_belong_to_the_program_that_has_begun() -> None:
    with recorder(answering) as server:
        ask(server, b"GET /.specpress/begin/7 HTTP/1.1\r\nHost: a\r\n\r\n")
        first = ask(server, b"GET //a?b=%2F&c HTTP/1.1\r\nHost: a\r\nX-Odd:  two  \r\n\r\n")
        second = ask(server, b"GET /poll HTTP/1.1\r\nHost: a\r\n\r\n")
        assert first.startswith(b"HTTP/1.1 200 ")
        assert first.endswith(b"\r\n\r\n{}")
        assert second.startswith(b"HTTP/1.1 404 "), "nobody polls for ever"
        (one, _) = server.requests[7]
    assert one.target == "//a?b=%2F&c"
    assert one.header("x-odd") == "two  "


def test_bodies_with_a_length_and_in_chunks() -> None:
    with recorder(answering) as server:
        ask(server, b"POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\n\x00\xff\n")
        head = b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
        ask(server, head + b"3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n")
        bodies = [one.body for one in server.requests[0]]
    assert bodies == [b"\x00\xff\n", b"abcde"]


def test_a_request_is_passed_on_as_it_is() -> None:
    request = Request(
        method="PUT", target="/x?y=%20", headers=(("X-A", "1"), ("Host", "other")), body=b"z"
    )
    with recorder(answering) as server:
        found = passed_on(server.url, request)
        (seen,) = server.requests[0]
    assert found is not None
    assert (found.status, found.body) == (200, b"{}")
    assert (seen.method, seen.target, seen.header("X-A"), seen.body) == (
        "PUT",
        "/x?y=%20",
        "1",
        b"z",
    )
    assert seen.header("Host") != "other"


def test_a_server_that_is_not_there() -> None:
    request = Request(method="GET", target="/", headers=(), body=b"")
    with recorder(answering) as server:
        url = server.url
    assert passed_on(url, request, seconds=2) is None
