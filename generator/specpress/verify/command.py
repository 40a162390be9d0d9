"""`specpress verify`: what to do, and what to print."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from specpress import config as configuration
from specpress import printers
from specpress.config import Config
from specpress.diagnostics import Sink
from specpress.targets import registry
from specpress.verify import finding, project_report, report
from specpress.verify.corpus import Corpus, Row, missing
from specpress.verify.memory import cache_folder, locked
from specpress.verify.project import Project

if TYPE_CHECKING:
    from rich.console import Console

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
    with locked(run.folder, run.say):
        for rows in run.rows():
            if asked.json:
                Path(asked.json).write_text(report.as_json(rows))
    report.show(rows, targets, _console())
    return FAULT if any(row.faults() for row in rows) else FINE


def project(source: Path, asked: Asked) -> int:
    """Calls every operation of one project in every language; 1 where requests differ."""
    sink = Sink()
    config = _configured(source, asked, sink)
    if config is None or sink.has_errors():
        return _told(sink)
    targets = tuple(name for name in asked.targets or config.targets if registry.toolchain(name))
    if not targets:
        return _wrong("no target of this configuration is a client that could be called")
    if (code := _usable(source, targets)) is not None:
        return code
    home = Path(asked.cache) if asked.cache else cache_folder()
    digest = hashlib.sha256(str(source.resolve()).encode()).hexdigest()[:12]
    run = Project(
        config=config,
        targets=targets,
        folder=home / "projects" / digest,
        work=home / "work",
        say=_silent if asked.quiet else _say,
    )
    with locked(home, run.say):
        found = run.verified(sink)
    if found is None:
        return _told(sink)
    if asked.json:
        Path(asked.json).write_text(project_report.as_json(found))
    project_report.show(found, targets, _console())
    return FINE if found.is_fine() else FAULT


def _configured(source: Path, asked: Asked, sink: Sink) -> Config | None:
    if source.suffix == ".toml":
        return configuration.read(source, str(source), sink)
    chosen = asked.targets or registry.names()
    return configuration.for_description(source, Path(), {name: {} for name in chosen})


def _told(sink: Sink) -> int:
    sys.stderr.write(printers.PRINTERS["text"](sink))
    return FAULT


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


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 200)


def _wrong(text: str) -> int:
    sys.stderr.write(f"specpress verify: {text}\n")
    return USAGE


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _silent(_text: str) -> None:
    """Says nothing."""
