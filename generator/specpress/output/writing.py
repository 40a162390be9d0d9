"""Carries a plan out, so that a kill at any moment leaves a folder that the next run completes.

The order of steps is what makes it so:

1. the journal names every content that is about to stand somewhere, beside those that an earlier
   run which was killed had named;
2. stale files go, files are written under temporary names and then renamed;
3. the manifest says what stands there now;
4. the journal goes.

Each file is replaced as a whole. So at any moment a path holds what the manifest says, or what the
journal says, or nothing; whatever else is found there is somebody's edit.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from specpress.diagnostics import Location, Sink
from specpress.output import ledger, locking, rules, survey
from specpress.output.planning import Plan, plan
from specpress.output.reserved import JOURNAL, MANIFEST

_PATIENCE = 30.0
"""Seconds to wait for another run."""

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write(wanted: Plan, *, sink: Sink, patience: float = _PATIENCE) -> Plan:
    """Makes the folder of `wanted` hold its tree, and returns the plan as it was carried out.

    The folder is looked at again once it is held: another run may have changed it, and then there
    is less to do, or something stands in the way. What fails is reported to `sink` as an error; a
    next run continues from there. Waits up to `patience` seconds for another run.
    """
    directory = wanted.directory
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with locking.held(directory, patience):
            seen = wanted.seen.again()
            now = plan(directory, wanted.tree, force=wanted.force, sink=sink, seen=seen)
            if now.possible:
                _carry_out(now)
            return now
    except locking.BusyError:
        sink.report(
            rules.BUSY.at(
                Location(file=str(directory)),
                f"another run has been writing here for more than {patience:g} seconds",
            )
        )
    except OSError as problem:
        place = Location(file=str(problem.filename or directory))
        sink.report(rules.WRITE_FAILED.at(place, f"cannot write: {problem.strerror or problem}"))
    return wanted


def put(path: Path, content: bytes) -> None:
    """Writes one file that the user named: as a whole, or not at all. Raises OSError.

    A link is followed, and what is no regular file (a pipe, a terminal, /dev/null) is written to.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path.parent, PurePosixPath(path.name), content, last=True)


def _carry_out(now: Plan) -> None:
    directory = now.directory
    changes = (*now.created, *now.changed)
    _sweep(directory, now.ledger.intended)
    if changes:
        journal = ledger.journal_bytes(_intended(now, changes))
        _replace(directory, PurePosixPath(JOURNAL), journal, last=True)
        _sync(directory)
    for path in now.stale:
        (directory / path).unlink()
    _prune(directory, now)
    made: set[str] = set()
    for path in changes:
        folder = str(path).rpartition("/")[0]
        if folder not in made:
            (directory / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        _replace(directory, path, now.tree[path])
    _settle(now)


def _intended(
    now: Plan, changes: Iterable[PurePosixPath]
) -> Mapping[PurePosixPath, frozenset[str]]:
    """What this run will write, beside what earlier ones that did not finish may have written."""
    earlier = now.ledger.intended
    added = {path: earlier.get(path, frozenset()) | {now.written[path]} for path in changes}
    return {**earlier, **added}


def _settle(now: Plan) -> None:
    """The manifest first, then the journal: between the two both tell the truth."""
    manifest = ledger.manifest_bytes(now.written)
    if not now.ledger.exists or now.ledger.written != now.written:
        _replace(now.directory, PurePosixPath(MANIFEST), manifest, last=True)
        _sync(now.directory)
    (now.directory / JOURNAL).unlink(missing_ok=True)


def _replace(directory: Path, path: PurePosixPath, content: bytes, *, last: bool = False) -> None:
    """Puts `content` at `path` as a whole: a new file beside it, then renamed.

    With `last` it outlasts a power failure too. Generated files need not: to wait for the disk
    takes longer than to generate them.
    """
    temporary = directory / ledger.temporary(path)
    temporary.unlink(missing_ok=True)
    try:
        _fill(temporary, content, last=last)
        os.replace(temporary, directory / path)  # noqa: PTH105 - named so that tests can make it fail
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _fill(file: Path, content: bytes, *, last: bool) -> None:
    """Writes a new file, with `last` down to the disk. Raises FileExistsError where one stands."""
    descriptor = os.open(file, _CREATE, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if last:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(directory: Path, intended: Iterable[PurePosixPath]) -> None:
    """Removes what a run that was killed left half-written."""
    for path in (PurePosixPath(MANIFEST), PurePosixPath(JOURNAL), *intended):
        leftover = ledger.temporary(path)
        if isinstance(survey.look(directory, leftover), survey.Present):
            (directory / leftover).unlink()


def _prune(directory: Path, now: Plan) -> None:
    """Removes the folders that held files of ours and hold nothing any more."""
    needed = {parent for path in now.tree for parent in path.parents}
    known = {*now.ledger.written, *now.ledger.intended}
    emptied = {parent for path in known - now.tree.keys() for parent in path.parents[:-1]}
    for folder in sorted(emptied, key=lambda path: len(path.parts), reverse=True):
        match survey.look(directory, folder):
            case survey.Obstacle(at=at, rule=rule) if at == folder and rule is rules.NOT_A_FILE:
                if folder not in needed:
                    _remove_if_empty(directory / folder)
            case _:
                pass  # gone already, or not the folder that it was


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError as problem:
        if problem.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise


def _sync(folder: Path) -> None:
    """Makes the names in `folder` last. Without effect where a folder cannot be opened."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)
