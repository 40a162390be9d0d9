"""The types of Enums."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from ._runtime.model import NULLABLE, Model

__all__ = [
    "Kind",
    "Level",
    "ListMarksOrder",
    "Mark",
    "MarkReaction",
]


Kind: TypeAlias = Literal["note", "Note", "NOTE", "a b", "a-b"] | str
"""What a mark is."""


Level: TypeAlias = Literal[1, 2, 10] | int


ListMarksOrder: TypeAlias = Literal["asc", "desc"] | str


MarkReaction: TypeAlias = Literal["+1", "-1", "*", "%", "", " ", "1", "class"] | str


class Mark(Model):
    kind: Kind | None = None
    level: Level | None = None
    reaction: Annotated[MarkReaction | None, NULLABLE] = None
