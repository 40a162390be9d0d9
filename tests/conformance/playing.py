"""Playing one scripted answer on a connection, with all that it does wrong on purpose."""

from __future__ import annotations

import asyncio
import gzip
import http
import math
import socket
import struct
import time
from collections.abc import AsyncIterator, Mapping
from email.utils import formatdate

from conformance.script import (
    Answer,
    Coding,
    CutAfter,
    Framing,
    Pace,
    ResetAfter,
    ResetBefore,
    WrongLength,
)

_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER with a time of 0: close() sends RST in place of FIN."""

_STEP = 64 * 1024


async def play(answer: Answer, writer: asyncio.StreamWriter, values: Mapping[str, str]) -> bool:
    """Sends `answer`; true where the connection can carry another request.

    `values` are what `${name}` in headers and body stands for. Raises ConnectionError when the
    client is gone.
    """
    if answer.delay:
        await asyncio.sleep(answer.delay)
    if isinstance(answer.fault, ResetBefore):
        reset(writer)
        return False
    body = encoded(answer, values)
    writer.write(head(answer, values, len(body)))
    await writer.drain()
    async for piece in _pieces(_sent(answer, body), answer.pace):
        writer.write(_chunk(piece) if answer.framing is Framing.CHUNKED else piece)
        await writer.drain()
    match answer.fault:
        case ResetAfter():
            await _leave_time_to_read()
            reset(writer)
            return False
        case CutAfter():
            return False
        case _:
            if answer.framing is Framing.CHUNKED:
                writer.write(b"0\r\n\r\n")
                await writer.drain()
            wrong = isinstance(answer.fault, WrongLength)
            return not (answer.close or wrong or answer.framing is Framing.CLOSE)


def head(answer: Answer, values: Mapping[str, str], length: int) -> bytes:
    """The status line and the fields of `answer`, `length` being that of the encoded body."""
    fields = [(name, filled(value, values)) for name, value in answer.headers]
    if answer.content_type is not None:
        fields.append(("Content-Type", answer.content_type))
    if answer.coding is not Coding.IDENTITY:
        fields.append(("Content-Encoding", "gzip"))
    if answer.retry_after_date is not None:
        moment = math.ceil(time.time() + answer.retry_after_date)
        fields.append(("Retry-After", formatdate(moment, usegmt=True)))
    if answer.framing is Framing.CHUNKED:
        fields.append(("Transfer-Encoding", "chunked"))
    elif answer.framing is Framing.LENGTH:
        declared = answer.fault.length if isinstance(answer.fault, WrongLength) else length
        fields.append(("Content-Length", str(declared)))
    start = f"HTTP/1.1 {answer.status} {answer.reason or _phrase(answer.status)}"
    lines = [start, *(f"{name}: {value}" for name, value in fields), "", ""]
    return "\r\n".join(lines).encode("latin-1")


def encoded(answer: Answer, values: Mapping[str, str]) -> bytes:
    """The body of `answer` with its content coding, without its framing."""
    body = filled(answer.body.decode("latin-1"), values).encode("latin-1")
    match answer.coding:
        case Coding.IDENTITY:
            return body
        case Coding.GZIP:
            return gzip.compress(body, mtime=0)
        case Coding.BROKEN_GZIP:
            packed = bytearray(gzip.compress(body, mtime=0))
            packed[0] ^= 0xFF  # The magic number (RFC 1952, section 2.3.1).
            return bytes(packed)


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with each `${name}` of `values` replaced."""
    for name, value in values.items():
        text = text.replace("${" + name + "}", value)
    return text


def reset(writer: asyncio.StreamWriter) -> None:
    """Ends the connection with RST: the peer sees "connection reset"."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()


def _phrase(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Unnamed"


def _sent(answer: Answer, body: bytes) -> bytes:
    match answer.fault:
        case ResetAfter(sent=sent) | CutAfter(sent=sent):
            return body[:sent]
        case _:
            return body


async def _pieces(body: bytes, pace: Pace | None) -> AsyncIterator[bytes]:
    size = pace.size if pace is not None else _STEP
    for start in range(0, len(body), size):
        if pace is not None and start:
            await asyncio.sleep(pace.pause)
        yield body[start : start + size]


def _chunk(piece: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(piece), piece)


async def _leave_time_to_read() -> None:
    # RST throws away what the peer has not read yet; the point of this fault is that it has.
    await asyncio.sleep(0.05)
