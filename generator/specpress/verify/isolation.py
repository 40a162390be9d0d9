"""Work in processes of their own, with a limit of time and memory."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class Ended(Generic[ResultT]):
    """How the work of a number ended: with a value, or with a text that says why there is none."""

    number: int
    value: ResultT | None
    crash: str


@dataclass(frozen=True, slots=True)
class _Running:
    number: int
    process: BaseProcess
    deadline: float


def isolated(
    tasks: Iterable[Callable[[], ResultT]], *, jobs: int, seconds: float, gigabytes: float = 6
) -> Iterator[Ended[ResultT]]:
    """Does each task in a child process, some at a time, and yields them as they end.

    A task that raises, ends the process, takes longer than `seconds` or more than `gigabytes` of
    memory is one that has no value; the others go on.
    """
    # Forked, since what a task needs is imported and read already; there are no threads here.
    context = multiprocessing.get_context("fork")
    limit = int(gigabytes * 2**30)
    waiting = enumerate(tasks)
    running: dict[Connection, _Running] = {}
    try:
        while True:
            while len(running) < jobs and (fresh := next(waiting, None)) is not None:
                ours, theirs = context.Pipe(duplex=False)
                child = context.Process(target=_work, args=(fresh[1], theirs, limit))
                child.start()
                theirs.close()
                running[ours] = _Running(fresh[0], child, time.monotonic() + seconds)
            if not running:
                return
            yield from _ended(running, seconds)
    finally:
        for one in running.values():
            _end(one.process)


def _ended(running: dict[Connection, _Running], seconds: float) -> Iterator[Ended[ResultT]]:
    first = min(one.deadline for one in running.values())
    ready = wait([*running], max(0.0, first - time.monotonic()))
    for connection in [*running]:
        one = running[connection]
        found: Ended[ResultT]
        if connection in ready:
            found = _received(connection, one)
        elif one.deadline <= time.monotonic():
            found = Ended(one.number, None, f"stopped after {seconds:.0f} s")
        else:
            continue
        _end(one.process)
        connection.close()
        del running[connection]
        yield found


def _received(connection: Connection, one: _Running) -> Ended[ResultT]:
    try:
        value, crash = connection.recv()
    except EOFError:
        one.process.join(10)
        return Ended(one.number, None, f"the process ended with status {one.process.exitcode}")
    return Ended(one.number, value, crash)


def _end(process: BaseProcess) -> None:
    process.join(0 if process.exitcode is None else None)
    if process.is_alive():
        process.join(2)
    if process.is_alive() and process.pid is not None:
        # Its own children go with it: the process leads a group.
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except OSError:
            process.kill()
    process.join()


def _work(task: Callable[[], ResultT], answer: Connection, limit: int) -> None:
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        result: tuple[ResultT | None, str] = (task(), "")
    except BaseException:
        result = (None, traceback.format_exc(limit=-12))
    answer.send(result)
    answer.close()
