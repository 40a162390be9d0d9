"""The run that has nothing to do: it says so, and loads next to nothing.

Everything else is in `commands`. Importing this module costs a few milliseconds.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import NoReturn

from specpress.output import stamp

CONFIGURATION = "specpress.toml"

USAGE = 2


def nothing_to_do(given: argparse.Namespace) -> bool:
    """Whether the last run of `generate` with these arguments still holds; says so if it does."""
    started = time.perf_counter()
    if given.force:
        return False
    source = source_of(given)
    known = stamp.unchanged(source, deciding(given))
    if known and not given.quiet:
        files = sum(known.files.values())
        warned = f", {plural(known.warnings, 'warning')} as before" if known.warnings else ""
        told = f"nothing changed, {plural(files, 'file')} up to date{warned}"
        print(f"{source}: {told} ({time.perf_counter() - started:.2f} s)")
    return known is not None


def source_of(given: argparse.Namespace) -> Path:
    """The configuration or description that the arguments name; wrong usage ends the program."""
    if given.source is None:
        found = find(Path())
        if found is None:
            usage("no specpress.toml here or below spec/: name one, or an OpenAPI description")
        return found
    source = Path(given.source)
    source = source / CONFIGURATION if source.is_dir() else source
    if source.suffix == ".toml":
        if given.target or given.out:
            usage("--target and --out go with an OpenAPI description; a configuration has its own")
    elif given.command != "dump" and not (given.target and given.out):
        usage("an OpenAPI description needs --target NAME and --out DIR")
    return source


def find(start: Path) -> Path | None:
    """The configuration in `start`, else in its `spec/`, else the only one a level below that."""
    for folder in (start, start / "spec"):
        if (folder / CONFIGURATION).is_file():
            return folder / CONFIGURATION
    below = sorted((start / "spec").glob(f"*/{CONFIGURATION}"))
    return below[0] if len(below) == 1 else None


def deciding(given: argparse.Namespace) -> list[str]:
    """The arguments that change what is written, or whether it may be."""
    out = [str(Path(given.out).absolute())] if given.out else []
    skipped = [f"--skip-unsupported={code}" for code in sorted(given.skip_unsupported)]
    return [*sorted(given.target), *out, *skipped, *(["--strict"] if given.strict else [])]


def plural(number: int, word: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def usage(message: str) -> NoReturn:
    """Ends the program as argparse does for arguments that make no sense."""
    print(f"specpress: {message}", file=sys.stderr)
    raise SystemExit(USAGE)
