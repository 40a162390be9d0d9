"""When a request is sent again, and after how long.

    what happened                                     sent again
    no connection was made                            always: nothing was sent
    the connection broke, or the answer was cut off   if the request is safe to repeat
    the server was silent for `read_timeout`          if the request is safe to repeat
    408, 429, 502, 504                                if the request is safe to repeat
    503 without an error body of the API's own        if the request is safe to repeat
    anything else                                     never

Safe are the idempotent methods (RFC 9110, section 9.2.2), and every call with an
idempotency key. The pause is what Retry-After says, else random between 0 and 0.5, 1,
2, 4, 8, 8, ... seconds.
"""

from __future__ import annotations

import datetime
import email.utils
from collections.abc import Callable

from .answers import is_own_error
from .operation import Operation
from .reply import Reply

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0

_TRANSIENT = frozenset({408, 429, 502, 503, 504})


def is_transient(operation: Operation, reply: Reply) -> bool:
    """Whether another attempt may fare better than this answer."""
    if reply.status not in _TRANSIENT:
        return False
    return reply.status != 503 or not is_own_error(operation, reply)


def backoff(attempt: int, jitter: Callable[[], float]) -> float:
    """The pause in seconds after the failed attempt `attempt`, counted from 0."""
    longest: float = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempt, 16))
    return longest * jitter()


def retry_after(reply: Reply, now: datetime.datetime | None = None) -> float | None:
    """Seconds that the server asks to wait (RFC 9110, section 10.2.3), None where it
    does not.

    A date counts from `now`, by default from the answer's own Date, so that the clocks
    of server and client need not agree.
    """
    value = reply.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    wanted = _http_date(value)
    if wanted is None:
        return None
    now = now or _http_date(reply.headers.get("date", ""))
    now = now or datetime.datetime.now(datetime.UTC)
    return max(0.0, (wanted - now).total_seconds())


def _http_date(value: str) -> datetime.datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)
