"""Type checkers and the interpreter itself, run on generated packages."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from specpress.targets.building import Driver, Faults, Program, by_folder, run
from specpress.targets.python import driving

_NEEDED = ("mypy", "pyright", "pydantic", "httpx2")

_IMPORTS = """
import importlib, pkgutil, sys, traceback, warnings
warnings.simplefilter("error")
for name in sys.stdin.read().split():
    try:
        package = importlib.import_module(name)
        for found in pkgutil.walk_packages(package.__path__, name + "."):
            importlib.import_module(found.name)
    except BaseException as fault:
        place = traceback.extract_tb(fault.__traceback__)[-1]
        text = str(fault).split("\\n")[0]
        print(f"{name}/ import: {type(fault).__name__}: {text} ({place.filename}:{place.lineno})")
    for module in [one for one in sys.modules if one.split(".")[0] == name]:
        del sys.modules[module]
"""


class PythonToolchain:
    """mypy --strict, pyright in strict mode, and an import of every module."""

    def missing(self) -> str:
        """What has to be installed first."""
        absent = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
        return f"pip install {' '.join(absent)}" if absent else ""

    def build(self, packages: Mapping[str, Path], workspace: Path) -> Faults:
        """Checks all packages in one run of each tool, each under its key as its name."""
        stage = workspace / "stage"
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(parents=True)
        for key, folder in packages.items():
            (source,) = (path for path in (folder / "src").iterdir() if path.is_dir())
            # The name is that of the link, so that two packages of one name are told apart.
            (stage / key).symlink_to(source, target_is_directory=True)
        faults = dict.fromkeys(packages, "")
        for found in (
            _mypy(stage, workspace, list(packages)),
            _imports(stage, list(packages)),
            _pyright(stage, list(packages)),
        ):
            for key, fault in found.items():
                faults[key] = faults[key] or fault
        return faults

    def driver(self, package: Path, programs: Sequence[Program], workspace: Path) -> Driver:
        """One program that runs all the given ones."""
        return driving.driver(package, programs, workspace)


TOOLCHAIN = PythonToolchain()


def _mypy(stage: Path, workspace: Path, keys: list[str]) -> Faults:
    found: dict[str, str] = {}
    waiting = keys
    while waiting:
        options = ["--strict", "--sqlite-cache", "--cache-dir", str(workspace / "mypy")]
        quiet = ["--no-error-summary", "--no-color-output", "--show-error-codes"]
        done = run([sys.executable, "-m", "mypy", *options, *quiet, *waiting], stage)
        fresh = by_folder([one for one in done.output.splitlines() if ": error:" in one], waiting)
        found |= {key: f"mypy: {fault}" for key, fault in fresh.items()}
        if done.status in (0, 1):
            return found
        # A file that cannot be parsed stops the run for all packages.
        waiting = [key for key in waiting if key not in found]
        if not fresh:
            return found | dict.fromkeys(waiting, f"mypy: {done.output[-500:]}")
    return found


def _imports(stage: Path, keys: list[str]) -> Faults:
    done = run([sys.executable, "-c", _IMPORTS], stage, given="\n".join(keys))
    return by_folder(done.output.splitlines(), keys)


def _pyright(stage: Path, keys: list[str]) -> Faults:
    settings: dict[str, object] = {"typeCheckingMode": "strict", "include": keys}
    if sys.prefix != sys.base_prefix:
        home = Path(sys.prefix)
        settings |= {"venvPath": str(home.parent), "venv": home.name}
    (stage / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "pyright", "--warnings", "--outputjson"]
    done = run(command, stage, errors=False)
    try:
        told = json.loads(done.output[done.output.index("{") :])["generalDiagnostics"]
    except ValueError:
        return dict.fromkeys(keys, f"pyright: {done.output[-300:]}")
    # Links are followed: a file is known by where it really is.
    homes = {str((stage / key).resolve()): key for key in keys}
    found: dict[str, str] = {}
    for one in told:
        path = Path(one["file"])
        key = next((homes[str(up)] for up in path.parents if str(up) in homes), "")
        if not key and path.is_relative_to(stage):
            key = path.relative_to(stage).parts[0]
        line = one.get("range", {}).get("start", {}).get("line", 0) + 1
        if key:
            text = f"{one['message']} [{one.get('rule', '')}]"
            found.setdefault(key, f"pyright: {path.name}:{line}: {text}")
    return found
