"""Runs flows, and waits."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, TypeVar

from ..errors import CallCancelledError
from .cancellation import stop_if, unless_cancelled
from .flow import Effect, Flow, Outcome, Pause, Read, Renew, Send
from .options import Settings

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")


class SyncDriver:
    """Sends requests with an `httpx2.Client`, its own or the caller's."""

    def __init__(
        self, settings: Settings, http_client: httpx2.Client | None = None
    ) -> None:
        self.settings = settings
        self._http_client = http_client
        self._is_own = http_client is None
        self._lock = threading.Lock()

    def run(self, flow: Flow[T], cancel: threading.Event | None = None) -> T:
        """Does what a flow wants, and returns its result."""
        try:
            effect = next(flow)
            while True:
                try:
                    outcome = self._do(effect, cancel)
                except CallCancelledError as error:
                    effect = flow.throw(error)
                else:
                    effect = flow.send(outcome)
        except StopIteration as stop:
            value: T = stop.value
            return value
        finally:
            flow.close()

    def close(self) -> None:
        """Closes the connections, if they are its own."""
        if self._is_own and self._http_client is not None:
            self._http_client.close()

    def _do(self, effect: Effect, cancel: threading.Event | None) -> Outcome:
        stop_if(cancel)
        if isinstance(effect, Renew):
            return self._renew(effect, cancel)
        if not isinstance(effect, Pause):
            if cancel is None:
                return self._exchange(effect)
            return unless_cancelled(lambda: self._exchange(effect), cancel)
        if cancel is None:
            time.sleep(effect.seconds)
        else:
            cancel.wait(effect.seconds)
            stop_if(cancel)
        return None

    def _exchange(self, effect: Send | Read) -> Outcome:
        return self._send(effect) if isinstance(effect, Send) else self._read(effect)

    def _send(self, send: Send) -> Outcome:
        from . import http

        client = self._client()
        request = http.prepare(client, send)
        try:
            response = client.send(request, stream=True, follow_redirects=False)
        except http.FAILURES as error:
            return http.failed(error, send)
        if send.opens and response.is_success:
            return http.opened(response, send)
        return self._whole(response, request, send)

    def _read(self, effect: Read) -> Outcome:
        opened = effect.opened
        return self._whole(opened.response, opened.response.request, opened.send)

    def _whole(
        self, response: httpx2.Response, request: httpx2.Request, send: Send
    ) -> Outcome:
        from . import http

        pieces: list[bytes] = []
        try:
            try:
                http.tighten(request, send)
                for piece in response.iter_bytes():
                    pieces.append(piece)
                    if send.deadline.passed:
                        return http.late(send)
            finally:
                response.close()
        except http.FAILURES as error:
            return http.failed(error, send)
        return http.received(response, b"".join(pieces), send)

    def _renew(self, wanted: Renew, cancel: threading.Event | None) -> Outcome:
        """Only one call asks for a token; the others that need it wait."""
        from . import token_flow

        with wanted.source.lock:
            self.run(token_flow.fetch(wanted), cancel)
        return None

    def _client(self) -> httpx2.Client:
        """The HTTP client, made when the first request needs it."""
        with self._lock:
            if self._http_client is None:
                from . import http

                self._http_client = http.new_client()
            return self._http_client
