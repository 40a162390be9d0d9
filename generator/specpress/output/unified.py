"""The differences between a folder and a tree, for people."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import PurePosixPath

from specpress.output import survey
from specpress.output.planning import Plan

MOST_LINES = 400
"""Lines of difference that are shown of one file."""

_MOST_BYTES = 1_000_000
"""Above it files are told apart by their digests: to compare their lines would take too long."""


def diff(plan: Plan, *, most_lines: int = MOST_LINES) -> Iterator[str]:
    """The lines of a unified diff from what stands on disk to what is generated, in order of path.

    Without line ends. New and stale files are told against /dev/null; hand edits as what would undo
    them. Files that are no text, or very large, are told by their digests. A file with more than
    `most_lines` lines of difference ends with a line that says how many are left out.
    """
    for path in sorted({*plan.created, *plan.changed, *plan.stale, *plan.edited, *plan.foreign}):
        lines = _file(plan, path)
        for _, line in zip(range(most_lines), lines, strict=False):
            yield line
        if left := sum(1 for _ in lines):
            yield f"... {path}: {left} more lines of difference"


def _file(plan: Plan, path: PurePosixPath) -> Iterator[str]:
    before = None if path in plan.created else survey.read(plan.directory, path)
    after = plan.tree.get(path)
    yield "--- /dev/null" if before is None else f"--- a/{path}"
    yield "+++ /dev/null" if after is None else f"+++ b/{path}"
    old, new = _lines(before), _lines(after)
    if old is None or new is None:
        yield f"-{_described(before)}"
        yield f"+{_described(after)}"
        return
    hunks = difflib.unified_diff(old, new, n=3, lineterm="")
    for number, line in enumerate(hunks):
        if number >= 2:  # the first two are difflib's own file names
            yield from line.split("\n")


def _lines(content: bytes | None) -> list[str] | None:
    """The lines of a text; None of bytes that are no text, or too many to compare.

    The last line carries a mark where no line end follows it, as diff(1) prints it.
    """
    if content is None:
        return []
    if len(content) > _MOST_BYTES or b"\0" in content:
        return None
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    lines = text.split("\n")
    last = lines.pop()
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines


def _described(content: bytes | None) -> str:
    if content is None:
        return "no file"
    return f"{len(content)} bytes, SHA-256 {survey.digest(content)}"
