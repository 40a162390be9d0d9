"""The server really does what the script says: seen from a raw socket."""

from __future__ import annotations

import email.utils
import gzip
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from conformance.script import (
    Answer,
    Coding,
    CutAfter,
    Framing,
    Pace,
    ResetAfter,
    ResetBefore,
    WrongLength,
)
from conformance.server import HOST, Listener, serving

GET = b"GET /a?b=c%20d HTTP/1.1\r\nHost: h\r\n\r\n"
OK = Answer(status=200, content_type="text/plain", body=b"0123456789")


def connect(listener: Listener) -> socket.socket:
    return socket.create_connection((HOST, listener.port), timeout=5)


def receive(connection: socket.socket) -> bytes:
    """All that comes until the server closes."""
    received = bytearray()
    while piece := connection.recv(65536):
        received += piece
    return bytes(received)


def answer_bytes(answer: Answer, request: bytes = GET) -> bytes:
    """What a client that sends `request` and then nothing more receives."""
    with serving(Listener([answer])) as listener, connect(listener) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return receive(connection)


def split(response: bytes) -> tuple[list[str], bytes]:
    head, _, body = response.partition(b"\r\n\r\n")
    return head.decode("latin-1").split("\r\n"), body


def test_answer_has_status_headers_and_body_in_order() -> None:
    answer = Answer(
        status=201,
        reason="Made",
        headers=(("X-A", "1"), ("x-b", "2"), ("X-A", "3")),
        content_type="text/plain",
        body="é".encode(),
    )
    assert answer_bytes(answer) == (
        b"HTTP/1.1 201 Made\r\nX-A: 1\r\nx-b: 2\r\nX-A: 3\r\nContent-Type: text/plain\r\n"
        b"Content-Length: 2\r\n\r\n\xc3\xa9"
    )


def test_reason_is_the_registered_one_unless_the_script_names_another() -> None:
    assert answer_bytes(Answer(status=503)).startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
    assert answer_bytes(Answer(status=477)).startswith(b"HTTP/1.1 477 Unnamed\r\n")


def test_no_content_type_where_the_script_has_none() -> None:
    assert answer_bytes(Answer(status=200)) == b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def test_reset_before_the_answer() -> None:
    with (
        serving(Listener([Answer(status=0, fault=ResetBefore())])) as listener,
        connect(listener) as connection,
    ):
        connection.sendall(GET)
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
    assert listener.recording.finished == 1


def test_reset_in_the_body_comes_after_the_bytes_of_the_script() -> None:
    answer = Answer(status=200, body=b"0123456789", fault=ResetAfter(sent=4))
    with serving(Listener([answer])) as listener, connect(listener) as connection:
        connection.sendall(GET)
        received = b""
        while not received.endswith(b"0123"):
            received += connection.recv(65536)
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
    head, body = split(received)
    assert "Content-Length: 10" in head
    assert body == b"0123"


def test_truncated_body_keeps_the_length_of_the_whole() -> None:
    answer = Answer(status=200, body=b"0123456789", fault=CutAfter(sent=4))
    head, body = split(answer_bytes(answer))
    assert "Content-Length: 10" in head
    assert body == b"0123"


def test_truncated_chunks_have_no_last_chunk() -> None:
    answer = Answer(status=200, body=b"0123456789", framing=Framing.CHUNKED, fault=CutAfter(sent=4))
    assert split(answer_bytes(answer))[1] == b"4\r\n0123\r\n"


def test_wrong_length_sends_the_whole_body_and_closes() -> None:
    answer = Answer(status=200, body=b"0123456789", fault=WrongLength(length=3))
    with serving(Listener([answer])) as listener, connect(listener) as connection:
        connection.sendall(GET)
        head, body = split(receive(connection))
    assert "Content-Length: 3" in head
    assert body == b"0123456789"


def test_chunked_body() -> None:
    answer = Answer(
        status=200, body=b"0123456789", framing=Framing.CHUNKED, pace=Pace(size=4, pause=0.001)
    )
    head, body = split(answer_bytes(answer))
    assert "Transfer-Encoding: chunked" in head
    assert not any(line.startswith("Content-Length") for line in head)
    assert body == b"4\r\n0123\r\n4\r\n4567\r\n2\r\n89\r\n0\r\n\r\n"


