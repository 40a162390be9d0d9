"""A second opinion: every valid request is accepted by mock servers that we did not write."""

from __future__ import annotations

import json
import os
import shutil
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from conformance.mocks import COMMANDS, DESCRIPTION, mock
from conformance.runner import ProgramDriver
from conformance.scenario import Scenario
from conformance.table import read_table

ROOT = Path(__file__).parents[2]
OPENAPI: dict[str, Any] = yaml.safe_load(DESCRIPTION.read_text())
SESSION = "2ccd3bd8ba5b4d1b9d9cbb8a7b3cd0a1"
REQUIRED: dict[str, Any] = {"name": "TinyLinux", "url": "http://a/b", "backupStorageUuids": ["1"]}


def fits(scenario: Scenario) -> bool:
    """Whether the requests of a submission are valid by our description, as a library judges it."""
    schema = {"$ref": "#/components/schemas/AddImageRequest", "components": OPENAPI["components"]}
    validator = jsonschema_rs.Draft202012Validator(schema)
    bodies = [request.body for request in scenario.main.requests if request.method == "POST"]
    return bool(bodies) and all(validator.is_valid(json.loads(body)) for body in bodies)


def submission(scenario: Scenario) -> dict[str, Any] | None:
    """The call of a scenario as a mere submission, None where it is of another kind."""
    call = scenario.call
    if not isinstance(call, dict) or call.get("action") not in ("call", "submit", "wait", "poll"):
        return None
    if not fits(scenario):
        return None
    return {"action": "submit", "arguments": call["arguments"]}


CALLS = {
    name: call
    for name, scenario in read_table().items()
    if (call := submission(scenario)) is not None and "10-mb" not in name
}
# One of each is enough: many scenarios differ in the answers only.
DISTINCT = {json.dumps(call, sort_keys=True): name for name, call in CALLS.items()}


@pytest.fixture(scope="module", params=COMMANDS)
def base_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a mock is."""
    with mock(request.param) as url:
        yield url


@pytest.fixture(scope="module", params=["go", "java", "python", "rust", "typescript"])
def driver(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ProgramDriver]:
    """The driver program of each client, built as the tests of its own scenarios build it."""
    folder = tmp_path_factory.mktemp(request.param)
    environment = dict(os.environ)
    match request.param:
        case "go":
            from conformance import test_go

            source = shutil.copytree(test_go.DRIVER, folder / "source")
            command = [str(test_go.build(source))]
        case "java":
            from conformance import test_java

            command = ["java", "-cp", test_java.built(folder), "Driver", "sync"]
        case "rust":
            from conformance import test_rust

            command = [str(test_rust.program()), "async", str(folder / "log")]
        case "typescript":
            from conformance.drivers.typescript import toolchain

            client = ROOT / "generated" / "zstack" / "typescript"
            command = [toolchain.node(), str(toolchain.driver(client, folder))]
        case _:
            command = [sys.executable, "-m", "conformance.drivers.python", "sync"]
            package = ROOT / "generated" / "zstack" / "python" / "src"
            environment["PYTHONPATH"] = f"{ROOT / 'tests'}:{package}"
    with ProgramDriver(request.param, command, environment=environment) as running:
        yield running


def run(driver: ProgramDriver, base_url: str, call: dict[str, Any]) -> Any:
    return driver.run({"scenario": "mock", "base_url": base_url, "session": SESSION, "call": call})


def test_there_are_enough_calls() -> None:
    assert len(DISTINCT) >= 8


@pytest.mark.parametrize("name", sorted(DISTINCT.values()))
def test_a_valid_request_is_accepted(name: str, base_url: str, driver: ProgramDriver) -> None:
    found = run(driver, base_url, CALLS[name])
    assert "ok" in found, found


def test_an_invalid_request_is_refused(base_url: str) -> None:
    """No client can send a number for a name, so this request is written by hand."""
    body = json.dumps({"params": {**REQUIRED, "name": 1}}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"OAuth {SESSION}"}
    request = urllib.request.Request(f"{base_url}/zstack/v1/images", body, headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    refused.value.close()
    assert refused.value.code in (400, 422)
