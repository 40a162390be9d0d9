"""Descriptions as they are loaded: versions, and no traceback for any bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.diagnostics import Sink
from specpress.printers import as_text
from specpress.source import openapi
from specpress.source.openapi import load, load_bytes
from specpress.source.upgrade import upgrade
from specpress.source.validate import validate


def codes(data: bytes, name: str = "a.yaml") -> list[str]:
    sink = Sink()
    load_bytes(data, name, sink)
    return [found.code for found in sink]


@pytest.mark.parametrize("version", ["3.0.0", "3.0.4", "3.1.0", "3.1.1", "3.1.0-rc1", "3.2.0"])
def test_versions_that_are_read(version: str) -> None:
    sink = Sink()
    document = load_bytes(f"openapi: {version}\nx: 1\n".encode(), "a.yaml", sink)
    assert document is not None
    assert document.dialect == version
    assert not len(sink)


def test_other_versions_are_refused_by_name() -> None:
    assert codes(b"openapi: 3.3.0\n") == [openapi.UNSUPPORTED.code]
    assert codes(b"swagger: '1.2'\n") == ["openapi-version-unsupported"]
    sink = Sink()
    load_bytes(b"info: {}\nswagger: '1.2'\n", "a.yaml", sink)
    (found,) = sink
    assert str(found.location) == "a.yaml:2:10"
    assert "Swagger 1.2" in found.message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("openapi: 3.1\n", '`openapi: "3.1.0"`'),
        ("openapi: '3'\n", "three parts"),
        ("openapi: null\n", "begin"),
        ("info: {}\n", "begin"),
        ("openAPI: 3.1.0\n", "did you mean `openapi`"),
    ],
)
def test_a_version_that_is_not_there_or_none(text: str, hint: str) -> None:
    sink = Sink()
    assert load_bytes(text.encode(), "a.yaml", sink) is None
    (found,) = sink
    assert found.code == "openapi-no-version"
    assert hint in found.hint


@pytest.mark.parametrize("text", ["[1]", "text", "1", "# empty"])
def test_a_description_is_an_object(text: str) -> None:
    assert codes(text.encode()) == ["openapi-not-an-object"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    sink = Sink()
    assert load(tmp_path / "none.yaml", "none.yaml", sink) is None
    assert [found.code for found in sink] == ["text-unreadable"]
    assert load(tmp_path, "folder", sink) is None


SEED = b"""\
openapi: 3.1.0
info: {title: A, version: "1"}
paths:
  /a/{b}:
    get:
      operationId: x
      parameters: [{name: b, in: path, required: true, schema: &s {type: string, default: q}}]
      responses: {"200": {description: ok, content: {a/b: {schema: *s}}}}
components:
  schemas:
    A: {$ref: "#/components/schemas/B"}
    B: {anyOf: [{type: object, properties: {a: {$ref: "#/components/schemas/A"}}}, {type: "null"}]}
"""

PIECES = [
    *(bytes([byte]) for byte in b"{}[]:,&*!|>'\"%@`#-? \n\t\\"),
    *[b"<<: ", b"$ref: ", b"\xff", b"\xc3", b"\x00", b"\xef\xbb\xbf", b"&a ", b"*a", b"!!int "],
    *[b"null", b"1e999", b".nan", b"- - - ", b"\xe2\x80\xa8", b"%YAML 9.9\n---\n", b"~", b"0x"],
]


@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    edits=st.lists(
        st.tuples(
            st.integers(0, len(SEED)),
            st.integers(0, 30),
            st.sampled_from(PIECES) | st.binary(max_size=4),
        ),
        max_size=6,
    ),
    name=st.sampled_from(["a.yaml", "a.json", "a"]),
    cut=st.integers(0, len(SEED)),
)
def test_no_bytes_give_a_traceback(
    edits: list[tuple[int, int, bytes]], name: str, cut: int
) -> None:
    data = SEED[: cut if cut % 3 == 0 else len(SEED)]
    for place, taken, put in edits:
        data = data[:place] + put + data[place + taken :]
    sink = Sink()
    document = load_bytes(data, name, sink)
    assert document is not None or sink.failed
    if document is not None:
        validate(document, sink)
        upgrade(document, sink)
    assert as_text(sink) or not len(sink)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(data=st.binary(max_size=200))
def test_random_bytes_give_no_traceback(data: bytes) -> None:
    sink = Sink()
    assert load_bytes(data, "a.yaml", sink) is not None or sink.failed
