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
    """`name(arguments)`; `text` is all of it on one line."""

    name: str
    arguments: tuple[Code, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Chain:
    """`head.link(...).link(...)`; the head is the call of a static method."""

    head: Invocation
    links: tuple[Invocation, ...]


Code: TypeAlias = "str | Invocation | Chain"


def call(name: str, *arguments: Code) -> Invocation:
    """A call."""
    inner = ", ".join([one if isinstance(one, str) else flat(one) for one in arguments])
    return Invocation(name, arguments, f"{name}({inner})")


def flat(code: Code) -> str:
    """Code on one line."""
    if isinstance(code, str):
        return code
    if isinstance(code, Invocation):
        return code.text
    return ".".join([code.head.text, *[link.text for link in code.links]])


def lay(code: Code, indent: int, before: str = "", after: str = "", step: int = 4) -> list[str]:
    """The lines of `before`, the code and `after`, the first one indented by `indent`.

    `step` is how much further its arguments stand.
    """
    margin = " " * indent
    line = f"{margin}{before}{flat(code)}{after}"
    if len(line) <= WIDTH or isinstance(code, str):
        return [line]
    if isinstance(code, Chain):
        lines = lay(code.head, indent, before, step=8)
        for link in code.links[:-1]:
            lines += lay(link, indent + 4, ".")
        return lines + lay(code.links[-1], indent + 4, ".", after)
    if not code.arguments:
        return [line]
    opened = f"{margin}{before}{code.name}("
    together = f"{' ' * (indent + step)}{', '.join(map(flat, code.arguments))}){after}"
    if len(together) <= WIDTH:
        return [opened, together]
    lines = [opened]
    for argument in code.arguments[:-1]:
        lines += lay(argument, indent + step, after=",")
    return lines + lay(code.arguments[-1], indent + step, after=f"){after}")


def statement(code: Code, indent: int, before: str = "") -> str:
    """A statement, its semicolon included."""
    line = f"{' ' * indent}{before}{flat(code)};"
    return line if len(line) <= WIDTH else "\n".join(lay(code, indent, before, ";"))


def assignment(target: str, code: Code, indent: int) -> str:
    """`target = code;`, broken behind the sign where it is too long."""
    line = f"{' ' * indent}{target} = {flat(code)};"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"{' ' * indent}{target} =", *lay(code, indent + 4, after=";")])


def signature(start: str, parameters: Sequence[str], indent: int, end: str = " {") -> str:
    """The head of a method: `start(parameters) {`."""
    return "\n".join(lay(call(start, *parameters), indent, after=end))


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
    given = tuple(parts)
    if len(given) == 1 and isinstance(given[0], TypeExpr):
        return given[0].symbols
    found: set[Symbol] = set()
    for part in given:
        if isinstance(part, Symbol):
            found.add(part)
        elif part.symbols:
            found |= part.symbols
    return frozenset(found)
