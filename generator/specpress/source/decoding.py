"""Bytes to text: UTF-8, UTF-16 and UTF-32, told apart as YAML 1.2 (section 5.2) says."""

from __future__ import annotations

import codecs

from specpress.diagnostics import Location, Sink, error

UNDECODABLE = error("text-undecodable", "the bytes of an input are no text")
CONTROL = error("text-control-character", "the text of an input has a character it may not have")
EMPTY = error("text-empty", "an input is empty")

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str, sink: Sink) -> str | None:
    """The text of `data` without its byte order mark, or None when it is no text at all.

    The sink gets the text under `name`, so that excerpts can be printed.
    """
    encoding, skip = _encoding(data)
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as fault:
        _report_undecodable(data[skip:], fault, name, sink)
        return None
    sink.add_text(name, text)
    zero = text.find("\0")
    if zero >= 0:
        message = "a NUL character: this is no text file"
        sink.report(CONTROL.at(place(text, zero, name), message))
        return None
    if not text.strip():
        sink.report(EMPTY.at(Location(file=name), "the file is empty"))
        return None
    return text


def _encoding(data: bytes) -> tuple[str, int]:
    """The name of the encoding, and how many bytes its mark takes."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    # A description begins with an ASCII character, so the zeros around it show the width.
    match [byte == 0 for byte in data[:4]]:
        case [True, True, True, False]:
            return "utf-32-be", 0
        case [False, True, True, True]:
            return "utf-32-le", 0
        case [True, False, *_]:
            return "utf-16-be", 0
        case [False, True, *_]:
            return "utf-16-le", 0
        case _:
            return "utf-8", 0


def _report_undecodable(data: bytes, fault: UnicodeDecodeError, name: str, sink: Sink) -> None:
    shown = data.decode(fault.encoding, errors="replace")
    before = data[: fault.start].decode(fault.encoding, errors="replace")
    sink.add_text(name, shown)
    sink.report(
        UNDECODABLE.at(
            place(shown, len(before), name),
            f"byte {fault.start} is not {fault.encoding.upper()}: {fault.reason}",
            hint="save the file as UTF-8",
        )
    )


def place(text: str, offset: int, name: str, pointer: str = "") -> Location:
    """The line and column of the character at `offset` (0 is the first)."""
    line = text.count("\n", 0, offset) + 1
    start = text.rfind("\n", 0, offset) + 1
    return Location(file=name, pointer=pointer, line=line, column=offset - start + 1)
