"""The raw response of a call, beside its result."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import Any, ParamSpec, TypeVar, overload

from .reply import RawResponse, Reply

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class _Record:
    """Where a driver leaves the last answer."""

    reply: Reply | None = None


_record: ContextVar[_Record | None] = ContextVar(
    "the answer that is asked for", default=None
)


def note(reply: Reply) -> None:
    """Keeps an answer for the caller that asked for raw ones."""
    record = _record.get()
    if record is not None:
        record.reply = reply


# A coroutine is a value too, so that the second form fits all that the first one does;
# type checkers take the first form that fits.
@overload
def with_raw_response(  # type: ignore[overload-overlap] # pyright: ignore
    method: Callable[P, Coroutine[Any, Any, T]],
) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]: ...


@overload
def with_raw_response(method: Callable[P, T]) -> Callable[P, RawResponse[T]]: ...


def with_raw_response(method: Callable[P, Any]) -> Callable[P, Any]:
    """A method that gives the whole answer: status, headers, body, and the result.

    Args:
        method: A method of a client, synchronous or not: `client.things.get_thing`.

    Returns:
        A function with the same arguments. Of a call that sends several requests
        (retries, a job that is waited for), the answer is the last one.
    """
    if iscoroutinefunction(method):
        return _asynchronous(method)

    @functools.wraps(method)
    def raw(*args: P.args, **kwargs: P.kwargs) -> RawResponse[Any]:
        record = _Record()
        token = _record.set(record)
        try:
            return _raw(record, method(*args, **kwargs))
        finally:
            _record.reset(token)

    return raw


def _asynchronous(
    method: Callable[P, Coroutine[Any, Any, T]],
) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]:
    @functools.wraps(method)
    async def raw(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        record = _Record()
        token = _record.set(record)
        try:
            return _raw(record, await method(*args, **kwargs))
        finally:
            _record.reset(token)

    return raw


def _raw(record: _Record, parsed: T) -> RawResponse[T]:
    reply = record.reply
    if reply is None:
        raise TypeError("with_raw_response takes a method that sends a request")
    return RawResponse(
        status=reply.status,
        headers=reply.headers,
        content=reply.content,
        parsed=parsed,
    )
