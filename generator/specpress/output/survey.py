"""What stands on disk at a path of the output. Never follows a symbolic link below the folder."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from specpress.diagnostics import Rule
from specpress.output import rules

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


def look(directory: Path, path: PurePosixPath) -> State:
    """What stands at `directory / path`. `path` must be a safe one (see `paths.fault`)."""
    try:
        return _blocked_above(directory, path) or _look_at(directory, path)
    except OSError as problem:
        return Obstacle(path, rules.UNREADABLE, problem.strerror or str(problem))


def read(directory: Path, path: PurePosixPath) -> bytes:
    """The content of the regular file at `directory / path`. Raises OSError."""
    descriptor = os.open(directory / path, os.O_RDONLY | _NO_FOLLOW)
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


def _blocked_above(directory: Path, path: PurePosixPath) -> State | None:
    for parent in reversed(path.parents[:-1]):
        try:
            mode = os.lstat(directory / parent).st_mode
        except FileNotFoundError:
            return Absent()
        if stat.S_ISLNK(mode):
            return Obstacle(parent, rules.SYMLINK)
        if not stat.S_ISDIR(mode):
            return Obstacle(parent, rules.NOT_A_FOLDER)
    return None


def _look_at(directory: Path, path: PurePosixPath) -> State:
    try:
        mode = os.lstat(directory / path).st_mode
    except FileNotFoundError:
        return Absent()
    if stat.S_ISLNK(mode):
        return Obstacle(path, rules.SYMLINK)
    if not stat.S_ISREG(mode):
        return Obstacle(path, rules.NOT_A_FILE)
    return Present(digest(read(directory, path)))
