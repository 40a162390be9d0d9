"""What people read: summaries, examples, and the facts of the page that was documented."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.jsonvalue import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example value. `key` is its name in the description, "" for the only one."""

    key: str
    value: Json
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Docs:
    """The documentation of one thing. Both texts are CommonMark, "" where there is none.

    `links` are (label, URL) pairs of external documentation.
    """

    summary: str = ""
    description: str = ""
    examples: tuple[Example, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One entry of an operation's change history: the version, and what changed in it."""

    version: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The facts of a documented page that have no other place in the model.

    `breadcrumb` holds the segments from the outermost on; `since` is "" when the page does not say;
    `synchronous` is the page's own claim, None when it makes none. `file` names the page.
    """

    file: str = ""
    title: str = ""
    breadcrumb: tuple[str, ...] = ()
    since: str = ""
    synchronous: bool | None = None
    history: tuple[History, ...] = ()
