"""JSON values compared as JSON Schema compares them."""

from __future__ import annotations

from specpress.jsonvalue import Json


def same(left: Json, right: Json) -> bool:
    """Whether two values are equal (2020-12 core, section 4.2.2): 1 is 1.0, and is not true."""
    return identity(left) == identity(right)


def identity(value: Json) -> tuple[str, object]:
    """A value that is equal for equal JSON values only, and can be hashed for scalars."""
    if isinstance(value, (list, dict)):
        return (type(value).__name__, repr(value))
    return (kind(value), value)


def kind(value: Json) -> str:
    """The JSON Schema type of a value; a whole float is an integer (2020-12, section 4.2.3)."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case dict():
            return "object"
