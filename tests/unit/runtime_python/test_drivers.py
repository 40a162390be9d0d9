"""Both drivers, with a transport in place of a network."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx2
import pytest
from client_runtime import errors
from client_runtime._runtime import flow, http
from client_runtime._runtime.async_driver import AsyncDriver
from client_runtime._runtime.groups import AsyncOperationGroup, OperationGroup
from client_runtime._runtime.options import CallOptions, Settings
from client_runtime._runtime.recorder import with_raw_response
from client_runtime._runtime.secret import KeyCredential, Secret
from client_runtime._runtime.sync_driver import SyncDriver

from unit.runtime_python.scripted import SECRET, call_of, job_operation, operation, settings

Handler = Callable[[httpx2.Request], httpx2.Response]


def live(**changes: Any) -> Settings:
    return settings(time.monotonic, **{"jitter": lambda: 0.0, **changes})


def both(handler: Handler, given: Settings, run: Callable[[Any], Any]) -> list[Any]:
    """What comes of the synchronous and the asynchronous way, errors as values."""
    outcomes: list[Any] = []
    transport = httpx2.MockTransport(handler)
    with httpx2.Client(transport=transport) as client:
        try:
            outcomes.append(run(OperationGroup(SyncDriver(given, client))))
        except errors.ApiError as error:
            outcomes.append(error)

    async def main() -> Any:
        async with httpx2.AsyncClient(transport=transport) as client:
            return await run(AsyncOperationGroup(AsyncDriver(given, client)))

    try:
        outcomes.append(asyncio.run(main()))
    except errors.ApiError as error:
        outcomes.append(error)
    return outcomes


def answering(status: int, **parts: Any) -> Handler:
    """A server that always says the same."""

    def handler(_request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, **parts)

    return handler


def call(group: Any) -> Any:
    return group._call(call_of(operation()), None)


def test_an_answer() -> None:
    assert both(answering(200, json={"a": 1}), live(), call) == [{"a": 1}] * 2


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (httpx2.ConnectError, errors.ConnectError),
        (httpx2.ConnectTimeout, errors.ConnectTimeoutError),
        (httpx2.PoolTimeout, errors.ConnectTimeoutError),
        (httpx2.ReadTimeout, errors.ReadTimeoutError),
        (httpx2.WriteTimeout, errors.ReadTimeoutError),
        (httpx2.ReadError, errors.ConnectionLostError),
        (httpx2.WriteError, errors.ConnectionLostError),
        (httpx2.CloseError, errors.ConnectionLostError),
        (httpx2.RemoteProtocolError, errors.ConnectionLostError),
        (httpx2.DecodingError, errors.ConnectionLostError),
        (httpx2.LocalProtocolError, errors.ConnectError),
        (httpx2.ProxyError, errors.ConnectError),
        (httpx2.UnsupportedProtocol, errors.ConnectError),
    ],
)
def test_exceptions_become_errors_without_secrets(
    raised: type[httpx2.RequestError], kind: type[errors.TransportError]
) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        raise raised("oh", request=request)

    for error in both(handler, live(retries=0), call):
        assert type(error) is kind
        assert isinstance(error.__cause__, raised)
        assert SECRET not in str(error.__cause__.request.headers.raw)
        assert error.request.headers["Authorization"] == "***"


def test_a_retry() -> None:
    seen: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.method)
        return httpx2.Response(200 if len(seen) % 2 == 0 else 502, json=len(seen))

    assert both(handler, live(), call) == [2, 4]


def test_a_url_that_is_none() -> None:
    handler = answering(200)
    found = both(handler, live(base_url="http://a\x00b"), call)
    assert [type(error) for error in found] == [errors.ConfigurationError] * 2


class Slow(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that comes in small pieces."""

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(200):
            time.sleep(0.02)
            yield b" "

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(200):
            await asyncio.sleep(0.02)
            yield b" "


def test_a_slow_body_meets_the_deadline() -> None:
    handler = answering(200, stream=Slow())
    begun = time.monotonic()
    found = both(handler, live(timeout=0.1), call)
    assert [type(error) for error in found] == [errors.DeadlineError] * 2
    assert time.monotonic() - begun < 2


