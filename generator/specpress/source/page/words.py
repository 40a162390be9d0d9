"""The types of a page: which words they are and which JSON values they stand for."""

from __future__ import annotations

import enum
import re


class Kind(enum.Enum):
    """What a type word means."""

    SCALAR = "scalar"
    LIST = "list"
    SET = "set"
    OPEN = "open"
    NAMED = "named"
    MISSING = "missing"


SCALARS: dict[str, dict[str, str]] = {
    "String": {"type": "string"},
    "boolean": {"type": "boolean"},
    "Boolean": {"type": "boolean"},
    "int": {"type": "integer", "format": "int32"},
    "Integer": {"type": "integer", "format": "int32"},
    "long": {"type": "integer", "format": "int64"},
    "Long": {"type": "integer", "format": "int64"},
    "double": {"type": "number", "format": "double"},
    "Double": {"type": "number", "format": "double"},
    "float": {"type": "number", "format": "double"},
    "Float": {"type": "number", "format": "double"},
    "Timestamp": {"type": "string", "format": "timestamp"},
}
"""A type word to its schema. `timestamp` is the server's own form of a time, without a zone."""

CONTAINERS = {
    "List": Kind.LIST,
    "Set": Kind.SET,
    "Map": Kind.OPEN,
    "LinkedHashMap": Kind.OPEN,
    "Object": Kind.OPEN,
}

ERROR_TYPE = "ErrorCode"
ERROR_FIELDS = (
    "code",
    "description",
    "details",
    "elaboration",
    "opaque",
    "cause",
    "location",
    "cost",
    "messages",
)
"""What an error object can have, for the samples that misspell it."""

KNOWN = frozenset({*SCALARS, *CONTAINERS, ERROR_TYPE})

_INVENTORY = re.compile(r"[A-Z][A-Za-z0-9_]*Inventory\Z|Inventory\Z")
_NAME = re.compile(r"[A-Z][A-Za-z0-9_]*\Z")


def kind_of(word: str) -> Kind:
    """The kind of a type word; a name of its own is a struct or an enumeration."""
    if not word:
        return Kind.MISSING
    if word in SCALARS:
        return Kind.SCALAR
    return CONTAINERS.get(word, Kind.NAMED)


def is_inventory(word: str) -> bool:
    """Whether a word is the name of a struct by the habit of the site."""
    return bool(_INVENTORY.match(word))


def is_name(word: str) -> bool:
    """Whether a word could be the name of a struct or an enumeration."""
    return bool(_NAME.match(word)) and not word.endswith("Required")


def is_struct_name(word: str) -> bool:
    """Whether a word names a struct even where nothing shows its fields."""
    return word == ERROR_TYPE or is_inventory(word)
