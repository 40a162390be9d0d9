"""A real HTTP server that echoes, streams, pages and hands out tokens."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
import urllib.parse
from collections.abc import Iterator, Mapping
from typing import Any

EVENTS = (
    ': hi\r\n\r\ndata: {"id":1,\r\ndata: "name":"é"}\r\n\r\nevent: x\ndata: {"id":2}\n\n'
    'data: [DONE]\n\ndata: {"id":9}\n\n'
).encode()
OCTETS = bytes(range(256)) * 1000


class State:
    """What the server saw; `refused` is a header Authorization that it takes no more."""

    def __init__(self) -> None:
        self.targets: list[str] = []
        self.tokens = 0
        self.form = b""
        self.refused: str | None = None
        self.url = ""


@contextlib.contextmanager
def serving() -> Iterator[State]:
    """The server while it runs."""
    state = State()
    handler = type("Handler", (_Handler,), {"state": state})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: State

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing."""

    def do_GET(self) -> None:
        self._answer(self._body())

    do_POST = do_PUT = do_GET  # noqa: N815

    def _answer(self, body: bytes) -> None:
        state, target = self.state, self.path
        state.targets.append(target)
        if target == "/token":
            state.tokens += 1
            state.form = body
            self._json({"access_token": f"t{state.tokens}", "expires_in": 3600})
        elif state.refused is not None and state.refused == self.headers["Authorization"]:
            self._json({}, status=401)
        elif target.startswith("/v1/pages"):
            number = int(_query(target).get("page", "1"))
            count = 2 if number < 3 else 1
            self._json({"items": [{"id": number * 10 + one} for one in range(count)]})
        elif target.startswith("/v1/links"):
            self._linked(int(_query(target).get("n", "1")))
        elif target == "/v1/stream" and "event-stream" in self.headers["Accept"].split(",")[0]:
            self._send(EVENTS, "text/event-stream; charset=utf-8")
        elif target == "/v1/stream":
            self._json({"id": 7})
        elif target == "/v1/lines":
            self._send(b'{"id":1}\n\n{"id":2}\r\n{"id":3}', "application/jsonl")
        elif target == "/v1/bytes" and self.command == "GET":
            self._send(OCTETS, "application/octet-stream")
        else:
            seen = {"target": target, "headers": dict(self.headers), "body": body.decode("latin1")}
            self._json(seen, headers={"X-Rate-Limit": "5", "X-Tags": "a, b"})

    def _linked(self, number: int) -> None:
        link = f'</v1/links?n={number + 1}>; title="a,b"; rel="next", </x>; rel=last'
        self._json([{"id": number}], headers={"Link": link} if number < 3 else {})

    def _json(
        self, value: Any, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        self._send(json.dumps(value).encode(), "application/json", status, headers)

    def _send(
        self,
        content: bytes,
        media_type: str,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        all_headers = {"Content-Type": media_type, "Content-Length": str(len(content))}
        for name, value in {**all_headers, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        found = b""
        while size := int(self.rfile.readline(), 16):
            found += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return found


def _query(target: str) -> dict[str, str]:
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(target).query))
