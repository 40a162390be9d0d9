"""Runs commands in turn, A B C A B C, so that a machine that slows down slows all of them."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
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
    """Medians of the counted runs: seconds of wall clock and of processor, and the peak in MiB."""

    name: str
    wall: float
    cpu: float
    peak: float
    walls: tuple[float, ...]


class RunFailedError(Exception):
    """A contender exited with another code than 0: its times would mean nothing."""


def race(contenders: Sequence[Contender], *, rounds: int, warmups: int = 1) -> tuple[Timing, ...]:
    """Times every contender `rounds` times, in turn, after `warmups` rounds that do not count."""
    runs: dict[str, list[tuple[float, float, float]]] = {one.name: [] for one in contenders}
    for number in range(warmups + rounds):
        for contender in contenders:
            measured = _run(contender)
            if number >= warmups:
                runs[contender.name].append(measured)
    return tuple(
        Timing(
            name=name,
            wall=statistics.median(wall for wall, _, _ in measured),
            cpu=statistics.median(cpu for _, cpu, _ in measured),
            peak=statistics.median(peak for _, _, peak in measured),
            walls=tuple(wall for wall, _, _ in measured),
        )
        for name, measured in runs.items()
    )


def ratio(one: Timing, other: Timing) -> float:
    """How many times as long `one` took as `other`: the median over the rounds, pair by pair."""
    return statistics.median(a / b for a, b in zip(one.walls, other.walls, strict=True))


def _run(contender: Contender) -> tuple[float, float, float]:
    contender.before()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(
        contender.command,
        env={**os.environ, **contender.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    errors = process.stderr.read() if process.stderr else b""
    if process.stderr:
        process.stderr.close()
    if process.returncode:
        raise RunFailedError(
            f"{contender.name} exited with {process.returncode}:\n{errors.decode()}"
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    return wall, cpu, usage.ru_maxrss / 1024


def removed(path: Path) -> Callable[[], None]:
    """A `before` that removes a folder, so that nothing of the run before is reused."""
    return lambda: shutil.rmtree(path, ignore_errors=True)
