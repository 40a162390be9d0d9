"""For tests of the readers: a text in, its value and its faults out."""

from __future__ import annotations

from specpress.diagnostics import Diagnostic, Sink
from specpress.jsonvalue import Json
from specpress.source.parsing import Parsed, parse


def parsed(text: str | bytes, name: str = "a.yaml") -> tuple[Parsed | None, list[Diagnostic]]:
    """What is read of `text`, and what is wrong with it."""
    sink = Sink()
    data = text.encode() if isinstance(text, str) else text
    return parse(data, name, sink), list(sink)


def value_of(text: str, name: str = "a.yaml") -> Json:
    """The value of a text that has no fault at all."""
    found, faults = parsed(text, name)
    assert not faults, [fault.message for fault in faults]
    assert found is not None
    return found.value


def places(faults: list[Diagnostic]) -> list[tuple[str, int, int]]:
    """Code, line and column of each fault."""
    return [(fault.code, fault.location.line, fault.location.column) for fault in faults]
