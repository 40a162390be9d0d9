"""Lays code out as google-java-format does: 100 columns, continuations by four blanks.

Only the forms that generated files have: calls, chains of calls, declarations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from specpress.targets.base import Symbol, TypeExpr

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Invocation:
    """`name(arguments)`."""

    name: str
    arguments: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """`head.link(...).link(...)`; the head is the call of a static method."""

    head: Invocation
    links: tuple[Invocation, ...]


Code: TypeAlias = "str | Invocation | Chain"


def call(name: str, *arguments: Code) -> Invocation:
    """A call."""
    return Invocation(name, arguments)


def flat(code: Code) -> str:
    """Code on one line."""
    match code:
        case str():
            return code
        case Invocation(name, arguments):
            return f"{name}({', '.join(map(flat, arguments))})"
        case Chain(head, links):
            return flat(head) + "".join(f".{flat(link)}" for link in links)


def lay(code: Code, indent: int, before: str = "", after: str = "") -> list[str]:
    """The lines of `before`, the code and `after`, the first one indented by `indent`."""
    margin = " " * indent
    line = f"{margin}{before}{flat(code)}{after}"
    if len(line) <= WIDTH or isinstance(code, str):
        return [line]
    if isinstance(code, Chain):
        lines = lay(code.head, indent, before)
        for link in code.links[:-1]:
            lines += lay(link, indent + 4, ".")
        return lines + lay(code.links[-1], indent + 4, ".", after)
    if not code.arguments:
        return [line]
    opened = f"{margin}{before}{code.name}("
    together = f"{' ' * (indent + 4)}{', '.join(map(flat, code.arguments))}){after}"
    if len(together) <= WIDTH:
        return [opened, together]
    lines = [opened]
    for argument in code.arguments[:-1]:
        lines += lay(argument, indent + 4, after=",")
    return lines + lay(code.arguments[-1], indent + 4, after=f"){after}")


def statement(code: Code, indent: int, before: str = "") -> str:
    """A statement, its semicolon included."""
    return "\n".join(lay(code, indent, before, ";"))


def assignment(target: str, code: Code, indent: int) -> str:
    """`target = code;`, broken behind the sign where it is too long."""
    line = f"{' ' * indent}{target} = {flat(code)};"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"{' ' * indent}{target} =", *lay(code, indent + 4, after=";")])


def signature(start: str, parameters: Sequence[str], indent: int, end: str = " {") -> str:
    """The head of a method: `start(parameters) {`."""
    return "\n".join(lay(Invocation(start, tuple(parameters)), indent, after=end))


def extending(start: str, base: str, indent: int) -> str:
    """The head of a class: `start extends base {`."""
    line = f"{' ' * indent}{start} extends {base} {{"
    if len(line) <= WIDTH:
        return line
    return f"{' ' * indent}{start}\n{' ' * (indent + 4)}extends {base} {{"


def expr(text: str, *parts: TypeExpr | Symbol) -> TypeExpr:
    """Text that was made of the parts, and needs what they need."""
    return TypeExpr(text, symbols(parts))


def symbols(parts: Iterable[TypeExpr | Symbol]) -> frozenset[Symbol]:
    """All that the parts need imported."""
    found: set[Symbol] = set()
    for part in parts:
        if isinstance(part, Symbol):
            found.add(part)
        elif part.symbols:
            found |= part.symbols
    return frozenset(found)
