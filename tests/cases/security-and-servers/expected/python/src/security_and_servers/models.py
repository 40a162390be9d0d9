"""The types of Security and servers."""

from __future__ import annotations

__all__: list[str] = []
