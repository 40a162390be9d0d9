"""Octets that a caller sends: in hand, from a file, or piece by piece."""

from __future__ import annotations

import functools
import io
from collections.abc import (
    AsyncIterable,
    AsyncIterator,
    Callable,
    Iterable,
    Iterator,
    Mapping,
)
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, TypeAlias

Octets: TypeAlias = bytes | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]
"""What a body can be sent from. All but `bytes` is read while it is sent, and once:
such a call is never repeated."""

_PIECE = 65536


class Upload:
    """A file in a form.

    Args:
        content: Its octets.
        filename: Its name, by default that of the field.
        content_type: Its media type, by default what the API says.
        headers: Further headers of its part.
    """

    __slots__ = ("content", "content_type", "filename", "headers")

    def __init__(
        self,
        content: Octets,
        *,
        filename: str | None = None,
        content_type: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.content = content
        self.filename = filename
        self.content_type = content_type
        self.headers = dict(headers or {})


if TYPE_CHECKING:
    File: TypeAlias = Upload | Octets
    """A file in a form: its octets, or an `Upload` that also says its name and type."""
else:
    File = Any


@dataclass(frozen=True, slots=True)
class Source:
    """Octets one after the other, which are read while they are sent."""

    parts: tuple[Octets, ...] = field(repr=False)

    @property
    def length(self) -> int | None:
        """How many octets there are, None where nobody knows before."""
        sizes = [_length(part) for part in self.parts]
        known = [size for size in sizes if size is not None]
        return sum(known) if len(known) == len(sizes) else None

    def pieces(self) -> Iterator[bytes]:
        """The octets for a synchronous client."""
        for part in self.parts:
            if isinstance(part, AsyncIterable):
                raise TypeError("a synchronous client cannot read what is awaited")
            yield from _pieces(part)

    async def awaited_pieces(self) -> AsyncIterator[bytes]:
        """The octets for an asynchronous client; files are read in a thread."""
        import anyio.to_thread

        for part in self.parts:
            if isinstance(part, AsyncIterable):
                async for piece in part:
                    yield piece
                continue
            pieces = _pieces(part)
            if isinstance(part, bytes):
                yield part
                continue
            while piece := await anyio.to_thread.run_sync(_next, pieces):
                yield piece


def _next(pieces: Iterator[bytes]) -> bytes:
    """The next octets, none at the end, for a thread cannot raise StopIteration."""
    return next((piece for piece in pieces if piece), b"")


def _pieces(part: bytes | IO[bytes] | Iterable[bytes]) -> Iterator[bytes]:
    if isinstance(part, bytes):
        yield part
        return
    read: Callable[[int], bytes] | None = getattr(part, "read", None)
    pieces = part if read is None else iter(functools.partial(read, _PIECE), b"")
    for piece in pieces:
        yield _octets(piece)


def _octets(piece: object) -> bytes:
    if isinstance(piece, bytes | bytearray):
        return bytes(piece)
    raise TypeError(f"octets are wanted and not {type(piece).__name__}")


def _length(part: Octets) -> int | None:
    if isinstance(part, bytes):
        return len(part)
    if isinstance(part, io.IOBase) and part.seekable():
        here = part.tell()
        end = part.seek(0, io.SEEK_END)
        part.seek(here)
        return end - here
    return None


def is_octets(value: object) -> bool:
    """Whether a value is octets of a kind: no text, and no object of the API."""
    if isinstance(value, bytes | bytearray) or hasattr(value, "read"):
        return True
    return isinstance(value, AsyncIterable | Iterator)
