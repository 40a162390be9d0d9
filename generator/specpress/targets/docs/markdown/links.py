"""Where the pages of Markdown are, and how one leads to another."""

from __future__ import annotations

import functools
import posixpath
from pathlib import PurePosixPath
from urllib.parse import quote

from specpress.targets.docs.content import Code, Inlines, Link, Ref, WebLink, Words
from specpress.targets.docs.markdown import escape


def file(page: str) -> PurePosixPath:
    """The file of the page with this key."""
    return PurePosixPath(f"{page}.md")


def href(to: Ref, here: str) -> str:
    """The URL of a place, as seen from the page `here`."""
    anchor = f"#{quote(to.anchor)}" if to.anchor else ""
    if to.page == here and anchor:
        return anchor
    return _relative(to.page, posixpath.dirname(here)) + anchor


@functools.lru_cache(maxsize=65536)
def _relative(page: str, folder: str) -> str:
    return quote(posixpath.relpath(f"{page}.md", folder or "."))


def inlines(given: Inlines, here: str) -> str:
    """Running text on the page `here`."""
    return escape.joined(_inline(one, here) for one in given)


def _inline(given: Words | Code | Link | WebLink, here: str) -> str:
    match given:
        case Words(text):
            return escape.spaced_text(text)
        case Code(text):
            return escape.code(text)
        case Link(text, to):
            return f"[{escape.text(text)}]({href(to, here)})"
        case WebLink(text, url):
            return f"[{escape.text(text)}]({escape.url(url)})"
