"""Tools of other languages: a user who has none of them skips, CI fails."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from specpress.targets.building import Toolchain

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "specpress-tests"
"""Where tools are installed for the tests, outside the repository and kept between runs."""


def need(command: str, package: str) -> str:
    """The path of `command`; without it the test skips and says what to install, or fails in CI."""
    found = shutil.which(command)
    if found:
        return found
    message = f"`{command}` is missing: apt install {package}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def need_tools(tools: Toolchain) -> None:
    """Skips the test where the tools of a language are missing, or fails in CI."""
    message = tools.missing()
    if message and os.environ.get("CI"):
        pytest.fail(message)
    if message:
        pytest.skip(message)


def npm_tools(folder: Path) -> Path:
    """The `node_modules` of the tools that `folder` pins by package.json and package-lock.json."""
    npm = need("npm", "nodejs npm")
    pins = [folder / "package.json", folder / "package-lock.json", folder / ".npmrc"]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in pins)).hexdigest()[:16]
    home = CACHE / f"{folder.name}-{digest}"
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests of one run install once
        if (home / "node_modules" / ".complete").is_file():
            return home / "node_modules"
        for path in pins:
            shutil.copy(path, home)
        command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        subprocess.run(command, cwd=home, check=True, capture_output=True)
        (home / "node_modules" / ".complete").touch()
    return home / "node_modules"
