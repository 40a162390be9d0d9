"""Stopping a synchronous call from another thread."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from ..errors import CallCancelledError

T = TypeVar("T")

_LOOK_EVERY = 0.02
"""Seconds between two looks at the event, while something else is waited for too."""


def stop_if(cancel: threading.Event | None) -> None:
    """Raises CallCancelledError if the event is set."""
    if cancel is not None and cancel.is_set():
        raise CallCancelledError("the call was cancelled by its caller")


def unless_cancelled(work: Callable[[], T], cancel: threading.Event) -> T:
    """Does `work` in a thread, and stops waiting for it when the event is set.

    What was begun ends by itself, at the latest when its time limits are over, and
    nobody looks at what comes of it.

    Raises:
        CallCancelledError: The event was set first.
    """
    task = _Task(work)
    task.start()
    while not task.wait(_LOOK_EVERY):
        stop_if(cancel)
    return task.result()


class _Task(Generic[T]):
    """A function that runs in a thread, in the context of the caller."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._outcome: list[T] = []
        self._failure: BaseException | None = None
        self._done = threading.Event()

    def start(self) -> None:
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._run,), daemon=True).start()

    def wait(self, seconds: float) -> bool:
        return self._done.wait(seconds)

    def result(self) -> T:
        if self._failure is not None:
            raise self._failure
        return self._outcome[0]

    def _run(self) -> None:
        try:
            self._outcome.append(self._work())
        except BaseException as error:  # the waiting thread raises it
            self._failure = error
        finally:
            self._done.set()
