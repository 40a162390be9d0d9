"""One run at a time in an output folder."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_PAUSE = 0.02


class BusyError(Exception):
    """Another run held the folder for as long as this one was willing to wait."""


@contextlib.contextmanager
def held(directory: Path, patience: float) -> Iterator[None]:
    """Holds `directory` while the block runs; waits up to `patience` seconds for it.

    The lock is on the folder itself (flock), so that it leaves no file behind and ends with the
    process that holds it, however that ends. Windows has no such lock: there, two runs at once are
    only as safe as renames that replace whole files. Raises BusyError, OSError.
    """
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        deadline = time.monotonic() + patience
        while not _taken(descriptor):
            if time.monotonic() > deadline:
                raise BusyError(str(directory))
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
