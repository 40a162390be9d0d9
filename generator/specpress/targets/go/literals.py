"""Expressions of Go as trees, so that long ones can be broken as gofmt leaves them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from specpress.targets.go.layout import key_values

WIDTH = 88
"""About how many columns an expression may have on one line."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A composite literal: `head{entries}`. Entries without a name are elements of a list."""

    head: str
    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Wrapped:
    """An expression with text around it: `Some(` ... `)`, `&` ..."""

    before: str
    inner: Node
    after: str = ""


Node: TypeAlias = "str | Literal | Wrapped"


def one_line(node: Node) -> str:
    """The expression on one line."""
    match node:
        case str():
            return node
        case Wrapped(before, inner, after):
            return f"{before}{one_line(inner)}{after}"
        case Literal(head, entries):
            listed = ", ".join(
                f"{name}: {one_line(value)}" if name else one_line(value) for name, value in entries
            )
            return f"{head}{{{listed}}}"


def laid_out(node: Node, depth: int, used: int) -> str:
    """The expression on as many lines as it needs.

    `depth` are the tabs before the line that it begins on, `used` the columns behind them that are
    taken.
    """
    line = one_line(node)
    if 4 * depth + used + len(line) <= WIDTH:
        return line
    match node:
        case Wrapped(before, inner, after):
            return f"{before}{laid_out(inner, depth, used + len(before))}{after}"
        case Literal(head, entries) if entries:
            margin = "\t" * (depth + 1)
            listed = "\n".join(f"{margin}{one}" for one in _entries(entries, depth + 1))
            return f"{head}{{\n{listed}\n{margin[1:]}}}"
        case _:
            return line


def _entries(entries: tuple[tuple[str, Node], ...], depth: int) -> list[str]:
    if entries[0][0]:
        return key_values((name, laid_out(one, depth, len(name) + 2)) for name, one in entries)
    return [f"{laid_out(one, depth, 0)}," for _, one in entries]


def elided(node: Node, type_: str) -> Node:
    """An element of a list of `type_`, whose own type need not be said."""
    match node:
        case Literal(head, entries) if head == type_:
            return Literal("", entries)
        case Wrapped("&", Literal(head, entries)) if f"*{head}" == type_:
            return Literal("", entries)
        case _:
            return node
