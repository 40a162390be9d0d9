"""Filters that lay text out and know no language."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping

_PLAIN_WORDS = re.compile(r"\S+(?: \S+)*")


def wrap(text: str, width: int, indent: str = "") -> str:
    """Breaks each paragraph of `text` at `width` columns, the indent included.

    Paragraphs are parted by blank lines. Lines that Markdown gives a meaning (lists, tables, code,
    quotes, headings) are kept as they are.
    """
    blocks = []
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        if any(_has_layout(line) for line in lines):
            blocks.append("\n".join(f"{indent}{line}".rstrip() for line in lines))
        else:
            blocks.append(_filled(" ".join(line.strip() for line in lines), width, indent))
    return "\n\n".join(blocks)


def _filled(text: str, width: int, indent: str) -> str:
    """What `textwrap` makes of a paragraph; of words with one space between them, much faster."""
    if not _PLAIN_WORDS.fullmatch(text):
        return textwrap.fill(
            text,
            width=width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    if len(indent) + len(text) <= width:
        return indent + text
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if not line:
            line = indent + word
        elif len(line) + 1 + len(word) <= width:
            line += f" {word}"
        else:
            lines.append(line)
            line = indent + word
    return "\n".join((*lines, line))


def _has_layout(line: str) -> bool:
    return line.startswith(("    ", "\t", "- ", "* ", "+ ", "> ", "|", "#", "```", "~~~")) or (
        line.lstrip()[:1].isdigit() and line.lstrip().lstrip("0123456789")[:2] in (". ", ") ")
    )


def prefix(text: str, mark: str) -> str:
    """Puts `mark` before every line; a line that would be only the mark has no blank at its end."""
    return "\n".join(f"{mark}{line}".rstrip() for line in text.split("\n"))


FILTERS: Mapping[str, Callable[..., str]] = {"wrap": wrap, "prefix": prefix}
