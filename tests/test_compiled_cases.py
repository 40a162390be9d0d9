"""The expected outputs of tests/cases, complete with what is copied, before the type checkers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from specpress import config as configuration
from specpress import pipeline
from specpress.diagnostics import Sink

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/spec.yaml"))
TOOLS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Python package of every case, side by side."""
    folder = tmp_path_factory.mktemp("packages")
    for case in CASES:
        sink = Sink()
        spec, out = case / "spec.yaml", folder / "unused"
        config = configuration.for_description(spec, out, {"python": {}})
        outputs = pipeline.run(config, sink)
        assert outputs is not None, [found.message for found in sink]
        for path, data in outputs.generated.items():
            if path.parts[:2] == ("python", "src"):
                target = folder.joinpath(*path.parts[2:])
                target.parent.mkdir(parents=True, exist_ok=True)
                assert not target.exists(), f"two cases have one package name: {target}"
                target.write_bytes(data)
    assert any(folder.iterdir())
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
