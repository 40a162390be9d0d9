"""Makes text harmless for one place of a Markdown page (CommonMark 0.31, tables of GFM)."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterable

_SPECIAL = re.compile(r"[\\`*\[\]<|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<!\S)#|!(?=\[)")
_AT_LINE_START = re.compile(r"(?=[>=])|(?=[-+](?:\s|$))|(?=:?-+:?\s*$)")
_NUMBERED = re.compile(r"(\d+)([.)])(?=\s|$)")
_HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff"
    "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]"
)
"""Control characters, lone surrogates, and marks that show text in another order than it has
(Unicode annex 9, section 2)."""


def clean(text: str) -> str:
    """`text` without what nobody sees: control characters, lone surrogates, direction marks."""
    return _HIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


@functools.lru_cache(maxsize=4096)
def text(given: str) -> str:
    """Plain text inside a line, a heading or a table's cell."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], " ".join(clean(given).split()))


def spaced_text(given: str) -> str:
    """The same with the blanks at its ends kept: a part of a line."""
    inner = text(given)
    if not inner:
        return " " if given else ""
    before = " " if given[:1].isspace() else ""
    return f"{before}{inner}{' ' if given[-1:].isspace() else ''}"


def joined(parts: Iterable[str]) -> str:
    """The parts of a line, which mean nothing together that they do not mean apart.

    `!` before a link would make an image of it, and two code spans that touch would be one.
    """
    line = ""
    for part in parts:
        if line.endswith("!") and part.startswith("["):
            line = f"{line[:-1]}\\!"
        elif line.endswith("`") and part.startswith("`"):
            line += " "
        line += part
    return line


def line_start(line: str) -> str:
    """An escaped line that must not begin a block of its own: a list, a quote, an underline."""
    line = _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line
    return f"\\{line}" if _AT_LINE_START.match(line) else line


@functools.lru_cache(maxsize=4096)
def code(given: str) -> str:
    """A code span, as it stands in a paragraph (CommonMark, section 6.1)."""
    inner = re.sub(r"[\n\t]", " ", clean(given)) or " "
    ticks = "`" * (_longest_run(inner) + 1)
    needs_room = inner[0] == "`" or inner[-1] == "`" or (inner[0] == inner[-1] == " " != inner)
    return f"{ticks} {inner} {ticks}" if needs_room and inner.strip() else f"{ticks}{inner}{ticks}"


def cell(line: str) -> str:
    """A line of Markdown as a cell (GFM, section 4.10).

    Every pipe gets a backslash, also one in code or one that has a backslash already: the cell's
    own are taken off before its content is read.
    """
    return line.replace("\n", " ").replace("|", "\\|")


def fence(given: str, lexer: str = "") -> str:
    """A fenced block, whose fence is longer than any run of backticks in it."""
    body = clean(given).rstrip("\n")
    ticks = "`" * max(3, _longest_run(body) + 1)
    word = re.sub(r"[^A-Za-z0-9_+#.-].*", "", lexer, flags=re.DOTALL)
    return f"{ticks}{word}\n{body}\n{ticks}"


def anchor(given: str) -> str:
    """The value of an `id` attribute."""
    return html.escape(clean(given), quote=True)


def url(given: str) -> str:
    """A URL as the destination of a link, in angle brackets."""
    plain = "".join(clean(given).split())
    safe = re.sub(r"[<>\\]", lambda found: f"%{ord(found[0]):02X}", plain)
    return f"<{safe}>"


def _longest_run(given: str) -> int:
    return max((len(run) for run in re.findall("`+", given)), default=0)
