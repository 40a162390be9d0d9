"""Every scenario with the generated Go package."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance.compare import differences
from conformance.runner import ProgramDriver, perform
from conformance.table import read_table

ROOT = Path(__file__).parents[2]
DRIVER = Path(__file__).parent / "drivers" / "go"
CLIENT = Path(os.environ.get("CONFORMANCE_GO_CLIENT", ROOT / "generated/zstack/go"))
TABLE = read_table()


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProgramDriver]:
    """The driver, built against the client, and living as long as the tests of this file."""
    if shutil.which("go") is None:
        if "CI" in os.environ:
            pytest.fail("Go is missing: apt install golang-go (1.24 or later)")
        pytest.skip("Go is missing: apt install golang-go (1.24 or later)")
    folder = tmp_path_factory.mktemp("go")
    source = shutil.copytree(DRIVER, folder / "source")
    module = f"-replace=example.com/zstack={CLIENT}"
    subprocess.run(["go", "mod", "edit", module], cwd=source, check=True)
    program = folder / "driver"
    subprocess.run(["go", "vet", "."], cwd=source, check=True)
    subprocess.run(["go", "build", "-o", str(program), "."], cwd=source, check=True)
    with ProgramDriver("go", [str(program)]) as running:
        yield running


@pytest.mark.parametrize("name", TABLE)
def test_scenario(name: str, driver: ProgramDriver) -> None:
    found = differences(TABLE[name], perform(TABLE[name], driver))
    assert not found, f"{TABLE[name].about}\n{found}"
