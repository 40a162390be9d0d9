"""Makes text of a description harmless for the place in a crate where it lands.

Each filter is for one place and says which. None trusts what it gets: text may hold quotes, line
ends of any script, control characters, lone surrogates, and characters that reorder what an editor
shows (CVE-2021-42574).
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping

WIDTH = 100
"""Columns of a line, which is what rustfmt takes for granted."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# What a reader could not see in a literal, or would take for something else.
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_URL = re.compile(r"\bhttps?://[^\s<>`\"'()\[\]{}|\\^]+[^\s<>`\"'()\[\]{}|\\^.,;:!?*_]")
_ITEM = re.compile(r"( {0,3})([-*+]|\d{1,9}[.)]) +(?=\S)")
_RULE = re.compile(r" {0,3}(#|>|\||=+\s*$|([-*_] *){3,}$|~~~|```|:)")


def rust_string(text: str) -> str:
    """A string literal with the value `text`; a lone surrogate, which Rust has not, is U+FFFD."""
    body = _SURROGATE.sub("\ufffd", text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ESCAPED.sub(_escape, body)}"'


def rust_doc(text: str, indent: int = 0, mark: str = "///") -> str:
    """A doc comment with the words of `text`, wrapped; its first line is not indented.

    Code, lists and paragraphs stay what they are; links, HTML, headings and quotes become words, so
    that rustdoc neither resolves nor runs anything.
    """
    lines = _doc_lines(text, WIDTH - indent - len(mark) - 1)
    margin = " " * indent
    return f"\n{margin}".join(f"{mark} {line}".rstrip() for line in lines)


def toml_string(text: str) -> str:
    """A basic string of TOML 1.0 with the value `text`.

    A lone surrogate becomes U+FFFD, and so does NUL: Cargo hands the manifest on in the
    environment of its processes, which cannot hold it.
    """
    kept = _SURROGATE.sub("\ufffd", text).replace("\0", "\ufffd")
    body = kept.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ESCAPED.sub(_escape_for_toml, body)}"'


def md_text(text: str) -> str:
    """`text` as words of a Markdown paragraph, with no markup, link or HTML of its own."""
    return _plain(" ".join(clean(text).split()))


def md_prose(text: str) -> str:
    """`text` on one line of Markdown, for a cell of a table: code stays code, the rest is words."""
    return _inline(clean(text)).replace("\\|", "|").replace("|", "\\|")


def md_code(text: str) -> str:
    """`text` as a code span of CommonMark (section 6.1), on one line."""
    line = " ".join(clean(text).split())
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}" if line else ""


def clean(text: str) -> str:
    """`text` as people should see it: plain line ends, no control or reordering characters."""
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text)).expandtabs(4)
    return "\n".join(line.rstrip() for line in inspect.cleandoc(text.lstrip()).split("\n")).strip()


def _doc_lines(text: str, width: int) -> list[str]:
    found: list[str] = []
    for block in re.split(r"\n{2,}", clean(text)):
        if found:
            found.append("")
        for part in _parts(block):
            item = _ITEM.match(part)
            lead = item.group().lstrip() if item else ""
            body = _inline(part[item.end() :] if item else part)
            found += _filled(lead, body, width)
    return found


def _parts(block: str) -> Iterator[str]:
    """The paragraphs and list items of a block, each on one line."""
    part: list[str] = []
    for line in block.split("\n"):
        if part and _ITEM.match(line):
            yield " ".join(part)
            part = []
        part.append(line if not part else line.strip())
    text = " ".join(part)
    yield text if _ITEM.match(text) else text.strip()


def _filled(lead: str, body: str, width: int) -> list[str]:
    lines = textwrap.wrap(
        body,
        width=max(width, 20),
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )
    margin = " " * len(lead)
    kept = [lines[0]] if lines else []
    for line in lines[1:]:
        words = line[len(lead) :]
        kept.append(margin + (_blunt(words)))
    return kept


def _inline(text: str) -> str:
    """Prose with its code spans kept and everything else made words."""
    text = " ".join(text.split())
    done, at = [], 0
    for found in _CODE.finditer(text):
        done.append(_plain(text[at : found.start()], first=at == 0))
        done.append(found.group())
        at = found.end()
    done.append(_plain(text[at:], first=at == 0))
    return "".join(done)


def _plain(text: str, *, first: bool = True) -> str:
    parts, at = [], 0
    for found in _URL.finditer(text):
        parts.append(_escaped(text[at : found.start()]))
        parts.append(f"<{found.group()}>")
        at = found.end()
    parts.append(_escaped(text[at:]))
    whole = "".join(parts)
    return _blunt(whole) if first else whole


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>|~$&])", _with_backslash, text)


def _with_backslash(found: re.Match[str]) -> str:
    return "&amp;" if found.group() == "&" else f"\\{found.group()}"


def _blunt(line: str) -> str:
    """A line that begins nothing of Markdown's own."""
    if _RULE.match(line) or re.match(r"[-+]( |$)", line):
        return f"\\{line}"
    return re.sub(r"^(\d{1,9})([.)])(?= |$)", r"\1\\\2", line)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT.get(character) or f"\\u{{{ord(character):x}}}"


def _escape_for_toml(match: re.Match[str]) -> str:
    return f"\\U{ord(match.group()):08x}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "rust_string": rust_string,
    "rust_doc": rust_doc,
    "toml_string": toml_string,
    "md_text": md_text,
    "md_code": md_code,
}
