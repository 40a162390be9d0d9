"""Javadoc comments, laid out as google-java-format leaves them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from specpress.targets.java.code import WIDTH
from specpress.targets.java.escape import java_doc

Tag = tuple[str, str]
"""A block tag with its name (`@param name`), and its text."""

_BREAK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)]) )")
_BULLET = re.compile(r"^\s*[-*+] ")


class Ready(str):
    """Text that is Javadoc already: it may hold tags of ours."""

    __slots__ = ()


def comment(paragraphs: Iterable[str], tags: Sequence[Tag] = (), indent: int = 0) -> str:
    """A comment with the words of `paragraphs`, in Markdown, and block tags.

    `indent` is the column where it begins; it has no line end behind it.
    """
    texts: list[str] = []
    for text in paragraphs:
        texts += (text,) if isinstance(text, Ready) else _paragraphs(text)
    margin = " " * indent
    if not tags and len(texts) == 1 and len(texts[0]) + indent + 7 <= WIDTH:
        return f"{margin}/** {texts[0]} */"
    lines: list[str] = []
    for number, text in enumerate(texts):
        if number:
            lines.append("")
        lines += _filled(f"<p>{text}" if number else text, indent)
    if texts and tags:
        lines.append("")
    for name, text in tags:
        lines += _filled(f"{name} {java_doc(text)}", indent, hang="    ")
    body = "".join(f"{margin} * {line}".rstrip() + "\n" for line in lines)
    return f"{margin}/**\n{body}{margin} */"


@functools.lru_cache(maxsize=4096)
def _paragraphs(text: str) -> tuple[str, ...]:
    words = java_doc(text)
    if "\n" not in words:
        return (words,) if words else ()
    parts = (" ".join(_BULLET.sub("", part).split()) for part in _BREAK.split(words))
    return tuple(part for part in parts if part)


def _filled(text: str, indent: int, hang: str = "") -> list[str]:
    """The lines of a paragraph; words are never broken."""
    room = WIDTH - indent - 3
    lines: list[str] = []
    line: list[str] = []
    length = -1
    for word in text.split():
        more = len(word) + 1
        if line and length + more > room:
            lines.append(" ".join(line))
            line, length = [hang + word], len(hang) + more - 1
        else:
            line.append(word)
            length += more
    return [*lines, " ".join(line)] if line else lines