def test_time_limits_of_a_request() -> None:
    seen: list[Any] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.extensions["timeout"])
        return httpx2.Response(200, json=1)

    both(handler, live(connect_timeout=3.0, read_timeout=None), call)
    both(handler, live(timeout=2.0, connect_timeout=3.0, read_timeout=None), call)
    assert seen[0] == {"connect": 3.0, "read": None, "write": None, "pool": 3.0}
    for limits in seen[2:]:
        assert all(1.0 < limit <= 2.0 for limit in limits.values())


def test_a_secret_in_the_query_is_on_the_wire_and_in_no_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    targets: list[bytes] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        targets.append(request.extensions["target"])
        return httpx2.Response(200, json=1)

    given = live(credentials={"OAuth": KeyCredential("query", "key", Secret(SECRET))})
    both(handler, given, call)
    assert targets == [f"/a?key={SECRET}".encode()] * 2
    assert "Op: GET http://h/a?key=***" in caplog.text
    assert SECRET not in caplog.text


def test_the_logger_has_the_name_of_the_package() -> None:
    assert flow.logger.name == "client_runtime"


def test_raw_responses() -> None:
    handler = answering(200, json=7, headers={"X-A": "b"})
    for raw in both(
        handler, live(), lambda group: with_raw_response(group._call)(call_of(operation()), None)
    ):
        assert (raw.status, raw.content, raw.parsed) == (200, b"7", 7)
        assert raw.headers["x-a"] == "b"
        assert repr(raw) == "RawResponse(status=200, parsed=7)"


def test_raw_responses_of_what_sends_nothing() -> None:
    with pytest.raises(TypeError, match="takes a method that sends a request"):
        with_raw_response(len)([])


def accept_and_finish() -> Handler:
    polls: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            return httpx2.Response(202, json={"location": "/v1/jobs/7"})
        polls.append(request.url.path)
        return httpx2.Response(202 if len(polls) % 2 else 200, json={"a": 1})

    return handler


def test_call_and_wait() -> None:
    given = live(poll_interval=0.0)
    found = both(
        accept_and_finish(), given, lambda group: group._call(call_of(job_operation()), None)
    )
    assert found == [{"a": 1}] * 2


def test_a_job_in_hand() -> None:
    with httpx2.Client(transport=httpx2.MockTransport(accept_and_finish())) as client:
        group = OperationGroup(SyncDriver(live(), client))
        job = group._submit(call_of(job_operation()), None)
        assert (job.id, job.location, repr(job)) == ("7", "/v1/jobs/7", "<Job Op 7>")
        assert job.poll() is None
        assert job.wait(5, poll_interval=0) == {"a": 1}
        assert job.poll() == {"a": 1}
        assert job.wait(0) == {"a": 1}


def test_an_asynchronous_job_in_hand() -> None:
    async def main() -> None:
        transport = httpx2.MockTransport(accept_and_finish())
        async with httpx2.AsyncClient(transport=transport) as client:
            group = AsyncOperationGroup(AsyncDriver(live(), client))
            job = await group._submit(call_of(job_operation()), None)
            assert (job.id, repr(job)) == ("7", "<AsyncJob Op 7>")
            assert await job.poll() is None
            assert await job.wait(5, poll_interval=0) == {"a": 1}
            assert await job.poll() == {"a": 1}

    asyncio.run(main())


def test_a_job_that_is_taken_up_again() -> None:
    with httpx2.Client(transport=httpx2.MockTransport(accept_and_finish())) as client:
        job = OperationGroup(SyncDriver(live(), client))._resume(job_operation(), "7", None)
        assert job.wait(5, poll_interval=0) == {"a": 1}


