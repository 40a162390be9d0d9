"""Lays code out the way rustfmt does (style edition 2024), for the constructs of the client.

Generating must not need rustfmt, and `cargo fmt --check` must find nothing to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

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
    if len(joined) <= _ARGUMENTS or len(arguments) == 1:
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
    parameters = [_parameter(one, indent + 4) for one in arguments]
    return _vertical(f"{head}(", parameters, f"){_returned(tail, indent)}", indent)


def _returned(tail: str, indent: int) -> str:
    """` -> T {` where it follows a parenthesis: the brace, or else the parameters of T, give way.

    The limits are those that rustfmt has been seen to keep.
    """
    width = indent + 1 + len(tail)
    if width <= WIDTH - 4:
        return tail
    bare = tail.removesuffix(" {").removeprefix(" -> ")
    if width <= WIDTH + 4:
        return f" -> {bare}\n{' ' * indent}{{"
    opened = _opened(bare, indent)
    return f" -> {opened} {{" if opened else tail


def _top_level(text: str) -> Iterator[str]:
    """The parameters of a generic type."""
    depth, start = 0, 0
    for at, character in enumerate(text):
        depth += (character in "<([") - (character in ">)]")
        if character == "," and depth == 0:
            yield text[start:at].strip()
            start = at + 1
    yield text[start:].strip()


def constant(head: str, type_text: str, value: str) -> str:
    """`head: type = value`, the first line of a constant whose value has several."""
    line = f"{head}: {type_text} = {value}"
    return line if len(line) <= WIDTH else f"{head}:\n    {type_text} = {value}"


def assigned(head: str, name: str, arguments: Sequence[str]) -> str:
    """`head = name(arguments);` of a constant whose value is a call."""
    value = f"{name}({', '.join(arguments)});"
    fits = len(value) - len(name) - 3 <= _ARGUMENTS
    if fits and len(head) + 3 + len(value) <= WIDTH:
        return f"{head} = {value}"
    if fits and 4 + len(value) <= WIDTH:
        return f"{head} =\n    {value}"
    return _vertical(f"{head} = {name}(", arguments, ");", 0)


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
    return "\n".join([f"{head}[", *_packed(elements, indent + 4), f"{' ' * indent}]{tail}"])


def _packed(elements: Sequence[str], indent: int, width: int = WIDTH) -> Iterator[str]:
    """Lines that hold as many elements as they can."""
    margin, current = " " * indent, ""
    for element in elements:
        piece = f"{element},"
        if current and len(margin) + len(current) + 1 + len(piece) > width:
            yield margin + current
            current = piece
        else:
            current = f"{current} {piece}" if current else piece
    yield margin + current


def single(head: str, element: str, tail: str, indent: int) -> str:
    """`head element tail` around one call, whose arguments give way where it is too long."""
    line = f"{head}{element}{tail}"
    if len(element) <= _ARGUMENTS and indent + len(line) <= WIDTH:
        return line
    name, _, arguments = element.removesuffix(")").partition("(")
    return _vertical(f"{head}{name}(", list(_top_level(arguments)), f"){tail}", indent)


def tuples(head: str, elements: Sequence[Sequence[str]], tail: str, indent: int) -> str:
    """`head[elements]tail`, each element the parts of a tuple.

    A tuple that is alone shares the lines of the brackets where its parts give way.
    """
    if len(elements) == 1:
        line = f"{head}[{_tuple(elements[0], indent)}]{tail}"
        fits = "\n" in line or indent + len(line) <= WIDTH
        return line if fits else f"{head}[{_tuple(elements[0], indent, opened=True)}]{tail}"
    written = [_tuple(parts, indent + 4) for parts in elements]
    if any("\n" in one for one in written):
        return _vertical(f"{head}[", written, f"]{tail}", indent)
    return array(head, written, tail, indent)


def _tuple(parts: Sequence[str], indent: int, *, opened: bool = False) -> str:
    """`(parts)`, each part on lines of its own where they are `opened` or too wide for one."""
    joined = ", ".join(parts)
    if len(joined) <= _ARGUMENTS and not opened:
        return f"({joined})"
    return _vertical("(", [_chained(part, indent + 4) for part in parts], ")", indent)


def _chained(part: str, indent: int) -> str:
    """A part whose last call has a line of its own where the chain is too wide."""
    receiver, dot, method = part.rpartition(".")
    if len(part) <= _ARGUMENTS or part.startswith('"') or not dot:
        return part
    return f"{receiver}\n{' ' * (indent + 4)}.{method}"


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


def use(head: str, names: Iterable[str]) -> str:
    """`head{names};`, sorted as rustfmt sorts; names share lines where they need several."""
    ordered = sorted(names, key=version)
    if len(ordered) == 1:
        return f"{head}{ordered[0]};"
    line = f"{head}{{{', '.join(ordered)}}};"
    if len(line) <= WIDTH - 2:
        return line
    return "\n".join([f"{head}{{", *_packed(ordered, 4, WIDTH - 1), "};"])


def version(name: str) -> list[tuple[int, int | str, int]]:
    """The key that sorts names as the style guide of Rust does: runs of digits by their value."""
    parts = re.findall(r"\d+|_|[^\d_]+", name)
    return [
        (1, int(part), -len(part)) if part.isdigit() else (0 if part == "_" else 2, part, 0)
        for part in parts
    ]


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
    margin = " " * indent
    broken = _opened(type_text, indent)
    if indent + 4 + len(type_text) + 1 <= WIDTH or not broken:
        return f"{name}:\n{margin}    {type_text},"
    return f"{name}: {broken},"


def assignment(place: str, value: str, indent: int) -> str:
    """`place = value;`."""
    line = f"{place} = {value};"
    if indent + len(line) <= WIDTH:
        return line
    return f"{place} =\n{' ' * (indent + 4)}{value};"


def header(keyword: str, name: str, tail: str = " {") -> str:
    """`keyword name {` of an item, whose brace gives way where the name is long."""
    line = f"{keyword} {name}{tail}"
    if len(line) <= WIDTH:
        return line
    if keyword.startswith("impl Default"):
        return f"impl Default\n    for {name}\n{{"
    if keyword.startswith("impl"):
        return f"{keyword}\n    {name}\n{{"
    if len(line) - len(tail) <= WIDTH or "<" not in name:
        return f"{keyword} {name}\n{{"
    plain, _, parameters = name.removesuffix(">").partition("<")
    inner = [f"    {one}," for one in _top_level(parameters)]
    return "\n".join([f"{keyword} {plain}<", *inner, f">{tail}"])


def initial(name: str, value: str, indent: int) -> str:
    """`name: value,` of a literal."""
    if value == name:
        return f"{name},"
    line = f"{name}: {value},"
    if indent + len(line) <= WIDTH:
        return line
    margin = " " * (indent + 4)
    receiver, dot, method = value.rpartition(".")
    if dot and "(" not in receiver and indent + len(f"{name}: {receiver}") <= WIDTH:
        return f"{name}: {receiver}\n{margin}.{method},"
    return f"{name}:\n{margin}{value},"


def _parameter(text: str, indent: int) -> str:
    """A parameter on lines of its own, the parameters of its type below where it is too long."""
    name, colon, type_text = text.partition(": ")
    if not colon or _fits(text, indent):
        return text
    broken = _opened(type_text, indent)
    return f"{name}: {broken}" if broken else text


def _fits(text: str, indent: int) -> bool:
    """Whether a parameter fits on its line, where rustfmt does not count `impl `."""
    return indent + len(text) + 1 <= WIDTH + ("impl " in text) * 5


def _opened(type_text: str, indent: int) -> str:
    """A generic type whose parameters have lines of their own, "" where these are too long too."""
    name, angle, rest = type_text.partition("<")
    if not angle:
        return ""
    lines = [
        one if _fits(one, indent + 4) else _opened(one, indent + 4) for one in _top_level(rest[:-1])
    ]
    margin = " " * indent
    inner = [f"{margin}    {line}," for line in lines]
    return "\n".join([f"{name}<", *inner, f"{margin}>"]) if all(lines) else ""


def _vertical(head: str, parts: Sequence[str], tail: str, indent: int) -> str:
    margin = " " * indent
    return "\n".join([head, *(f"{margin}    {part}," for part in parts), f"{margin}{tail}"])
