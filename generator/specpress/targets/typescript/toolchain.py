"""The compiler of TypeScript, run on generated packages."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from specpress.targets.building import Driver, Faults, Program, ToolError, run
from specpress.targets.typescript import driving

_PACKAGES = {"typescript": "7.0.2", "@types/node": "20.19.43"}


class TypeScriptToolchain:
    """tsc with the settings of the package, which are the strictest there are."""

    def missing(self) -> str:
        """What has to be installed first."""
        absent = [name for name in ("node", "npm") if shutil.which(name) is None]
        return "install Node.js 20 or later with npm" if absent else ""

    def build(self, packages: Mapping[str, Path], workspace: Path) -> Faults:
        """Compiles each package, without output."""
        compiler = installed(workspace) / "typescript" / "bin" / "tsc"

        def fault(folder: Path) -> str:
            done = run(["node", compiler, "--noEmit", "-p", "."], folder)
            lines = [line for line in done.output.splitlines() if line.strip()]
            told = [line for line in lines if "error TS" in line] or lines
            return "" if done.status == 0 else f"tsc: {told[0] if told else 'failed'}"

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return dict(zip(packages, pool.map(fault, packages.values()), strict=True))

    def driver(self, package: Path, programs: Sequence[Program], workspace: Path) -> Driver:
        """One program that runs all the given ones."""
        return driving.driver(package, programs, workspace, installed(workspace))


TOOLCHAIN = TypeScriptToolchain()


def installed(workspace: Path) -> Path:
    """The `node_modules` with the compiler, installed once a workspace."""
    home = workspace / "tools"
    home.mkdir(parents=True, exist_ok=True)
    wanted = json.dumps({"private": True, "dependencies": _PACKAGES})
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        described = home / "package.json"
        complete = home / "node_modules" / ".complete"
        if not complete.is_file() or described.read_text() != wanted:
            described.write_text(wanted)
            command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
            done = run(command, home)
            if done.status != 0:
                raise ToolError(f"npm install failed: {done.output[-500:]}")
            complete.touch()
    return home / "node_modules"
