"""A small page without a fault, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

from specpress.diagnostics import Diagnostic, Sink
from specpress.source.document import LoadedDocument
from specpress.source.page import read_pages

BASE = (Path(__file__).parent / "base.txt").read_text("utf-8")


def edited(*changes: tuple[str, str], text: str = BASE) -> str:
    """The page with texts replaced, each of which must be there."""
    for old, new in changes:
        assert old in text, f"the page has no {old!r}"
        text = text.replace(old, new)
    return text


def read(*pages: str | bytes) -> tuple[LoadedDocument | None, list[Diagnostic]]:
    """The document and the diagnostics of pages that are called 0.txt, 1.txt ..."""
    sink = Sink()
    files = [
        (f"{number}.txt", page.encode() if isinstance(page, str) else page)
        for number, page in enumerate(pages)
    ]
    return read_pages(files, sink), list(sink)
