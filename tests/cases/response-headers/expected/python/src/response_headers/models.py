"""The types of Response headers."""

from __future__ import annotations

from ._runtime.model import Model

__all__ = [
    "ListItemsXInfo",
]


class ListItemsXInfo(Model):
    a: str | None = None
