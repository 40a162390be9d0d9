"""Makes text of a description harmless for the place in a Python package where it lands.

Each filter is for one place and says which. None trusts what it gets: text may hold quotes, line
ends of any script, control characters, lone surrogates, and characters that reorder what an editor
shows (CVE-2021-42574).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping

from specpress.targets.python.prose import columns, wrap

WIDTH = 88
"""Columns of a line, which is what Black takes for granted."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x9f{_BIDI}\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")

# What a reader could not see in a literal, or would take for something else.
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}

_QUOTES = '"""'
_COOKIE = re.compile(r"(coding)([:=])")
_DIRECTIVE = re.compile(
    r"\b(type|fmt|yapf|isort|ruff|noqa|mypy|pyright|basedpyright|pylint|flake8|pragma):",
    re.IGNORECASE,
)


_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
"""A code span of CommonMark (section 6.1) on one line."""


def py_string(text: str) -> str:
    """A string literal whose value is `text`, in the quotes that Black would choose."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    body = text.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    return f"{quote}{_ESCAPED.sub(_escape, body)}{quote}"


def py_docstring(text: str, indent: int = 4, width: int = WIDTH) -> str:
    """A docstring with the words of `text`, its quotes included, or `""` for a text without words.

    `indent` is the column of the docstring, to which its lines after the first are indented; prose
    is wrapped at `width`. It is as Black leaves it.
    """
    words = clean(text)
    if not words:
        return ""
    lines = _lines(words, width - indent)
    if len(lines) == 1 and columns(lines[0]) > width - indent - 2 * len(_QUOTES):
        lines = _lines(words, width - indent - len(_QUOTES))
    if lines[0].startswith('"'):
        lines[0] = f" {lines[0]}"
    if len(lines) == 1:
        pad = " " if lines[0].endswith('"') else ""
        return f"{_QUOTES}{lines[0]}{pad}{_QUOTES}"
    margin = " " * indent
    rest = "".join(f"\n{margin}{line}" if line else "\n" for line in lines[1:])
    return f"{_QUOTES}{lines[0]}{rest}\n{margin}{_QUOTES}"


def py_comment(text: str) -> str:
    """`text` on one line, for the place after `# `. It is no encoding cookie and no pragma."""
    line = " ".join(clean(text).split())
    line = _COOKIE.sub(r"\1 \2", line)
    return _DIRECTIVE.sub(r"\1 :", line)


def toml_string(text: str) -> str:
    """A basic string of TOML 1.0 with the value `text`; a lone surrogate becomes U+FFFD."""
    body = _SURROGATE.sub("\ufffd", text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ESCAPED.sub(_escape_for_toml, body)}"'


def md_text(text: str) -> str:
    """`text` as words of a Markdown paragraph, with no markup, link or HTML of its own."""
    line = _words(" ".join(clean(text).split()))
    return re.sub(r"^([-+=#:]|\d+(?=[.)]))", _blunt, line)


def md_inline(text: str) -> str:
    """`text` as words of a table's cell, without markup of its own but code spans."""
    words, *rest = _CODE.split(" ".join(clean(text).split()))
    found = [_words(words)]
    for code, after in zip(rest[1::3], rest[2::3], strict=True):
        found += [md_code(code).replace("|", "\\|"), _words(after)]
    return "".join(found)


def md_code(text: str) -> str:
    """`text` as a code span of CommonMark (section 6.1), on one line."""
    line = " ".join(clean(text).split())
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}" if line else ""


def clean(text: str) -> str:
    """`text` as people should see it: plain line ends, no control or reordering characters.

    Lines after the first lose the indentation that they share, and all lose blanks at the end.
    """
    if "\n" not in text and text.isascii() and text.isprintable():
        return text.strip()
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
    return "\n".join(line.rstrip() for line in inspect.cleandoc(text.lstrip()).split("\n")).strip()


def _words(line: str) -> str:
    line = line.replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_{}\[\]()|~>$!])", r"\\\1", line)


def _lines(words: str, width: int) -> list[str]:
    """The lines of a docstring, the first of which has room for the opening quotes."""
    return [_quoted(line) for line in wrap(words, width, taken=len(_QUOTES))]


def _quoted(line: str) -> str:
    return line.replace("\\", "\\\\").replace(_QUOTES, '\\"\\"\\"')


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _escape_for_toml(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _blunt(match: re.Match[str]) -> str:
    mark = match.group()
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "py_string": py_string,
    "py_docstring": py_docstring,
    "py_comment": py_comment,
    "toml_string": toml_string,
    "md_text": md_text,
    "md_inline": md_inline,
    "md_code": md_code,
}
