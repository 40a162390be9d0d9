"""What a language's own tools think of generated packages."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

Faults: TypeAlias = Mapping[str, str]
"""What the tools said first of each package, by its key; "" where they had nothing to say."""


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
        in common is installed and compiled in it once.
        """
        ...


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
