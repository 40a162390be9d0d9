"""Lays code out the way rustfmt does (style edition 2024), for the constructs of the client.

Generating must not need rustfmt, and `cargo fmt --check` must find nothing to change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specpress.targets.rust.escape import WIDTH

_ARGUMENTS = 60
"""The widest arguments of a call, or elements of an array, on one line."""
_SHORT = 10
"""The widest element of an array that shares its line with others."""


def call(head: str, arguments: Sequence[str], tail: str, indent: int) -> str:
    """`head(arguments)tail` at column `indent`; `head` may begin with `let name = `.

    What is assigned goes to the next line where it fits there.
    """
    joined = ", ".join(arguments)
    line = f"{head}({joined}){tail}"
    if len(joined) <= _ARGUMENTS:
        if indent + len(line) <= WIDTH:
            return line
        left, equals, right = line.partition(" = ")
        if left.startswith("let ") and equals and indent + 4 + len(right) <= WIDTH:
            return f"{left} =\n{' ' * (indent + 4)}{right}"
    return _vertical(f"{head}(", arguments, f"){tail}", indent)


def signature(head: str, arguments: Sequence[str], tail: str, indent: int) -> str:
    """`head(arguments)tail` of a function; `tail` is ` -> T {`."""
    line = f"{head}({', '.join(arguments)}){tail}"
    if indent + len(line) <= WIDTH:
        return line
    return _vertical(f"{head}(", arguments, f"){tail}", indent)


def constant(head: str, type_text: str, value: str) -> str:
    """`head: type = value`, the first line of a constant whose value has several."""
    line = f"{head}: {type_text} = {value}"
    return line if len(line) <= WIDTH else f"{head}:\n    {type_text} = {value}"


def integer(number: int) -> str:
    """A literal, its digits in groups where there are many."""
    return f"{number:_}" if abs(number) >= 100_000 else str(number)


def array(head: str, elements: Sequence[str], tail: str, indent: int) -> str:
    """`head[elements]tail`; short elements share lines where they do not all fit on one."""
    joined = ", ".join(elements)
    line = f"{head}[{joined}]{tail}"
    if len(joined) <= _ARGUMENTS and indent + len(line) <= WIDTH:
        return line
    if not elements or max(map(len, elements)) > _SHORT:
        return _vertical(f"{head}[", elements, f"]{tail}", indent)
    margin = " " * (indent + 4)
    lines, current = [], ""
    for element in elements:
        piece = f"{element},"
        if current and len(margin) + len(current) + 1 + len(piece) > WIDTH:
            lines.append(margin + current)
            current = piece
        else:
            current = f"{current} {piece}" if current else piece
    lines.append(margin + current)
    return "\n".join([f"{head}[", *lines, f"{' ' * indent}]{tail}"])


def literals(head: str, elements: Sequence[Sequence[str]], tail: str) -> Iterator[str]:
    """The lines of `head elements tail`, each element a literal of several lines.

    A literal that is alone begins on the line of the bracket.
    """
    match elements:
        case []:
            yield f"{head}{tail}"
        case [[first, *rest, last]]:
            yield f"{head}{first}"
            yield from rest
            yield f"{last}{tail}"
        case _:
            yield head
            for element in elements:
                yield from (f"    {line}" for line in element[:-1])
                yield f"    {element[-1]},"
            yield tail


def arm(pattern: str, body: str, indent: int) -> str:
    """An arm of a match."""
    line = f"{pattern} => {body},"
    if indent + len(line) <= WIDTH:
        return line
    margin = " " * indent
    return f"{pattern} => {{\n{margin}    {body}\n{margin}}}"


def member(name: str, type_text: str, indent: int) -> str:
    """`name: type,` of a struct."""
    line = f"{name}: {type_text},"
    if indent + len(line) <= WIDTH:
        return line
    return f"{name}:\n{' ' * (indent + 4)}{type_text},"


def _vertical(head: str, parts: Sequence[str], tail: str, indent: int) -> str:
    margin = " " * indent
    return "\n".join([head, *(f"{margin}    {part}," for part in parts), f"{margin}{tail}"])
