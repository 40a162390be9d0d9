"""What groups of operations are made of: calls, submissions, jobs that are taken up
again.
"""

from __future__ import annotations

from typing import TypeVar

from ..errors import ConfigurationError
from . import flow, job_flow
from .async_driver import AsyncDriver
from .jobs import AsyncJob, Job
from .operation import Call, Operation
from .options import CallOptions, Settings
from .sync_driver import SyncDriver

T = TypeVar("T")


class OperationGroup:
    """The base of a group of operations of a `Client`."""

    def __init__(self, driver: SyncDriver) -> None:
        self._driver = driver

    def _call(self, call: Call[T], options: CallOptions | None) -> T:
        """Sends a call, and waits for its job if it makes one."""
        settings = self._driver.settings.merged(options)
        if call.operation.long_running is None:
            return self._driver.run(flow.call(settings, call), settings.cancel)
        return self._driver.run(job_flow.run(settings, call), settings.cancel)

    def _submit(self, call: Call[T], options: CallOptions | None) -> Job[T]:
        """Sends a call that makes a job."""
        settings = self._driver.settings.merged(options)
        started = self._driver.run(job_flow.submit(settings, call), settings.cancel)
        return Job(self._driver, settings, call.operation, started)

    def _resume(
        self, operation: Operation, job_id: str, options: CallOptions | None
    ) -> Job[T]:
        """A job that was submitted earlier."""
        settings = self._driver.settings.merged(options)
        started: job_flow.Started[T] = job_flow.resumed(settings, operation, job_id)
        return Job(self._driver, settings, operation, started)


class AsyncOperationGroup:
    """The base of a group of operations of an `AsyncClient`."""

    def __init__(self, driver: AsyncDriver) -> None:
        self._driver = driver

    async def _call(self, call: Call[T], options: CallOptions | None) -> T:
        """Sends a call, and waits for its job if it makes one."""
        settings = self._merged(options)
        if call.operation.long_running is None:
            return await self._driver.run(flow.call(settings, call))
        return await self._driver.run(job_flow.run(settings, call))

    async def _submit(self, call: Call[T], options: CallOptions | None) -> AsyncJob[T]:
        """Sends a call that makes a job."""
        settings = self._merged(options)
        started = await self._driver.run(job_flow.submit(settings, call))
        return AsyncJob(self._driver, settings, call.operation, started)

    def _resume(
        self, operation: Operation, job_id: str, options: CallOptions | None
    ) -> AsyncJob[T]:
        """A job that was submitted earlier."""
        settings = self._merged(options)
        started: job_flow.Started[T] = job_flow.resumed(settings, operation, job_id)
        return AsyncJob(self._driver, settings, operation, started)

    def _merged(self, options: CallOptions | None) -> Settings:
        if options is not None and options.cancel is not None:
            raise ConfigurationError(
                "`cancel` is for synchronous calls: cancel the task instead"
            )
        return self._driver.settings.merged(options)
