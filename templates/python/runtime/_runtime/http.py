"""Between flows and the HTTP library: requests, answers and exceptions, in both
directions.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, MutableMapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import cast

import httpx2

from ..errors import (
    ConfigurationError,
    ConnectError,
    ConnectionLostError,
    ConnectTimeoutError,
    DeadlineError,
    ReadTimeoutError,
    TransportError,
)
from . import recorder
from .flow import Send, logger
from .reply import Opened, Reply
from .uploads import Source

FAILURES = (httpx2.TransportError, httpx2.DecodingError)
"""The exceptions that mean that there is no whole answer."""

_KINDS: tuple[tuple[type[httpx2.TransportError], type[TransportError], str], ...] = (
    (httpx2.ConnectTimeout, ConnectTimeoutError, "no connection in time"),
    (httpx2.PoolTimeout, ConnectTimeoutError, "no free connection in time"),
    (httpx2.TimeoutException, ReadTimeoutError, "the server was silent for too long"),
    (httpx2.ConnectError, ConnectError, "no connection"),
    (httpx2.ProxyError, ConnectError, "the proxy made no connection"),
    (httpx2.UnsupportedProtocol, ConnectError, "the scheme of the URL is unknown"),
    (httpx2.LocalProtocolError, ConnectError, "the request cannot be sent"),
)


def new_client() -> httpx2.Client:
    """A client that keeps connections and nothing else: no call depends on another."""
    return httpx2.Client(cookies=_no_cookies())


def new_async_client() -> httpx2.AsyncClient:
    """The same for asynchronous calls."""
    return httpx2.AsyncClient(cookies=_no_cookies())


def _no_cookies() -> CookieJar:
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


def prepare(client: httpx2.Client | httpx2.AsyncClient, send: Send) -> httpx2.Request:
    """The request as the library wants it, with time limits that respect the deadline.

    A secret in the query is sent and is not in the URL, which the library logs.

    Raises:
        ConfigurationError: The base URL, or the URL with its arguments, is none.
    """
    request, deadline = send.request, send.deadline
    connect = deadline.limit(send.connect_timeout)
    silent = deadline.limit(send.read_timeout)
    timeout = httpx2.Timeout(connect=connect, read=silent, write=silent, pool=connect)
    target = request.target
    logger.debug("%s: %s %s", request.info.operation, request.method, request.info.url)
    try:
        return client.build_request(
            request.method,
            request.url,
            headers=[*request.headers, *_length(request.content)],
            content=_content(client, request.content),
            timeout=timeout,
            extensions={"target": target.encode()} if target is not None else None,
        )
    except httpx2.InvalidURL as error:
        raise ConfigurationError(
            f"{request.info.operation}: no request can go to this URL: {error}"
        ) from None


def _content(
    client: httpx2.Client | httpx2.AsyncClient, content: bytes | Source | None
) -> bytes | Iterator[bytes] | AsyncIterator[bytes] | None:
    if not isinstance(content, Source):
        return content
    if isinstance(client, httpx2.AsyncClient):
        return content.awaited_pieces()
    return content.pieces()


def _length(content: bytes | Source | None) -> list[tuple[str, str]]:
    size = content.length if isinstance(content, Source) else None
    return [] if size is None else [("Content-Length", str(size))]


def tighten(request: httpx2.Request, send: Send) -> None:
    """Limits the reading of the body to what is left of the time."""
    limits = cast(
        "MutableMapping[str, float | None]", request.extensions.get("timeout", {})
    )
    limits["read"] = send.deadline.limit(send.read_timeout)


def received(response: httpx2.Response, content: bytes, send: Send) -> Reply:
    """The whole answer, logged and noted for a caller that asked for raw ones."""
    reply = Reply(
        status=response.status_code,
        headers=response.headers,
        content=content,
        request=send.request.info,
    )
    logger.debug(
        "%s: %s, %d octets", send.request.info.operation, reply.reason, len(content)
    )
    recorder.note(reply)
    return reply


def opened(response: httpx2.Response, send: Send) -> Opened:
    """An answer whose body is read by the caller."""
    reply = Opened(
        status=response.status_code,
        headers=response.headers,
        content=b"",
        request=send.request.info,
        response=response,
        send=send,
    )
    logger.debug("%s: %s, a stream", send.request.info.operation, reply.reason)
    recorder.note(reply)
    return reply


def late(send: Send) -> DeadlineError:
    """The error for a request that the deadline overtook."""
    info = send.request.info
    return DeadlineError(
        f"{info.operation}: the time for the call is over", request=info
    )


def failed(error: Exception, send: Send) -> TransportError:
    """The error for an exception in `FAILURES`.

    The exception becomes its cause, and loses the request, which has the credentials.
    """
    info = send.request.info
    if isinstance(error, httpx2.RequestError):
        error.request = httpx2.Request(info.method, info.url)
    if send.deadline.passed:
        found: TransportError = late(send)
    else:
        kind, what = _kind(error)
        found = kind(f"{info.operation}: {what}: {error}", request=info)
    found.__cause__ = error
    return found


def _kind(error: Exception) -> tuple[type[TransportError], str]:
    for theirs, ours, what in _KINDS:
        if isinstance(error, theirs):
            return ours, what
    return ConnectionLostError, "the connection broke, or the answer was cut off"
