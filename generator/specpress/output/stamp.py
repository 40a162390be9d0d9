"""Whether there is anything to do, told without loading the generator.

A stamp notes the digests of everything that went into a run and came out of it. It lies in the
user's cache folder (`$XDG_CACHE_HOME/specpress/`, by default `~/.cache/specpress/`), is never
committed, and whatever is wrong with it only means that the run is done in full.

    found = stamp.unchanged(config, arguments)        # before anything heavy is imported
    if found is not None: print the counts of `found`; done

    started = stamp.now()
    ... the run ...
    stamp.store(config, arguments, started=started, inputs=..., outputs=..., summary=...)

`unchanged` is `read` and `matches` in one. A stamp holds when all of these are as they were:

- the arguments, the version of Python, and the packages that are installed beside specpress;
- the content of every file of specpress, its templates included;
- the content of every input file, the names below every input folder, the absence of every input
  that was not there;
- the manifest of the output and the content of every file that it lists, with no journal left.

The contents of inputs are read and hashed each time: times and sizes of files can lie. There may be
ten thousand outputs, so these are read only where the system says that something was done to one:
the time of its last change of any kind (st_ctime), which no program can set, its inode, its size.
This module may import nothing but a few light modules of the standard library; a test says which.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from specpress.output.reserved import JOURNAL, MANIFEST

_FORM = 2
"""Counts the forms of the stamp file."""

_ABSENT = "absent"

_TICK = 20_000_000
"""Nanoseconds that a file system's clock may lag behind."""

_YOUNG = 5 * _TICK
"""Nanoseconds after which a file's next change gets another time for certain."""


class Summary(NamedTuple):
    """What a run with nothing to do prints: counts of the run that the stamp was made by.

    `files` is the number of files of each target, in the order of the configuration; `lines` are
    further lines to print again.
    """

    warnings: int
    files: Mapping[str, int]
    lines: Sequence[str] = ()


State: TypeAlias = tuple[int, ...]
"""What the system says of a file that changes whenever the file does; () where it may not."""


class Noted(NamedTuple):
    """The digest of a file, and its state when that was taken."""

    digest: str
    state: State = ()


class Stamp(NamedTuple):
    """The digests of a run. `inputs` and `outputs` are by path, `run` covers everything else."""

    run: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, Noted]
    summary: Summary


Pathish = str | os.PathLike[str]


def unchanged(config: Pathish, arguments: Sequence[str] = ()) -> Summary | None:
    """The summary of the last run of `config` if there is nothing to do, None otherwise.

    `config` is the file that a run is known by, `arguments` are all words that change its output or
    its verdict (targets, --strict). Never raises.
    """
    found = read(config)
    if found is None or not matches(found, arguments):
        return None
    if any(noted.digest != _ABSENT and not noted.state for noted in found.outputs.values()):
        _settle_down(config, found)
    return found.summary


def read(config: Pathish) -> Stamp | None:
    """The stamp of the last run of `config`, None when there is none that can be used."""
    try:
        with open(_file(config), encoding="utf-8") as file:
            table = json.load(file)
        summary = Summary(
            warnings=int(table["warnings"]),
            files={str(name): int(count) for name, count in table["files"].items()},
            lines=tuple(str(line) for line in table["lines"]),
        )
        outputs = {
            str(path): Noted(str(digest), tuple(state))
            for path, (digest, *state) in table["outputs"].items()
        }
        return Stamp(str(table["run"]), dict(table["inputs"]), outputs, summary)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def matches(stamp: Stamp, arguments: Sequence[str] = ()) -> bool:
    """Whether everything that `stamp` notes is as it was. Never raises."""
    try:
        return (
            stamp.run == _run(arguments)
            and all(_digest(path) == digest for path, digest in stamp.inputs.items())
            and all(_is_as_noted(path, noted) for path, noted in stamp.outputs.items())
        )
    except (OSError, ValueError):
        return False


def store(
    config: Pathish,
    arguments: Sequence[str],
    *,
    started: int,
    inputs: Iterable[Pathish],
    written: Iterable[Pathish] = (),
    outputs: Iterable[Pathish],
    summary: Summary,
) -> None:
    """Notes a run that left nothing to do. Failures to write are ignored.

    `started` is `now()` from before the run read anything: what was changed since may be newer than
    what the run saw, and then no stamp is left. `inputs` are all files that were read, and folders
    whose listing decided what was read; a path that does not exist counts as well (a run that finds
    it there is another run). `written` are inputs that the run itself writes. `outputs` are the
    output folders. When a folder differs from its manifest (hand edits that were kept) there is
    something to say every time, so no stamp is left.
    """
    path = _file(config)
    try:
        paths = [os.path.abspath(one) for one in inputs]
        if any(_touched_since(started, one) for one in (*paths, *_engine())):
            raise ValueError("an input changed during the run")
        table = {
            "run": _run(arguments),
            "inputs": {one: _digest(one) for one in (*paths, *map(os.path.abspath, written))},
            "outputs": {
                file: (noted.digest, *noted.state)
                for one in outputs
                for file, noted in _settled(os.path.abspath(one))
            },
            "warnings": summary.warnings,
            "files": dict(summary.files),
            "lines": list(summary.lines),
        }
        _write(path, table)
    except (OSError, ValueError):
        forget(config)


