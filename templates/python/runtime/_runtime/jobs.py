"""Jobs: calls that the server accepted and has not finished."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Generic, TypeVar

from . import job_flow
from .async_driver import AsyncDriver
from .job_flow import Done, Started
from .omit import Omit, omit
from .operation import Operation
from .options import CallOptions, Settings
from .sync_driver import SyncDriver

T = TypeVar("T")


class _AnyJob(Generic[T]):
    """What both kinds of jobs know."""

    def __init__(
        self, settings: Settings, operation: Operation, started: Started[T]
    ) -> None:
        self._settings = settings
        self._operation = operation
        self._started = started

    @property
    def id(self) -> str:
        """The id to take the job up again with, in this process or another."""
        return self._started.id

    @property
    def location(self) -> str:
        """The path of the job at the server, with its query; "" for a job that was done
        at once.
        """
        return self._started.location

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._operation.id} {self.id}>"

    def _done(self, value: T) -> T:
        """Keeps the result, because a server forgets jobs."""
        self._started = replace(self._started, state=Done(value))
        return value


class Job(_AnyJob[T]):
    """A call that goes on at the server. Made by the `submit_...` and `resume_...`
    methods.
    """

    def __init__(
        self,
        driver: SyncDriver,
        settings: Settings,
        operation: Operation,
        started: Started[T],
    ) -> None:
        super().__init__(settings, operation, started)
        self._driver = driver

    def poll(self) -> T | None:
        """Looks at the job once.

        Returns:
            The result, or None while the job runs.

        Raises:
            JobFailedError: The job failed.
            JobExpiredError: The server does not know the job, or not any more.
            ApiError: There was no answer, or none that makes sense.
        """
        state = self._started.state
        if not isinstance(state, Done):
            settings = self._settings
            flow = job_flow.poll(settings, self._operation, self._started)
            state = self._driver.run(flow, settings.cancel)
        return self._done(state.value) if isinstance(state, Done) else None

    def wait(
        self,
        timeout: float | Omit | None = omit,
        *,
        poll_interval: float | Omit = omit,
        cancel: threading.Event | None = None,
    ) -> T:
        """Waits for the job.

        Args:
            timeout: Seconds to wait, None for as long as it takes; by default the
                client's timeout.
            poll_interval: Seconds between two looks, unless the server asks for other
                pauses.
            cancel: An event that ends the waiting once it is set. The job goes on.

        Returns:
            The result.

        Raises:
            JobFailedError: The job failed.
            JobExpiredError: The server does not know the job, or not any more.
            JobDeadlineError: The time is over. The job goes on.
            CallCancelledError: `cancel` was set. The job goes on.
            ApiError: There was no answer, or none that makes sense.
        """
        options = CallOptions(timeout=timeout, poll_interval=poll_interval)
        settings = self._settings.merged(options)
        flow = job_flow.wait(settings, self._operation, self._started)
        return self._done(self._driver.run(flow, cancel or self._settings.cancel))


class AsyncJob(_AnyJob[T]):
    """A call that goes on at the server. Made by the `submit_...` and `resume_...`
    methods.
    """

    def __init__(
        self,
        driver: AsyncDriver,
        settings: Settings,
        operation: Operation,
        started: Started[T],
    ) -> None:
        super().__init__(settings, operation, started)
        self._driver = driver

    async def poll(self) -> T | None:
        """Looks at the job once.

        Returns:
            The result, or None while the job runs.

        Raises:
            JobFailedError: The job failed.
            JobExpiredError: The server does not know the job, or not any more.
            ApiError: There was no answer, or none that makes sense.
        """
        state = self._started.state
        if not isinstance(state, Done):
            flow = job_flow.poll(self._settings, self._operation, self._started)
            state = await self._driver.run(flow)
        return self._done(state.value) if isinstance(state, Done) else None

    async def wait(
        self,
        timeout: float | Omit | None = omit,
        *,
        poll_interval: float | Omit = omit,
    ) -> T:
        """Waits for the job. Cancelling the task ends the waiting; the job goes on.

        Args:
            timeout: Seconds to wait, None for as long as it takes; by default the
                client's timeout.
            poll_interval: Seconds between two looks, unless the server asks for other
                pauses.

        Returns:
            The result.

        Raises:
            JobFailedError: The job failed.
            JobExpiredError: The server does not know the job, or not any more.
            JobDeadlineError: The time is over. The job goes on.
            ApiError: There was no answer, or none that makes sense.
        """
        options = CallOptions(timeout=timeout, poll_interval=poll_interval)
        settings = self._settings.merged(options)
        flow = job_flow.wait(settings, self._operation, self._started)
        return self._done(await self._driver.run(flow))
