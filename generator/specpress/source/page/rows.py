"""Bulleted lines to a tree of rows: what is a row, what describes it, and what it contains."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from specpress.source.page import labels, rules
from specpress.source.page.lines import LONGEST, Line, Reporter, prose

DEEPEST = 100
"""Levels of nested fields. Real pages stay below 10; all recursion over a page ends here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """A row whose name and type are still glued. `words` is the row without what describes it."""

    words: str
    required: bool
    description: str
    line: Line
    children: tuple[RawRow, ...]


@dataclass(slots=True)
class _Open:
    """A row that still collects its lines. Lives while one list is read."""

    line: Line
    lines: list[Line] = field(default_factory=list)
    children: list[_Open] = field(default_factory=list)


def read_rows(lines: tuple[Line, ...], report: Reporter) -> tuple[RawRow, ...]:
    """The rows of a list. Lines before the first bullet are not looked at."""
    roots: list[_Open] = []
    stack: list[_Open] = []
    step = _step(lines)
    for line in lines:
        if not line.bullet:
            if stack:
                stack[-1].lines.append(line)
            continue
        if not line.text or len(line.text) > LONGEST:
            message = f"a field of {len(line.text)} characters" if line.text else "an empty bullet"
            report.at(line, rules.BAD_ROW, message, hint="a row is a name and a type, no more")
            continue
        parents = [row for row in stack if row.line.indent < line.indent]
        _check_indent(line, stack, parents, step, report)
        if len(parents) >= DEEPEST:
            report.at(line, rules.TOO_DEEP, f"a field on more than {DEEPEST} levels of nesting")
            # One report is enough: what is deeper still stays unread.
            return tuple(_closed(row) for row in roots)
        row = _Open(line)
        (parents[-1].children if parents else roots).append(row)
        stack = [*parents, row]
    return tuple(_closed(row) for row in roots)


def _step(lines: tuple[Line, ...]) -> int:
    """How far one level of a list is indented: the smallest step that the list makes."""
    indents = sorted({line.indent for line in lines if line.bullet})
    return min((after - before for before, after in pairwise(indents)), default=0)


def _check_indent(
    line: Line, stack: list[_Open], parents: list[_Open], step: int, report: Reporter
) -> None:
    """Reports an indent that fits no level; the row is read as a child of the nearest row left."""
    if not stack:
        return
    hint = "indent each level by the same width"
    last = stack[-1].line.indent
    if line.indent > last and line.indent - last > step:
        levels = (line.indent - last) // step
        message = f"`{line.text}` is indented by {levels} levels more than the row above it"
        report.at(line, rules.JUMP, message, hint)
    elif line.indent < last and all(row.line.indent != line.indent for row in stack):
        above = f"below `{parents[-1].line.text}`" if parents else "in the outermost list"
        message = f"the indent of `{line.text}` is that of no row before; it is read {above}"
        report.at(line, rules.JUMP, message, hint)


def _closed(row: _Open) -> RawRow:
    words, required = without_required(row.line.text)
    description = prose(row.lines)
    return RawRow(
        words=words,
        required=required,
        description="" if description in labels.NO_DESCRIPTION else description,
        line=row.line,
        children=tuple(_closed(child) for child in row.children),
    )


def without_required(text: str) -> tuple[str, bool]:
    """A row without its Required label, and whether it had one."""
    words = text
    while label := next((word for word in labels.REQUIRED if words.endswith(word)), None):
        if words == label:
            break
        words = words.removesuffix(label).rstrip()
    return words, words != text