def test_body_until_close_has_no_length() -> None:
    answer = Answer(status=200, body=b"0123456789", framing=Framing.CLOSE)
    with serving(Listener([answer])) as listener, connect(listener) as connection:
        connection.sendall(GET)
        head, body = split(receive(connection))
    assert head == ["HTTP/1.1 200 OK"]
    assert body == b"0123456789"


def test_gzip_body() -> None:
    head, body = split(answer_bytes(Answer(status=200, body=b"0" * 1000, coding=Coding.GZIP)))
    assert "Content-Encoding: gzip" in head
    assert f"Content-Length: {len(body)}" in head
    assert gzip.decompress(body) == b"0" * 1000


def test_broken_gzip_body() -> None:
    answer = Answer(status=200, body=b"0" * 1000, coding=Coding.BROKEN_GZIP)
    with pytest.raises(gzip.BadGzipFile):
        gzip.decompress(split(answer_bytes(answer))[1])


def test_delay_comes_before_the_first_byte() -> None:
    started = time.monotonic()
    answer_bytes(Answer(status=200, delay=0.2))
    assert time.monotonic() - started >= 0.2


def test_pace_lets_time_pass_between_pieces() -> None:
    answer = Answer(status=200, body=b"0123456789", pace=Pace(size=4, pause=0.1))
    with serving(Listener([answer])) as listener, connect(listener) as connection:
        connection.sendall(GET)
        started = time.monotonic()
        first = connection.recv(65536)
        while not first.endswith(b"0123"):
            first += connection.recv(65536)
        connection.shutdown(socket.SHUT_WR)
        rest = receive(connection)
    assert rest == b"456789"
    assert time.monotonic() - started >= 0.2


def test_retry_after_date_is_the_first_whole_second_that_is_far_enough() -> None:
    before = time.time()
    head, _ = split(answer_bytes(Answer(status=503, retry_after_date=0.9)))
    value = next(line for line in head if line.startswith("Retry-After: "))
    moment = email.utils.parsedate_to_datetime(value.removeprefix("Retry-After: ")).timestamp()
    assert value.endswith(" GMT")
    assert before + 0.9 <= moment <= time.time() + 1.9


def test_placeholders_are_filled_in() -> None:
    answer = Answer(
        status=202,
        headers=(("Location", "${other}/x"),),
        body="${origin} ${job} 镜 ${none}".encode(),
    )
    request = b"POST / HTTP/1.1\r\nHost: h\r\nx-job-uuid: 17\r\nContent-Length: 0\r\n\r\n"
    with (
        serving(Listener([answer], values={"other": "http://other"})) as listener,
        connect(listener) as connection,
    ):
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        head, body = split(receive(connection))
    assert "Location: http://other/x" in head
    assert body.decode() == f"http://{HOST}:{listener.port} 17 镜 ${{none}}"
    assert f"Content-Length: {len(body)}" in head


def test_answers_are_played_in_order_over_one_connection() -> None:
    script = [OK, Answer(status=404), Answer(status=204, close=True)]
    with serving(Listener(script)) as listener, connect(listener) as connection:
        connection.sendall(GET * 3)
        received = receive(connection)
    assert re.findall(rb"HTTP/1.1 (\d+) ", received) == [b"200", b"404", b"204"]
    assert [request.connection for request in listener.recording.requests] == [0, 0, 0]
    assert (listener.recording.started, listener.recording.finished) == (3, 3)


def test_connections_are_told_apart() -> None:
    with serving(Listener([OK, OK])) as listener:
        for _ in range(2):
            with connect(listener) as connection:
                connection.sendall(GET)
                connection.recv(65536)
    assert [request.connection for request in listener.recording.requests] == [0, 1]


def test_a_request_too_many_is_counted_and_answered_with_599() -> None:
    with serving(Listener([OK])) as listener, connect(listener) as connection:
        connection.sendall(GET * 2)
        received = receive(connection)
    assert b"HTTP/1.1 599 Not In The Script" in received
    assert listener.recording.unscripted == 1
    assert len(listener.recording.requests) == 2


def test_script_can_be_played_again() -> None:
    with serving(Listener([OK], again=True)) as listener, connect(listener) as connection:
        connection.sendall(GET * 3)
        connection.shutdown(socket.SHUT_WR)
        assert receive(connection).count(b"200 OK") == 3
    assert listener.recording.unscripted == 0


