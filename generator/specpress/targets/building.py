"""What a language's own tools think of generated packages."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias

Faults: TypeAlias = Mapping[str, str]
"""What the tools said first of each package, by its key; "" where they had nothing to say."""


class ToolError(Exception):
    """Tools could not be installed: a fault of the machine, and of no package."""


class Toolchain(Protocol):
    """Builds packages of a target under the strictest settings of its language.

    A target that has one gives it as `TOOLCHAIN` in the module `toolchain` of its folder.
    """

    def missing(self) -> str:
        """What has to be installed first, as a sentence; "" where all is there."""
        ...

    def build(self, packages: Mapping[str, Path], workspace: Path) -> Faults:
        """Builds packages side by side. Keys are words in lower case that differ from each other.

        `workspace` is a folder of the toolchain's own that is kept between runs: what packages have
        in common is installed and compiled in it once. Raises ToolError.
        """
        ...

    def driver(self, package: Path, programs: Sequence[Program], workspace: Path) -> Driver:
        """Makes one program of many, which runs them one after the other against one package.

        Before each it asks for `{CONTROL}/begin/{number}` of the server that SPECPRESS_SERVER
        names, and after each it prints a line: `MARK`, the number, a space, and `ok` or what went
        wrong. A failure of one is none of the others. A program that does not compile is left out.
        Raises ToolError.
        """
        ...


CONTROL = "/.specpress"
"""Where a driver tells the server which program comes next."""

MARK = "@specpress "
"""What a driver's own lines begin with, among whatever the programs print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A sample as a program to be run: its number, and the name of its file and its text."""

    number: int
    file: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """How to run a driver: a command, the folder to run it in, and what the environment needs.

    `faults` has what the compiler said of programs that were left out, by their number. A driver
    without a command could not be built at all; its `fault` says why.
    """

    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[int, str] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A program that ended: its exit status, and all that it printed."""

    status: int
    output: str


def run(
    command: Sequence[str | Path],
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    given: str = "",
    timeout: float = 3600,
    errors: bool = True,
) -> Done:
    """Runs a program in a folder; with `errors`, its standard error counts as output.

    One that takes longer than `timeout` seconds is stopped and counts as failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(  # noqa: S603
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, "NO_COLOR": "1", **(environment or {})},
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if errors else subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Done(124, f"{command[0]} took longer than {timeout:.0f} s")
    return Done(done.returncode, done.stdout)


def written(folder: Path, files: Mapping[str, str]) -> None:
    """Makes a folder that has these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def left_out(
    programs: Sequence[Program], attempt: Callable[[Sequence[Program]], Mapping[int, str]]
) -> tuple[tuple[Program, ...], Mapping[int, str]]:
    """The programs that compile together, and what was said of those that do not.

    `attempt` compiles programs and returns the first fault of each; 0 stands for one of no program,
    after which there is no sense in going on.
    """
    faults: dict[int, str] = {}
    waiting = tuple(programs)
    while waiting:
        found = attempt(waiting)
        faults |= found
        if not found or 0 in found:
            break
        waiting = tuple(one for one in waiting if one.number not in found)
    return waiting, faults


def mirrored(
    source: Path, target: Path, edit: Callable[[Path, bytes], bytes] = lambda _path, data: data
) -> None:
    """Makes `target` a copy of `source`, each file as `edit` leaves it.

    Files that are right already are not touched, so that tools that look at times do nothing.
    """
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    for path in sorted(target.rglob("*")):
        if path.is_file() and path.relative_to(target) not in wanted:
            path.unlink()
    for path in sorted(wanted):
        data = edit(path, (source / path).read_bytes())
        copy = target / path
        if not copy.is_file() or copy.read_bytes() != data:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)


def by_folder(lines: Sequence[str], keys: Sequence[str]) -> dict[str, str]:
    """The first line that begins with the folder of a package, by its key."""
    found: dict[str, str] = {}
    known = set(keys)
    for line in lines:
        key = line.removeprefix("./").replace("\\", "/").partition("/")[0]
        if key in known:
            found.setdefault(key, line.strip())
    return found
