"""What the parts of other files are called as components of the one document.

A name comes from the fragment and the file alone: `models.yaml#/definitions/Order` is `Order`,
`schemas/pet.yaml` is `pet`. Where two would have one name, the later one in the order of their
paths takes its file and its folders in front. No name depends on the order of references.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from specpress.jsonvalue import unescape

ROOMS = frozenset(
    (
        "schemas",
        "definitions",
        "$defs",
        "responses",
        "parameters",
        "examples",
        "requestBodies",
        "headers",
        "securitySchemes",
        "securityDefinitions",
        "links",
        "callbacks",
        "pathItems",
        "mediaTypes",
        "components",
    )
)
"""Keys whose entries have names that somebody chose."""

_SILENT = frozenset(("properties", "schema", "content", "allOf", "anyOf", "oneOf", "paths"))
_WORDS = {"items": "item", "additionalProperties": "value"}
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


class Wanted(NamedTuple):
    """A part that needs a name: the path of its file from the folder of the description, its
    pointer there, and whether what stands above it is used too, so that its own name says too
    little."""

    path: str
    pointer: str
    inside: bool


def chosen(wanted: Iterable[Wanted], taken: Iterable[str]) -> Mapping[Wanted, str]:
    """A name for each part; `taken` are the names that are there."""
    used = {_fold(name) for name in taken}
    names: dict[Wanted, str] = {}
    for one in sorted(wanted, key=lambda one: (one.path.count("/"), one)):
        name = next(name for name in _candidates(one) if _fold(name) not in used)
        used.add(_fold(name))
        names[one] = name
    return names


def own_name(wanted: Wanted) -> str:
    """The name that a part has when no other one has it."""
    return next(_candidates(wanted))


def _fold(name: str) -> str:
    """Names that languages would not tell apart are one."""
    folded = "".join(char for char in name.casefold() if char.isalnum())
    return folded or name


def _candidates(wanted: Wanted) -> Iterator[str]:
    file = PurePosixPath(wanted.path)
    stem = file.stem if file.suffix else file.name
    pieces = _pieces([unescape(token) for token in wanted.pointer.split("/")[1:]])
    folders = [part for part in file.parent.parts if part not in ("..", "/")]
    qualifiers = [stem, *reversed(folders)]
    if not pieces or wanted.inside:
        pieces = [qualifiers.pop(0), *pieces]
    name = _joined(pieces)
    yield name
    for qualifier in qualifiers:
        name = f"{_fit(qualifier)}_{name}"
        yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


def _pieces(tokens: Sequence[str]) -> list[str]:
    """The words of a pointer that say what it leads to, [] for the whole file."""
    start = max((at for at, token in enumerate(tokens) if token in ROOMS), default=-1) + 1
    if start == len(tokens):
        start = 0  # a room itself
    return [
        _WORDS.get(token, token)
        for token in tokens[start:]
        if token not in _SILENT and not token.isdecimal()
    ]


def _joined(pieces: Sequence[str]) -> str:
    first, *rest = (_fit(piece) for piece in pieces)
    return first + "".join(piece[:1].upper() + piece[1:] for piece in rest)


def _fit(piece: str) -> str:
    return _UNFIT.sub("-", piece).strip("-.") or "part"
