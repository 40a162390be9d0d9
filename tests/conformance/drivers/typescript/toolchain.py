"""Node.js and the pinned tools of package.json, installed once outside the repository."""

from __future__ import annotations

import fcntl
import functools
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("SPECPRESS_TEST_CACHE", Path.home() / ".cache" / "specpress-tests"))

_FOLDER = CACHE / "typescript"
_LOCKED = ("package.json", "package-lock.json", ".npmrc")


@functools.cache
def node() -> str:
    """The program `node`. A missing one is a skip, and a failure in CI."""
    found = shutil.which("node")
    if found is None or shutil.which("npm") is None:
        message = "needs Node.js 20 or later with npm: apt install nodejs npm"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@functools.cache
def tools() -> Path:
    """A folder whose `node_modules` has the tools, at the versions of the lock file."""
    node()
    digest = hashlib.sha256()
    for name in _LOCKED:
        digest.update((HERE / name).read_bytes())
    folder = _FOLDER / f"tools-{digest.hexdigest()[:16]}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "installed").exists():
            for name in _LOCKED:
                shutil.copy(HERE / name, folder)
            command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            finished = _run(command, folder)
            assert finished.returncode == 0, finished.stderr
            (folder / "installed").touch()
    return folder


def tool(path: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a program of `node_modules` in `folder`: `prettier/bin/prettier.cjs`."""
    return _run([node(), str(tools() / "node_modules" / path), *arguments], folder)


def run_node(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs Node.js in `folder`."""
    return _run([node(), *arguments], folder)


def npm(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs npm in `folder`."""
    node()
    return _run(["npm", *arguments], folder)


def tsc(*arguments: str, folder: Path, version: int = 7) -> subprocess.CompletedProcess[str]:
    """The compiler, of the major version that the package names or of the one before."""
    package = "typescript-7" if version == 7 else "typescript"
    return tool(f"{package}/bin/tsc", *arguments, folder=folder)


def prettier(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The formatter, with its defaults."""
    config = ("--no-config", "--no-editorconfig", "--ignore-path", os.devnull)
    return tool("prettier/bin/prettier.cjs", *config, *arguments, folder=folder)


def ok(finished: subprocess.CompletedProcess[str]) -> None:
    """Asserts that a program ended well, and shows what it said."""
    assert finished.returncode == 0, finished.stdout + finished.stderr


def copied(source: Path, target: Path) -> Path:
    """`source` in place of `target`, with the tools beside it."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("dist", "node_modules"))
    link_tools(target)
    return target


def link_tools(folder: Path, packages: Mapping[str, Path] | None = None) -> None:
    """Gives `folder` a `node_modules` with the types of Node.js, and with `packages` by name."""
    modules = folder / "node_modules"
    modules.mkdir(exist_ok=True)
    known = ("@types", "undici-types")
    for name, path in {
        **{name: tools() / "node_modules" / name for name in known},
        **(packages or {}),
    }.items():
        link = modules / name
        if not link.exists():
            link.symlink_to(path, target_is_directory=True)


def driver(package: Path, build: Path) -> Path:
    """The program of the driver, compiled against `package` (which is compiled first)."""
    client = copied(package, build / "client")
    ok(tsc(folder=client))
    program = build / "driver"
    shutil.rmtree(program, ignore_errors=True)
    program.mkdir(parents=True)
    for source in _sources():
        shutil.copy(source, program)
    (program / "package.json").write_text('{"type": "module"}\n')
    link_tools(program, {"zstack-client": client})
    ok(tsc(folder=program))
    return program / "out" / "main.js"


def _sources() -> Iterable[Path]:
    return (*sorted(HERE.glob("*.ts")), HERE / "tsconfig.json")


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "NO_UPDATE_NOTIFIER": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
