"""Javadoc comments, laid out as google-java-format leaves them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

from specpress.targets.java.code import WIDTH
from specpress.targets.java.escape import java_doc

Tag = tuple[str, str]
"""A block tag with its name (`@param name`), and its text."""


def comment(paragraphs: Iterable[str], tags: Sequence[Tag] = (), indent: int = 0) -> str:
    """A comment with the words of `paragraphs`, in Markdown, and block tags.

    `indent` is the column where it begins; it has no line end behind it.
    """
    texts = [one for text in paragraphs for one in _paragraphs(text)]
    margin = " " * indent
    if not tags and len(texts) == 1:
        line = f"{margin}/** {texts[0]} */"
        if len(line) <= WIDTH:
            return line
    lines: list[str] = []
    for number, text in enumerate(texts):
        if number:
            lines.append("")
        lines += _filled(text, indent, lead="<p>" if number else "")
    if texts and tags:
        lines.append("")
    for name, text in tags:
        lines += _filled(f"{name} {' '.join(java_doc(text).split())}".rstrip(), indent, hang="    ")
    body = "".join(f"{margin} * {line}".rstrip() + "\n" for line in lines)
    return f"{margin}/**\n{body}{margin} */"


def _paragraphs(text: str) -> list[str]:
    parts = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)]) )", java_doc(text))
    words = [" ".join(re.sub(r"^\s*[-*+] ", "", part).split()) for part in parts]
    return [part for part in words if part]


def _filled(text: str, indent: int, lead: str = "", hang: str = "") -> list[str]:
    return textwrap.wrap(
        f"{lead}{text}",
        width=WIDTH - indent - 3,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
