"""Reads the reserved words of a language and scope from its data file."""

from __future__ import annotations

import functools
from pathlib import Path


@functools.cache
def load(path: Path) -> frozenset[str]:
    """The words of `path`: one a line, UTF-8; what follows a `#` is a comment.

    A target keeps its files in its own folder, `targets/<target>/reserved/*.txt`. Raises OSError
    when the file cannot be read.
    """
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return frozenset(line for line in lines if line)
