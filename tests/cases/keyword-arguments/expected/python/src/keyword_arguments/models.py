"""The types of Keyword arguments."""

from __future__ import annotations

__all__: list[str] = []
