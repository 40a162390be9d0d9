"""What the server is told to answer: data only."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Framing(enum.Enum):
    """How the end of a body is told (RFC 9112, section 6.3)."""

    LENGTH = "length"
    CHUNKED = "chunked"
    CLOSE = "close"


class Coding(enum.Enum):
    """What is done to a body before it is sent (RFC 9110, section 8.4)."""

    IDENTITY = "identity"
    GZIP = "gzip"
    BROKEN_GZIP = "broken-gzip"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetBefore:
    """The request is read, then the connection is reset: not one byte of an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetAfter:
    """The connection is reset when `sent` bytes of the body are out."""

    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CutAfter:
    """The connection is closed in the ordinary way when `sent` bytes of the body are out."""

    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongLength:
    """The header Content-Length names `length` bytes, whatever the body has."""

    length: int


Fault = ResetBefore | ResetAfter | CutAfter | WrongLength


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The body goes out in pieces of `size` bytes with `pause` seconds between two of them."""

    size: int
    pause: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One scripted answer.

    `headers` are sent in their order. `body` is what is sent before `coding` and `framing`; the
    words `${job}`, `${origin}` and `${other}` in it and in `headers` are filled in when it is
    played. `delay` is the time in seconds from the end of the request to the first byte.
    `retry_after_date` adds the header Retry-After with a date: the first whole second that is at
    least so many seconds away. `close` ends the connection after the answer without saying so.
    """

    status: int
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    content_type: str | None = None
    coding: Coding = Coding.IDENTITY
    framing: Framing = Framing.LENGTH
    fault: Fault | None = None
    delay: float = 0.0
    pace: Pace | None = None
    retry_after_date: float | None = None
    close: bool = False
