"""JSON values, and pointers into them (RFC 6901)."""

from __future__ import annotations

from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""A JSON value. Integers are exact; a whole float stays a float."""

JsonObject: TypeAlias = "dict[str, Json]"


def escape(token: str) -> str:
    """A reference token of a JSON pointer (RFC 6901, section 3)."""
    if "~" in token or "/" in token:
        return token.replace("~", "~0").replace("/", "~1")
    return token


def unescape(token: str) -> str:
    """The key that a reference token stands for (RFC 6901, section 4)."""
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token


def pointer(*tokens: str | int) -> str:
    """The JSON pointer of a path of keys and indexes: `pointer("paths", "/a", "get")`."""
    return "".join(f"/{escape(str(token))}" for token in tokens)


def clone(value: Json) -> Json:
    """A copy that shares no object and no array with `value`."""
    if isinstance(value, dict):
        return {key: clone(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clone(item) for item in value]
    return value
