"""What a description may lead to: files below its own folder, and what the user allows besides.

A path is checked before anything is opened: as it is written, and again with its links followed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from specpress.diagnostics import Rule, error

OUTSIDE = error("ref-outside-roots", "a reference leads to a file that may not be read")
SCHEME = error("ref-scheme-refused", "a reference leads to a URL of a kind that is not read")
HOST = error("ref-host-not-allowed", "a reference leads to a host that is not allowed")
UNREADABLE = error("ref-unreadable", "a reference leads to a file that cannot be read")
TOO_LARGE = error("ref-too-large", "what references lead to is too large")

LARGEST = 256 * 1024 * 1024
"""Bytes that a file may have, and all files of a description together."""

MOST_FILES = 20_000
"""Files that a description may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """`roots` are folders besides that of the description; `hosts` may be asked by https."""

    roots: tuple[Path, ...] = ()
    hosts: tuple[str, ...] = ()


class RefusedError(Exception):
    """A reference is not followed: the rule, why, and what helps."""

    def __init__(self, rule: Rule, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint


class Place(NamedTuple):
    """A file or a URL that may be read. `path` is "" for a URL."""

    path: str
    url: str


def allowed(uri: str, reference: str, folder: Path, access: Access) -> Place:
    """Where the document with an absolute `uri` is; raises RefusedError when it may not be read.

    `reference` is what was written, for messages; `folder` is that of the description.
    """
    parts = _split(uri)
    match parts.scheme:
        case "file":
            return Place(_file(parts, reference, folder, access), "")
        case "https":
            check_host(parts, access)
            return Place("", uri)
        case _:
            message = f"`{reference}` is not read: only files and https are"
            raise RefusedError(SCHEME, message)


def _split(uri: str) -> SplitResult:
    try:
        return urlsplit(uri)
    except ValueError as fault:
        raise RefusedError(SCHEME, f"`{uri}` is no URL: {fault}") from fault


def check_host(parts: SplitResult, access: Access) -> None:
    """Raises RefusedError unless the user allows the host of a URL, with its port."""
    try:
        host, port = (parts.hostname or "").lower(), parts.port or 443
    except ValueError as fault:
        raise RefusedError(HOST, f"`{parts.netloc}` is no host: {fault}") from fault
    if "@" in parts.netloc:
        raise RefusedError(HOST, f"`{host}` is not asked with a user and a password in the URL")
    names = {host, f"{host}:{port}"} if port == 443 else {f"{host}:{port}"}
    if not names & {name.lower() for name in access.hosts}:
        shown = host if port == 443 else f"{host}:{port}"
        hint = f'allow it in the configuration: [source] hosts = ["{shown}"]'
        raise RefusedError(HOST, f"the configuration does not allow the host `{shown}`", hint)


def _file(parts: SplitResult, reference: str, folder: Path, access: Access) -> str:
    if parts.netloc:
        raise RefusedError(SCHEME, f"`{reference}` is not read: it names a host")
    name = unquote(parts.path, errors="surrogateescape")
    if "\0" in name or parts.query:
        raise RefusedError(UNREADABLE, f"`{reference}` names no file")
    path = os.path.normpath(name)
    roots = tuple(os.path.normpath(root.absolute()) for root in (folder, *access.roots))
    if not any(_is_below(path, root) for root in roots):
        raise RefusedError(OUTSIDE, *_outside(path, folder))
    real = os.path.realpath(path)
    if not any(_is_below(real, root) for root in map(os.path.realpath, roots)):
        raise RefusedError(OUTSIDE, *_outside(path, folder, "a link in it leads out: "))
    return path


def _is_below(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _outside(path: str, folder: Path, why: str = "") -> tuple[str, str]:
    relative = os.path.relpath(path, folder)
    shown = path if relative.startswith("../../..") else relative
    message = f"{why}`{shown}` is not below the folder of the description"
    return message, "list its folder in the configuration: [source] roots = [...]"


def read(path: str) -> bytes:
    """The bytes of a file that `allowed` found; raises RefusedError."""
    shown = Path(path).name
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            raise RefusedError(UNREADABLE, f"`{shown}` is no file")
        if status.st_size > LARGEST:
            raise RefusedError(TOO_LARGE, f"`{shown}` is larger than {LARGEST:,} bytes")
        return Path(path).read_bytes()
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise RefusedError(UNREADABLE, f"cannot read `{shown}`: {reason}", _near(path)) from fault


def _near(path: str) -> str:
    from specpress.source.nearest import nearest

    near = nearest(Path(path).name, sorted(_names(Path(path).parent)))
    return f"did you mean `{near}`?" if near else ""


def _names(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry.name for entry in entries)
    except OSError:
        return
