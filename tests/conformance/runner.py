"""Running one scenario with one driver, against a server of its own."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from conformance.scenario import Scenario
from conformance.server import Listener, LoopThread, Recording
from conformance.strict_yaml import Json


class Driver(Protocol):
    """What makes the call of a job with one client; README.md tells the members of both sides."""

    @property
    def name(self) -> str:
        """The language, and the kind of client where it has several."""
        ...

    def run(self, job: dict[str, Json]) -> Json:
        """Makes the call of `job`; returns what the caller sees, in neutral form."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """What came of it: what each side saw, and how long the call took in seconds."""

    origin: str
    main: Recording
    other_origin: str
    other: Recording
    result: Json
    seconds: float


def perform(scenario: Scenario, driver: Driver) -> Performance:
    """Plays `scenario` to `driver`."""
    with LoopThread() as loop:
        other = Listener(scenario.other.answers if scenario.other else ())
        loop.run(other.start())
        main = Listener(scenario.main.answers, values=_values(scenario, other.origin))
        loop.run(main.start())
        if scenario.unreachable:
            loop.run(main.stop())
        try:
            started = time.monotonic()
            result = driver.run(job(scenario, main.origin))
            seconds = time.monotonic() - started
        finally:
            loop.run(main.stop())
            loop.run(other.stop())
    return Performance(
        origin=main.origin,
        main=main.recording,
        other_origin=other.origin,
        other=other.recording,
        result=result,
        seconds=seconds,
    )


def job(scenario: Scenario, origin: str) -> dict[str, Json]:
    """What a driver gets: one JSON object."""
    return {
        "scenario": scenario.name,
        "base_url": origin + scenario.base_path,
        "session": scenario.session,
        "call": scenario.call,
    }


def _values(scenario: Scenario, other: str) -> dict[str, str]:
    """What `${name}` in answers stands for; a resumed job is known before any request."""
    values = {"other": other}
    match scenario.call:
        case {"job": str(resumed)}:
            values["job"] = resumed
    return values


class DriverFailedError(Exception):
    """A driver program ended or printed something that is no neutral result."""


class ProgramDriver:
    """A driver in another language: a program that reads jobs and prints results, one a line.

    It lives from `__enter__` to `__exit__`; the end of its input tells it to stop.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self._command = list(command)
        self._folder = folder
        self._environment = environment

    def __enter__(self) -> ProgramDriver:
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=30)

    def run(self, job: dict[str, Json]) -> Json:
        """Hands `job` to the program and waits for its line. Raises DriverFailedError."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(job) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
            result: Json = json.loads(line)
        except (OSError, ValueError) as error:
            status = self._process.poll()
            raise DriverFailedError(f"{self.name}: {error}; exit status {status}") from error
        return result
