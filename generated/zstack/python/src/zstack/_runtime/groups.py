"""What groups of operations are made of: calls, submissions, jobs that are taken up
again.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from ..errors import ConfigurationError
from . import flow, job_flow, page_flow
from .async_driver import AsyncDriver
from .jobs import AsyncJob, Job
from .operation import Call, JobOperation
from .options import CallOptions, Settings
from .page_flow import Paging
from .reply import Opened
from .streams import AsyncByteStream, AsyncStream, ByteStream, Stream
from .sync_driver import SyncDriver

T = TypeVar("T")


class OperationGroup:
    """The base of a group of operations of a `Client`."""

    def __init__(self, driver: SyncDriver) -> None:
        self._driver = driver

    def _call(self, call: Call[T], options: CallOptions | None) -> T:
        """Sends a call, and waits for its job if it makes one."""
        settings = self._driver.settings.merged(options)
        if call.operation.long_running is not None:
            return self._driver.run(job_flow.run(settings, call), settings.cancel)
        value: Any = self._driver.run(flow.call(settings, call), settings.cancel)
        if isinstance(value, Opened):
            value = ByteStream(value, settings.cancel)
        found: T = value
        return found

    def _stream(self, call: Call[Any], options: CallOptions | None) -> Stream[Any]:
        """Sends a call whose answer comes element by element."""
        settings = self._driver.settings.merged(options)
        flowing = flow.opened(settings, replace(call, streamed=True))
        opened, decoder = self._driver.run(flowing, settings.cancel)
        return Stream(opened, decoder, settings.cancel)

    def _paged(
        self, call: Call[Any], paging: Paging, options: CallOptions | None
    ) -> Iterator[Any]:
        """Sends a call for each page, when its elements are wanted."""
        settings = self._driver.settings.merged(options)
        walk: Call[Any] | None = call
        while walk is not None:
            flowing = page_flow.page(settings, walk, paging)
            elements, walk = self._driver.run(flowing, settings.cancel)
            yield from elements

    def _submit(self, call: Call[T], options: CallOptions | None) -> Job[T]:
        """Sends a call that makes a job."""
        settings = self._driver.settings.merged(options)
        started = self._driver.run(job_flow.submit(settings, call), settings.cancel)
        return Job(self._driver, settings, call.operation, started)

    def _resume(
        self, operation: JobOperation[T], job_id: str, options: CallOptions | None
    ) -> Job[T]:
        """A job that was submitted earlier."""
        settings = self._driver.settings.merged(options)
        started = job_flow.resumed(settings, operation, job_id)
        return Job(self._driver, settings, operation, started)


class AsyncOperationGroup:
    """The base of a group of operations of an `AsyncClient`."""

    def __init__(self, driver: AsyncDriver) -> None:
        self._driver = driver

    async def _call(self, call: Call[T], options: CallOptions | None) -> T:
        """Sends a call, and waits for its job if it makes one."""
        settings = self._merged(options)
        if call.operation.long_running is not None:
            return await self._driver.run(job_flow.run(settings, call))
        value: Any = await self._driver.run(flow.call(settings, call))
        if isinstance(value, Opened):
            value = AsyncByteStream(value)
        found: T = value
        return found

    async def _stream(
        self, call: Call[Any], options: CallOptions | None
    ) -> AsyncStream[Any]:
        """Sends a call whose answer comes element by element."""
        settings = self._merged(options)
        flowing = flow.opened(settings, replace(call, streamed=True))
        opened, decoder = await self._driver.run(flowing)
        return AsyncStream(opened, decoder)

    async def _paged(
        self, call: Call[Any], paging: Paging, options: CallOptions | None
    ) -> AsyncIterator[Any]:
        """Sends a call for each page, when its elements are wanted."""
        settings = self._merged(options)
        walk: Call[Any] | None = call
        while walk is not None:
            flowing = page_flow.page(settings, walk, paging)
            elements, walk = await self._driver.run(flowing)
            for element in elements:
                yield element

    async def _submit(self, call: Call[T], options: CallOptions | None) -> AsyncJob[T]:
        """Sends a call that makes a job."""
        settings = self._merged(options)
        started = await self._driver.run(job_flow.submit(settings, call))
        return AsyncJob(self._driver, settings, call.operation, started)

    def _resume(
        self, operation: JobOperation[T], job_id: str, options: CallOptions | None
    ) -> AsyncJob[T]:
        """A job that was submitted earlier."""
        settings = self._merged(options)
        started = job_flow.resumed(settings, operation, job_id)
        return AsyncJob(self._driver, settings, operation, started)

    def _merged(self, options: CallOptions | None) -> Settings:
        if options is not None and options.cancel is not None:
            raise ConfigurationError(
                "`cancel` is for synchronous calls: cancel the task instead"
            )
        return self._driver.settings.merged(options)
