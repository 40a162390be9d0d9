"""Statements as Black lays them out, without running Black on what fits a line anyway.

Black formats about 1,500 lines a second, so the printers give it nothing to do: what fits into a
line is printed in one, an `Annotated` that does not fit has one argument a line and a comma after
the last, which Black keeps. What neither form fits is rare, and goes through Black itself.
"""

from __future__ import annotations

from specpress.targets.python.escape import WIDTH, columns

INDENT = "    "


def fits(text: str) -> bool:
    """Whether no line of `text` is wider than a line of Black."""
    return all(columns(line) <= WIDTH for line in text.split("\n"))


def annotation(head: str, arguments: tuple[str, ...], tail: str, *, margin: str = "") -> str:
    """`head` + `Annotated[...]` + `tail`, or `head` + the one argument + `tail`.

    `margin` is the indentation of the statement, which is part of the result.
    """
    if len(arguments) == 1:
        return f"{margin}{head}{arguments[0]}{tail}"
    line = f"{margin}{head}Annotated[{', '.join(arguments)}]{tail}"
    if fits(line):
        return line
    rows = "".join(f"{margin}{INDENT}{argument},\n" for argument in arguments)
    return f"{margin}{head}Annotated[\n{rows}{margin}]{tail}"


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
