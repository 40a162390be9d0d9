"""Makes text of a description harmless for the place in a TypeScript package where it lands.

Each filter is for one place and says which. None trusts what it gets: text may hold quotes, line
ends of any script, control characters, lone surrogates, and characters that reorder what an editor
shows (CVE-2021-42574).
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Callable, Mapping

from specpress import layout as text_layout
from specpress.targets.typescript.layout import WIDTH, columns

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x9f{_BIDI}\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)

_PLAIN = re.compile("[ -~]*")
"""Text of one line that hides nothing."""

# What a reader could not see in a literal, or would take for something else.
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}

# TSDoc reads a tag at the begin of a word, and after a brace; `@internal` would strip the thing.
_TAG = re.compile(r"(?<![^\s{(])@(?=\w)")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")


def ts_string(text: str) -> str:
    """A string literal whose value is `text`, in the quotes that Prettier would choose."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    body = text.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    return f"{quote}{_ESCAPED.sub(_escape, body)}{quote}"


@functools.lru_cache(maxsize=8192)
def ts_key(name: str) -> str:
    """`name` as a property of a type or an object literal. `__proto__` sets no prototype."""
    if name == "__proto__":
        return '["__proto__"]'
    return name if name.replace("$", "_").isidentifier() else ts_string(name)


@functools.lru_cache(maxsize=8192)
def ts_doc(text: str, indent: int = 0) -> str:
    """A TSDoc comment with the words of `text` and its line end, "" for a text without words.

    `indent` is the column of the comment, the first line of which is not indented. Prose is wrapped
    at 80 columns. Text of a description comes through `doc_text`; tags are ours.
    """
    words = clean(text).replace("*/", "*\\/")
    if not words:
        return ""
    margin = " " * indent
    lines = _lines(words, WIDTH - indent - 3)
    if len(lines) == 1 and columns(lines[0]) <= WIDTH - indent - 7:
        return f"/** {lines[0]} */\n{margin}"
    body = "".join(f"{margin} * {line}".rstrip() + "\n" for line in lines)
    return f"/**\n{body}{margin} */\n{margin}"


def ts_comment(text: str) -> str:
    """`text` on one line, for the place after `// `."""
    return " ".join(clean(text).split())


def json_string(text: str) -> str:
    """A string of a JSON file."""
    return json.dumps(clean(text))


def md_text(text: str) -> str:
    """`text` as words of Markdown on one line: no markup, no table cell, no HTML."""
    return _MARKUP.sub(r"\\\1", " ".join(clean(text).split()))


def md_inline(text: str) -> str:
    """`text` as `md_text`, but that its code is code."""
    parts = re.split(r"(`[^`]+`)", " ".join(clean(text).split()))
    return "".join(
        one if number % 2 else _MARKUP.sub(r"\\\1", one) for number, one in enumerate(parts)
    )


def md_code(text: str) -> str:
    """`text` as inline code of Markdown."""
    line = " ".join(clean(text).split()).replace("`", "'").replace("|", "\\|")
    return f"`{line}`"


@functools.lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """`text` with plain line ends, and without what nobody can see."""
    if _PLAIN.fullmatch(text):
        return text.strip()
    plain = _UNSEEN.sub("", _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)))
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip()


@functools.lru_cache(maxsize=8192)
def doc_text(text: str) -> str:
    """Text of a description inside a TSDoc comment: it ends no comment and has no tags."""
    escaped = clean(text).replace("*/", "*\\/")
    return _TAG.sub(r"\\@", escaped)


def _lines(text: str, width: int) -> list[str]:
    """`text` wrapped; tags stand one below the other, without the blank line of a paragraph."""
    kept: list[str] = []
    tagged = False
    for line in text_layout.wrap(text, width).split("\n"):
        if line.startswith("@"):
            if tagged and kept[-1] == "":
                kept.pop()
            tagged = True
        kept.append(line)
    return kept


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\u{{{code:x}}}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "ts_string": ts_string,
    "ts_key": ts_key,
    "ts_doc": ts_doc,
    "ts_comment": ts_comment,
    "json_string": json_string,
    "md_inline": md_inline,
    "md_text": md_text,
    "md_code": md_code,
}
