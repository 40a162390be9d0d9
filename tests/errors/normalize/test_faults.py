"""Descriptions with faults, and the exact diagnostics: `<case>.yaml` and `<case>.expected`."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.diagnostics import Rule, Sink
from specpress.normalize import normalize, rules
from specpress.source import openapi

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.yaml"))

# Told where pins are read, in the unit tests.
ELSEWHERE = {rules.PIN_UNUSED.code}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_every_fault_is_told_where_it_is(case: Path) -> None:
    assert diagnostics(case) == case.with_suffix(".expected").read_text("utf-8")


def test_every_rule_has_a_case() -> None:
    told = "".join(case.with_suffix(".expected").read_text("utf-8") for case in CASES)
    known = {rule.code for rule in vars(rules).values() if isinstance(rule, Rule)}
    assert {code for code in known - ELSEWHERE if f" {code}: " not in told} == set()


def diagnostics(case: Path) -> str:
    """One line a diagnostic: line, column, severity, code, message, and the hint in brackets."""
    sink = Sink()
    document = openapi.load_bytes(case.read_bytes(), case.name, sink)
    assert document is not None
    normalize(document, sink=sink)
    lines = []
    for found in sink:
        place = f"{found.location.line}:{found.location.column}"
        hint = f" [{found.hint}]" if found.hint else ""
        lines.append(f"{place} {found.severity.value} {found.code}: {found.message}{hint}\n")
    return "".join(lines)