def test_request_is_recorded_byte_for_byte() -> None:
    raw = (
        b"POST /a%2Fb/../c?d=\xe9&e=%C3%A9#f HTTP/1.1\r\nHOST: h\r\nx-B:  two  words \t\r\n"
        b"x-b: \xff\r\nContent-Length: 4\r\n\r\n\x00\xff\r\n"
    )
    with serving(Listener([OK])) as listener, connect(listener) as connection:
        connection.sendall(raw)
        connection.recv(65536)
    (request,) = listener.recording.requests
    assert request.method == "POST"
    assert request.target.encode("latin-1") == b"/a%2Fb/../c?d=\xe9&e=%C3%A9#f"
    assert request.headers == (
        ("HOST", "h"),
        ("x-B", "two  words"),
        ("x-b", "\xff"),
        ("Content-Length", "4"),
    )
    assert request.body == b"\x00\xff\r\n"
    assert request.header("X-B") == "two  words"
    assert request.header("none") is None


def test_chunked_request_is_recorded_without_its_framing() -> None:
    raw = (
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nTrailer: t\r\n\r\n"
    )
    with serving(Listener([OK])) as listener, connect(listener) as connection:
        connection.sendall(raw)
        connection.recv(65536)
    assert listener.recording.requests[0].body == b"abcd"


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET /a b HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\n\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\nA : b\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost",
    ],
)
def test_what_is_no_request_is_noted(raw: bytes) -> None:
    with serving(Listener([OK])) as listener, connect(listener) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        assert receive(connection) == b""
    assert len(listener.recording.malformed) == 1
    assert listener.recording.requests == []


def test_stop_ends_an_answer_that_is_under_way() -> None:
    started = time.monotonic()
    slow = Answer(status=200, delay=60)
    with serving(Listener([slow])) as listener, connect(listener) as connection:
        connection.sendall(GET)
        while not listener.recording.started:
            time.sleep(0.01)
    assert time.monotonic() - started < 10
    assert (listener.recording.started, listener.recording.finished) == (1, 0)


def test_stop_does_not_wait_for_a_client_that_does_not_read() -> None:
    started = time.monotonic()
    large = Answer(status=200, body=b"x" * 20_000_000)
    with serving(Listener([large])) as listener, connect(listener) as connection:
        connection.sendall(GET)
        while not listener.recording.started:
            time.sleep(0.01)
    assert time.monotonic() - started < 10
    assert listener.recording.finished == 0


def test_a_client_that_goes_away_is_no_fault_of_the_server() -> None:
    large = Answer(status=200, body=b"x" * 20_000_000)
    with serving(Listener([large, OK])) as listener:
        connection = connect(listener)
        connection.sendall(GET)
        connection.recv(1)
        # RST, so that the server fails to write rather than to wait.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        with connect(listener) as other:
            other.sendall(GET)
            assert other.recv(65536).startswith(b"HTTP/1.1 200 OK")


def test_a_real_client_reads_it() -> None:
    answers = [
        Answer(status=200, body=b'{"a":1}', coding=Coding.GZIP, framing=Framing.CHUNKED),
        Answer(status=200, body=b"cut off", fault=CutAfter(sent=2)),
    ]
    with serving(Listener(answers)) as listener, httpx2.Client(trust_env=False) as client:
        assert client.get(listener.origin).json() == {"a": 1}
        with pytest.raises(httpx2.RemoteProtocolError):
            client.get(listener.origin)


SCENARIO = Path(__file__).parent / "scenarios" / "answers.yaml"


def start_program(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "conformance.server", str(SCENARIO), *arguments],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def test_program_prints_its_address_and_what_it_was_asked() -> None:
    with start_program("--only", "gzip", "--port", "0") as program:
        assert program.stdout is not None
        listening = json.loads(program.stdout.readline())
        assert listening["scenario"] == "gzip"
        with httpx2.Client(trust_env=False) as client:
            assert client.post(listening["listening"] + "/x", content=b"\xff").status_code == 202
            assert client.get(listening["listening"]).status_code == 200
            assert client.get(listening["listening"]).status_code == 202
        request = json.loads(program.stdout.readline())["request"]
        assert (request["method"], request["target"], request["body"]) == ("POST", "/x", "\\xff")
        program.communicate(timeout=10)  # Closes its input.
        assert program.returncode == 0


def test_program_ends_on_a_signal() -> None:
    with start_program() as program:
        assert program.stdout is not None
        program.stdout.readline()
        program.send_signal(signal.SIGTERM)
        assert program.wait(timeout=10) == 0
