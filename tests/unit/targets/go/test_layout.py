"""Columns, as gofmt lays them out."""

from __future__ import annotations

from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.go.fields import lay_out
from specpress.targets.go.layout import columns, key_values


def test_columns() -> None:
    assert columns([["a", "bcd", "e"], ["fgh", "i", "j"]]) == ["a   bcd e", "fgh i   j"]
    assert columns([]) == []


def test_values_stand_in_one_column() -> None:
    assert key_values([("a", "1"), ("bcd", "2")]) == ["a:   1,", "bcd: 2,"]


def test_a_very_long_key_begins_a_section() -> None:
    long = "k" * 41
    assert key_values([("a", "1"), (long, "2"), (f"{long}k", "3")]) == [
        "a: 1,",
        f"{long}:  2,",
        f"{long}k: 3,",
    ]


def test_lines_with_a_comment_stand_alone() -> None:
    def row(doc: str, name: str) -> tuple[str, tuple[TypeExpr, ...]]:
        return doc, (TypeExpr(name), TypeExpr("T", frozenset({Symbol("m", "T")})))

    lines = lay_out([row("", "a"), row("", "bc"), row("d", "e"), row("", "f")])
    assert [(line.gap, line.text.text) for line in lines] == [
        (False, "a  T"),
        (False, "bc T"),
        (True, "e T"),
        (True, "f T"),
    ]
    assert lines[0].text.symbols == {Symbol("m", "T")}
