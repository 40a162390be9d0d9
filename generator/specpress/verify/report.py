"""What a run over a corpus says: a table for people, JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from specpress.verify.corpus import Row

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST = 60


def as_json(rows: Sequence[Row]) -> str:
    """All that is known of every description."""
    return json.dumps({"descriptions": [_entry(row) for row in rows]}, indent=1) + "\n"


def show(rows: Sequence[Row], targets: Sequence[str], console: Console) -> None:
    """Prints the table, and below it what went wrong."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("description", overflow="fold")
    for heading in ("version", "valid", "operations", "errors", "warnings", *targets, "seconds"):
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(*(Text(text) for text in _cells(row, targets)))
    console.print(table)
    failed = [(row, row.faults()) for row in rows if row.faults()]
    for row, faults in failed:
        for target, fault in faults.items():
            label = f"{row.found.shown}: {target}: " if target else f"{row.found.shown}: "
            console.print(Text(label + fault), soft_wrap=True)
    invalid = sum(not row.verdict.is_valid for row in rows)
    console.print(
        f"\n{len(rows)} descriptions, {invalid} of them invalid; "
        f"{len(rows) - len(failed)} as they should be, {len(failed)} not"
    )


def _cells(row: Row, targets: Sequence[str]) -> list[str]:
    made = row.generated.targets
    told = [*row.generated.diagnostics, *(one for item in made.values() for one in item.faults)]
    counts = {item.operations for item in made.values()} or {0}
    out = str(counts.pop()) if len(counts) == 1 else f"{min(counts)}-{max(counts)}"
    faults = row.faults()
    valid = "yes" if row.verdict.is_valid else "no"
    return [
        row.found.shown,
        row.found.version,
        valid if row.verdict.known else "?",
        f"{row.generated.operations} / {out}",
        str(sum(one.severity == "error" for one in told)),
        str(sum(one.severity == "warning" for one in told)),
        *(_state(row, name, faults) for name in targets),
        f"{row.generated.seconds + sum(one.seconds for one in row.built.values()):.1f}",
    ]


def _state(row: Row, target: str, faults: object) -> str:
    if row.generated.crash:
        return "crash"
    if target not in row.generated.targets or not row.generated.targets[target].digest:
        return "-"
    if isinstance(faults, dict) and target in faults:
        return "FAULT"
    if target not in row.built:
        return "made"
    return "fault" if row.built[target].fault else "built"


def _entry(row: Row) -> dict[str, object]:
    return {
        "file": row.found.shown,
        "version": row.found.version,
        "valid": row.verdict.is_valid if row.verdict.known else None,
        "validator": row.verdict.fault,
        "operations": row.generated.operations,
        "crash": row.generated.crash,
        "seconds": row.generated.seconds,
        "diagnostics": [
            {"severity": one.severity, "code": one.code, "message": one.message, "at": one.place}
            for one in row.generated.diagnostics
        ],
        "targets": {
            name: {
                "operations": made.operations,
                "diagnostics": [f"{one.severity} {one.code} {one.message}" for one in made.faults],
                "seconds": made.seconds,
                "built": None if name not in row.built else not row.built[name].fault,
                "fault": row.built[name].fault if name in row.built else "",
                "build_seconds": row.built[name].seconds if name in row.built else 0,
            }
            for name, made in row.generated.targets.items()
        },
        "faults": dict(row.faults()),
    }
