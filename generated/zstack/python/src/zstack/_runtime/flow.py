"""A call, decided step by step.

A flow is a generator: it yields what it wants done (`Send` a request, `Pause`) and is
sent what came of it. It never touches the network or the clock's sleep, so that the
synchronous and the asynchronous client run the same decisions, and a test runs them
without either.
"""

from __future__ import annotations

import logging
import urllib.parse
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar

from ..errors import ConnectError, DeadlineError, TransportError
from .answers import decoder_of, is_octets, result, status_error, unexpected
from .deadline import Deadline
from .events import Decoder
from .operation import Call, Operation
from .options import Settings
from .reply import Opened, Reply
from .requests import Request, build_request, credentials_of, with_key
from .retries import backoff, is_transient, retry_after
from .tokens import TokenSource

T = TypeVar("T")

logger = logging.getLogger((__package__ or __name__).rpartition(".")[0] or __name__)

_MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Send:
    """Wants a request sent. What comes back is a `Reply` or a `TransportError`.

    `opens`: the body of a success is not read, and the reply is an `Opened`.
    """

    request: Request
    connect_timeout: float | None
    read_timeout: float | None
    deadline: Deadline
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """Wants the body of an answer read. The whole `Reply` comes back."""

    opened: Opened


@dataclass(frozen=True, slots=True)
class Renew:
    """Wants a token from `source` that is good, and not `refused`. None comes back."""

    source: TokenSource
    settings: Settings
    deadline: Deadline
    refused: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Wants to wait for some seconds. None comes back."""

    seconds: float


Effect: TypeAlias = Send | Pause | Read | Renew
Outcome: TypeAlias = Reply | TransportError | None
Flow: TypeAlias = Generator[Effect, Outcome, T]


@dataclass(frozen=True, slots=True)
class Exchange:
    """The last answer, and whether an earlier attempt may have arrived too."""

    reply: Reply
    uncertain: bool


def call(settings: Settings, call: Call[T]) -> Flow[T]:
    """One call, answered at once. Octets are an `Opened` that is still to be read."""
    value, _ = yield from answered(settings, call)
    result: T = value
    return result


def answered(settings: Settings, call: Call[T]) -> Flow[tuple[T, Reply]]:
    """The value of a call, and the answer that it was read from."""
    operation = call.operation
    deadline = Deadline.after(settings.timeout, settings.clock)
    opens = operation.may_be_octets
    reply = yield from _exchanged(settings, call, deadline, opens=opens)
    if isinstance(reply, Opened):
        if is_octets(operation, reply):
            value: Any = reply
            return value, reply
        reply = yield from _whole(reply)
    found: T = result(operation, reply, settings.secrets)
    return found, reply


def opened(settings: Settings, call: Call[Any]) -> Flow[tuple[Opened, Decoder]]:
    """A call whose answer comes element by element, and what reads it."""
    operation = call.operation
    deadline = Deadline.after(settings.timeout, settings.clock)
    reply = yield from _exchanged(settings, call, deadline, opens=True)
    if isinstance(reply, Opened):
        decoder = decoder_of(operation, reply)
        if decoder is not None:
            return reply, decoder
        reply = yield from _whole(reply)
        raise unexpected(operation, reply)
    raise status_error(operation, reply, settings.secrets)


def _whole(opened: Opened) -> Generator[Effect, Outcome, Reply]:
    outcome = yield Read(opened)
    return _answered(outcome)


def _exchanged(
    settings: Settings, call: Call[Any], deadline: Deadline, *, opens: bool
) -> Generator[Effect, Outcome, Reply]:
    """The answer of a call; a token that is refused is renewed, once."""
    call, key = with_key(settings, call)
    yield from renewed(settings, call.operation, deadline)
    request = build_request(settings, call)
    safe = bool(key) or call.operation.is_idempotent
    done = yield from exchange(
        settings, call.operation, request, deadline, safe=safe, opens=opens
    )
    if done.reply.status != 401 or not request.tokens or request.is_one_shot:
        return done.reply
    yield from renewed(settings, call.operation, deadline, refused=request.tokens)
    again = build_request(settings, call)
    done = yield from exchange(
        settings, call.operation, again, deadline, safe=safe, opens=opens
    )
    return done.reply


def renewed(
    settings: Settings,
    operation: Operation,
    deadline: Deadline,
    refused: Sequence[str] = (),
) -> Generator[Effect, Outcome, None]:
    """Sees to it that the tokens of an operation are good, and none is `refused`."""
    for credential in credentials_of(settings, operation):
        if isinstance(credential, TokenSource):
            stale = next((one for one in refused if one == credential.current), "")
            if stale or not credential.is_good:
                outcome = yield Renew(credential, settings, deadline, stale)
                if isinstance(outcome, TransportError):
                    raise outcome


def exchange(
    settings: Settings,
    operation: Operation,
    request: Request,
    deadline: Deadline,
    *,
    safe: bool,
    opens: bool = False,
) -> Generator[Effect, Outcome, Exchange]:
    """Sends a request until there is an answer worth having, by the rules in `retries`.

    What can be read only once is sent only once.

    Raises:
        TransportError: There was no answer, and the request cannot be sent again.
        DeadlineError: The time was over.
    """
    uncertain = False
    attempt = 0
    while True:
        outcome = yield from _attempt(settings, request, deadline, opens=opens)
        again = safe
        if isinstance(outcome, Reply):
            if not is_transient(operation, outcome):
                return Exchange(outcome, uncertain)
            wanted = retry_after(outcome)
        else:
            again = safe or isinstance(outcome, ConnectError)
            wanted = None
        again = again and not request.is_one_shot
        pause = backoff(attempt, settings.jitter) if wanted is None else wanted
        if not again or attempt >= settings.retries or pause >= deadline.remaining:
            return Exchange(_answered(outcome), uncertain)
        uncertain = uncertain or not isinstance(outcome, ConnectError)
        attempt += 1
        _log_repeat(request, outcome, attempt, pause)
        yield Pause(pause)


def _attempt(
    settings: Settings, request: Request, deadline: Deadline, *, opens: bool
) -> Generator[Effect, Outcome, Reply | TransportError]:
    """One attempt, which follows redirects to the same host."""
    hops = 0
    while True:
        if deadline.passed:
            raise _too_late(request)
        outcome = yield Send(
            request, settings.connect_timeout, settings.read_timeout, deadline, opens
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
    if not follows or not location or request.target or request.is_one_shot:
        return None
    try:
        url = urllib.parse.urljoin(request.url, location).partition("#")[0]
        old, new = urllib.parse.urlsplit(request.url), urllib.parse.urlsplit(url)
    except ValueError:
        return None
    if (old.scheme, old.netloc) != (new.scheme, new.netloc):
        return None
    return replace(request, url=url, info=replace(request.info, url=url))


def _answered(outcome: Outcome) -> Reply:
    if isinstance(outcome, Reply):
        return outcome
    raise outcome or RuntimeError("a request was answered like a pause")


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
