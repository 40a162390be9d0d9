"""An overlay as values (Overlay Specification 1.1.0, section "Schema")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from jsonpath_rfc9535 import JSONPathQuery

from specpress.diagnostics import Location
from specpress.jsonvalue import Json
from specpress.source.positions import TextPositions


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A JSONPath expression (RFC 9535): as it is written, compiled, and where it stands.

    `text` is what was compiled, so that the offsets of `query` are offsets into it. `pointer` leads
    to it in the overlay.
    """

    text: str
    query: JSONPathQuery
    pointer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Merge `value` into each node; `pointer` leads to it in the overlay."""

    value: Json
    pointer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Merge the one node that `source` selects into each node (1.1 only)."""

    source: Target


@dataclass(frozen=True, slots=True)
class Remove:
    """Take each node out of its object or array."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """The action says of nothing to do, or of two things of which neither counts."""


Change: TypeAlias = Update | Copy | Remove | Nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Why an action is there: what the documentation says, what is so, and where that can be read.

    The extension `x-specpress-correction` of an action.
    """

    documented: str
    actual: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One step of an overlay. `pointer` leads to it in the overlay, `location` is its place."""

    target: Target
    change: Change
    description: str
    correction: Correction | None
    pointer: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """An overlay, ready to apply.

    `version` is its feature set, (1, 0) or (1, 1). `extends` is the URI reference of the document
    that it was made for, "" where it does not say; whoever applies it decides what that means.
    """

    version: tuple[int, int]
    title: str
    extends: str
    actions: tuple[Action, ...]
    positions: TextPositions
