"""A second opinion: every valid request is accepted by mock servers that we did not write."""

from __future__ import annotations

import json
import sys
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


@pytest.fixture(scope="module")
def python() -> Iterator[ProgramDriver]:
    """The driver of the Python client, as a program."""
    command = [sys.executable, "-m", "conformance.drivers.python", "sync"]
    root = Path(__file__).parents[2]
    path = f"{root / 'tests'}:{root / 'generated' / 'zstack' / 'python' / 'src'}"
    with ProgramDriver("python", command, environment={"PYTHONPATH": path}) as driver:
        yield driver


def run(driver: ProgramDriver, base_url: str, call: dict[str, Any]) -> Any:
    return driver.run({"scenario": "mock", "base_url": base_url, "session": SESSION, "call": call})


def test_there_are_enough_calls() -> None:
    assert len(DISTINCT) >= 8


@pytest.mark.parametrize("name", sorted(DISTINCT.values()))
def test_a_valid_request_is_accepted(name: str, base_url: str, python: ProgramDriver) -> None:
    found = run(python, base_url, CALLS[name])
    assert "ok" in found, found


def test_an_invalid_request_is_refused(base_url: str, python: ProgramDriver) -> None:
    call = {"action": "submit", "arguments": {**REQUIRED, "name": 1}}
    found = run(python, base_url, call)
    assert found.get("error", {}).get("status") in (400, 422), found
