"""The types of Webhooks."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, TypeAlias

from ._runtime.model import NULLABLE, Model

__all__ = [
    "Event",
    "FormRequest",
    "InlinePayloadKind",
    "InlinePayloadRequest",
    "SubscribeRequest",
    "Subscription",
]


InlinePayloadKind: TypeAlias = Literal["a", "b"] | str


class Event(Model):
    id: str
    at: datetime.datetime | None = None
    subject: Annotated[Subscription | None, NULLABLE] = None


class FormRequest(Model):
    a: str | None = None


class InlinePayloadRequest(Model):
    kind: InlinePayloadKind | None = None


class SubscribeRequest(Model):
    url: str


class Subscription(Model):
    id: str
