"""go vet and staticcheck, run on generated packages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from specpress.targets.building import Driver, Faults, Program, ToolError, by_folder, mirrored, run
from specpress.targets.go import driving

_STATICCHECK = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"
_MODULE = re.compile(rb"^module (\S+)$", re.MULTILINE)
_VERSION = re.compile(r"^go (\S+)$", re.MULTILINE)


class GoToolchain:
    """The compiler, go vet and all checks of staticcheck."""

    def missing(self) -> str:
        """What has to be installed first."""
        return "" if shutil.which("go") else "install Go 1.24 or later"

    def build(self, packages: Mapping[str, Path], workspace: Path) -> Faults:
        """Checks all packages as folders of one module, with one run of each tool."""
        stage = workspace / "stage"
        for old in stage.iterdir() if stage.is_dir() else ():
            if old.name not in packages:
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        versions = {_copied(key, folder, stage) for key, folder in packages.items()}
        (stage / "go.mod").write_text(f"module corpus\n\ngo {max(versions)}\n")
        faults = dict.fromkeys(packages, "")
        tool = _staticcheck(workspace)
        for command in (["go", "vet", "./..."], [str(tool), "-checks=all,-ST1000", "./..."]):
            done = run(command, stage)
            if done.status == 0:
                continue
            name = Path(command[0]).name
            lines = [line.removeprefix("vet: ") for line in done.output.splitlines()]
            found = by_folder([line for line in lines if not line.startswith("#")], list(packages))
            if not found:
                found = dict.fromkeys(packages, done.output[-500:])
            for key, fault in found.items():
                faults[key] = faults[key] or f"{name}: {fault}"
        return faults

    def driver(self, package: Path, programs: Sequence[Program], workspace: Path) -> Driver:
        """One program that runs all the given ones."""
        return driving.driver(package, programs, workspace)


TOOLCHAIN = GoToolchain()


def _copied(key: str, folder: Path, stage: Path) -> str:
    """Puts a module into the common one as a package; returns the version of Go it asks for."""
    described = (folder / "go.mod").read_bytes()
    module = _MODULE.search(described)
    version = _VERSION.search(described.decode())
    name = module.group(1) if module else b""

    def edit(path: Path, data: bytes) -> bytes:
        # Examples import the package by its own name.
        return data.replace(b'"%b"' % name, b'"corpus/%b"' % key.encode()) if path.suffix else data

    mirrored(folder, stage / key, edit)
    (stage / key / "go.mod").unlink()
    return version.group(1) if version else "1.24"


def _staticcheck(workspace: Path) -> Path:
    """The linter in its pinned version, built once a workspace."""
    home = workspace / "tools" / _STATICCHECK.rpartition("@")[2]
    if not (home / "staticcheck").exists():
        home.mkdir(parents=True, exist_ok=True)
        done = run(["go", "install", _STATICCHECK], home, environment={"GOBIN": str(home)})
        if done.status != 0:
            raise ToolError(f"go install failed: {done.output[-500:]}")
    return home / "staticcheck"
