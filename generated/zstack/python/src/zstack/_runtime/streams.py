"""Answers that are read as they arrive."""

from __future__ import annotations

import threading
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from ..errors import DecodeError
from .cancellation import stop_if
from .reply import Opened

if TYPE_CHECKING:
    import httpx2

    from .events import Decoder

T = TypeVar("T")


class _AnyStream:
    """What all streams have in common."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    @property
    def status(self) -> int:
        """The status code of the answer."""
        return self._opened.status

    @property
    def headers(self) -> httpx2.Headers:
        """The headers of the answer; their names know no case."""
        return self._opened.headers

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._opened.reason!r})"

    def _misfit(self, error: ValueError) -> DecodeError:
        what = " ".join(str(error).split("\n")[:3])
        operation = self._opened.request.operation
        message = f"{operation}: an element of the answer does not fit: {what}"
        return DecodeError(message, reply=self._opened)


class ByteStream(_AnyStream):
    """The octets of an answer.

    Iterate over its pieces, or take all with `read`. It is closed when all of it has
    been read; before that, use it in a `with` statement or call `close`.
    """

    def __init__(self, opened: Opened, cancel: threading.Event | None) -> None:
        super().__init__(opened)
        self._pieces = _pieces(opened, cancel)

    def read(self) -> bytes:
        """All octets that are still to come."""
        return b"".join(self._pieces)

    def close(self) -> None:
        """Ends the answer, if it has not ended."""
        self._pieces.close()
        self._opened.response.close()

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class Stream(_AnyStream, Generic[T]):
    """The elements of an answer, each as soon as it is there.

    It is closed at its end; before that, use it in a `with` statement or call `close`.
    """

    def __init__(
        self, opened: Opened, decoder: Decoder, cancel: threading.Event | None
    ) -> None:
        super().__init__(opened)
        self._octets = _pieces(opened, cancel)
        self._elements = self._decoded(decoder)

    def close(self) -> None:
        """Ends the answer, if it has not ended."""
        self._elements.close()
        self._octets.close()
        self._opened.response.close()

    def __iter__(self) -> Iterator[T]:
        return self._elements

    def __next__(self) -> T:
        element: T = next(self._elements)
        return element

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _decoded(self, decoder: Decoder) -> Generator[Any, None, None]:
        try:
            for piece in self._octets:
                yield from decoder.feed(piece)
                if decoder.ended:
                    return
            yield from decoder.finish()
        except ValueError as error:
            raise self._misfit(error) from error
        finally:
            self._octets.close()


class AsyncByteStream(_AnyStream):
    """The octets of an answer.

    Iterate over its pieces, or take all with `read`. It is closed when all of it has
    been read; before that, use it in an `async with` statement or call `close`.
    """

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self._pieces = _awaited_pieces(opened)

    async def read(self) -> bytes:
        """All octets that are still to come."""
        return b"".join([piece async for piece in self._pieces])

    async def close(self) -> None:
        """Ends the answer, if it has not ended."""
        await self._pieces.aclose()
        await self._opened.response.aclose()

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._pieces

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()


class AsyncStream(_AnyStream, Generic[T]):
    """The elements of an answer, each as soon as it is there.

    It is closed at its end; before that, use it in an `async with` statement or call
    `close`.
    """

    def __init__(self, opened: Opened, decoder: Decoder) -> None:
        super().__init__(opened)
        self._octets = _awaited_pieces(opened)
        self._elements = self._decoded(decoder)

    async def close(self) -> None:
        """Ends the answer, if it has not ended."""
        await self._elements.aclose()
        await self._octets.aclose()
        await self._opened.response.aclose()

    def __aiter__(self) -> AsyncIterator[T]:
        return self._elements

    async def __anext__(self) -> T:
        element: T = await anext(self._elements)
        return element

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def _decoded(self, decoder: Decoder) -> AsyncGenerator[Any, None]:
        try:
            async for piece in self._octets:
                for element in decoder.feed(piece):
                    yield element
                if decoder.ended:
                    return
            for element in decoder.finish():
                yield element
        except ValueError as error:
            raise self._misfit(error) from error
        finally:
            await self._octets.aclose()


def _pieces(
    opened: Opened, cancel: threading.Event | None
) -> Generator[bytes, None, None]:
    from . import http

    try:
        for piece in opened.response.iter_bytes():
            yield piece
            stop_if(cancel)
    except http.FAILURES as error:
        raise http.failed(error, opened.send) from None
    finally:
        opened.response.close()


async def _awaited_pieces(opened: Opened) -> AsyncGenerator[bytes, None]:
    from . import http

    try:
        async for piece in opened.response.aiter_bytes():
            yield piece
    except http.FAILURES as error:
        raise http.failed(error, opened.send) from None
    finally:
        await opened.response.aclose()
