"""Every scenario with both clients of the generated Java project."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance.compare import differences
from conformance.runner import Performance, ProgramDriver, perform
from conformance.table import read_table
from unit.targets.java import toolchain

ROOT = Path(__file__).parents[2]
PROJECT = Path(os.environ.get("CONFORMANCE_JAVA_CLIENT", ROOT / "generated" / "zstack" / "java"))
DRIVER = Path(__file__).parent / "drivers" / "java"
TABLE = read_table()
KINDS = ("sync", "async")


@pytest.fixture(scope="module")
def class_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    return built(tmp_path_factory.mktemp("java"))


def built(folder: Path) -> str:
    """Compiles the client and its driver below `folder`; returns the class path of both."""
    toolchain.needed()
    client, driver = folder / "client", folder / "driver"
    toolchain.compiled((PROJECT / "src").rglob("*.java"), client, doc=False)
    toolchain.compiled(DRIVER.glob("*.java"), driver, str(client), doc=False)
    return os.pathsep.join((str(client), str(driver), toolchain.libraries()))


@pytest.fixture(scope="module", params=KINDS)
def driver(class_path: str, request: pytest.FixtureRequest) -> Iterator[ProgramDriver]:
    command = ["java", "-cp", class_path, "Driver", request.param]
    with ProgramDriver(f"java-{request.param}", command) as started:
        yield started


@pytest.mark.parametrize("name", TABLE)
def test_scenario(name: str, driver: ProgramDriver) -> None:
    """The driver ends, and the test fails, where an error or the log shows the session."""
    found = differences(TABLE[name], without_length_of_nothing(perform(TABLE[name], driver)))
    assert not found, f"{TABLE[name].about}\n{found}"


def without_length_of_nothing(performance: Performance) -> Performance:
    """The same without `Content-Length: 0` in a GET.

    The HTTP client of JDK 17 writes that field, and no program can leave it out (JDK-8283544, which
    JDK 19 repaired). It says nothing that its absence does not (RFC 9110, section 8.6).
    """
    for recording in (performance.main, performance.other):
        recording.requests[:] = [
            dataclasses.replace(
                request,
                headers=tuple(
                    (field, value)
                    for field, value in request.headers
                    if (request.method, field.lower(), value) != ("GET", "content-length", "0")
                ),
            )
            for request in recording.requests
        ]
    return performance
