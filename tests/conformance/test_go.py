"""Every scenario with the generated Go package."""

from __future__ import annotations

import json
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
from conformance.server import Listener, LoopThread
from conformance.table import read_table
from conformance.test_mocks import CALLS, DISTINCT, SESSION

ROOT = Path(__file__).parents[2]
DRIVER = Path(__file__).parent / "drivers" / "go"
CLIENT = Path(os.environ.get("CONFORMANCE_GO_CLIENT", ROOT / "generated/zstack/go"))
TABLE = read_table()


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProgramDriver]:
    """The driver, built against the client, and living as long as the tests of this file."""
    source = shutil.copytree(DRIVER, tmp_path_factory.mktemp("go") / "source")
    with ProgramDriver("go", [str(build(source))]) as running:
        yield running


def build(source: Path) -> Path:
    """The program in a folder, which is made a user of the client."""
    go = toolchain.need("go", "golang-go (1.24 or later)")
    shutil.copy(DRIVER / "go.mod", source)
    module = f"-replace=example.com/zstack={CLIENT}"
    subprocess.run([go, "mod", "edit", module], cwd=source, check=True)
    subprocess.run([go, "vet", "."], cwd=source, check=True)
    program = source / "program"
    subprocess.run([go, "build", "-o", str(program), "."], cwd=source, check=True)
    return program


@pytest.mark.parametrize("name", TABLE)
def test_scenario(name: str, driver: ProgramDriver) -> None:
    found = differences(TABLE[name], perform(TABLE[name], driver))
    assert not found, f"{TABLE[name].about}\n{found}"


def test_the_example_of_the_readme_runs(tmp_path: Path) -> None:
    text = (CLIENT / "README.md").read_text("utf-8")
    code = text.partition("```go\n")[2].partition("```")[0]
    (tmp_path / "main.go").write_text(code, encoding="utf-8")
    program = build(tmp_path)
    scenario = TABLE["only-required-arguments"]
    with LoopThread() as loop:
        listener = Listener(scenario.main.answers)
        loop.run(listener.start())
        try:
            where = {"ZSTACK_BASE_URL": listener.origin, "ZSTACK_SESSION": scenario.session}
            done = subprocess.run(
                [str(program)], env={**os.environ, **where}, capture_output=True, timeout=60
            )
        finally:
            loop.run(listener.stop())
    assert done.stderr == b""
    assert {"ok": json.loads(done.stdout)} == scenario.result
    assert [request.method for request in listener.recording.requests] == ["POST", "GET"]


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
