"""Every scenario with the generated npm package: over the global `fetch`, and over node:http.

The global `fetch` of Node.js sends two fields of its own (Fetch Standard, section 2.2.2, forbids
programs to set the one, and section 4.6 has the other added), and is not exact in two answers. The
other transport, which the client is given like any caller's own `fetch`, has no such excuses.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance.compare import differences
from conformance.drivers.typescript import toolchain
from conformance.runner import Performance, ProgramDriver, perform
from conformance.server import Recording
from conformance.table import read_table

TABLE = read_table()
ROOT = Path(__file__).parents[2]
CLIENT = Path(os.environ.get("CONFORMANCE_TYPESCRIPT_CLIENT", ROOT / "generated/zstack/typescript"))

FETCH_FIELDS = frozenset({("accept-language", "*"), ("sec-fetch-mode", "cors")})

# What the fetch of Node.js does otherwise, and nobody who calls it can help.
FETCH_DIFFERS = {
    "success-that-nobody-documented": "a 205 has no body (Fetch Standard, section 2.2.3)",
    "gzip-cut-off": "a gzip without its checksum is taken for whole, or not, as it happens",
    "broken-gzip": "a body that cannot be unpacked sometimes never ends",
}


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled driver."""
    return toolchain.driver(CLIENT, tmp_path_factory.mktemp("typescript"))


@pytest.fixture(scope="module")
def global_fetch(program: Path) -> Iterator[ProgramDriver]:
    """The driver with the `fetch` that is there."""
    with ProgramDriver("typescript-fetch", [toolchain.node(), str(program)]) as driver:
        yield driver


@pytest.fixture(scope="module")
def http_fetch(program: Path) -> Iterator[ProgramDriver]:
    """The driver with a `fetch` of its own."""
    command = [toolchain.node(), str(program), "--transport", "http"]
    with ProgramDriver("typescript-http", command) as driver:
        yield driver


@pytest.mark.parametrize("name", TABLE)
def test_scenario(name: str, http_fetch: ProgramDriver) -> None:
    found = differences(TABLE[name], perform(TABLE[name], http_fetch))
    assert not found, f"{TABLE[name].about}\n{found}"


@pytest.mark.parametrize("name", [name for name in TABLE if name not in FETCH_DIFFERS])
def test_scenario_over_the_global_fetch(name: str, global_fetch: ProgramDriver) -> None:
    found = differences(TABLE[name], without_fetch_fields(perform(TABLE[name], global_fetch)))
    assert not found, f"{TABLE[name].about}\n{found}"


def without_fetch_fields(performance: Performance) -> Performance:
    """The performance without the fields that `fetch` adds to each request."""
    for recording in (performance.main, performance.other):
        _drop(recording)
    return performance


def _drop(recording: Recording) -> None:
    recording.requests[:] = [
        dataclasses.replace(
            request,
            headers=tuple(
                (name, value)
                for name, value in request.headers
                if (name.lower(), value) not in FETCH_FIELDS
            ),
        )
        for request in recording.requests
    ]


def test_every_excuse_names_a_scenario() -> None:
    assert TABLE.keys() >= FETCH_DIFFERS.keys()
