"""Documents of other hosts: only allowed ones, in bounded time and size.

The server speaks http; what is asked of it stands for https, whose hosts were judged before.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from specpress.diagnostics import Sink
from specpress.printers import as_text
from specpress.source import openapi
from specpress.source.bundle import Access, remote
from specpress.source.document import LoadedDocument

HOST = "schemas.example"
ROOT = """\
openapi: 3.1.1
info: {{title: T, version: '1'}}
components: {{schemas: {{A: {{$ref: '{}'}}}}}}
"""


class Answers(BaseHTTPRequestHandler):
    """One answer a path; the Host header says which host was meant."""

    def do_GET(self) -> None:
        match self.path:
            case "/pet.yaml":
                self._send(b"properties: {owner: {$ref: 'sub/owner.yaml'}}")
            case "/sub/owner.yaml":
                self._send(b"type: string")
            case "/moved":
                self._redirect("/pet.yaml")
            case "/away":
                self._redirect("https://169.254.169.254/latest")
            case "/plain":
                self._redirect(f"http://{HOST}/pet.yaml")
            case "/loop":
                self._redirect("/loop")
            case "/endless":
                self._stream(b"a" * 65536, 0)
            case path if path.startswith("/slow"):
                self._stream(b"a", 0.05)
            case _:
                self.send_error(404)

    def _send(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _redirect(self, location: str) -> None:
        self.send_response(302)
        self.send_header("Location", location)
        self.end_headers()

    def _stream(self, data: bytes, pause: float) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(data)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass

    def log_message(self, *_: Any) -> None:
        """Nothing: the test says what happened."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The URLs that were asked for, of a server that stands for HOST."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    urls: list[str] = []
    request = remote.request

    def local(url: str, seconds: float) -> Any:
        urls.append(url)
        assert url.startswith(f"https://{HOST}/")
        return request(
            url.replace(f"https://{HOST}", f"http://127.0.0.1:{server.server_port}"), seconds
        )

    monkeypatch.setattr(remote, "request", local)
    yield urls
    server.shutdown()
    server.server_close()


def loaded(folder: Path, reference: str, *hosts: str) -> tuple[LoadedDocument, Sink]:
    (folder / "root.yaml").write_text(ROOT.format(reference))
    sink = Sink()
    found = openapi.load(folder / "root.yaml", "root.yaml", sink, Access(hosts=hosts))
    assert found is not None
    return found, sink


@pytest.mark.parametrize("path", ["pet.yaml", "moved"])
def test_an_allowed_host_is_asked(tmp_path: Path, asked: list[str], path: str) -> None:
    found, sink = loaded(tmp_path, f"https://{HOST}/{path}", HOST)
    assert len(sink) == 0, as_text(sink)
    schemas: Any = found.root["components"]["schemas"]  # type: ignore[call-overload, index]
    assert schemas == {
        "A": {"properties": {"owner": {"$ref": "#/components/schemas/owner"}}},
        "owner": {"type": "string"},
    }
    assert asked[-1] == f"https://{HOST}/sub/owner.yaml"
    assert found.files[1:] == (f"https://{HOST}/{path}", f"https://{HOST}/sub/owner.yaml")
    place = found.positions.locate("/components/schemas/A/properties")
    assert str(place) == f"https://{HOST}/{path}:1:1"
    assert place.file in sink.texts


@pytest.mark.parametrize("hosts", [(), ("other.example",), (f"{HOST}:8443",), (f"a.{HOST}",)])
def test_other_hosts_are_not_asked(
    tmp_path: Path, asked: list[str], hosts: tuple[str, ...]
) -> None:
    _, sink = loaded(tmp_path, f"https://{HOST}/pet.yaml", *hosts)
    assert [one.code for one in sink] == ["ref-host-not-allowed"]
    assert asked == []


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("https://169.254.169.254/latest/meta-data/", "ref-host-not-allowed"),
        ("https://[fd00:ec2::254]/latest", "ref-host-not-allowed"),
        (f"https://{HOST}@evil.example/a", "ref-host-not-allowed"),
        (f"https://{HOST}:99999/a", "ref-host-not-allowed"),
        (f"http://{HOST}/pet.yaml", "ref-scheme-refused"),
        ("data:application/json,{}", "ref-scheme-refused"),
    ],
)
def test_what_is_not_asked_at_all(
    tmp_path: Path, asked: list[str], reference: str, code: str
) -> None:
    _, sink = loaded(tmp_path, reference, HOST)
    assert [one.code for one in sink] == [code]
    assert asked == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("away", "ref-host-not-allowed"),
        ("plain", "ref-scheme-refused"),
        ("loop", "ref-fetch-failed"),
        ("nothing", "ref-fetch-failed"),
        ("endless", "ref-too-large"),
        ("slow", "ref-fetch-failed"),
    ],
)
def test_what_goes_wrong_on_the_way(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch, path: str, code: str
) -> None:
    monkeypatch.setattr(remote, "LARGEST", 1_000_000)
    monkeypatch.setattr(remote, "LONGEST", 0.5)
    started = time.monotonic()
    _, sink = loaded(tmp_path, f"https://{HOST}/{path}", HOST)
    assert [one.code for one in sink] == [code]
    assert str(next(iter(sink)).location) == "root.yaml:3:28"
    assert all(url.startswith(f"https://{HOST}/") for url in asked)
    assert len(asked) <= remote.MOST_REDIRECTS + 1
    assert time.monotonic() - started < 5


def test_a_host_that_is_not_there_is_told(tmp_path: Path) -> None:
    _, sink = loaded(tmp_path, "https://nowhere.invalid/a", "nowhere.invalid")
    assert [one.code for one in sink] == ["ref-fetch-failed"]


@pytest.mark.parametrize(
    ("reference", "code"),
    [("file:///etc/passwd", "ref-scheme-refused"), ("/etc/passwd", "ref-fetch-failed")],
)
def test_a_document_elsewhere_cannot_lead_to_files(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch, reference: str, code: str
) -> None:
    send = Answers._send
    text = f"properties: {{a: {{$ref: '{reference}'}}}}".encode()
    monkeypatch.setattr(Answers, "_send", lambda self, _: send(self, text))
    _, sink = loaded(tmp_path, f"https://{HOST}/pet.yaml", HOST)
    assert [one.code for one in sink] == [code]
    assert [url.removeprefix(f"https://{HOST}") for url in asked] == ["/pet.yaml", reference][
        : len(asked)
    ]


def test_a_document_that_cannot_be_had_is_asked_for_once(tmp_path: Path, asked: list[str]) -> None:
    reference = f"https://{HOST}/nothing"
    text = ROOT.format(reference) + f"paths: {{/a: {{$ref: '{reference}'}}}}\n"
    (tmp_path / "root.yaml").write_text(text)
    sink = Sink()
    openapi.load(tmp_path / "root.yaml", "root.yaml", sink, Access(hosts=(HOST,)))
    assert [one.code for one in sink] == ["ref-fetch-failed"] * 2
    assert asked == [reference]


def test_all_documents_together_have_their_time(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "LONGEST", 0.3)
    monkeypatch.setattr(remote, "LONGEST_ALL", 0.5)
    names = {f"A{n}": {"$ref": f"https://{HOST}/slow?{n}"} for n in range(5)}
    (tmp_path / "root.json").write_text(
        json.dumps({"openapi": "3.1.0", "components": {"schemas": names}})
    )
    sink = Sink()
    openapi.load(tmp_path / "root.json", "root.json", sink, Access(hosts=(HOST,)))
    assert [one.code for one in sink] == ["ref-fetch-failed"] * 5
    assert len(asked) == 2
