"""The types of Defaults."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, TypeAlias

from ._runtime.model import NULLABLE, Model

__all__ = [
    "Query",
    "SearchOrder",
]


SearchOrder: TypeAlias = Literal["up", "down"] | str


class Query(Model):
    text: str | None = None
    """Default of the server: `"it's \\"all\\"\\n"`."""

    deep: bool | None = None
    """Default of the server: `false`."""

    ratio: float | None = None
    """Default of the server: `0.5`."""

    tags: list[str] | None = None
    """Default of the server: `["a", "b"]`."""

    more: dict[str, str] | None = None
    """Default of the server: `{}`."""

    none: Annotated[str | None, NULLABLE] = None
    """Default of the server: `null`."""

    when: datetime.datetime | None = None
    """Default of the server: `"2026-01-31T00:00:00Z"`."""
