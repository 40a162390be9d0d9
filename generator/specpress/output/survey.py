"""What stands on disk at a path of the output. Never follows a symbolic link below the folder."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from specpress.diagnostics import Rule
from specpress.output import rules, stamp

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Absent:
    """Nothing stands there."""


@dataclass(frozen=True, slots=True)
class Present:
    """A regular file with this content digest."""

    digest: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that is no regular file, at the path itself or at a folder above it.

    `rule` says what is wrong, `detail` adds the reason of the operating system where there is one.
    """

    at: PurePosixPath
    rule: Rule
    detail: str = ""


State: TypeAlias = Absent | Present | Obstacle


def digest(content: bytes) -> str:
    """The SHA-256 of `content`, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a survey found already: folders that are there and that are not, and the digests of
    files by what the system says of them."""

    there: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    digests: dict[tuple[int, ...], str] = field(default_factory=dict)

    def again(self) -> Seen:
        """For a look at a later time: the folders may be others then."""
        return Seen(digests=self.digests)


def look(directory: Path, path: PurePosixPath, seen: Seen | None = None) -> State:
    """What stands at `directory / path`. `path` must be a safe one (see `paths.fault`)."""
    known = seen or Seen()
    try:
        return _blocked_above(directory, path, known) or _look_at(directory, path, known)
    except OSError as problem:
        return Obstacle(path, rules.UNREADABLE, problem.strerror or str(problem))


def read(directory: Path, path: PurePosixPath) -> bytes:
    """The content of the regular file at `directory / path`. Raises OSError."""
    descriptor = os.open(directory / path, os.O_RDONLY | _NO_FOLLOW)
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


def _blocked_above(directory: Path, path: PurePosixPath, seen: Seen) -> State | None:
    above = str(path).rpartition("/")[0]
    if not above or above in seen.there:
        return None
    if above in seen.absent:
        return Absent()
    for parent in reversed(path.parents[:-1]):
        try:
            mode = os.lstat(directory / parent).st_mode
        except FileNotFoundError:
            seen.absent.add(above)
            return Absent()
        if stat.S_ISLNK(mode):
            return Obstacle(parent, rules.SYMLINK)
        if not stat.S_ISDIR(mode):
            return Obstacle(parent, rules.NOT_A_FOLDER)
    seen.there.add(above)
    return None


def _look_at(directory: Path, path: PurePosixPath, seen: Seen) -> State:
    try:
        status = os.lstat(f"{directory}/{path}")
    except FileNotFoundError:
        return Absent()
    mode = status.st_mode
    if stat.S_ISLNK(mode):
        return Obstacle(path, rules.SYMLINK)
    if not stat.S_ISREG(mode):
        return Obstacle(path, rules.NOT_A_FILE)
    state = stamp.state_of(status)
    found = seen.digests.get(state)
    if found is None:
        settled = stamp.is_settled(status)
        found = digest(read(directory, path))
        if settled:
            seen.digests[state] = found
    return Present(found)
