"""Makes text of a description harmless for the place in a Go package where it lands.

Each filter is for one place. None trusts what it gets: text may hold quotes, line ends of any
script, control characters, lone surrogates, and characters that reorder what an editor shows
(CVE-2021-42574).
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterator, Mapping

WIDTH = 85
"""Columns of a comment's line. gofmt breaks no lines, and asks for none to be broken."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x9f{_BIDI}\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")

# What a reader could not see in a literal, or would take for something else.
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}

_ITEM = re.compile(r"(?:[-*+•]|\d+[.)])\s+")
_LINK_TARGET = re.compile(r"\]:(?=\s+[A-Za-z][A-Za-z0-9+.-]*:)")
_MARKER = re.compile(r"(?:[-*+•#]|\d+[.)])$")


def go_string(text: str) -> str:
    """An interpreted string literal whose value is `text`; a lone surrogate becomes U+FFFD."""
    body = _SURROGATE.sub("\ufffd", text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ESCAPED.sub(_escape, body)}"'


def go_tag(*pairs: tuple[str, str]) -> str:
    """A struct tag with keys and values, in the form that reflect.StructTag reads."""
    text = " ".join(f"{key}:{go_string(value)}" for key, value in pairs)
    return go_string(text) if "`" in text else f"`{text}`"


@functools.lru_cache(maxsize=8192)
def go_doc(text: str, depth: int = 0) -> str:
    """A comment with the words of `text`, `depth` tabs deep, "" for a text without words.

    Blank lines part paragraphs, and lines that begin like list items are those of a list. It is in
    the form that gofmt gives to doc comments, and holds no heading, link target or directive.
    """
    margin = "\t" * depth
    width = WIDTH - 3 - 4 * depth
    lines: list[str] = []
    blocks = [_parted(block) for block in clean(text).split("\n\n")]
    if not any(paragraph for paragraph, _ in blocks):
        # gofmt takes the indentation that all lines share away: a list needs words before it.
        blocks = [(item, []) for _, items in blocks for item in items]
    for paragraph, items in blocks:
        found = list(_block(paragraph, items, width))
        lines += [""] * bool(lines and found) + found
    return "\n".join(f"{margin}// {line}".rstrip() for line in lines)


def md_text(text: str) -> str:
    """`text` as words of a Markdown paragraph, with no markup, link or HTML of its own."""
    line = " ".join(clean(text).split()).replace("&", "&amp;").replace("<", "&lt;")
    line = re.sub(r"([\\`*_{}\[\]()|~>$!])", r"\\\1", line)
    return re.sub(r"^([-+=#:]|\d+(?=[.)]))", _blunt, line)


def md_code(text: str) -> str:
    """`text` as a code span of CommonMark (section 6.1), on one line."""
    line = " ".join(clean(text).split())
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}" if line else ""


def clean(text: str) -> str:
    """`text` as people should see it: plain line ends, no control or reordering characters."""
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
    lines = inspect.cleandoc(text.lstrip()).split("\n")
    return re.sub("\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _parted(block: str) -> tuple[list[str], list[list[str]]]:
    """The words of one paragraph, and of the items of the list in it."""
    paragraph: list[str] = []
    items: list[list[str]] = []
    for line in block.split("\n"):
        words = _plain(line).split()
        if _ITEM.match(line.lstrip() + " ") and len(words) > 1:
            items.append(words[1:])
        elif items:
            items[-1] += words
        else:
            paragraph += words
    return _unmarked(paragraph), [found for item in items if (found := _unmarked(item))]


def _unmarked(words: list[str]) -> list[str]:
    """Words without those at the front that would make an item or a heading of them."""
    while words and _MARKER.match(words[0]):
        words = words[1:]
    return words


def _block(paragraph: list[str], items: list[list[str]], width: int) -> Iterator[str]:
    """The lines of a paragraph and of the list behind it."""
    if paragraph:
        yield from _wrapped(_ended(paragraph), width)
    for item in items:
        first, *rest = _wrapped(item, width - 4)
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)


def _plain(line: str) -> str:
    """A line without what doc comments give a meaning: link targets, quotes of two marks."""
    line = _LINK_TARGET.sub("] :", line.lstrip("#")).replace("+build", "+ build")
    return re.sub("`{2,}", "`", re.sub("'{2,}", "'", line))


def _ended(words: list[str]) -> list[str]:
    """Words with a full stop at the end: one line without one could be a heading."""
    return [*words[:-1], f"{words[-1]}."] if words[-1][-1:].isalnum() else words


def _wrapped(words: list[str], width: int) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > width and not _MARKER.match(word):
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _blunt(match: re.Match[str]) -> str:
    mark = match.group()
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "go_string": go_string,
    "go_doc": go_doc,
    "md_text": md_text,
    "md_code": md_code,
}
