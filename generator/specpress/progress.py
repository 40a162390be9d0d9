"""Says how far long work is: a bar for each target on a terminal, plain lines elsewhere.

Short work says nothing. All of it goes to the standard error, so that the standard output stays
what other programs read.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any, Protocol, TextIO

_PATIENCE = 0.5
"""Seconds that people wait without asking."""

_FEW = 2000
"""Names of an API whose targets are made before anybody asks."""


class Progress(Protocol):
    """Is told what happens; what it shows is its own affair."""

    def begin(self, targets: Sequence[str], names: int) -> None:
        """The targets are made from now on, of an API with so many names."""
        ...

    def moved(self, target: str, files: int) -> None:
        """So many files of a target are made."""
        ...

    def done(self, target: str, files: int) -> None:
        """All files of a target are made."""
        ...

    def end(self) -> None:
        """Nothing more is to come: what stands on the terminal for a while only, goes."""
        ...


class Silent:
    """Shows nothing."""

    def begin(self, targets: Sequence[str], names: int) -> None:
        """Nothing."""

    def moved(self, target: str, files: int) -> None:
        """Nothing."""

    def done(self, target: str, files: int) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""


class Lines:
    """A line for each target of an API that is not small."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._started = time.perf_counter()
        self._names = 0
        self._left = 0

    def begin(self, targets: Sequence[str], names: int) -> None:
        """Says what will be made."""
        self._names, self._left = names, len(targets)
        self._say(f"making {', '.join(targets)}")

    def moved(self, target: str, files: int) -> None:
        """Nothing: a log has no use for it."""

    def done(self, target: str, files: int) -> None:
        """Says that a target is made, and how many are left."""
        self._left -= 1
        self._say(f"{target}: {files} files, {self._left} more to make")

    def end(self) -> None:
        """Nothing."""

    def _say(self, text: str) -> None:
        if self._names > _FEW:
            seconds = time.perf_counter() - self._started
            print(f"[{seconds:5.1f} s] {text}", file=self._stream, flush=True)


class Bars:
    """A bar for each target, from the moment on when the work proves to be long.

    Drawn when something happens and by no thread of its own: beside one, nothing could be forked.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._started = time.perf_counter()
        self._targets: Sequence[str] = ()
        self._shown: Any = None
        self._tasks: dict[str, Any] = {}

    def begin(self, targets: Sequence[str], names: int) -> None:
        """Notes which bars there will be."""
        del names
        self._targets = targets

    def moved(self, target: str, files: int) -> None:
        """Moves a bar."""
        self._draw(target, files, None)

    def done(self, target: str, files: int) -> None:
        """Fills a bar."""
        self._draw(target, files, files or 1)

    def end(self) -> None:
        """Takes the bars away; the summary has the numbers."""
        if self._shown is not None:
            self._shown.stop()
            self._shown = None

    def _draw(self, target: str, files: int, total: int | None) -> None:
        if self._shown is None:
            if time.perf_counter() - self._started < _PATIENCE:
                return
            self._show()
        completed = total if total is not None else files
        self._shown.update(self._tasks[target], completed=completed, total=total, files=files)
        self._shown.refresh()

    def _show(self) -> None:
        from rich import progress
        from rich.console import Console

        columns = (
            progress.TextColumn("{task.description:12}"),
            progress.BarColumn(),
            progress.TextColumn("{task.fields[files]} files"),
            progress.TimeElapsedColumn(),
        )
        self._shown = progress.Progress(
            *columns, console=Console(file=self._stream), auto_refresh=False, transient=True
        )
        self._shown.start()
        for target in self._targets:
            self._tasks[target] = self._shown.add_task(target, total=None, files=0)


def for_run(*, quiet: bool) -> Progress:
    """What shows the progress of a run: by where the standard error leads, nothing with `quiet`."""
    if quiet:
        return Silent()
    return Bars(sys.stderr) if sys.stderr.isatty() else Lines(sys.stderr)
