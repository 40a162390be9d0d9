"""The lines of a struct or of a block of constants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.go.layout import columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line with its comment; `gap`: an empty line stands before it."""

    doc: str
    gap: bool
    text: TypeExpr


def lay_out(rows: Iterable[tuple[str, tuple[TypeExpr, ...]]]) -> tuple[Line, ...]:
    """Lines with a comment stand alone; those without stand together, in columns."""
    lines: list[Line] = []
    for documented, group in groupby(rows, key=lambda row: bool(row[0])):
        found = list(group)
        texts = _texts([cells for _, cells in found], documented=documented)
        for (doc, _), text in zip(found, texts, strict=True):
            gap = bool(lines) and (documented or bool(lines[-1].doc))
            lines.append(Line(doc=doc, gap=gap, text=text))
    return tuple(lines)


def _texts(rows: list[tuple[TypeExpr, ...]], *, documented: bool) -> list[TypeExpr]:
    printed = [[cell.text for cell in row] for row in rows]
    texts = [" ".join(row) for row in printed] if documented else columns(printed)
    return [TypeExpr(text, _symbols(row)) for text, row in zip(texts, rows, strict=True)]


_NONE: frozenset[Symbol] = frozenset()


def _symbols(row: tuple[TypeExpr, ...]) -> frozenset[Symbol]:
    found = _NONE
    for cell in row:
        if cell.symbols:
            found |= cell.symbols
    return found
