"""The types of Presence."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from ._runtime.model import NULLABLE, Model

__all__ = [
    "Note",
    "PatchNoteRequest",
]


class Note(Model):
    title: str
    text: str | None = None
    pinned: bool | None
    due_at: Annotated[datetime.datetime | None, Field(alias="dueAt"), NULLABLE] = None


class PatchNoteRequest(Model):
    title: str
    text: str | None = None
    """Left out, the text stays; it cannot be null."""

    pinned: bool | None
    """Must be there, and may be null."""

    due_at: Annotated[datetime.datetime | None, Field(alias="dueAt"), NULLABLE] = None
    """Null removes it."""
