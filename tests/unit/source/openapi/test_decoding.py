"""Bytes to text: encodings, and what is no text."""

from __future__ import annotations

import codecs

import pytest

from specpress.diagnostics import Sink
from specpress.source import decoding
from specpress.source.decoding import decode

TEXT = "openapi: 3.1.0\ntitle: 图像 🖼\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b""),
        ("utf-32-be", b""),
    ],
)
def test_every_unicode_encoding_is_read(encoding: str, mark: bytes) -> None:
    sink = Sink()
    assert decode(mark + TEXT.encode(encoding), "a.yaml", sink) == TEXT
    assert not len(sink)
    assert sink.texts["a.yaml"] == TEXT


def test_a_byte_that_is_not_utf_8_has_its_place() -> None:
    sink = Sink()
    assert decode("first: 1\nsecond: \u00e9\n".encode("latin-1"), "a.yaml", sink) is None
    (found,) = sink
    assert found.code == decoding.UNDECODABLE.code == "text-undecodable"
    assert str(found.location) == "a.yaml:2:9"
    assert "UTF-8" in found.hint


@pytest.mark.parametrize("data", [b"", b" \n\t\n", codecs.BOM_UTF8])
def test_an_empty_file_says_so(data: bytes) -> None:
    sink = Sink()
    assert decode(data, "a.yaml", sink) is None
    assert [found.code for found in sink] == ["text-empty"]


def test_a_nul_character_is_refused_with_its_place() -> None:
    sink = Sink()
    assert decode(b"abc\nde\x00f", "a.yaml", sink) is None
    (found,) = sink
    assert found.code == "text-control-character"
    assert str(found.location) == "a.yaml:2:3"
