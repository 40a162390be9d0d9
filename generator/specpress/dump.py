"""Any stage's value as JSON, for people who debug."""

from __future__ import annotations

import dataclasses
import enum
import json
from collections.abc import Mapping
from pathlib import PurePath


def as_json(value: object) -> str:
    """`value` as indented JSON text.

    A dataclass becomes an object whose first key, `kind`, is its class; an enumeration its value, a
    path its text, bytes their text as UTF-8; the keys of a mapping become strings.
    """
    return json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    match value:
        case enum.Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case PurePath():
            return str(value)
        case bytes():
            return value.decode(errors="replace")
        case Mapping():
            return {_key(key): _plain(item) for key, item in value.items()}
        case frozenset() | set():
            return sorted((_plain(item) for item in value), key=str)
        case tuple() | list():
            return [_plain(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            fields = {
                item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)
            }
            return {"kind": type(value).__name__, **fields}
        case _:
            return str(value)


def _key(key: object) -> str:
    return "/".join(key) if isinstance(key, tuple) else str(key)
