"""A file that is JSON or YAML to a value with places: what every reader of one starts with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from specpress.diagnostics import Location, Sink, error
from specpress.jsonvalue import Json
from specpress.source import json_text, yaml12
from specpress.source.decoding import decode
from specpress.source.positions import TextPositions

TOO_LARGE = error("text-too-large", "a file is larger than can be handled")
UNREADABLE = error("text-unreadable", "a file cannot be read")


LARGEST = 256 * 1024 * 1024
"""Bytes of a file."""

MOST_OBJECTS = 1_500_000
"""Opening braces of a JSON text. The largest description that is known has 86,000; each takes some
hundred bytes of memory, so that this is where a machine begins to suffer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The value of a text, and the places of its parts. No two parts share a list or an object."""

    value: Json
    positions: TextPositions


def read_bytes(path: Path, name: str, sink: Sink) -> bytes | None:
    """The bytes of a file, or None, after it told the sink, when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        reason = fault.strerror or str(fault)
        sink.report(UNREADABLE.at(Location(file=name), f"cannot read {name}: {reason}"))
        return None


def parse(data: bytes, name: str, sink: Sink) -> Parsed | None:
    """The value of `data`, or None, after it told the sink, when there is none.

    A name that ends in `.json` makes it JSON. Else a text that begins with a brace is read as JSON
    if it is JSON, because that is many times faster, and all the rest is YAML.
    """
    text = decode(data, name, sink) if _is_bearable(data, name, sink) else None
    if text is None:
        return None
    try:
        if name.lower().endswith(".json"):
            positions = TextPositions(name, text, "json")
            return Parsed(value=json_text.read(text, positions, sink), positions=positions)
        if text.lstrip().startswith("{"):
            found = _json(text, name, sink)
            if found is not None:
                return found
        positions = TextPositions(name, text, "yaml")
        return Parsed(value=yaml12.read(text, positions, sink), positions=positions)
    except (json_text.NotJsonError, yaml12.UnreadableError):
        return None


def _is_bearable(data: bytes, name: str, sink: Sink) -> bool:
    """Whether the file is small enough to be read; told before anything is made of it."""
    message = ""
    if len(data) > LARGEST:
        message = f"the file has {len(data):,} bytes, and {LARGEST:,} are the limit"
    elif data.lstrip()[:1] == b"{" and data.count(b"{") > MOST_OBJECTS:
        message = f"the file has more than {MOST_OBJECTS:,} objects"
    if message:
        sink.report(TOO_LARGE.at(Location(file=name), message))
    return not message


def _json(text: str, name: str, sink: Sink) -> Parsed | None:
    positions = TextPositions(name, text, "json")
    try:
        return Parsed(value=json_text.read_if_json(text, positions, sink), positions=positions)
    except json.JSONDecodeError:
        return None
