"""The types of Streams."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, TypeAlias

from ._runtime.model import Model, OneOf

__all__ = [
    "Answer",
    "AnswerRequest",
    "Fault",
    "Piece",
    "Started",
    "StartedData",
    "Stopped",
    "StoppedData",
    "Tick",
    "WatchResponse",
]


class Answer(Model):
    text: str | None = None


class AnswerRequest(Model):
    question: str
    stream: bool | None = None


class Fault(Model):
    message: str | None = None


class Piece(Model):
    delta: str | None = None


class Started(Model):
    event: Literal["started"]
    data: StartedData


class StartedData(Model):
    id: str | None = None


class Stopped(Model):
    event: Literal["stopped"]
    data: StoppedData


class StoppedData(Model):
    reason: str | None = None


class Tick(Model):
    n: int
    at: datetime.datetime | None = None


WatchResponse: TypeAlias = Annotated[
    Started | Stopped | Any, OneOf("event", {"started": Started, "stopped": Stopped})
]
