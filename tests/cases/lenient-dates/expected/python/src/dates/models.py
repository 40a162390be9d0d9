"""The types of Dates."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from ._runtime.model import NULLABLE, Base64, Model

__all__ = [
    "Event",
]


class Event(Model):
    at: datetime.datetime
    day: datetime.date | None = None
    clock: str | None = None
    length: str | None = None
    maybe: Annotated[datetime.datetime | None, NULLABLE] = None
    all: list[datetime.datetime] | None = None
    named: dict[str, datetime.date] | None = None
    unix: int | None = None
    id: UUID | None = None
    data: Base64 | None = None
    amount: Decimal | None = None
