"""Columns, as gofmt lays them out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

_SMALL = 40
_RATIO = 2.5


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells in columns, one blank between; the last cell of a row is not padded."""
    widths: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row[:-1]):
            widths[place] = max(widths.get(place, 0), len(cell))
    return [
        " ".join([*(cell.ljust(widths[place]) for place, cell in enumerate(row[:-1])), row[-1]])
        for row in rows
    ]


def key_values(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The lines `key: value,` of a composite literal.

    Values stand in one column until a key is much longer or shorter than those before it, or a
    value has several lines (the printer of gofmt, exprList).
    """
    lines: list[str] = []
    section: list[tuple[str, str]] = []
    for key, value in pairs:
        broken = "\n" in value
        if section and (broken or _breaks([len(one) for one, _ in section], len(key))):
            lines += _section(section)
            section = []
        section.append((f"{key}:", f"{value},"))
        if broken:
            lines += _section(section)
            section = []
    return lines + _section(section)


def _section(rows: list[tuple[str, str]]) -> list[str]:
    return columns(rows)


def _breaks(before: list[int], size: int) -> bool:
    sizes = [length - 1 for length in before]  # without the colon
    if sizes[-1] <= _SMALL and size <= _SMALL:
        return False
    mean = math.exp(sum(math.log(one) for one in sizes) / len(sizes))
    ratio = size / mean
    return ratio * _RATIO <= 1 or ratio >= _RATIO
