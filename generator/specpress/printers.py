"""Diagnostics for people, for machines, and for the annotations of a CI."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from specpress.diagnostics import Diagnostic, Location, Severity, Sink

Printer: TypeAlias = Callable[[Sink], str]
"""Gives the text for all diagnostics of a run, "" for none; every line ends in a newline."""

_WIDEST_EXCERPT = 120


def as_text(sink: Sink) -> str:
    """One block a diagnostic: place, severity, code, message, excerpt with a caret, hint."""
    return "".join(f"{block}\n" for block in (_block(found, sink) for found in sink))


def as_json(sink: Sink) -> str:
    """A JSON array: code, severity, message, file, pointer, line, column, hint, related of each."""
    found = [_record(one, sink) for one in sink]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_annotations(sink: Sink) -> str:
    """Workflow commands that GitHub Actions shows beside the lines of a change."""
    return "".join(f"{_annotation(found, sink)}\n" for found in sink)


PRINTERS: Mapping[str, Printer] = {
    "text": as_text,
    "json": as_json,
    "github": as_annotations,
}


def count(sink: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or "" when there is nothing to count."""
    totals = dict.fromkeys(Severity, 0)
    for found in sink:
        totals[found.severity] += 1
    return ", ".join(
        f"{number} {severity.value}{'s' if number > 1 else ''}"
        for severity, number in totals.items()
        if number
    )


def _block(found: Diagnostic, sink: Sink) -> str:
    place = sink.shown(found.location)
    lines = [f"{place}: {found.severity.value}[{found.code}]: {visible(found.message)}"]
    lines += _excerpt(found.location, sink.texts)
    lines += [f"  see {sink.shown(other)}" for other in found.related]
    if found.hint:
        lines.append(f"  hint: {visible(found.hint)}")
    return "\n".join(lines)


def _excerpt(place: Location, texts: Mapping[str, str]) -> list[str]:
    line = _line(texts.get(place.file, ""), place.line)
    if not line.strip():
        return []
    start = max(0, min(place.column - 1, len(line)) - _WIDEST_EXCERPT // 2)
    shown = visible(line[start : start + _WIDEST_EXCERPT].replace("\t", " "))
    number = str(place.line)
    rows = [f"  {number} | {shown}"]
    if place.column:
        before = visible(line[start : place.column - 1].replace("\t", " "))
        rows.append(f"  {' ' * len(number)} | {' ' * _columns(before)}^")
    return rows


def _line(text: str, number: int) -> str:
    """The line with that number, without splitting the whole of a large text."""
    if number < 1:
        return ""
    start = 0
    for _ in range(number - 1):
        start = text.find("\n", start) + 1
        if not start:
            return ""
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)].rstrip("\r")


def _columns(text: str) -> int:
    """How many columns of a terminal `text` takes (UAX 11)."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    marks = sum(unicodedata.combining(char) != 0 for char in text)
    return len(text) + wide - marks


def visible(text: str) -> str:
    """`text` on one line, without characters that steer a terminal or reorder what is read."""
    return "".join(
        char
        if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else ("\u00b7" if char in "\n\r\t" else f"\\u{ord(char):04x}")
        for char in text
    )


def _record(found: Diagnostic, sink: Sink) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        **_place(sink.shown(found.location)),
        "hint": found.hint,
        "related": [_place(sink.shown(place)) for place in found.related],
    }


def _place(place: Location) -> dict[str, object]:
    return {
        "file": place.file,
        "pointer": place.pointer,
        "line": place.line,
        "column": place.column,
    }


def _annotation(found: Diagnostic, sink: Sink) -> str:
    command = "notice" if found.severity is Severity.NOTE else found.severity.value
    place = sink.shown(found.location)
    properties = {"file": place.file, "title": found.code}
    if place.line:
        properties |= {"line": str(place.line), "col": str(place.column or 1)}
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    text = f"{found.message} ({found.hint})" if found.hint else found.message
    return f"::{command} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
