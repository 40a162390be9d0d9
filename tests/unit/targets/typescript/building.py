"""Packages from descriptions, in memory and on disk."""

from __future__ import annotations

from pathlib import Path

from specpress import config, pipeline
from specpress.diagnostics import Severity, Sink

TARGET = "typescript"


def generated(
    description: Path, folder: Path, options: dict[str, object] | None = None
) -> tuple[Path, Sink]:
    """Writes the package of a description below `folder`; also gives what was reported."""
    sink = Sink()
    given = config.for_description(description, folder, {TARGET: options or {}})
    inputs = pipeline.read(given, sink)
    assert inputs is not None
    model = pipeline.understand(given, inputs, sink)
    for path, data in pipeline.generate(given, inputs, model, sink).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder / TARGET, sink


def errors(sink: Sink) -> list[str]:
    """The codes of the errors."""
    return [found.code for found in sink if found.severity is Severity.ERROR]
