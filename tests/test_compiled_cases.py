"""The expected outputs of tests/cases, complete with what is copied, before the compilers.

Each language judges all cases with the strictest settings that it has.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.drivers.typescript import toolchain as typescript_tools
from specpress import config as configuration
from specpress import pipeline
from specpress.diagnostics import Sink
from unit.targets.go import bench as go_bench
from unit.targets.java import toolchain as java_tools
from unit.targets.rust import bench as rust_bench

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/spec.yaml"))
TOOLS = Path(sys.executable).parent


def generated(case: Path, target: str, folder: Path) -> Path:
    """Writes what a target makes of a case below `folder`; returns the folder of the package."""
    sink = Sink()
    config = configuration.for_description(case / "spec.yaml", folder, {target: {}})
    outputs = pipeline.run(config, sink)
    assert outputs is not None, [found.message for found in sink]
    for path, data in outputs.generated.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder / target


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Python package of every case, side by side."""
    folder = tmp_path_factory.mktemp("packages")
    for case in CASES:
        made = generated(case, "python", tmp_path_factory.mktemp("case"))
        (package,) = (made / "src").iterdir()
        assert not (folder / package.name).exists(), f"two cases have one name: {package.name}"
        package.rename(folder / package.name)
    return folder


def test_mypy_has_nothing_to_say(packages: Path) -> None:
    checked = subprocess.run(
        [TOOLS / "mypy", "--strict", "--no-incremental", "."],
        cwd=packages,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_pyright_has_nothing_to_say(packages: Path) -> None:
    settings = {"typeCheckingMode": "strict", "venvPath": str(TOOLS.parents[1]), "venv": ".venv"}
    (packages / "pyrightconfig.json").write_text(json.dumps(settings))
    checked = subprocess.run(
        [TOOLS / "pyright", "--warnings"], cwd=packages, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_black_leaves_it_as_it_is(packages: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "black", "--check", "--quiet", "--diff", "."],
        cwd=packages,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_can_be_imported(packages: Path, case: Path) -> None:
    (name,) = (
        path.parent.name for path in (case / "expected" / "python" / "src").glob("*/client.py")
    )
    code = (
        f"import {name}, importlib, pkgutil\n"
        f"for found in pkgutil.walk_packages({name}.__path__, '{name}.'):\n"
        "    importlib.import_module(found.name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=packages,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_typescript_compiles(case: Path, tmp_path: Path) -> None:
    made = generated(case, "typescript", tmp_path)
    typescript_tools.node()
    typescript_tools.link_tools(made)
    typescript_tools.ok(typescript_tools.tsc("--noEmit", folder=made))
    typescript_tools.ok(typescript_tools.prettier("--check", ".", folder=made))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_go_compiles_without_a_remark(case: Path, tmp_path: Path) -> None:
    assert go_bench.faults(generated(case, "go", tmp_path)) == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_java_compiles_without_a_warning(case: Path, tmp_path: Path) -> None:
    java_tools.needed()
    made = generated(case, "java", tmp_path)
    java_tools.compiled((made / "src").rglob("*.java"), tmp_path / "classes")


def test_rust_compiles_without_a_warning(tmp_path: Path) -> None:
    """All crates in one workspace, so that what they depend on is built once."""
    members = []
    for case in CASES:
        made = generated(case, "rust", tmp_path / case.name)
        members.append(made.relative_to(tmp_path).as_posix())
    (tmp_path / "Cargo.toml").write_text(
        f'[workspace]\nresolver = "3"\nmembers = {json.dumps(members)}\n'
    )
    rust_bench.cargo(tmp_path, "fmt", "--all", "--check")
    flags = ("--workspace", "--all-features", "--all-targets", "--quiet")
    rust_bench.cargo(tmp_path, "clippy", *flags, "--", "-D", "warnings")
