"""The wheel, installed into a fresh environment, generates outside the repository."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# What tools leave behind in a working tree.
CACHES = {"__pycache__", ".ruff_cache", ".mypy_cache", "node_modules", "target"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return folder


def test_the_sdist_holds_what_the_tests_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "Makefile", "spec/zstack/specpress.toml"} <= names
    assert "tests/test_wheel.py" in names


def test_the_wheel_carries_every_template(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"specpress/templates/{path.relative_to(ROOT / 'templates').as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and not CACHES & set(path.parts)
    }
    assert wanted
    assert wanted <= carried
    assert "specpress/py.typed" in carried
    assert not any("__pycache__" in name for name in carried)


def test_an_installed_wheel_generates_what_the_checkout_generates(
    built: Path, tmp_path: Path
) -> None:
    (wheel,) = built.glob("*.whl")
    # The dependencies are those of this environment; specpress itself comes from the wheel alone.
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, system_site_packages=False)
    (site,) = home.glob("lib/python3*/site-packages")
    installed = [path for path in map(Path, sys.path) if path.name == "site-packages"]
    (site / "dependencies.pth").write_text("".join(f"{path}\n" for path in installed))
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install"]
        + ["--quiet", "--no-deps", "--no-index", "--force-reinstall", str(wheel)],
        check=True,
        cwd=tmp_path,
    )
    out = tmp_path / "out"
    description = ROOT / "generated" / "zstack" / "openapi.yaml"
    command = home / "bin" / "specpress"
    run = subprocess.run(
        [command, "generate", description, "--target", "python", "--target", "docs", "--out", out],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(tmp_path / "cache")},
    )
    assert run.returncode == 0, run.stderr
    where = subprocess.run(
        [home / "bin" / "python", "-c", "import specpress; print(specpress.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert str(home) in where.stdout, "the checkout answered instead of the wheel"
    assert (out / "python" / "pyproject.toml").is_file()
    assert list((out / "docs").rglob("*.md"))
