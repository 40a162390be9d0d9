"""Every scenario with the generated Go package."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import toolchain
from conformance.compare import differences
from conformance.mocks import COMMANDS, mock
from conformance.runner import ProgramDriver, perform
from conformance.table import read_table
from conformance.test_mocks import CALLS, DISTINCT, SESSION

ROOT = Path(__file__).parents[2]
DRIVER = Path(__file__).parent / "drivers" / "go"
CLIENT = Path(os.environ.get("CONFORMANCE_GO_CLIENT", ROOT / "generated/zstack/go"))
TABLE = read_table()


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProgramDriver]:
    """The driver, built against the client, and living as long as the tests of this file."""
    go = toolchain.need("go", "golang-go (1.24 or later)")
    folder = tmp_path_factory.mktemp("go")
    source = shutil.copytree(DRIVER, folder / "source")
    module = f"-replace=example.com/zstack={CLIENT}"
    subprocess.run([go, "mod", "edit", module], cwd=source, check=True)
    program = folder / "driver"
    subprocess.run([go, "vet", "."], cwd=source, check=True)
    subprocess.run([go, "build", "-o", str(program), "."], cwd=source, check=True)
    with ProgramDriver("go", [str(program)]) as running:
        yield running


@pytest.mark.parametrize("name", TABLE)
def test_scenario(name: str, driver: ProgramDriver) -> None:
    found = differences(TABLE[name], perform(TABLE[name], driver))
    assert not found, f"{TABLE[name].about}\n{found}"


@pytest.fixture(scope="module", params=COMMANDS)
def mock_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a mock server of others is."""
    with mock(request.param) as url:
        yield url


@pytest.mark.parametrize("name", sorted(DISTINCT.values()))
def test_others_accept_a_valid_request(name: str, mock_url: str, driver: ProgramDriver) -> None:
    job = {"scenario": name, "base_url": mock_url, "session": SESSION, "call": CALLS[name]}
    found = driver.run(job)
    assert isinstance(found, dict)
    assert "ok" in found, found
