"""Runs flows in an event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import anyio

from .flow import Effect, Flow, Outcome, Pause, Read, Renew, Send
from .options import Settings
from .tokens import TokenSource

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")


class AsyncDriver:
    """Sends requests with an `httpx2.AsyncClient`, its own or the caller's."""

    def __init__(
        self, settings: Settings, http_client: httpx2.AsyncClient | None = None
    ) -> None:
        self.settings = settings
        self._http_client = http_client
        self._is_own = http_client is None
        self._locks: dict[TokenSource, anyio.Lock] = {}

    async def run(self, flow: Flow[T]) -> T:
        """Does what a flow wants, and returns its result."""
        try:
            effect = next(flow)
            while True:
                effect = flow.send(await self._do(effect))
        except StopIteration as stop:
            value: T = stop.value
            return value
        finally:
            flow.close()

    async def close(self) -> None:
        """Closes the connections, if they are its own."""
        if self._is_own and self._http_client is not None:
            await self._http_client.aclose()

    async def _do(self, effect: Effect) -> Outcome:
        match effect:
            case Send():
                return await self._send(effect)
            case Read(opened):
                with anyio.move_on_after(opened.send.deadline.limit(None)):
                    return await self._whole(opened.response, opened.send)
                return self._late(opened.send)
            case Renew():
                return await self._renew(effect)
            case Pause(seconds):
                await anyio.sleep(seconds)
                return None

    async def _send(self, send: Send) -> Outcome:
        from . import http

        client = self._client()
        request = http.prepare(client, send)
        with anyio.move_on_after(send.deadline.limit(None)):
            try:
                response = await client.send(
                    request, stream=True, follow_redirects=False
                )
            except http.FAILURES as error:
                return http.failed(error, send)
            if send.opens and response.is_success:
                return http.opened(response, send)
            return await self._whole(response, send)
        return self._late(send)

    async def _whole(self, response: httpx2.Response, send: Send) -> Outcome:
        from . import http

        try:
            try:
                content = await response.aread()
            finally:
                await response.aclose()
        except http.FAILURES as error:
            return http.failed(error, send)
        return http.received(response, content, send)

    def _late(self, send: Send) -> Outcome:
        from . import http

        return http.late(send)

    async def _renew(self, wanted: Renew) -> Outcome:
        """Only one call asks for a token; the others that need it wait."""
        from . import token_flow

        async with self._locks.setdefault(wanted.source, anyio.Lock()):
            await self.run(token_flow.fetch(wanted))
        return None

    def _client(self) -> httpx2.AsyncClient:
        """The HTTP client, made when the first request needs it."""
        if self._http_client is None:
            from . import http

            self._http_client = http.new_async_client()
        return self._http_client
