"""Words for symbols, where a name holds nothing else or where they tell two names apart."""

from __future__ import annotations

import re
import unicodedata

LEADING = re.compile(r"(?:[+-](?=\d)|<=|>=|!=|<>|[<>!](?=.))")
"""Symbols in front of a text that carry its meaning: signs of numbers, and comparisons."""

_WORDS = {
    "!": "not",
    "!=": "not equal",
    '"': "quote",
    "#": "hash",
    "$": "dollar",
    "%": "percent",
    "&": "and",
    "'": "apostrophe",
    "(": "open paren",
    ")": "close paren",
    "*": "asterisk",
    "+": "plus",
    ",": "comma",
    "-": "minus",
    ".": "dot",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less",
    "<=": "less equal",
    "<>": "not equal",
    "=": "equal",
    ">": "greater",
    ">=": "greater equal",
    "?": "question",
    "@": "at",
    "[": "open bracket",
    "\\": "backslash",
    "]": "close bracket",
    "^": "caret",
    "_": "underscore",
    "`": "backtick",
    "{": "open brace",
    "|": "pipe",
    "}": "close brace",
    "~": "tilde",
    " ": "space",
    "\t": "tab",
    "\n": "newline",
}


def spell_symbol(symbol: str) -> tuple[str, ...]:
    """The words of a symbol: the name that Unicode gives it where we have none of our own.

    A character without a name becomes its code point, `ue000`.
    """
    known = _WORDS.get(symbol)
    if known is not None:
        return tuple(known.split())
    name = unicodedata.name(symbol, "") if len(symbol) == 1 else ""
    if not name:
        return tuple(f"u{ord(character):04x}" for character in symbol)
    return tuple(re.findall(r"[a-z0-9]+", name.lower()))
