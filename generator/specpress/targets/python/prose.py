"""Wraps CommonMark to the width of a docstring, where that does not change what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_KEPT = re.compile(r" {4}|\t|[#>|<]|(?:=+|-+|\*{3,}|_{3,})$|\[[^\]]+\]:")
"""Code, headings and their underlines, quotes, tables, HTML, rules, link definitions."""

_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]) +(?=\S)")
_MARK = re.compile(r"[-*+=]+$|\d{1,9}[.)]$|[#>|<]|`{3}|~{3}|\[[^\]]+\]:")
"""Words that would mean something else at the beginning of a line."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def wrap(text: str, width: int, *, taken: int = 0) -> list[str]:
    """The lines of `text` with paragraphs and list items wrapped at `width` columns.

    The first line has `taken` columns less. Words are never broken, so that a line can be wider;
    lines that Markdown gives a meaning of their own are kept as they are.
    """
    found: list[str] = []
    for lines, hanging in _blocks(text.split("\n")):
        if hanging is None:
            found += lines
        else:
            found += _filled(lines, hanging, width, 0 if found else taken)
    return found


def columns(text: str) -> int:
    """How many columns `text` takes: two for a wide character (UAX 11), one for any other."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)


def _blocks(lines: list[str]) -> Iterator[tuple[list[str], int | None]]:
    """Lines that belong together, and the indentation of the second: None for lines to keep."""
    paragraph: list[str] = []
    hanging = 0
    fence = ""
    for line in lines:
        opened = _FENCE.match(line)
        item = _ITEM.match(line)
        if not fence and not opened and not item and line and not _KEPT.match(line):
            paragraph.append(line)
            continue
        if paragraph:
            yield paragraph, hanging
            paragraph, hanging = [], 0
        if item and not fence and not _KEPT.match(line):
            paragraph, hanging = [line], len(item.group())
            continue
        if opened:
            fence = _after(fence, opened.group(1), line)
        yield [line], None
    if paragraph:
        yield paragraph, hanging


def _after(fence: str, mark: str, line: str) -> str:
    """The fence that is open after a line that begins with `mark`."""
    if not fence:
        return mark
    closes = mark.startswith(fence) and line.strip() == mark
    return "" if closes else fence


def _filled(lines: list[str], hanging: int, width: int, taken: int) -> Iterator[str]:
    whole = lines[0].rstrip()
    if len(lines) == 1 and columns(whole) + taken <= width:
        yield whole
        return
    indent = " " * hanging
    words = " ".join(lines).split()
    lead = whole[:hanging] if hanging else ""
    line, used = lead, taken + len(lead)
    start = len(lead.split())
    for word in words[start:]:
        size = columns(word)
        gap = 0 if line in (lead, indent) else 1
        if gap and used + gap + size > width and not _MARK.match(word):
            yield line
            line, used, gap = indent, hanging, 0
        line += " " * gap + word
        used += gap + size
    yield line
