"""Reads printed pages back, as a renderer of Markdown (GFM) would."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ANCHOR = re.compile(r'<a id="([A-Za-z0-9._-]+)">\Z')


def tokens(text: str) -> Iterator[Token]:
    """All tokens, those inside of lines too."""
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def anchors(text: str) -> list[str]:
    return [
        found[1]
        for token in tokens(text)
        if token.type in {"html_inline", "html_block"}
        for piece in re.findall(r"<[^>]*>", token.content)
        if (found := ANCHOR.match(piece))
    ]


def foreign_html(text: str) -> list[str]:
    """All HTML that is no anchor of ours."""
    return [
        piece
        for token in tokens(text)
        if token.type in {"html_inline", "html_block"}
        for piece in re.findall(r"<[^>]*>?", token.content)
        if not ANCHOR.match(piece) and piece != "</a>"
    ]


def hrefs(text: str) -> list[str]:
    return [str(token.attrGet("href")) for token in tokens(text) if token.type == "link_open"]


def dead_links(pages: Mapping[str, str]) -> list[str]:
    """Links between the pages that lead to no file or no anchor."""
    known = {path: set(anchors(text)) for path, text in pages.items()}
    dead = []
    for path, text in pages.items():
        for href in hrefs(text):
            if "://" in href or href.startswith("mailto:"):
                continue
            file, _, anchor = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file)))
            target = target if file else path
            if target not in known or (anchor and unquote(anchor) not in known[target]):
                dead.append(f"{path}: {href}")
    return dead


def words(text: str) -> str:
    """What a reader sees of a piece of Markdown, without blanks."""
    seen = (
        token.content
        for token in tokens(text)
        if token.type in {"text", "code_inline", "fence", "code_block"}
    )
    return "".join("".join(seen).split())


def skeleton(text: str) -> list[str]:
    """The structure that the page itself gives: headings, tables, fences, anchors."""
    return [
        f"{token.type} {token.tag}"
        for token in tokens(text)
        if token.type
        in {"heading_open", "table_open", "tr_open", "th_open", "td_open", "html_block"}
    ]
