"""Plain scalars by the core schema of YAML 1.2 (section 10.3.2).

So `no`, `on` and `2001-01-01` are strings, `010` is ten and `0o10` is eight.
"""

from __future__ import annotations

import math
import re

from specpress.jsonvalue import Json

_CONSTANTS: dict[str, Json] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")
_NUMBER_STARTS = frozenset("0123456789+-.")

LONGEST_SHOWN = 40
"""Characters of a number in a message."""

LONGEST_NUMBER = 4000
"""Digits of a number. Nobody means a longer one, and to read one takes more than linear time."""

CORE = "tag:yaml.org,2002:"


class BadNumberError(ValueError):
    """A scalar that is a number, and none that JSON can hold. The message says why."""


def resolve(text: str) -> Json:
    """The value of a plain scalar.

    Raises BadNumberError for an infinity, NaN, or a number that is too long or too large.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    found = _number(text)
    return text if found is None else found


def resolve_tagged(tag: str, text: str) -> Json:
    """The value of a scalar with an explicit tag of the core schema (`!!int "3"`).

    Raises KeyError for a tag that the core schema does not have, ValueError where the text does not
    fit the tag.
    """
    name = tag.removeprefix(CORE)
    if name in ("str", "!"):
        return text
    plain = resolve(text)
    match name:
        case "int" if isinstance(plain, int) and not isinstance(plain, bool):
            return plain
        case "float" if isinstance(plain, int | float) and not isinstance(plain, bool):
            return float(plain)
        case "bool" if isinstance(plain, bool):
            return plain
        case "null" if plain is None:
            return None
        case "int" | "float" | "bool" | "null":
            raise ValueError(f"`{text}` is no {name}")
        case _:
            raise KeyError(tag)


def _number(text: str) -> int | float | None:
    if len(text) > LONGEST_NUMBER and (_INTEGER.match(text) or _FLOAT.match(text)):
        raise BadNumberError(f"a number of {len(text)} digits")
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return finite(text)
    if _OCTAL.match(text):
        return int(text, 0)
    if _HEXADECIMAL.match(text):
        return int(text, 0)
    if _NOT_FINITE.match(text):
        raise BadNumberError(f"`{text}` has no form in JSON")
    return None


def finite(text: str) -> float:
    """The number that `text` spells. Raises BadNumberError when a double cannot hold it."""
    value = float(text)
    if math.isinf(value):
        shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
        raise BadNumberError(f"`{shown}` is larger than any number that can be kept")
    return value
