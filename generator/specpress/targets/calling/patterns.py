"""A text for a pattern, where the pattern is simple.

Simple are literals, classes, groups, alternatives, repetitions and the anchors at both ends (the
regular expressions of ECMA-262, as JSON Schema uses them). For look-around, back references and
whatever else, there is no text.
"""

from __future__ import annotations

import string
from dataclasses import dataclass

_LONGEST = 200
_CLASSES = {"d": string.digits, "w": string.ascii_letters + string.digits + "_", "s": " "}
_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_FAVOURED = string.ascii_lowercase + string.ascii_uppercase + string.digits


class _NotSimpleError(Exception):
    """The pattern has a construct that is not understood here."""


def text_for(pattern: str, shortest: int = 0) -> str | None:
    """A text that the pattern describes, of at least `shortest` characters where it can be longer.

    None where the pattern is not simple. The caller checks the text against the pattern.
    """
    try:
        reader = _Reader(pattern, 0)
        made = _printed(reader.alternatives())
        if reader.at < len(pattern):
            return None
        missing = shortest - len(made)
        if missing > 0:
            made = _printed(_Reader(pattern, missing).alternatives())
    except (_NotSimpleError, IndexError, RecursionError, ValueError):
        return None
    return made if len(made) <= _LONGEST else None


def _printed(parts: list[str]) -> str:
    return "".join(parts)


@dataclass(slots=True)
class _Reader:
    """Reads a pattern and writes the text on the way; `spare` characters are to be added where a
    repetition allows more than its least."""

    text: str
    spare: int
    at: int = 0

    def alternatives(self) -> list[str]:
        """The text of the first of some alternatives; the others are read and dropped."""
        first = self._sequence()
        spare = self.spare
        while self._peek() == "|":
            self.at += 1
            self.spare = 0
            self._sequence()
        self.spare = spare
        return first

    def _sequence(self) -> list[str]:
        parts: list[str] = []
        while (found := self._peek()) not in ("", "|", ")"):
            if found in "^$":
                self.at += 1
                continue
            begin = self.at
            unit = self._unit()
            least, most = self._repeats()
            times = least
            if self.spare and unit and times < most:
                more = min(most - least, -(-self.spare // len(unit)))
                times += more
                self.spare = max(0, self.spare - more * len(unit))
            if times * len(unit) > _LONGEST:
                raise _NotSimpleError(self.text[begin:])
            parts.append(unit * times)
        return parts

    def _unit(self) -> str:
        found = self.text[self.at]
        self.at += 1
        match found:
            case "(":
                return self._group()
            case "[":
                return _first(self._listed())
            case "\\":
                return _first(self._escaped())
            case ".":
                return "a"
            case "*" | "+" | "?" | "{":
                raise _NotSimpleError(found)
            case _:
                return found

    def _group(self) -> str:
        if self.text.startswith("?:", self.at):
            self.at += 2
        elif self._peek() == "?":
            raise _NotSimpleError("look-around or a named group")
        made = _printed(self.alternatives())
        if self._peek() != ")":
            raise _NotSimpleError("an open group")
        self.at += 1
        return made

    def _listed(self) -> str:
        """The characters of a class."""
        negated = self._peek() == "^"
        self.at += negated
        found = ""
        while self._peek() != "]":
            one = self._member()
            if self._peek() == "-" and self.text[self.at + 1] != "]" and len(one) == 1:
                self.at += 1
                last = self._member()
                found += "".join(map(chr, range(ord(one), min(ord(last), ord(one) + 200) + 1)))
            else:
                found += one
        self.at += 1
        return "".join(one for one in _PRINTABLE if one not in found) if negated else found

    def _member(self) -> str:
        found = self.text[self.at]
        self.at += 1
        return self._escaped() if found == "\\" else found

    def _escaped(self) -> str:
        """The characters that an escape stands for."""
        found = self.text[self.at]
        self.at += 1
        if found in _CLASSES:
            return _CLASSES[found]
        if found.lower() in _CLASSES:
            return "".join(one for one in _PRINTABLE if one not in _CLASSES[found.lower()])
        if found in _CONTROLS:
            return _CONTROLS[found]
        if found.isalnum():
            raise _NotSimpleError(f"\\{found}")
        return found

    def _repeats(self) -> tuple[int, int]:
        least, most = 1, 1
        match self._peek():
            case "*":
                least, most = 0, _LONGEST
            case "+":
                least, most = 1, _LONGEST
            case "?":
                least, most = 0, 1
            case "{":
                end = self.text.index("}", self.at)
                low, comma, high = self.text[self.at + 1 : end].partition(",")
                least = int(low or 0)
                most = int(high) if high else (_LONGEST if comma else least)
                self.at = end
            case _:
                return least, most
        self.at += 1
        self.at += self._peek() == "?"  # a lazy repetition
        return least, most

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]


def _first(characters: str) -> str:
    """The plainest of some characters."""
    if not characters:
        raise _NotSimpleError("an empty class")
    return next((one for one in _FAVOURED if one in characters), characters[0])
