"""The filters of the templates, and the last look at a printed page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from specpress.targets.base import Language
from specpress.targets.docs.content import Inline, Inlines
from specpress.targets.docs.markdown import commonmark, escape, links

_FENCE = re.compile(r"\s*(`{3,})")


def _block(text: str, indent: int = 0) -> str:
    """A description as blocks, `indent` columns deep; the first line is where the filter stands."""
    return _deeper(commonmark.block(text), indent)


def _fence(text: str, lexer: str = "", indent: int = 0) -> str:
    return _deeper(escape.fence(text, lexer), indent)


def _deeper(text: str, indent: int) -> str:
    return re.sub(r"\n(?=[^\n])", "\n" + " " * indent, text)


def _md(given: Inlines | Inline, here: str) -> str:
    return links.inlines(given if isinstance(given, tuple) else (given,), here)


def _all(given: Iterable[Inline | Inlines], here: str, between: str = ", ") -> str:
    """Several pieces of running text on one line."""
    return between.join(_md(one, here) for one in given)


def tidy(_path: PurePosixPath, text: str) -> str:
    """At most one empty line in a row, none at the ends; what is fenced stays as it is."""
    kept: list[str] = []
    closing = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if closing:
            closing = "" if line.strip() == closing else closing
        elif found:
            closing = found[1]
        elif not line.strip():
            line = ""
            if not kept or not kept[-1]:
                continue
        kept.append(line)
    return "\n".join(kept).rstrip("\n") + "\n"


FILTERS: Mapping[str, Callable[..., str]] = {
    "md": _md,
    "md_all": _all,
    "md_text": escape.text,
    "md_code": escape.code,
    "md_line": commonmark.line,
    "md_block": _block,
    "md_cell": escape.cell,
    "md_fence": _fence,
    "md_anchor": escape.anchor,
}

LANGUAGE = Language(filters=FILTERS, format=tidy)
