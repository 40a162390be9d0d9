"""Descriptions made safe: parsed as CommonMark and printed again, from the tree alone.

What comes out cannot change the page around it: no headings, no HTML, no link definitions, no open
fences, only links that a browser may follow. What it says stays.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node

from specpress.targets.docs.markdown import escape

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.;:'()/-]*\Z")
"""One line in which no character means anything to Markdown."""

_FOLLOWED = ("http://", "https://", "mailto:")


@functools.lru_cache(maxsize=4096)
def block(text: str) -> str:
    """A description as blocks: paragraphs, lists, quotes, code, tables."""
    if _PLAIN.match(text):
        return text.rstrip()
    return _blocks(_tree(text).children)


@functools.lru_cache(maxsize=4096)
def line(text: str) -> str:
    """A description on one line, for a heading or the cell of a table."""
    if _PLAIN.match(text):
        return text.rstrip()
    return " ".join(part for part in map(_flat, _tree(text).children) if part)


@functools.cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _tree(text: str) -> Node:
    return Node(_parser().parse(escape.clean(text)))


def _blocks(nodes: Iterable[Node], gap: str = "\n\n") -> str:
    return gap.join(part for part in map(_block, nodes) if part)


def _block(node: Node) -> str:
    match node.type:
        case "paragraph":
            lines = (one.strip(" \t") for one in _inline(node).split("\n"))
            return "\n".join(escape.line_start(one) for one in lines if one)
        case "heading":
            return f"**{words}**" if (words := _words(node)) else ""
        case "blockquote":
            return _indented(_blocks(node.children), "> ", "> ")
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "fence" | "code_block":
            return escape.fence(node.content, node.info if node.type == "fence" else "")
        case "hr":
            return "***"
        case "table":
            return _table(node)
        case other:
            raise ValueError(f"a block of CommonMark that nobody knows: {other}")


def _list(node: Node) -> str:
    tight = all(
        child.hidden
        for item in node.children
        for child in item.children
        if child.type == "paragraph"
    )
    first = int(node.attrGet("start") or 1) if node.type == "ordered_list" else 0
    items = []
    for number, item in enumerate(node.children, first):
        mark = f"{number}. " if node.type == "ordered_list" else "- "
        body = _blocks(item.children, "\n" if tight else "\n\n")
        items.append(_indented(body, mark, " " * len(mark)).rstrip(" "))
    return ("\n" if tight else "\n\n").join(items)


def _table(node: Node) -> str:
    rows = [
        [escape.cell(_one_line(cell)) for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    head, *rest = rows
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)


def _flat(node: Node) -> str:
    match node.type:
        case "fence" | "code_block":
            return escape.code(" ".join(node.content.split()))
        case "hr":
            return ""
        case "paragraph" | "heading" | "th" | "td":
            return _one_line(node)
        case _:
            return " ".join(part for part in map(_flat, node.children) if part)


def _one_line(node: Node) -> str:
    return " ".join(_inline(node).split())


def _words(node: Node) -> str:
    """The text of a heading, without emphasis of its own: it is bold as a whole."""
    return " ".join(_inline(node, plain=True).split())


def _inline(node: Node, *, plain: bool = False, linked: bool = False) -> str:
    """The inline content below `node`. `plain` drops emphasis, `linked` is the inside of a link."""
    parts = []
    for child in node.children:
        inner = _inline(child, plain=plain, linked=linked or child.type == "link")
        match child.type:
            case "inline":
                parts.append(inner)
            case "text":
                parts.append(escape.spaced_text(child.content))
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case "code_inline":
                parts.append(escape.code(child.content))
            case "em" | "strong":
                mark = "" if plain else {"em": "*", "strong": "**"}[child.type]
                parts.append(f"{mark}{inner}{mark}")
            case "link" | "image":
                parts.append(_link(child, inner or _alt(child), linked=linked))
            case other:
                raise ValueError(f"an inline of CommonMark that nobody knows: {other}")
    return escape.joined(parts)


def _alt(node: Node) -> str:
    return escape.text(node.content) if node.type == "image" else ""


def _link(node: Node, words: str, *, linked: bool) -> str:
    """A link where a reader may follow it, its words elsewhere; an image is a link to it."""
    target = str(node.attrGet("href") or node.attrGet("src") or "")
    if linked or not words.strip() or not target.lower().startswith(_FOLLOWED):
        return words
    return f"[{words}]({escape.url(target)})"


def _indented(given: str, first: str, rest: str) -> str:
    lines = given.split("\n")
    return "\n".join(
        [
            first + lines[0],
            *((rest + one).rstrip(" ") if one else rest.rstrip(" ") for one in lines[1:]),
        ]
    )
