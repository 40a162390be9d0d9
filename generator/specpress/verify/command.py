"""`specpress verify`: what to do, and what to print."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from specpress.targets import registry
from specpress.verify import finding, report
from specpress.verify.corpus import Corpus, Row, missing
from specpress.verify.memory import cache_folder

FINE, FAULT, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The arguments. `json` is "" for no file, `targets` empty for all, `cache` "" for the user's.

    `jobs` of 0 means one for each processor.
    """

    json: str = ""
    targets: tuple[str, ...] = ()
    jobs: int = 0
    cache: str = ""
    quiet: bool = False


def corpus(folder: Path, asked: Asked) -> int:
    """Generates and builds every description of a folder tree; 1 where one that is valid fails."""
    targets = asked.targets or registry.names()
    if (code := _usable(folder, targets)) is not None:
        return code
    found = finding.descriptions(folder)
    if not found:
        return _wrong(f"there is no description in {folder}")
    run = Corpus(
        found=found,
        targets=tuple(targets),
        folder=Path(asked.cache) if asked.cache else cache_folder(),
        jobs=asked.jobs or os.cpu_count() or 1,
        say=_silent if asked.quiet else _say,
    )
    rows: tuple[Row, ...] = ()
    for rows in run.rows():
        if asked.json:
            Path(asked.json).write_text(report.as_json(rows))
    _show(rows, targets)
    return FAULT if any(row.faults() for row in rows) else FINE


def _usable(folder: Path, targets: Sequence[str]) -> int | None:
    if not folder.exists():
        return _wrong(f"there is no {folder}")
    for name in targets:
        if name not in registry.names():
            return _wrong(f"there is no target `{name}`; there are {', '.join(registry.names())}")
    absent = missing(targets)
    if absent:
        return _wrong("; ".join(f"{name}: {text}" for name, text in absent.items()))
    return None


def _show(rows: Sequence[Row], targets: Sequence[str]) -> None:
    from rich.console import Console

    width = None if sys.stdout.isatty() else 200
    report.show(rows, targets, Console(highlight=False, width=width))


def _wrong(text: str) -> int:
    sys.stderr.write(f"specpress verify: {text}\n")
    return USAGE


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _silent(_text: str) -> None:
    """Says nothing."""
