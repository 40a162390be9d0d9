"""What kind of JSON value something is, in the words of messages."""

from __future__ import annotations

from specpress.jsonvalue import Json


def kind_of(value: Json) -> str:
    """`an object`, `a string`: the kind of `value` with its article."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "an array"
        case dict():
            return "an object"
