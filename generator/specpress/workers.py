"""Jobs in processes of their own, forked from this one, so that they share what was made before.

A process that is forked finds the whole model in its memory and nothing has to be sent to it; what
it makes comes back through a pipe. The results do not depend on the number of processes, nor on
which job ends first. Where there is no fork, or another thread runs (whose locks a fork would copy
as they are), the jobs run here, one after another.
"""

from __future__ import annotations

import functools
import gc
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

T = TypeVar("T")

Tell: TypeAlias = Callable[[int], None]
"""Is told how much a job has done."""

_MADE, _MOVED = b"=", b"+"
"""How messages begin: one with a result, and one that says how far a job is."""

_PAUSE = 0.1
"""Seconds between two messages of a job that say how far it is."""


def available() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _nobody(_number: int, _amount: int) -> None:
    """Hears how far a job is, where nobody asks."""


def run(
    jobs: Sequence[Callable[[Tell], T]],
    most: int,
    moved: Callable[[int, int], None] = _nobody,
    done: Callable[[int], None] = lambda _number: None,
) -> tuple[T, ...]:
    """The result of each job, in the order of `jobs`, from at most `most` processes at a time.

    Jobs start in their order, so the longest belong in front. A job is given a function that it may
    tell how much it has done; `moved` hears of that now and then, with the number of the job, and
    `done` hears the number of each job when its result is there. A job that fails in its process is
    done again in this one, where its exception is that of any call. Results must be things that can
    be pickled.
    """
    results: dict[int, T] = {}
    if most > 1 and len(jobs) > 1 and _can_fork():
        _run_forked(jobs, most, results, moved, done)
    for number, job in enumerate(jobs):
        if number not in results:
            results[number] = job(functools.partial(moved, number))
            done(number)
    return tuple(results[number] for number in range(len(jobs)))


def aside(job: Callable[[], T], most: int) -> Callable[[], T]:
    """Starts a job in a process of its own, if there may be more than one, and goes on at once.

    Gives back a function that waits for the result and is to be called exactly once. Where there is
    no other process, or the job fails in it, that call does the job.
    """
    if most < 2 or not _can_fork():
        return job
    return _Aside(job, _start(0, lambda _tell: job()))


def runs_aside(result: Callable[[], object]) -> bool:
    """Whether `aside` started a process for it."""
    return isinstance(result, _Aside)


def _can_fork() -> bool:
    return hasattr(os, "fork") and threading.active_count() == 1


@dataclass(frozen=True, slots=True)
class _Running:
    """A job that runs: its number, its process, and the pipe that its result comes from."""

    number: int
    process: int
    pipe: Any


@dataclass(frozen=True, slots=True)
class _Aside(Generic[T]):
    """A job that was started aside."""

    job: Callable[[], T]
    started: _Running

    def __call__(self) -> T:
        for result in _result(self.started, _received(self.started.pipe)):
            return result  # type: ignore[no-any-return]
        return self.job()


def _run_forked(
    jobs: Sequence[Callable[[Tell], T]],
    most: int,
    results: dict[int, T],
    moved: Callable[[int, int], None],
    done: Callable[[int], None],
) -> None:
    from multiprocessing.connection import wait

    running: dict[Any, _Running] = {}
    waiting = list(enumerate(jobs))
    # What was made so far stays: no collection shall write to its pages, which processes share.
    gc.freeze()
    try:
        while waiting or running:
            while waiting and len(running) < most:
                number, job = waiting.pop(0)
                started = _start(number, job)
                running[started.pipe] = started
            for pipe in wait(list(running)):
                message = _received(pipe)
                if message.startswith(_MOVED):
                    moved(running[pipe].number, int(message[1:]))
                    continue
                ended = running.pop(pipe)
                for result in _result(ended, message):
                    results[ended.number] = result
                    done(ended.number)
    finally:
        for left in running.values():
            os.kill(left.process, signal.SIGKILL)
            os.waitpid(left.process, 0)
            left.pipe.close()
        gc.unfreeze()


def _start(number: int, job: Callable[[Tell], object]) -> _Running:
    from multiprocessing.connection import Pipe

    here, there = Pipe(duplex=False)
    process = os.fork()
    if process == 0:
        _work(job, there)
    there.close()
    return _Running(number, process, here)


def _work(job: Callable[[Tell], object], pipe: Any) -> None:
    """Runs in the process of the job, and ends it there: nothing that waits in the memory of the
    first process (buffers, handlers of its exit) is its business."""
    code = 1
    told = time.monotonic()

    def tell(amount: int) -> None:
        nonlocal told
        if time.monotonic() - told > _PAUSE:
            told = time.monotonic()
            pipe.send_bytes(_MOVED + str(amount).encode())

    try:
        pipe.send_bytes(_MADE + pickle.dumps(job(tell), protocol=5))
        code = 0
    finally:
        os._exit(code)


def _received(pipe: Any) -> bytes:
    """The next message, nothing from a process that has ended."""
    try:
        return bytes(pipe.recv_bytes())
    except EOFError:
        return b""


def _result(ended: _Running, message: bytes) -> tuple[Any, ...]:
    """The result that the last message has, or nothing where the job failed."""
    ended.pipe.close()
    _, status = os.waitpid(ended.process, 0)
    if not message or status:
        return ()
    return (pickle.loads(memoryview(message)[1:]),)  # noqa: S301 - from our own process
