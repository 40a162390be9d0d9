"""The types of Paging."""

from __future__ import annotations

from typing import Annotated

from ._runtime.model import NULLABLE, Model

__all__ = [
    "CursorPage",
    "CursorPageMeta",
    "Item",
    "ListByOffsetResponse",
    "ListByPageResponse",
]


class CursorPage(Model):
    data: list[Item]
    meta: CursorPageMeta | None = None


class CursorPageMeta(Model):
    next: Annotated[str | None, NULLABLE] = None
    has_more: bool | None = None


class Item(Model):
    id: str
    name: Annotated[str | None, NULLABLE] = None


class ListByOffsetResponse(Model):
    items: list[str] | None = None
    total: int | None = None


class ListByPageResponse(Model):
    items: list[Item]
