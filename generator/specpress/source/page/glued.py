"""Rows of a rendering without bullets: `nameStringRequiredThe image name.` on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from specpress.jsonvalue import JsonObject
from specpress.source.page import labels, rules
from specpress.source.page.fields import Row, children_of
from specpress.source.page.lines import LONGEST, Line, Reporter, without_bullet
from specpress.source.page.rows import DEEPEST
from specpress.source.page.split import Ground
from specpress.source.page.words import KNOWN

_AFTER = r"(?=Required|必填|[^a-z]|\Z)"
_NAME = r"[A-Za-z_$][A-Za-z0-9_$.\-]*?"


def _alternatives(words: Set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


_CAPITAL = frozenset(word for word in KNOWN if word[0].isupper())
_INVENTORY = r"[A-Z][A-Za-z0-9_]*?Inventory"
_REQUIRED = re.compile(r"\s*(?P<required>Required|必填)?\s*(?P<description>.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Parts:
    name: str
    type: str
    required: bool
    description: str
    ground: Ground


@dataclass(slots=True)
class _Open:
    """A row that still collects children and lines. Lives while one list is read."""

    parts: _Parts
    line: Line
    objects: list[JsonObject]
    more: list[str] = field(default_factory=list)
    children: list[_Open] = field(default_factory=list)


def read_glued(
    lines: Sequence[Line], objects: Sequence[JsonObject], named: Set[str], report: Reporter
) -> tuple[Row, ...]:
    """The rows of lines without bullets.

    The rendering lost the levels: a row stands below the deepest open row whose example object has
    its name. `objects` are the examples at the place of the list.
    """
    roots: list[_Open] = []
    stack: list[_Open] = []
    for line in lines:
        found = _place(line, stack, objects, named)
        if found is None:
            if stack:
                stack[-1].more.append(line.text)
            else:
                report.at(line, rules.BAD_ROW, "this is no field: it has no name and type")
            continue
        depth, parts = found
        if depth >= DEEPEST:
            report.at(line, rules.TOO_DEEP, f"a field on more than {DEEPEST} levels of nesting")
            break
        stack = stack[:depth]
        around = stack[-1].objects if stack else objects
        row = _Open(parts, line, children_of(around, parts.name))
        (stack[-1].children if stack else roots).append(row)
        stack.append(row)
    return tuple(_closed(row) for row in roots)


def _place(
    line: Line, stack: list[_Open], objects: Sequence[JsonObject], named: Set[str]
) -> tuple[int, _Parts] | None:
    """The level of a row and its parts: where an example knows the name, deepest level first."""
    levels = [objects, *(row.objects for row in stack)]
    for depth in range(len(levels) - 1, -1, -1):
        keys = {key for value in levels[depth] for key in value}
        for key in sorted(keys, key=lambda k: (-len(k), k)):
            parts = _with_key(line.text, key, named)
            if parts:
                return depth, parts
    parts = _without_key(line.text, named)
    if parts is None:
        return None
    siblings = [row for row in stack if row.objects]
    return len(siblings), parts


def _with_key(text: str, key: str, named: Set[str]) -> _Parts | None:
    if not key or not text.startswith(key):
        return None
    rest = text[len(key) :].lstrip()
    known = f"(?:{_alternatives(KNOWN | named)}|{_INVENTORY}){_AFTER}"
    unknown = r"[A-Z][A-Za-z0-9_]*?(?=Required|必填|\s|[^\x00-\x7f]|\Z)"
    for pattern, ground in ((known, Ground.TYPE), (unknown, Ground.KEY)):
        found = re.match(pattern, rest)
        if found:
            return _parts(key, found.group(), rest[found.end() :], ground)
    return None


def _without_key(text: str, named: Set[str]) -> _Parts | None:
    capital = _alternatives(_CAPITAL | named)
    small = _alternatives(KNOWN - _CAPITAL)
    for words in (rf"{capital}|{_INVENTORY}", small):
        found = re.match(rf"({_NAME})\s*({words}){_AFTER}", text[:LONGEST])
        if found:
            return _parts(found[1], found[2], text[found.end() :], Ground.TYPE)
    return None


def _parts(name: str, kind: str, rest: str, ground: Ground) -> _Parts:
    found = _REQUIRED.match(rest)
    assert found is not None, "the pattern matches any text"
    return _Parts(name, kind, bool(found["required"]), without_bullet(found["description"]), ground)


def _closed(row: _Open) -> Row:
    text = "\n".join(part for part in (row.parts.description, *row.more) if part)
    return Row(
        name=row.parts.name,
        type=row.parts.type,
        required=row.parts.required,
        description="" if text in labels.NO_DESCRIPTION else text,
        line=row.line,
        children=tuple(_closed(child) for child in row.children),
        ground=row.parts.ground,
    )
