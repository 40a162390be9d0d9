"""Running text, its parts, and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in the documentation: the key of a page (`operations/AddImage`) and an anchor on it.

    An `anchor` of "" is the page itself.
    """

    page: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is written exactly so: a name, a value, a header."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere in the documentation."""

    text: str
    to: Ref


@dataclass(frozen=True, slots=True)
class WebLink:
    """Text that leads out of the documentation; the URL comes from the description of the API."""

    text: str
    url: str


Inline: TypeAlias = "Words | Code | Link | WebLink"

Inlines: TypeAlias = tuple[Inline, ...]
"""A piece of running text."""
