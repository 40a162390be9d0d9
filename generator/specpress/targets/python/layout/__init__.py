"""Lays out printed Python as Black does, for the statements that templates print.

Black needs 0.1 s to be imported and formats about 1,500 lines a second: more than all the rest of a
run. A template prints few forms, and those are laid out here in a fraction of the time: a statement
that fits a line is printed in one; else a bracket of it is opened, and what it holds has a line of
its own, or each of its elements has. What is none of these forms goes through Black itself, so that
the result is always what Black leaves alone. The tests have Black as the judge.
"""

from __future__ import annotations

import functools

from specpress.targets.python.escape import WIDTH
from specpress.targets.python.layout.breaking import lines_of
from specpress.targets.python.layout.scan import UnknownFormError, statements


def laid_out(text: str) -> str:
    """The module `text` as Black formats it."""
    try:
        return "".join(_lines(text))
    except UnknownFormError:
        return by_black(text)


def by_black(text: str) -> str:
    """`text` as Black itself formats it."""
    import black  # heavy, and seldom needed

    return black.format_str(text, mode=black.Mode(line_length=WIDTH))


def _lines(text: str) -> list[str]:
    """The lines, each with its end; two empty ones at most, one in a block, none at the end."""
    found: list[str] = []
    blank = 0
    for source in statements(text):
        if not source:
            blank += 1
            continue
        if found:
            found += ["\n"] * min(blank, 1 if source.startswith(" ") else 2)
        blank = 0
        found.append(_statement(source))
    return found


@functools.lru_cache(maxsize=20_000)
def _statement(source: str) -> str:
    """The lines of a statement. Many are said more than once: fields, and how a call is sent."""
    try:
        lines = lines_of(source)
    except UnknownFormError:
        lines = _alone(source)
    return "".join(f"{line}\n" for line in lines)


def _alone(source: str) -> list[str]:
    """The lines that Black makes of one statement, in as many blocks as in its file."""
    bare = source.lstrip(" ")
    margin = len(source) - len(bare)
    # The first line says which Python it is, on which the commas of signatures depend.
    before = ["from __future__ import annotations", "", "x = 1", "", ""]
    before += [f"{' ' * column}class A:" for column in range(0, margin, 4)]
    body = (
        [f"{' ' * (margin + 4)}pass"] if bare.startswith(("def ", "async def ", "class ")) else []
    )
    text = by_black("\n".join([*before, source, *body, ""]))
    lines = text.rstrip("\n").split("\n")[len(before) :]
    return lines[: len(lines) - len(body)]
