"""The places of all parts of a JSON text, each level found when somebody asks for it.

A diagnostic names one place of many: what stands beside the way to it is passed over by the scanner
of the standard library, which is written in C. Levels are read together down to `_TOGETHER`, so
that a text is not scanned again for each of the outermost.
"""

from __future__ import annotations

import contextlib
import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from specpress.source.positions import Node

_TOGETHER = 3
"""How many levels are read at once: down to the operations and components of a description."""

_BLANKS = re.compile(r"[ \t\n\r]*+")
_OPENING = {"{": dict, "[": list}

# The values do not matter: whatever a number is, `len` is the cheapest that can be made of it.
_decoder: Any = json.JSONDecoder(strict=False, parse_int=len, parse_float=len, parse_constant=len)
_pass_over = _decoder.scan_once


class _EndedError(Exception):
    """The text stops being JSON here: what follows has no place."""


class _Unread(Node):
    """A part of a text whose own parts are found at the first question for `entries`."""

    __slots__ = ("text",)

    def __init__(self, text: str, start: int, value: int) -> None:
        # `entries` stays unset, so that `__getattr__` is asked for it once.
        self.text = text
        self.start = start
        self.value = value
        self.merged = []

    def __getattr__(self, name: str) -> Any:
        if name != "entries":
            raise AttributeError(name)
        # Where it stops being JSON the reader tells; what stands before the fault has its places.
        with contextlib.suppress(_EndedError):
            _enter(self, _TOGETHER)
        return self.entries


def places(text: str) -> Node:
    """The places of `text`, as far as it is JSON."""
    start = _after_blanks(text, 0)
    return _Unread(text, start, start)


def _enter(node: _Unread, levels: int) -> int:
    """Gives `node` its entries, and `levels` below it theirs; returns the offset of its end."""
    text, at = node.text, node.value
    opening = text[at : at + 1]
    if opening not in _OPENING:
        node.entries = None
        return at
    members: dict[str, Node] = {}
    items: list[Node] = []
    node.entries = members if opening == "{" else items
    closing = "}" if opening == "{" else "]"
    at = _after_blanks(text, at + 1)
    while text[at : at + 1] != closing:
        start = at
        if opening == "{":
            key, at = _key(text, at)
            part = _Unread(text, start, at)
            members.setdefault(key, part)
        else:
            part = _Unread(text, start, at)
            items.append(part)
        at = _after_blanks(text, _end(part, levels - 1))
        if text[at : at + 1] == ",":
            at = _after_blanks(text, at + 1)
        elif text[at : at + 1] != closing:
            raise _EndedError
    return at + 1


def _key(text: str, at: int) -> tuple[str, int]:
    """The key at `at`, and the offset of its value."""
    if text[at : at + 1] != '"':
        raise _EndedError
    try:
        key, at = scanstring(text, at + 1, False)  # noqa: FBT003 - it takes no keywords
    except json.JSONDecodeError as fault:
        raise _EndedError from fault
    at = _after_blanks(text, at)
    if text[at : at + 1] != ":":
        raise _EndedError
    return key, _after_blanks(text, at + 1)


def _end(part: _Unread, levels: int) -> int:
    if levels and part.text[part.value : part.value + 1] in _OPENING:
        return _enter(part, levels)
    try:
        end: int = _pass_over(part.text, part.value)[1]
    except (StopIteration, json.JSONDecodeError, RecursionError) as fault:
        raise _EndedError from fault
    return end


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at
