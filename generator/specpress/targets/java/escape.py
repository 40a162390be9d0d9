"""Makes text of a description harmless for the place in a Java project where it lands.

Each filter is for one place and says which. None trusts what it gets: text may hold quotes, line
ends of any script, control characters, lone surrogates, characters that reorder what an editor
shows (CVE-2021-42574), and `\\u` escapes, which Java reads even in comments (JLS, section 3.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_PLAIN = re.compile(r"[^&<>\\@{}/]*")
_CODE = re.compile(r"`+([^`\n]+?)`+")


def java_string(text: str) -> str:
    """A string literal whose value is `text`."""
    body = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ESCAPED.sub(_escape, body)}"'


def java_doc(text: str) -> str:
    """`text` as words of a Javadoc comment: no tag, no HTML and no end of comment of its own.

    Code spans of Markdown become `{@code ...}`. Line ends are kept.
    """
    words = clean(text)
    if "`" not in words:
        return _html(words)
    parts: list[str] = []
    end = 0
    for found in _CODE.finditer(words):
        parts += [_html(words[end : found.start()]), _code(found.group(1).strip())]
        end = found.end()
    return "".join((*parts, _html(words[end:])))


def xml_text(text: str) -> str:
    """`text` on one line, between two tags of XML."""
    line = " ".join(clean(text).split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


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
    if text.isprintable():
        return text.strip()
    plain = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip()


def _html(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace("\\", "&#92;").replace("@", "&#64;").replace("*/", "*&#47;")
    return text.replace("{", "&#123;").replace("}", "&#125;").replace("/*", "&#47;*")


def _code(text: str) -> str:
    words = " ".join(text.split())
    if re.search(r"[@\\]|\*/|/\*", words) or not _balanced(words):
        return _html(words)
    return f"{{@code {words}}}"


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character in _SHORT:
        return _SHORT[character]
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))


def _blunt(match: re.Match[str]) -> str:
    mark = match.group()
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "java_string": java_string,
    "xml_text": xml_text,
    "md_text": md_text,
    "md_code": md_code,
}
