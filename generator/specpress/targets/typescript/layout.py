"""Lays code out in 80 columns the way Prettier does, for the constructs that the client uses.

A piece of code is a document of texts, possible line ends and groups (P. Wadler, "A prettier
printer"). A group is printed on one line if it fits, else each of its own line ends is taken.
Generating must not need Prettier, and its check must find nothing to change.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from specpress.targets.base import Symbol, TypeExpr

WIDTH = 80
_STEP = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A place where a line may end: `flat` stands there where it does not. `hard`: it must."""

    flat: str = " "
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that stand on one line if they fit. `forced`: they never do."""

    parts: tuple[Doc, ...]
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Indent:
    """Parts whose lines are indented one step further."""

    parts: tuple[Doc, ...]


@dataclass(frozen=True, slots=True)
class IfBroken:
    """A text that is there only where the group around it takes its line ends."""

    text: str


@dataclass(frozen=True, slots=True)
class Uses:
    """A text that needs symbols imported."""

    text: str
    symbols: frozenset[Symbol] = frozenset()


@dataclass(frozen=True, slots=True)
class Assigned:
    """A right side that begins on the next line where its first line does not fit beside the left.

    That is Prettier's layout "fluid" of an assignment.
    """

    right: Doc


@dataclass(frozen=True, slots=True)
class Hugged:
    """A call whose last argument begins on the line of the call, if that line fits."""

    function: Doc
    arguments: tuple[Doc, ...]


@dataclass(frozen=True, slots=True)
class Concat:
    """Parts one after the other."""

    parts: tuple[Doc, ...]


Doc: TypeAlias = "str | Line | Group | Indent | IfBroken | Uses | Assigned | Hugged | Concat"

SOFT = Line(flat="")
SPACE = Line()
HARD = Line(hard=True)


def render(doc: Doc, column: int = 0, after: str = "") -> TypeExpr:
    """The text of `doc`, which begins at `column` of a line that is indented so far.

    `after` is what follows on its last line. Lines after the first carry their indentation.
    """
    printer = _Printer()
    printer.run(column, doc, after)
    text = "".join(printer.out)
    return TypeExpr(text[: len(text) - len(after)] if after else text, frozenset(printer.symbols))


def concat(*parts: Doc) -> Concat:
    """Parts one after the other."""
    return Concat(parts)


def group(*parts: Doc) -> Group:
    """Parts that stand on one line if they fit."""
    return Group(parts)


def join(separator: Sequence[Doc], docs: Iterable[Doc]) -> tuple[Doc, ...]:
    """`docs` with `separator` between each two."""
    parts: list[Doc] = []
    for doc in docs:
        parts += [*separator, doc] if parts else [doc]
    return tuple(parts)


def bracketed(left: str, docs: Sequence[Doc], right: str, *, comma: bool = True) -> Doc:
    """A list in brackets: on one line, or an element a line with a comma after the last."""
    if not docs:
        return f"{left}{right}"
    last: tuple[Doc, ...] = (IfBroken(","),) if comma else ()
    inner = Indent((SOFT, *join((",", SPACE), docs), *last))
    return group(left, inner, SOFT, right)


def generic(name: Doc, arguments: Sequence[Doc]) -> Doc:
    """A type with arguments; the only one of them, if it is a mere name, is never broken off."""
    match tuple(arguments):
        case (str() | Uses() as only,):
            return concat(name, "<", only, ">")
        case several:
            return concat(name, bracketed("<", several, ">", comma=False))


def inline_object(docs: Sequence[Doc]) -> Doc:
    """An object on one line, or with a member a line."""
    return group("{", Indent((SPACE, *join((",", SPACE), docs), IfBroken(","))), SPACE, "}")


def block(left: str, docs: Sequence[Doc], right: str, *, separator: str = ",") -> Doc:
    """An object that is written an element a line, however short it is."""
    if not docs:
        return f"{left}{right}"
    parts: list[Doc] = []
    for doc in docs:
        parts += [HARD, doc, separator]
    return Group((left, Indent(tuple(parts)), HARD, right), forced=True)


def columns(text: str) -> int:
    """How wide `text` is: East Asian characters take two columns, marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


_Item: TypeAlias = tuple[int, bool, Doc]
"""The indentation, whether line ends are taken, and what to print."""


