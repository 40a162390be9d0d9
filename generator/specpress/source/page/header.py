"""What stands above the request inputs: breadcrumb, badges and title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specpress.source.page import labels
from specpress.source.page.labels import METHODS, WORDS
from specpress.source.page.lines import LONGEST, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """The badge line: `POSTImage OperationsSince 0.6SynchronousAuth Required`."""

    method: str
    group: str
    since: str
    synchronous: bool
    auth: bool
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The head of a page. `title` is "" when there is none."""

    breadcrumb: tuple[str, ...]
    badge: Badge | None
    title: str
    line: Line | None


def _any(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in words) + ")"


_BADGES = re.compile(
    rf"(?P<method>{'|'.join(METHODS)})\s*(?P<group>.*?)\s*"
    rf"(?:(?P<since>{_any(labels.SINCE)}\s*(?P<version>[0-9A-Za-z.+_-]*?))\s*)?"
    rf"(?P<mode>{_any(labels.SYNCHRONOUS + labels.ASYNCHRONOUS)})?\s*"
    rf"(?P<auth>{_any(labels.AUTH_REQUIRED)})?\Z"
)


def read_header(lines: tuple[Line, ...]) -> Header:
    """The head of a page, from the lines before its first inner heading."""
    shown = [line for line in lines if line.text and not line.bullet and line.text not in WORDS]
    for number, line in enumerate(shown):
        badge = _badge(line)
        if badge:
            before, titles = shown[:number], shown[number + 1 :]
            return _header(before[-1] if before else None, badge, titles[0] if titles else None)
    match shown:
        case []:
            return _header(None, None, None)
        case [title] | [title, _] if shown[0].text == shown[-1].text:
            return _header(None, None, title)
        case [breadcrumb, title, *_]:
            return _header(breadcrumb, None, title)
        case _:
            return _header(None, None, shown[0])


def _header(breadcrumb: Line | None, badge: Badge | None, title: Line | None) -> Header:
    return Header(
        breadcrumb=tuple(part.strip() for part in breadcrumb.text.split("/") if part.strip())
        if breadcrumb
        else (),
        badge=badge,
        title=title.text if title else "",
        line=title,
    )


def _badge(line: Line) -> Badge | None:
    found = _BADGES.match(line.text) if len(line.text) <= LONGEST else None
    if not found or not (found["since"] or found["mode"] or found["auth"]):
        return None
    return Badge(
        method=found["method"],
        group=found["group"],
        since=found["version"] or "",
        synchronous=found["mode"] in labels.SYNCHRONOUS,
        auth=bool(found["auth"]),
        line=line,
    )
