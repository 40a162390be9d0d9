"""Statements as Black lays them out, without running Black on what it would leave alone.

Black formats about 1,500 lines a second, so the printers give it nothing to do: a statement that
fits a line is printed in one; else each argument has a line of its own and a comma after it, which
Black keeps. What fits neither way is rare, and goes through Black itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from specpress.targets.python.escape import WIDTH
from specpress.targets.python.prose import columns

INDENT = "    "
NONE = " = None"
"""The end of a field that may be left out."""


def fits(text: str) -> bool:
    """Whether no line of `text` is wider than a line of Black."""
    return all(columns(line) <= WIDTH for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of `Annotated`: in one line, and in the lines that it takes without room."""

    line: str
    rows: tuple[str, ...] = ()


def one_of(parts: tuple[str, ...]) -> Argument:
    """Parts joined by `|`."""
    return Argument(" | ".join(parts), (parts[0], *(f"| {part}" for part in parts[1:])))


def annotation(head: str, arguments: tuple[Argument, ...], tail: str, *, margin: str = "") -> str:
    """`head` + `Annotated[...]` + `tail`, or `head` + the one argument + `tail`.

    `margin` is the indentation of the statement, which is part of the result.
    """
    if len(arguments) == 1:
        return _plain(head, arguments[0].line, tail, margin)
    line = f"{margin}{head}Annotated[{', '.join(item.line for item in arguments)}]{tail}"
    if fits(line):
        return line
    inner = margin + INDENT
    rows = "".join(f"{inner}{row}\n" for item in arguments for row in _rows(item, inner))
    return f"{margin}{head}Annotated[\n{rows}{margin}]{tail}"


def _plain(head: str, text: str, tail: str, margin: str) -> str:
    line = f"{margin}{head}{text}{tail}"
    if fits(line) or tail != NONE or not text.endswith(" | None"):
        return line
    opened = f"{margin}{head}{text} = ("
    if fits(opened):
        return f"{opened}\n{margin}{INDENT}None\n{margin})"
    broken = f"{margin}{head}(\n{margin}{INDENT}{text}\n{margin}){tail}"
    return broken if fits(broken) else line


def _rows(argument: Argument, margin: str) -> tuple[str, ...]:
    if not argument.rows or fits(f"{margin}{argument.line},"):
        return (f"{argument.line},",)
    return (*argument.rows[:-1], f"{argument.rows[-1]},")


def class_header(name: str, base: str) -> str:
    """The line that opens a class."""
    line = f"class {name}({base}):"
    return line if fits(line) else f"class {name}(\n{INDENT}{base}\n):"


def alternatives(head: str, parts: tuple[str, ...]) -> str:
    """`head` + parts joined by `|`: in one line, in one line of their own, or one part a line."""
    joined = " | ".join(parts)
    if len(parts) == 1 or ("\n" not in joined and fits(head + joined)):
        return head + joined
    if "\n" not in joined and fits(INDENT + joined):
        return f"{head}(\n{INDENT}{joined}\n)"
    first, *rest = (part.replace("\n", f"\n{INDENT}") for part in parts)
    rows = "".join(f"\n{INDENT}| {part}" for part in rest)
    return f"{head}(\n{INDENT}{first}{rows}\n)"


def literal(values: tuple[str, ...], width: int) -> str:
    """`Literal[...]` in one line of at most `width` columns, or one value a line."""
    line = f"Literal[{', '.join(values)}]"
    if len(values) == 1 or columns(line) <= width:
        return line
    rows = "".join(f"{INDENT}{value},\n" for value in values)
    return f"Literal[\n{rows}]"


def by_black(text: str) -> str:
    """`text`, which is one or more statements, as Black formats it."""
    import black  # 0.1 s, and most models have no line that needs it

    return black.format_str(text, mode=black.Mode(line_length=WIDTH)).rstrip("\n")
