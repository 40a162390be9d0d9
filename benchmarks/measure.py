"""Runs commands in turn, A B C A B C, so that a machine that slows down slows all of them."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A command to time. `before` brings the disk into the state that each run starts from."""

    name: str
    command: Sequence[str]
    before: Callable[[], None] = lambda: None
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Medians of the counted runs: seconds of wall clock and of processor, and the peak in MiB.

    The peak is that of all processes of the command together, pages that they share counted once.
    `fault` is what a command said that failed: its times mean nothing.
    """

    name: str
    wall: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0
    walls: tuple[float, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    wall: float
    cpu: float
    peak: float
    fault: str


def race(contenders: Sequence[Contender], *, rounds: int, warmups: int = 1) -> tuple[Timing, ...]:
    """Times every contender `rounds` times, in turn, after `warmups` rounds that do not count.

    One that fails is left out of the rounds after that.
    """
    runs: dict[str, list[_Run]] = {one.name: [] for one in contenders}
    failed: dict[str, str] = {}
    for number in range(warmups + rounds):
        for contender in contenders:
            if contender.name in failed:
                continue
            measured = _run(contender)
            if measured.fault:
                failed[contender.name] = measured.fault
            elif number >= warmups:
                runs[contender.name].append(measured)
    return tuple(_summed(name, measured, failed.get(name, "")) for name, measured in runs.items())


def _summed(name: str, runs: Sequence[_Run], fault: str) -> Timing:
    if fault:
        return Timing(name=name, fault=fault)
    return Timing(
        name=name,
        wall=statistics.median(run.wall for run in runs),
        cpu=statistics.median(run.cpu for run in runs),
        peak=statistics.median(run.peak for run in runs),
        walls=tuple(run.wall for run in runs),
    )


def ratio(one: Timing, other: Timing) -> float:
    """How many times as long `one` took as `other`: the median over the rounds, pair by pair."""
    return statistics.median(a / b for a, b in zip(one.walls, other.walls, strict=True))


def _run(contender: Contender) -> _Run:
    contender.before()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(
        contender.command,
        env={**os.environ, **contender.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    with _watched(process.pid) as peaks:
        errors = process.stderr.read() if process.stderr else b""
        process.wait()
    wall = time.perf_counter() - started
    if process.stderr:
        process.stderr.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    fault = ""
    if process.returncode:
        fault = f"exited with {process.returncode}: {errors.decode(errors='replace')[-2000:]}"
    return _Run(wall, cpu, max(peaks, default=0.0), fault)


@contextlib.contextmanager
def _watched(process: int) -> Iterator[list[float]]:
    """Samples the memory of a process and of those below it while the block runs, in MiB."""
    peaks: list[float] = []
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.2):
            peaks.append(sum(map(_memory, _family(process))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peaks
    finally:
        ended.set()
        watcher.join()


def _family(process: int) -> list[int]:
    found = [process]
    for one in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _memory(process: int) -> float:
    """The proportional set size of a process: pages that it shares count for each in part."""
    with contextlib.suppress(OSError, IndexError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def removed(path: Path) -> Callable[[], None]:
    """A `before` that removes a folder, so that nothing of the run before is reused."""
    return lambda: shutil.rmtree(path, ignore_errors=True)
