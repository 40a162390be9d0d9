"""A server that keeps every request as it came, asks a mock for its opinion, and answers."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from specpress.targets.building import CONTROL

_BEGIN = re.compile(re.escape(CONTROL) + r"/begin/(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request byte for byte: `target` is what stands between method and version."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header, None where it was not sent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back."""

    status: int
    media_type: str = ""
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


Answering = Callable[[int, Request], Answer]
"""The answer to the first request of a program, by its number."""

NOT_FOUND = Answer(status=404)


@dataclass(slots=True)
class Recorder:
    """What came in, by the number of the program that asked. One driver runs at a time."""

    answering: Answering
    requests: dict[int, list[Request]] = field(default_factory=dict)
    url: str = ""
    _now: int = 0

    def begin(self, number: int) -> None:
        """The requests that follow are those of a program."""
        self._now = number
        self.requests[number] = []

    def answer(self, request: Request) -> Answer:
        """Keeps a request. Only the first of a program is answered with what it asks for: what
        follows it (polls, further pages, retries) would go on for ever."""
        known = self.requests.setdefault(self._now, [])
        known.append(request)
        return self.answering(self._now, request) if len(known) == 1 else NOT_FOUND


@contextmanager
def recorder(answering: Answering) -> Iterator[Recorder]:
    """A running server on a free port of this machine."""
    kept = Recorder(answering)

    class Handler(_Handler):
        recorder = kept

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    kept.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    recorder: Recorder

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline:
            self.close_connection = True
            return
        if not self.parse_request():
            return
        begun = _BEGIN.fullmatch(self.path)
        if begun:
            self.recorder.begin(int(begun.group(1)))
            self._send(Answer(status=204))
            return
        request = Request(
            method=self.command,
            # Two slashes at the begin are one for `self.path`.
            target=self.raw_requestline.split(b" ")[1].decode("latin-1"),
            headers=tuple((key, value) for key, value in self.headers.raw_items()),
            body=self._body(),
        )
        self._send(self.recorder.answer(request))

    def _body(self) -> bytes:
        if "chunked" in (self.headers.get("Transfer-Encoding") or "").lower():
            return b"".join(self._chunks())
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline().split(b";")[0] or b"0", 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass  # trailers

    def _send(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.media_type:
            self.send_header("Content-Type", answer.media_type)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD" and answer.status not in (204, 304):
            self.wfile.write(answer.body)

    def log_message(self, *_arguments: object) -> None:
        """Nothing is logged."""


def passed_on(url: str, request: Request, *, seconds: float = 60) -> Answer | None:
    """What another server answers to a request, None where it does not answer."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=seconds)
    hidden = {"host", "connection", "content-length", "transfer-encoding", "accept-encoding"}
    try:
        connection.putrequest(request.method, request.target, skip_accept_encoding=True)
        for name, value in request.headers:
            if name.lower() not in hidden and not name.lower().startswith("http2-"):
                connection.putheader(name, value)
        if request.body or request.method in ("POST", "PUT", "PATCH"):
            connection.putheader("Content-Length", str(len(request.body)))
        connection.endheaders(request.body or None)
        found = connection.getresponse()
        return Answer(
            status=found.status,
            media_type=found.getheader("Content-Type") or "",
            body=found.read(),
            headers=tuple(found.getheaders()),
        )
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
