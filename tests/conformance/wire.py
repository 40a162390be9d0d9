"""Reading requests from a connection, byte for byte."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

LARGEST_BODY = 64 * 1024 * 1024
"""Bytes. A request beyond that is a fault of the client under test."""


class MalformedRequestError(Exception):
    """What came is no HTTP/1.1 request (RFC 9112)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it came.

    `target` is the request target of the start line and `headers` the field lines in their order,
    both read as Latin-1, so that each character is one byte. `body` is without its chunked framing.
    `connection` counts the connections of the listener from 0, `at` is the time of the last byte on
    the monotonic clock in seconds.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    connection: int
    at: float

    def header(self, name: str) -> str | None:
        """The value of the first field of that name in any case, None where there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


async def read_request(reader: asyncio.StreamReader, connection: int) -> Request | None:
    """The next request of a connection, None where the client closed it.

    Raises MalformedRequestError for anything that is no request.
    """
    try:
        start = await reader.readline()
        if not start:
            return None
        method, target = _start_line(start)
        headers = await _fields(reader)
        body = await _body(reader, headers)
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as error:
        raise MalformedRequestError(f"the request is cut off or no HTTP: {error}") from error
    except ConnectionError:
        return None
    now = asyncio.get_running_loop().time()
    return Request(
        method=method, target=target, headers=headers, body=body, connection=connection, at=now
    )


def _start_line(line: bytes) -> tuple[str, str]:
    parts = _text(line).split(" ")
    if len(parts) != 3 or parts[2] != "HTTP/1.1":
        raise MalformedRequestError(f"no start line of HTTP/1.1: {line!r}")
    return parts[0], parts[1]


async def _fields(reader: asyncio.StreamReader) -> tuple[tuple[str, str], ...]:
    fields: list[tuple[str, str]] = []
    while (line := _text(await reader.readline())) != "":
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip():
            raise MalformedRequestError(f"no field line: {line!r}")
        fields.append((name, value.strip(" \t")))
    return tuple(fields)


def _text(line: bytes) -> str:
    if not line.endswith(b"\r\n"):
        raise MalformedRequestError(f"a line that does not end in CRLF: {line!r}")
    return line[:-2].decode("latin-1")


async def _body(reader: asyncio.StreamReader, headers: tuple[tuple[str, str], ...]) -> bytes:
    names = {name.lower(): value for name, value in headers}
    if names.get("transfer-encoding", "").lower() == "chunked":
        return await _chunks(reader)
    length = int(names.get("content-length", "0"))
    if not 0 <= length <= LARGEST_BODY:
        raise MalformedRequestError(f"a body of {length} bytes")
    return await reader.readexactly(length)


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    """A chunked body (RFC 9112, section 7.1); trailers are read and dropped."""
    body = bytearray()
    while (size := int((await reader.readline()).split(b";")[0], 16)) > 0:
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await _fields(reader)
    return bytes(body)
