"""The import block of a Java file, from the symbols that were printed into it."""

from __future__ import annotations

from pathlib import PurePosixPath

from specpress.targets.base import Symbol

_ROOT = PurePosixPath("src/main/java")


def import_block(path: PurePosixPath, symbols: frozenset[Symbol]) -> str:
    """The imports that the file at `path` needs, in the order of ASCII, a blank line behind them.

    What is in the package of the file, or in `java.lang`, needs no import. The text is "" where
    nothing is imported.
    """
    own = ".".join(path.relative_to(_ROOT).parts[:-1])
    found = sorted(
        f"{symbol.module}.{symbol.name}"
        for symbol in symbols
        if symbol.module not in (own, "java.lang")
    )
    return "".join(f"import {name};\n" for name in found) + "\n" * bool(found)