class TestCancelling:
    def test_an_event_ends_a_pause(self) -> None:
        handler = answering(202, json={"location": "/v1/jobs/7"})
        cancel = threading.Event()
        threading.Timer(0.05, cancel.set).start()
        with httpx2.Client(transport=httpx2.MockTransport(handler)) as client:
            group = OperationGroup(SyncDriver(live(), client))
            with pytest.raises(errors.CallCancelledError) as caught:
                group._call(call_of(job_operation()), CallOptions(poll_interval=30, cancel=cancel))
        assert caught.value.__notes__ == ["The job 7 may still run; resume_op takes it up again."]

    def test_an_event_ends_the_waiting_for_an_answer(self) -> None:
        release = threading.Event()

        def handler(_request: httpx2.Request) -> httpx2.Response:
            release.wait(10)
            return httpx2.Response(200, json=1)

        cancel = threading.Event()
        threading.Timer(0.05, cancel.set).start()
        begun = time.monotonic()
        with httpx2.Client(transport=httpx2.MockTransport(handler)) as client:
            group = OperationGroup(SyncDriver(live(), client))
            with pytest.raises(errors.CallCancelledError):
                group._call(call_of(operation()), CallOptions(cancel=cancel))
        assert time.monotonic() - begun < 5
        release.set()

    def test_an_event_that_is_not_set_changes_nothing(self) -> None:
        handler = answering(200, json=1)
        with httpx2.Client(transport=httpx2.MockTransport(handler)) as client:
            group = OperationGroup(SyncDriver(live(), client))
            options = CallOptions(cancel=threading.Event())
            raw = with_raw_response(group._call)(call_of(operation()), options)
            assert raw.parsed == 1

    def test_an_error_comes_through_the_thread(self) -> None:
        def handler(_request: httpx2.Request) -> httpx2.Response:
            raise ZeroDivisionError

        with httpx2.Client(transport=httpx2.MockTransport(handler)) as client:
            group = OperationGroup(SyncDriver(live(), client))
            with pytest.raises(ZeroDivisionError):
                group._call(call_of(operation()), CallOptions(cancel=threading.Event()))

    def test_asynchronous_calls_have_tasks_for_that(self) -> None:
        group = AsyncOperationGroup(AsyncDriver(live()))
        with pytest.raises(errors.ConfigurationError, match="cancel the task instead"):
            group._resume(job_operation(), "7", CallOptions(cancel=threading.Event()))

    def test_a_cancelled_task_ends_at_once(self) -> None:
        async def handler(_request: httpx2.Request) -> httpx2.Response:
            await asyncio.sleep(30)
            return httpx2.Response(200)

        async def main() -> None:
            async with httpx2.AsyncClient(transport=httpx2.MockTransport(handler)) as client:
                group = AsyncOperationGroup(AsyncDriver(live(), client))
                await asyncio.wait_for(group._call(call_of(operation()), None), 0.05)

        with pytest.raises(TimeoutError):
            asyncio.run(main())


def test_calls_leave_no_cookies_behind() -> None:
    response = httpx2.Response(
        200, headers={"Set-Cookie": "a=b"}, request=httpx2.Request("GET", "http://h/")
    )
    with http.new_client() as client:
        client.cookies.extract_cookies(response)
        assert not list(client.cookies.jar)
    other = http.new_async_client()
    other.cookies.extract_cookies(response)
    assert not list(other.cookies.jar)
    asyncio.run(other.aclose())


class TestWhoseHttpClient:
    def test_its_own_is_made_late_and_closed(self) -> None:
        driver = SyncDriver(live())
        driver.close()
        assert driver._http_client is None
        client = driver._client()
        assert driver._client() is client
        driver.close()
        assert client.is_closed

    def test_the_callers_stays_open(self) -> None:
        client = httpx2.Client()
        SyncDriver(live(), client).close()
        assert not client.is_closed
        client.close()

    def test_the_same_for_asynchronous_ones(self) -> None:
        async def main() -> None:
            driver = AsyncDriver(live())
            await driver.close()
            client = driver._client()
            await driver.close()
            assert client.is_closed
            mine = httpx2.AsyncClient()
            await AsyncDriver(live(), mine).close()
            assert not mine.is_closed
            await mine.aclose()

        asyncio.run(main())
