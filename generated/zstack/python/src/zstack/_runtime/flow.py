"""A call, decided step by step.

A flow is a generator: it yields what it wants done (`Send` a request, `Pause`) and is
sent what came of it. It never touches the network or the clock's sleep, so that the
synchronous and the asynchronous client run the same decisions, and a test runs them
without either.
"""

from __future__ import annotations

import logging
import urllib.parse
from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from ..errors import ConnectError, DeadlineError, TransportError
from .answers import result
from .deadline import Deadline
from .operation import Call, Operation
from .options import Settings
from .reply import Reply
from .requests import Request, build_request, with_key
from .retries import backoff, is_transient, retry_after

T = TypeVar("T")

logger = logging.getLogger((__package__ or __name__).rpartition(".")[0] or __name__)

_MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Send:
    """Wants a request sent. What comes back is a `Reply` or a `TransportError`."""

    request: Request
    connect_timeout: float | None
    read_timeout: float | None
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Pause:
    """Wants to wait for some seconds. None comes back."""

    seconds: float


Effect: TypeAlias = Send | Pause
Outcome: TypeAlias = Reply | TransportError | None
Flow: TypeAlias = Generator[Effect, Outcome, T]


@dataclass(frozen=True, slots=True)
class Exchange:
    """The last answer, and whether an earlier attempt may have arrived too."""

    reply: Reply
    uncertain: bool


def call(settings: Settings, call: Call[T]) -> Flow[T]:
    """One call, answered at once."""
    deadline = Deadline.after(settings.timeout, settings.clock)
    call, key = with_key(settings, call)
    request = build_request(settings, call)
    safe = bool(key) or call.operation.is_idempotent
    done = yield from exchange(settings, call.operation, request, deadline, safe=safe)
    value: T = result(call.operation, done.reply, settings.secrets)
    return value


def exchange(
    settings: Settings,
    operation: Operation,
    request: Request,
    deadline: Deadline,
    *,
    safe: bool,
) -> Generator[Effect, Outcome, Exchange]:
    """Sends a request until there is an answer worth having, by the rules in `retries`.

    Raises:
        TransportError: There was no answer, and the request cannot be sent again.
        DeadlineError: The time was over.
    """
    uncertain = False
    attempt = 0
    while True:
        outcome = yield from _attempt(settings, request, deadline)
        again = safe
        if isinstance(outcome, Reply):
            if not is_transient(operation, outcome):
                return Exchange(outcome, uncertain)
            wanted = retry_after(outcome)
        else:
            again = safe or isinstance(outcome, ConnectError)
            wanted = None
        pause = backoff(attempt, settings.jitter) if wanted is None else wanted
        if not again or attempt >= settings.retries or pause >= deadline.remaining:
            return Exchange(_answered(outcome), uncertain)
        uncertain = uncertain or not isinstance(outcome, ConnectError)
        attempt += 1
        _log_repeat(request, outcome, attempt, pause)
        yield Pause(pause)


def _attempt(
    settings: Settings, request: Request, deadline: Deadline
) -> Generator[Effect, Outcome, Reply | TransportError]:
    """One attempt, which follows redirects to the same host."""
    hops = 0
    while True:
        if deadline.passed:
            raise _too_late(request)
        outcome = yield Send(
            request, settings.connect_timeout, settings.read_timeout, deadline
        )
        if outcome is None or isinstance(outcome, DeadlineError):
            raise outcome or RuntimeError("a request was answered like a pause")
        moved = _redirected(request, outcome) if isinstance(outcome, Reply) else None
        if moved is None or hops >= _MOST_REDIRECTS:
            return outcome
        request = moved
        hops += 1


def _redirected(request: Request, reply: Reply) -> Request | None:
    """The request that a redirect asks for, None where it is not to be followed.

    Only the same scheme, host and port get the credentials, and only requests that stay
    what they are (RFC 9110, section 15.4): GET and HEAD, and others after 307 and 308.
    """
    location = reply.headers.get("location", "")
    follows = reply.status in (307, 308) or (
        reply.status in (301, 302, 303) and request.method in ("GET", "HEAD")
    )
    if not follows or not location or request.target is not None:
        return None
    try:
        url = urllib.parse.urljoin(request.url, location).partition("#")[0]
        old, new = urllib.parse.urlsplit(request.url), urllib.parse.urlsplit(url)
    except ValueError:
        return None
    if (old.scheme, old.netloc) != (new.scheme, new.netloc):
        return None
    return replace(request, url=url, info=replace(request.info, url=url))


def _answered(outcome: Reply | TransportError) -> Reply:
    if isinstance(outcome, Reply):
        return outcome
    raise outcome


def _too_late(request: Request) -> DeadlineError:
    return DeadlineError(
        f"{request.info.operation}: the time for the call is over", request=request.info
    )


def _log_repeat(
    request: Request, outcome: Reply | TransportError, attempt: int, pause: float
) -> None:
    what = outcome.reason if isinstance(outcome, Reply) else type(outcome).__name__
    logger.info(
        "%s: %s, attempt %d in %.2f s",
        request.info.operation,
        what,
        attempt + 1,
        pause,
    )