def _write(path: str, table: Mapping[str, object]) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = f"{path}.{os.getpid()}"
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump(table, file)
    os.replace(temporary, path)


def _settle_down(config: Pathish, stamp: Stamp) -> None:
    """Notes the states of files that were too young for that when the run ended."""
    outputs = {
        path: noted if noted.state else _noted(path) for path, noted in stamp.outputs.items()
    }
    with contextlib.suppress(OSError, ValueError):
        _write(
            _file(config),
            {
                "run": stamp.run,
                "inputs": dict(stamp.inputs),
                "outputs": {path: (noted.digest, *noted.state) for path, noted in outputs.items()},
                "warnings": stamp.summary.warnings,
                "files": dict(stamp.summary.files),
                "lines": list(stamp.summary.lines),
            },
        )


def state_of(status: os.stat_result) -> State:
    """The state of a file, () where the system does not keep the time of its last change."""
    if sys.platform == "win32":
        return ()
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def is_settled(status: os.stat_result) -> bool:
    """Whether whatever is done to the file from now on gives it another state: not within the same
    tick of the clock."""
    return bool(state_of(status)) and status.st_ctime_ns < time.time_ns() - _YOUNG


def _noted(path: str) -> Noted:
    """A file as it is now. Raises as `_digest` does."""
    try:
        status = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return Noted(_ABSENT)
    settled = is_settled(status)
    return Noted(_digest(path), state_of(status) if settled else ())


def _is_as_noted(path: str, noted: Noted) -> bool:
    if noted.state:
        try:
            if state_of(os.stat(path)) == noted.state:
                return True
        except (FileNotFoundError, NotADirectoryError):
            return noted.digest == _ABSENT
    return _digest(path) == noted.digest


def now() -> int:
    """The time that `store` wants to know the start of a run by."""
    return time.time_ns()


def forget(config: Pathish) -> None:
    """Removes the stamp of `config`, if there is one."""
    with contextlib.suppress(OSError):
        os.unlink(_file(config))


def _file(config: Pathish) -> str:
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # the XDG base directory specification: others are to be ignored
        base = os.path.join(os.path.expanduser("~"), ".cache")
    name = hashlib.sha256(os.fsencode(os.path.abspath(config))).hexdigest()[:32]
    return os.path.join(base, "specpress", f"{name}.json")


def _settled(folder: str) -> Iterator[tuple[str, Noted]]:
    """The files of an output folder. Raises ValueError when it is not as its manifest says."""
    manifest = os.path.join(folder, MANIFEST)
    with open(manifest, "rb") as file:
        listed = json.load(file)
    yield manifest, _noted(manifest)
    yield os.path.join(folder, JOURNAL), Noted(_ABSENT)
    for path, digest in listed.items():
        full = os.path.join(folder, *path.split("/"))
        noted = _noted(full)
        if noted.digest != digest:
            raise ValueError(f"{path} was edited")
        yield full, noted


def _run(arguments: Sequence[str]) -> str:
    """The digest of what is neither input nor output: arguments, Python, packages, specpress."""
    parts = [str(_FORM), sys.version, *arguments, *_packages()]
    for path in _engine():
        parts += (path, _digest(path))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _engine() -> Iterator[str]:
    """The files of specpress itself, with the templates where `resources` would find them."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    yield from _files(home)
    if not os.path.isdir(os.path.join(home, "templates")):
        yield from _files(os.path.join(os.path.dirname(os.path.dirname(home)), "templates"))


def _packages() -> Iterator[str]:
    """The names of the installed distributions, which carry their versions."""
    for folder in sys.path:
        if os.path.basename(folder) in {"site-packages", "dist-packages"} and os.path.isdir(folder):
            yield folder
            yield from sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))


def _files(folder: str) -> Iterator[str]:
    """All files below `folder` in a stable order, compiled Python aside."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        else:
            yield entry.path


def _digest(path: str) -> str:
    """The digest of a file's content or of the names below a folder; a word when there is none.

    Raises ValueError for anything else (a pipe can be read only once), OSError.
    """
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return _ABSENT
    if stat.S_ISDIR(mode):
        return hashlib.sha256("\0".join(_files(path)).encode("utf-8", "surrogatepass")).hexdigest()
    if not stat.S_ISREG(mode):
        raise ValueError(f"{path} is no file")
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def _touched_since(started: int, path: str) -> bool:
    try:
        status = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return max(status.st_mtime_ns, status.st_ctime_ns) >= started - _TICK
