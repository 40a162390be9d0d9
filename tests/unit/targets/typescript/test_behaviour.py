"""Packages of the cases, and what they do against a real server."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conformance.drivers.typescript import toolchain
from unit.targets.typescript.building import errors, generated

HERE = Path(__file__).parent / "behaviour"
CASES = Path(__file__).parents[3] / "cases"
USED = (
    "forms",
    "multipart-bodies",
    "paging",
    "response-headers",
    "security-and-servers",
    "several-media-types",
    "streams",
    "webhooks-and-callbacks",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests, with the compiled package of each case that they use."""
    folder = tmp_path_factory.mktemp("behaviour")
    packages: dict[str, Path] = {}
    for name in USED:
        made, sink = generated(CASES / name / "spec.yaml", folder / name, {"package": name})
        assert errors(sink) == []
        toolchain.link_tools(made)
        toolchain.ok(toolchain.tsc(folder=made))
        packages[name] = made
    for path in HERE.glob("*.mjs"):
        shutil.copy(path, folder)
    toolchain.link_tools(folder, packages)
    return folder


@pytest.mark.parametrize("file", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_it_behaves(project: Path, file: str) -> None:
    toolchain.ok(toolchain.run_node("--test", file, folder=project))
