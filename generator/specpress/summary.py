"""What a run says at its end: what was read, what was found, what was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from specpress.config import Config
from specpress.diagnostics import Severity, Sink
from specpress.quick import plural

if TYPE_CHECKING:
    from specpress.output import Plan
    from specpress.pipeline import Outputs


def counts(config: Config, outputs: Outputs) -> Mapping[str, int]:
    """The number of files of each target, and of the descriptions, in the order of the report."""
    found = dict.fromkeys(config.targets, 0)
    for path in outputs.generated:
        row = _row(config, path)
        found[row] = found.get(row, 0) + 1
    for path in outputs.described:
        found[path.name] = 1
    return found


def show(
    config: Config, outputs: Outputs, plans: Sequence[Plan], sink: Sink, seconds: float
) -> None:
    """Prints the report of a run that wrote its output."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    facts = Table.grid(padding=(0, 2))
    for label, text in _facts(config, outputs, sink):
        facts.add_row(Text(label, "bold"), Text(text))
    console.print(facts)
    files = Table(box=None, padding=(0, 2, 0, 0))
    files.add_column("output")
    for heading in ("files", "written", "unchanged", "removed", "kept edits"):
        files.add_column(heading, justify="right")
    for name, numbers in _rows(config, outputs, plans).items():
        files.add_row(Text(name), *(str(number) if number else "-" for number in numbers))
    console.print()
    console.print(files)
    console.print()
    console.print(Text(f"{shown(config.output)}/ in {seconds:.2f} s"))


def _facts(config: Config, outputs: Outputs, sink: Sink) -> list[tuple[str, str]]:
    model, inputs = outputs.model, outputs.inputs
    source = plural(len(config.pages), "documented page") if config.pages else config.shown
    read = [source]
    if config.overlays:
        names = ", ".join(path.name for path in config.overlays)
        corrections = plural(len(inputs.corrections), "correction")
        read.append(f"{names}: {plural(inputs.actions, 'action')}, {corrections}")
    found = [
        plural(len(model.operations), "operation"),
        plural(len(model.types), "type"),
        plural(len(model.auth), "security scheme"),
    ]
    said = [
        f"{number} {severity.value}{'s' if number > 1 else ''}"
        for severity in Severity
        if (number := sum(one.severity is severity for one in sink))
    ]
    return [
        ("read", "; ".join(read)),
        ("found", ", ".join(found)),
        ("came out", _came_out(outputs)),
        ("said", ", ".join(said) or "nothing to complain about"),
    ]


def _came_out(outputs: Outputs) -> str:
    """How many operations each target has of those that went in."""
    number = len(outputs.model.operations)
    short = {name: len(ids) for name, ids in outputs.left_out.items() if ids}
    if not short:
        return f"{number} of {plural(number, 'operation')} in every target"
    told = ", ".join(f"{name} {number - missing}" for name, missing in short.items())
    rest = " (all in the others)" if len(short) < len(outputs.left_out) else ""
    return f"of {plural(number, 'operation')}: {told}{rest}"


def _rows(
    config: Config, outputs: Outputs, plans: Sequence[Plan]
) -> dict[str, tuple[int, int, int, int, int]]:
    rows = {name: [number, 0, 0, 0, 0] for name, number in counts(config, outputs).items()}
    for plan in plans:
        own = plan.directory == config.output
        for column, paths in enumerate(
            ((*plan.created, *plan.changed), plan.unchanged, plan.stale, plan.edited), 1
        ):
            for path in paths:
                name = _row(config, path) if own else path.name
                rows.setdefault(name, [0, 0, 0, 0, 0])[column] += 1
    return {name: (n[0], n[1], n[2], n[3], n[4]) for name, n in rows.items()}


def _row(config: Config, path: PurePosixPath) -> str:
    """The row of the report that a generated file belongs to: its target, or its own name."""
    return path.parts[0] if path.parts[0] in config.targets else path.name


def shown(path: Path) -> str:
    """`path` as the user would name it from where the command runs."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
