"""Samples are whole programs that run and that type checkers accept."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import black
import pytest

from specpress.diagnostics import Sink
from specpress.model import ApiModel
from specpress.targets.python import TARGET
from unit.targets.python.client.bench import (
    EVERYTHING,
    input_of,
    model_of,
    options,
    tree_of,
    write,
)

SEEN: list[tuple[str, str, bytes]] = []
PART = {"id": "123e4567-e89b-42d3-a456-426614174000"}
ANSWERS: Mapping[str, tuple[int, str, bytes]] = {
    "GET /v1/widgets/1/parts/;path=path": (200, "application/json", json.dumps([PART]).encode()),
    "POST /v1/widgets": (201, "application/json", b'{"name": "w"}'),
    "DELETE /v1/widgets": (204, "", b""),
    "POST /v1/widgets/search": (200, "application/json", b"{}"),
    "POST /v1/form": (200, "text/plain", b"fine"),
    "PUT /v1/blob": (200, "application/octet-stream", b"fine"),
    "PUT /v1/note": (200, "", b""),
    "GET /v1/import?api_key=query": (200, "application/json", b"null"),
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        SEEN.append((self.command, self.path, body))
        status, kind, content = ANSWERS[f"{self.command} {self.path}"]
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}/v1"
        found.shutdown()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ApiModel:
    return model_of(EVERYTHING.read_text(), tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def folder(model: ApiModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tree_of(model, options()), tmp_path_factory.mktemp("package"))
    given = input_of(model, options(), Sink())
    (root / "samples").mkdir()
    for operation in model.operations:
        sample = TARGET.sample(given, operation)
        (root / "samples" / sample.file).write_text(sample.code)
    return root


def run(folder: Path, program: str, server: str) -> str:
    environment = {
        "PYTHONPATH": "src",
        "BENCH_BASE_URL": server,
        "BENCH_KEY": "key",
        "BENCH_QUERY": "query",
        "BENCH_BASIC": "me:pw",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-"],
        input=program,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout


def test_every_sample_runs(folder: Path, server: str) -> None:
    SEEN.clear()
    programs = sorted((folder / "samples").iterdir())
    together = "\n".join(path.read_text() for path in programs)
    run(folder, together, server)
    assert {f"{method} {path}" for method, path, _ in SEEN} == set(ANSWERS)
    assert [path.name for path in programs] == [
        "create_widget.py",
        "delete.py",
        "import_.py",
        "list_parts.py",
        "put_blob.py",
        "put_note.py",
        "search_widgets.py",
        "send_form.py",
    ]


def test_the_readmes_example_runs(folder: Path, server: str) -> None:
    readme = (folder / "README.md").read_text()
    _, _, rest = readme.partition("```python\n")
    assert run(folder, rest.partition("```")[0], server).startswith("[Part(id=UUID(")


def typed(*files: str, cwd: Path, cache: Path) -> None:
    """mypy has nothing to say of the files; the cache is shared, because pydantic is big."""
    options = ("--strict", "--scripts-are-modules", "--cache-dir", str(cache))
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *files],
        cwd=cwd,
        env={"MYPYPATH": "src", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stdout


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "mypy-cache"


def test_every_sample_is_typed(folder: Path, cache: Path) -> None:
    typed("samples", cwd=folder, cache=cache)


def test_black_leaves_samples_as_they_are(folder: Path) -> None:
    for path in (folder / "samples").iterdir():
        text = path.read_text()
        assert black.format_str(text, mode=black.Mode()) == text


def test_a_sample_says_what_it_is(model: ApiModel) -> None:
    sample = TARGET.sample(input_of(model, options(), Sink()), model.operations[1])
    assert (sample.label, sample.lexer, sample.file) == ("Python", "python", "create_widget.py")
    assert sample.code == (
        "from bench import Client, models\n"
        "\n"
        "with Client() as client:\n"
        "    result = client.widgets.create_widget(\n"
        '        body=models.Widget(name="name"),\n'
        "    )\n"
        "    print(result)\n"
    )


def test_every_value_of_a_sample_is_of_its_type(tmp_path: Path, cache: Path) -> None:
    field_types = {
        "text": {"type": "string"},
        "when": {"type": "string", "format": "date-time"},
        "day": {"type": "string", "format": "date"},
        "id": {"type": "string", "format": "uuid"},
        "price": {"type": "string", "format": "decimal"},
        "octets": {"type": "string", "format": "byte"},
        "number": {"type": "number"},
        "flag": {"type": "boolean"},
        "list": {"type": "array", "items": {"type": "integer"}},
        "map": {"type": "object", "additionalProperties": {"type": "string"}},
        "none": {"type": ["string", "null"]},
        "one": {"const": "x"},
        "kind": {"enum": ["round", "square"]},
        "any": {},
        "example": {"type": "string", "examples": ["shown"]},
        "other": {"$ref": "#/components/schemas/Other"},
    }
    document = {
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "paths": {
            "/a": {
                "post": {
                    "operationId": "Op",
                    "tags": ["g"],
                    "requestBody": {
                        "required": True,
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "object",
                                    "additionalProperties": False,
                                    "required": list(field_types),
                                    "properties": field_types,
                                }
                            }
                        },
                    },
                    "responses": {"204": {"description": "Fine."}},
                }
            }
        },
        "components": {
            "schemas": {
                "Other": {
                    "type": "object",
                    "required": ["a-b"],
                    "properties": {"a-b": {"type": "string"}, "self": {"type": "string"}},
                }
            }
        },
    }
    model = model_of(json.dumps(document), tmp_path)
    root = write(tree_of(model, options()), tmp_path / "package")
    code = TARGET.sample(input_of(model, options(), Sink()), model.operations[0]).code
    assert 'example="shown",' in code
    (root / "sample.py").write_text(code)
    typed("sample.py", cwd=root, cache=cache)
