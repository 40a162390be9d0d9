"""Which paths of a tree may be written at all, on any file system."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Set
from pathlib import Path, PurePosixPath

from specpress.diagnostics import Location, Sink
from specpress.output import rules
from specpress.output.reserved import PREFIX

_FORBIDDEN = frozenset('<>:"|?*\\')
_PLAIN = re.compile(r"[A-Za-z0-9_.-]+\Z")
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", "conin$", "conout$")
    + tuple(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³")
)
_LONGEST_PART = 255 - 16
"""Bytes. File systems stop at 255; a few are left for tools that append a suffix."""


def fault(path: PurePosixPath) -> str:
    """Why `path` is no safe path below a folder, "" when it is one.

    The rules are those of all common file systems together (Windows: "Naming Files, Paths, and
    Namespaces"), because an output tree is committed and checked out elsewhere.
    """
    if path.is_absolute():
        return "it is absolute"
    if not path.parts:
        return "it is empty"
    for part in path.parts:
        if why := _part_fault(part):
            return why
    return ""


@functools.lru_cache(maxsize=65536)
def _part_fault(part: str) -> str:
    if part == "..":
        return "it leaves the output folder"
    if not _PLAIN.match(part) and any(
        unicodedata.category(char) in {"Cc", "Cs"} or char in _FORBIDDEN for char in part
    ):
        return f"the part {part!r} holds a character that some file system refuses"
    if part.endswith((" ", ".")):
        return f"the part {part!r} ends in a blank or a dot"
    if part.partition(".")[0].rstrip().casefold() in _DEVICES:
        return f"the part {part!r} is the name of a device on Windows"
    if len(part.encode()) > _LONGEST_PART:
        return f"a part of it is longer than {_LONGEST_PART} bytes"
    if part.casefold().startswith(PREFIX):
        return f"names that begin with {PREFIX!r} belong to specpress itself"
    return ""


def refused(
    directory: Path, paths: Iterable[PurePosixPath], sink: Sink
) -> frozenset[PurePosixPath]:
    """The paths of a tree that cannot be written; each is reported to `sink` as an error.

    Of two paths that differ in case only (or in the Unicode form of their letters) both are
    refused, and so are a file and another file that needs it as its folder.
    """
    unsafe: set[PurePosixPath] = set()
    safe: list[PurePosixPath] = []
    for path in sorted(paths):
        if why := fault(path):
            unsafe.add(path)
            message = f"the path {str(path)!r} cannot be written: {why}"
            sink.report(rules.PATH_UNSAFE.at(Location(file=str(directory)), message))
        else:
            safe.append(path)
    return frozenset(unsafe) | _collisions(directory, safe, sink) | _nested(directory, safe, sink)


def _collisions(
    directory: Path, paths: list[PurePosixPath], sink: Sink
) -> frozenset[PurePosixPath]:
    """Paths that differ in case only from another, themselves or in a folder above them."""
    spelled: dict[str, str] = {}
    known: set[str] = set()
    found: set[PurePosixPath] = set()
    for path in paths:
        for part in _and_above(str(path), known):
            first = spelled.setdefault(_folded(part), part)
            if first == part:
                known.add(part)
                continue
            there = PurePosixPath(first)
            found |= {other for other in paths if other == there or there in other.parents}
            found.add(path)
            sink.report(
                rules.PATH_COLLISION.at(
                    Location(file=str(directory / part)),
                    f"{part} and {first} are the same path where case does not count",
                )
            )
    return frozenset(found)


def _and_above(text: str, known: Set[str]) -> list[str]:
    """The folders above a path that are not `known` yet, outermost first, and the path itself."""
    new = [text]
    folder = text.rpartition("/")[0]
    while folder and folder not in known:
        new.append(folder)
        folder = folder.rpartition("/")[0]
    new.reverse()
    return new


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def _nested(directory: Path, paths: list[PurePosixPath], sink: Sink) -> frozenset[PurePosixPath]:
    files = {str(path): path for path in paths}
    sound: set[str] = set()
    found: set[PurePosixPath] = set()
    for path in paths:
        for folder in reversed(_and_above(str(path), sound)[:-1]):
            parent = files.get(folder)
            if parent is None:
                continue
            found |= {path, parent}
            sink.report(
                rules.FILE_AND_FOLDER.at(
                    Location(file=str(directory / parent)),
                    f"{parent} is to be a file, and the folder of {path}",
                )
            )
        if path not in found:
            sound.add(str(path).rpartition("/")[0])
    return frozenset(found)
