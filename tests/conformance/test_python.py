"""Every scenario with both clients of the generated Python package."""

from __future__ import annotations

import functools
import os
import sys
from dataclasses import dataclass

import pytest

from conformance.compare import differences
from conformance.drivers.python.driver import AsyncDriver, SyncDriver
from conformance.leaks import all_logs, leaks
from conformance.runner import ProgramDriver, perform
from conformance.table import read_table

TABLE = read_table()
ERRORS = [name for name, scenario in TABLE.items() if scenario.is_error]
DRIVERS: dict[str, type[SyncDriver | AsyncDriver]] = {"sync": SyncDriver, "async": AsyncDriver}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What came of a scenario: the diff, the error that the caller got, all that was logged."""

    differences: str
    error: BaseException | None
    logs: str


@functools.cache
def seen(name: str, kind: str) -> Seen:
    """Runs a scenario once for all tests that look at it."""
    driver = DRIVERS[kind]()
    with all_logs() as logs:
        found = differences(TABLE[name], perform(TABLE[name], driver))
    return Seen(differences=found, error=driver.caught, logs="\n".join(logs))


@pytest.mark.parametrize("kind", DRIVERS)
@pytest.mark.parametrize("name", TABLE)
def test_scenario(name: str, kind: str) -> None:
    found = seen(name, kind).differences
    assert not found, f"{TABLE[name].about}\n{found}"


@pytest.mark.parametrize("kind", DRIVERS)
@pytest.mark.parametrize("name", ERRORS)
def test_no_error_shows_the_session(name: str, kind: str) -> None:
    error = seen(name, kind).error
    assert error is not None
    assert leaks(TABLE[name].session, error) == []


@pytest.mark.parametrize("kind", DRIVERS)
@pytest.mark.parametrize("name", TABLE)
def test_no_log_shows_the_session(name: str, kind: str) -> None:
    logs = seen(name, kind).logs
    assert "AddImage" in logs, "the client logs nothing: this test looks in the wrong place"
    assert TABLE[name].session not in logs


@pytest.mark.parametrize("kind", DRIVERS)
def test_driver_is_a_program_too(kind: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "conformance.drivers.python", kind]
    chosen = ["emoji-and-chinese", "error-with-json", "ten-megabytes-of-answer", "all-arguments"]
    with ProgramDriver(f"python-{kind}", command, environment=environment) as driver:
        for name in chosen:
            found = differences(TABLE[name], perform(TABLE[name], driver))
            assert not found, f"{TABLE[name].about}\n{found}"