@dataclass(slots=True)
class _Printer:
    out: list[str] = field(default_factory=list)
    symbols: set[Symbol] = field(default_factory=set)
    position: int = 0

    def run(self, column: int, doc: Doc, after: str) -> None:
        self.position = column
        stack: list[_Item] = [(column, True, after), (column, True, doc)]
        while stack:
            indent, broken, item = stack.pop()
            match item:
                case str(text):
                    self._text(text)
                case Uses(text, symbols):
                    self._text(text)
                    self.symbols |= symbols
                case IfBroken(text):
                    self._text(text if broken else "")
                case Line(flat, hard):
                    self._line(indent, flat, taken=broken or hard)
                case Indent(parts):
                    stack += _spread(indent + _STEP, parts, broken=broken)
                case Concat(parts):
                    stack += _spread(indent, parts, broken=broken)
                case Group(parts):
                    flat_fits = not _is_forced(item) and self._fits((indent, False, item), stack)
                    stack += _spread(indent, parts, broken=not flat_fits)
                case Hugged():
                    stack.append((indent, broken, self._hugged(item, indent, stack)))
                case Assigned(right):
                    if self._fits((indent, True, concat(" ", right)), stack):
                        stack += _spread(indent, (" ", right), broken=broken)
                    else:
                        stack += _spread(indent, (Indent((HARD, right)),), broken=True)

    def _hugged(self, call: Hugged, indent: int, rest: list[_Item]) -> Doc:
        """The call on one line, else hugging its last argument, else an argument a line."""
        line = concat(call.function, "(", *join((", ",), call.arguments), ")")
        if not _is_forced(line) and self._fits((indent, False, line), rest):
            return line
        *firsts, last = call.arguments
        if isinstance(last, Group):
            last = Group(last.parts, forced=True)
        hugging = concat(call.function, "(", *join((", ",), (*map(_flat, firsts), last)), ")")
        if not any(map(_is_forced, firsts)) and self._fits((indent, True, hugging), rest):
            return hugging
        return concat(call.function, block("(", call.arguments, ")"))

    def _text(self, text: str) -> None:
        self.out.append(text)
        self.position += columns(text)

    def _line(self, indent: int, flat: str, *, taken: bool) -> None:
        if taken:
            while self.out and not self.out[-1].strip(" "):
                self.out.pop()
            if self.out:
                self.out[-1] = self.out[-1].rstrip(" ")
            self.out.append("\n" + " " * indent)
            self.position = indent
        else:
            self._text(flat)

    def _fits(self, first: _Item, rest: list[_Item]) -> bool:
        """Whether the text up to the next line end that is taken stays within the width."""
        left = WIDTH - self.position
        waiting = [first]
        behind = len(rest)
        while left >= 0:
            if not waiting:
                if behind == 0:
                    return True
                behind -= 1
                waiting.append(rest[behind])
            indent, broken, item = waiting.pop()
            match item:
                case str(text) | Uses(text):
                    left -= columns(text)
                case IfBroken(text):
                    left -= columns(text) if broken else 0
                case Line(flat, hard):
                    if broken or hard:
                        return True
                    left -= len(flat)
                case Indent(parts) | Concat(parts):
                    waiting += _spread(indent, parts, broken=broken)
                case Group(parts):
                    waiting += _spread(indent, parts, broken=broken or _is_forced(item))
                case Hugged(function, arguments):
                    # Of the broken forms the last decides: a line end after the bracket.
                    inner = (HARD,) if broken else (*join((",", SPACE), arguments), ")")
                    waiting += _spread(indent, (function, "(", *inner), broken=broken)
                case Assigned() if broken:
                    return True
                case Assigned(right):
                    waiting += _spread(indent, (" ", right), broken=False)
        return False


def _spread(indent: int, parts: Sequence[Doc], *, broken: bool) -> list[_Item]:
    return [(indent, broken, part) for part in reversed(parts)]


def _flat(doc: Doc) -> Doc:
    """`doc` without its line ends."""
    match doc:
        case Line(flat):
            return flat
        case IfBroken():
            return ""
        case Group(parts) | Indent(parts) | Concat(parts):
            return Concat(tuple(map(_flat, parts)))
        case Assigned(right):
            return concat(" ", _flat(right))
        case Hugged(function, arguments):
            return concat(_flat(function), "(", *join((", ",), map(_flat, arguments)), ")")
        case _:
            return doc


def _is_forced(doc: Doc) -> bool:
    """Whether a line end inside must be taken, so that all groups around it are broken."""
    match doc:
        case Line(_, hard):
            return hard
        case Group(parts, forced):
            return forced or any(map(_is_forced, parts))
        case Indent(parts) | Concat(parts):
            return any(map(_is_forced, parts))
        case Assigned(right):
            return _is_forced(right)
        case Hugged(_, arguments):
            return any(map(_is_forced, arguments))
        case _:
            return False
