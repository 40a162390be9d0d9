"""Lays code out in 80 columns the way Prettier does, for the constructs that the client uses.

A piece of code is a document of texts, possible line ends and groups (P. Wadler, "A prettier
printer"). A group is printed on one line if it fits, else each of its own line ends is taken.
Generating must not need Prettier, and its check must find nothing to change.

A large API is a hundred thousand pieces, most of which fit on their line. So each piece knows its
text on one line from the start, pieces are tuples, and brackets become line ends only where they
do not fit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from specpress.targets.base import Symbol, TypeExpr

WIDTH = 80
_STEP = 2
_LONG_ENOUGH = 5
_VERY_LONG = 40
_SURELY_SHORT = 30
"""What fits on a line wherever it stands, but in the deepest of objects."""

Symbols: TypeAlias = frozenset[Symbol]
_NONE: Symbols = frozenset()


class Line(NamedTuple):
    """A place where a line may end: `flat` stands there where it does not; None: it must end."""

    flat: str | None
    symbols: Symbols = _NONE


class IfBroken(NamedTuple):
    """A text that is there only where the group around it takes its line ends."""

    text: str
    flat: str = ""
    symbols: Symbols = _NONE


class Uses(NamedTuple):
    """A text that needs symbols imported."""

    flat: str
    symbols: Symbols = _NONE


class Concat(NamedTuple):
    """Parts one after the other. `flat` is their text on one line, None where they have none."""

    parts: tuple[Doc, ...]
    flat: str | None
    symbols: Symbols


class Group(NamedTuple):
    """Parts that stand on one line if they fit; `flat` None: they never do."""

    parts: tuple[Doc, ...]
    flat: str | None
    symbols: Symbols


class Indent(NamedTuple):
    """Parts whose lines are indented one step further."""

    parts: tuple[Doc, ...]
    flat: str | None
    symbols: Symbols


class Listed(NamedTuple):
    """A list in brackets, an element a line with `separator` behind each if it does not fit.

    `last` stands behind the last one of them then.
    """

    left: str
    docs: Sequence[Doc]
    right: str
    separator: str
    last: str
    flat: str | None
    symbols: Symbols


class _Rest(NamedTuple):
    """The elements of a broken list from `first` on, and the bracket behind them."""

    given: Listed
    first: int


class Assigned(NamedTuple):
    """A right side that begins on the next line where its first line does not fit beside the left.

    That is Prettier's layout "fluid" of an assignment.
    """

    right: Doc
    flat: str | None
    symbols: Symbols


class Hugged(NamedTuple):
    """A call whose last argument begins on the line of the call, if that line fits."""

    function: Doc
    arguments: tuple[Doc, ...]
    flat: str | None
    symbols: Symbols


Doc: TypeAlias = (
    "str | Line | IfBroken | Uses | Concat | Group | Indent | Listed | Assigned | Hugged"
)

SOFT = Line("")
SPACE = Line(" ")
HARD = Line(None)


def render(doc: Doc, column: int = 0, after: str = "") -> TypeExpr:
    """The text of `doc`, which begins at `column` of a line that is indented so far.

    `after` is what follows on its last line. Lines after the first carry their indentation.
    """
    if isinstance(doc, str):
        return TypeExpr(doc)
    flat = doc.flat
    if flat is not None and column + columns(flat) + len(after) <= WIDTH:
        return TypeExpr(flat, doc.symbols)
    printer = _Printer()
    printer.run(column, doc, after)
    text = "".join(printer.out)
    return TypeExpr(text[: len(text) - len(after)] if after else text, doc.symbols)


def concat(*parts: Doc) -> Concat:
    """Parts one after the other. Line ends of its own, unless they must be, need a group around."""
    return Concat(parts, *_joined(parts))


def group(*parts: Doc) -> Group:
    """Parts that stand on one line if they fit."""
    return Group(parts, *_joined(parts))


def forced(*parts: Doc) -> Group:
    """Parts that never stand on one line."""
    return Group(parts, None, _joined(parts)[1])


def indent(*parts: Doc) -> Indent:
    """Parts whose lines are indented one step further."""
    return Indent(parts, *_joined(parts))


def assigned(right: Doc) -> Assigned:
    """A right side, with the space in front of it."""
    flat, symbols = _joined((right,))
    return Assigned(right, None if flat is None else f" {flat}", symbols)


def hugged(function: Doc, arguments: tuple[Doc, ...]) -> Hugged:
    """A call whose last argument begins on the line of the call, if that line fits."""
    called, symbols = _joined((function,))
    flat, more = _joined(arguments, ", ")
    whole = None if called is None or flat is None else f"{called}({flat})"
    return Hugged(function, arguments, whole, symbols | more)


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
    flat, symbols = _joined(docs, ", ")
    line = None if flat is None else f"{left}{flat}{right}"
    return Listed(left, docs, right, ",", "," if comma else "", line, symbols)


def keyed(key: str, value: Doc) -> Doc:
    """`key: value`, a member of an object. A mere word may stand on the next line.

    That is not so behind a short key, which would not gain enough room.
    """
    if isinstance(value, str | Uses) and len(key) >= _LONG_ENOUGH:
        text, symbols = (value, _NONE) if isinstance(value, str) else value
        if len(key) + len(text) < _SURELY_SHORT:
            return Uses(f"{key}: {text}", symbols)
        return group(f"{key}:", indent(SPACE, value))
    if len(key) > _VERY_LONG:
        return concat(f"{key}:", assigned(value))
    if isinstance(value, str):
        return f"{key}: {value}"
    flat = None if value.flat is None else f"{key}: {value.flat}"
    return Concat((f"{key}: ", value), flat, value.symbols)


def inline_object(docs: Sequence[Doc], *, separator: str = ",") -> Doc:
    """An object (or, with semicolons, its type) on one line, or with a member a line."""
    flat, symbols = _joined(docs, f"{separator} ")
    line = None if flat is None else f"{{ {flat} }}"
    return Listed("{", docs, "}", separator, separator, line, symbols)


def block(left: str, docs: Sequence[Doc], right: str, *, separator: str = ",") -> Doc:
    """An object that is written an element a line, however short it is."""
    if not docs:
        return f"{left}{right}"
    return Listed(left, docs, right, separator, separator, None, _joined(docs)[1])


def generic(name: Doc, arguments: Sequence[Doc]) -> Doc:
    """A type with arguments; the only one of them, if it is a mere name, is never broken off."""
    match tuple(arguments):
        case (str() | Uses() as only,):
            return concat(name, "<", only, ">")
        case several:
            return concat(name, bracketed("<", several, ">", comma=False))


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


def _joined(parts: Sequence[Doc], separator: str = "") -> tuple[str | None, Symbols]:
    """The parts on one line, None where one of them must be broken; and all their symbols."""
    texts: list[str] = []
    symbols = _NONE
    is_flat = True
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        if part.symbols and part.symbols is not symbols:
            symbols = symbols | part.symbols if symbols else part.symbols
        if part.flat is None:
            is_flat = False
        else:
            texts.append(part.flat)
    return separator.join(texts) if is_flat else None, symbols


_Item: TypeAlias = "tuple[int, Doc | _Rest]"
"""The indentation, and what to print. What stands on the stack takes its line ends."""


@dataclass(slots=True)
class _Printer:
    out: list[str] = field(default_factory=list)
    position: int = 0

    def run(self, column: int, doc: Doc, after: str) -> None:
        self.position = column
        stack: list[_Item] = [(column, after), (column, doc)]
        while stack:
            depth, item = stack.pop()
            # Quicker than patterns, and most of the time is spent here.
            if isinstance(item, str):
                self._text(item)
            elif isinstance(item, Line):
                self._end_line(depth)
            elif isinstance(item, Uses):
                self._text(item.flat)
            elif isinstance(item, Concat):
                stack += _spread(depth, item.parts)
            elif isinstance(item, Indent):
                stack += _spread(depth + _STEP, item.parts)
            else:
                self._breakable(item, depth, stack)

    def _breakable(self, item: Doc | _Rest, depth: int, stack: list[_Item]) -> None:
        match item:
            case Group(flat=str(flat)) | Listed(flat=str(flat)) if self._fits(flat, (), stack):
                self._text(flat)
            case Group(parts):
                stack += _spread(depth, parts)
            case Listed(opening):
                self._text(opening)
                self._list(_Rest(item, 0), depth, stack)
            case _Rest():
                self._list(item, depth, stack)
            case Hugged():
                self._call(item, depth, stack)
            case Assigned(right):
                beside = self._fits(" ", (right,), stack)
                stack += _spread(depth, (" ", right) if beside else (indent(HARD, right),))
            case IfBroken(text):
                self._text(text)

    def _list(self, rest: _Rest, depth: int, stack: list[_Item]) -> None:
        """Elements that fit on their lines, up to one that does not: that goes to the stack."""
        given, first = rest
        inner = depth + _STEP
        last = len(given.docs) - 1
        for number in range(first, last + 1):
            doc = given.docs[number]
            behind = given.separator if number < last else given.last
            flat = doc if isinstance(doc, str) else doc.flat
            self._end_line(inner)
            if flat is None or inner + columns(flat) + len(behind) > WIDTH:
                stack += [(depth, _Rest(given, number + 1)), (inner, behind), (inner, doc)]
                return
            self.out.append(flat + behind)
        self._end_line(depth)
        self._text(given.right)

    def _call(self, call: Hugged, depth: int, stack: list[_Item]) -> None:
        """The call on one line, else hugging its last argument, else an argument a line."""
        if call.flat is not None and self._fits(call.flat, (), stack):
            self._text(call.flat)
            return
        *firsts, last = call.arguments
        before, _ = _joined((*firsts, ""), ", ")
        if before is not None and self._fits("", (call.function, f"({before}", last), stack):
            opened = Group(last.parts, None, _NONE) if isinstance(last, Group) else last
            if isinstance(last, Listed):
                opened = last._replace(flat=None)
            stack += _spread(depth, (call.function, f"({before}", opened, ")"))
        else:
            stack += _spread(depth, (call.function, block("(", call.arguments, ")")))

    def _text(self, text: str) -> None:
        self.out.append(text)
        self.position += columns(text)

    def _end_line(self, depth: int) -> None:
        while self.out and not self.out[-1].strip(" "):
            self.out.pop()
        if self.out:
            self.out[-1] = self.out[-1].rstrip(" ")
        self.out.append("\n" + " " * depth)
        self.position = depth

    def _fits(self, text: str, then: tuple[Doc, ...], rest: list[_Item]) -> bool:
        """Whether `text` and what follows up to the next line end stay within the width."""
        left = WIDTH - self.position - columns(text)
        waiting: list[Doc | _Rest] = list(reversed(then))
        behind = len(rest)
        while left >= 0:
            if not waiting:
                if behind == 0:
                    return True
                behind -= 1
                waiting.append(rest[behind][1])
            match waiting.pop():
                case str(part) | Uses(part) | IfBroken(part):
                    left -= columns(part)
                case Line() | Assigned() | _Rest():
                    return True
                case Listed(opening):
                    return columns(opening) <= left
                case Hugged(function):
                    waiting += (HARD, "(", function)
                case Indent(parts) | Concat(parts) | Group(parts):
                    waiting += reversed(parts)
        return False


def _spread(depth: int, parts: Sequence[Doc]) -> list[_Item]:
    return [(depth, part) for part in reversed(parts)]
