"""The types of Nested lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from typing_extensions import TypeAliasType

from ._runtime.model import Model

__all__ = [
    "Grid",
    "PutGridRequest",
]


class PutGridRequest(Model):
    grid: Grid | None = None


if TYPE_CHECKING:
    Grid: TypeAlias = "list[Grid]"
    """A grid, which holds grids."""
else:
    Grid = TypeAliasType("Grid", "list[Grid]")
