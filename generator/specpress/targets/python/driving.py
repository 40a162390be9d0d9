"""Samples as one program that runs them all."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from specpress.targets.building import CONTROL, MARK, Driver, Program, run, written

_DRIVER = f'''
import contextlib, io, os, pathlib, runpy, sys, urllib.request

server = os.environ["SPECPRESS_SERVER"]
for path in sorted(pathlib.Path("programs").glob("p*.py")):
    number = int(path.stem[1:])
    urllib.request.urlopen(f"{{server}}{CONTROL}/begin/{{number}}").close()
    outcome = "ok"
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            runpy.run_path(str(path), run_name="__main__")
    except BaseException as fault:
        outcome = f"{{type(fault).__name__}}: {{fault}}".replace("\\n", " ")
    print(f"{MARK}{{number}} {{outcome[:500]}}", flush=True)
'''


def driver(package: Path, programs: Sequence[Program], workspace: Path) -> Driver:
    """The driver, and what mypy --strict says of the programs. None is left out: all can be run."""
    home = workspace / "driver"
    files = {f"programs/p{one.number:06}.py": one.code for one in programs}
    written(home, {"driver.py": _DRIVER, **files})
    path = {"PYTHONPATH": str(package / "src"), "MYPYPATH": str(package / "src")}
    return Driver(
        command=(sys.executable, "-W", "error", "driver.py"),
        folder=home,
        environment=path,
        faults=_checked(home, workspace, path),
    )


def _checked(home: Path, workspace: Path, environment: Mapping[str, str]) -> Mapping[int, str]:
    # Each program stands alone, but all of them are modules here and have names of their own.
    options = ["--strict", "--cache-dir", str(workspace / "mypy"), "--no-error-summary"]
    command = [sys.executable, "-m", "mypy", *options, "programs"]
    done = run(command, home, environment=environment)
    faults: dict[int, str] = {}
    for line in done.output.splitlines():
        name, _, text = line.partition(":")
        if ": error:" in line and name.startswith("programs/p"):
            faults.setdefault(int(Path(name).stem[1:]), f"mypy: {text}")
    return faults
