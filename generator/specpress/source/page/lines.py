"""Bytes of a page to its lines, with the place of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specpress.diagnostics import Location, Rule, Sink
from specpress.source.decoding import decode
from specpress.source.page import rules

LARGEST = 4 * 1024 * 1024
"""Bytes of a page. Real pages stay below 200 kB."""

LONGEST = 400
"""Characters of a badge line, or of the name and type of a field. Real ones stay below 100."""

_TAB = 4
_BULLET = re.compile(r"(?:[•◦▪‣●○■]\s*)+")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line without the space around it.

    `indent` counts columns, a tab as four. `number` and `column` (of the first character of `text`)
    count from 1. `bullet` says that the text stood behind a bullet.
    """

    number: int
    column: int
    indent: int
    text: str
    bullet: bool = False

    def cut(self, start: int, end: int | None = None) -> Line:
        """The part of this line from `start` to `end`, which are offsets in `text`."""
        part = self.text[start:end]
        text = without_bullet(part)
        shift = start + len(part) - len(text)
        return Line(
            number=self.number, column=self.column + shift, indent=self.indent, text=text.rstrip()
        )


@dataclass(frozen=True, slots=True)
class Reporter:
    """Reports what one page has wrong."""

    file: str
    sink: Sink

    def at(self, place: Line | Location | None, rule: Rule, message: str, hint: str = "") -> None:
        """A diagnostic at a line, at a place, or (None) about the whole page."""
        self.sink.report(rule.at(self.place(place), message, hint=hint))

    def place(self, place: Line | Location | None) -> Location:
        """The location of a line of this page."""
        match place:
            case None:
                return Location(file=self.file)
            case Location():
                return place
            case Line():
                return Location(file=self.file, line=place.number, column=place.column)


def read_lines(data: bytes, report: Reporter) -> tuple[Line, ...]:
    """The lines of a page, blank ones too; none when it cannot be read."""
    if len(data) > LARGEST:
        report.at(
            None,
            rules.TOO_LARGE,
            f"{len(data)} bytes: a page has at most {LARGEST}",
            hint="give each page as a file of its own",
        )
        return ()
    text = decode(data, report.file, report.sink)
    if text is None:
        return ()
    return tuple(_line(number, raw) for number, raw in enumerate(_BREAK.split(text), 1))


def _line(number: int, raw: str) -> Line:
    text = raw.strip()
    start = len(raw) - len(raw.lstrip()) if text else 0
    indent = len(raw[:start].expandtabs(_TAB))
    bullet = _BULLET.match(text)
    if bullet:
        start += bullet.end()
        text = text[bullet.end() :]
    return Line(number=number, column=start + 1, indent=indent, text=text, bullet=bool(bullet))


def without_bullet(text: str) -> str:
    """A text without the space and the bullets before it."""
    text = text.lstrip()
    bullet = _BULLET.match(text)
    return text[bullet.end() :] if bullet else text


def prose(lines: list[Line] | tuple[Line, ...]) -> str:
    """The text of lines: a line break stays, blank lines become one, at the ends none."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.text:
            paragraphs[-1].append(line.text)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\n".join(part) for part in paragraphs if part)
