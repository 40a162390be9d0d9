"""Which file a definition stands in. A package of Go is one, however many files it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from specpress.model import Enumeration, Record, TypeDef, Union
from specpress.targets.go.types import Types

_MOST = 4000
"""About how many lines a file may have before it is parted."""

_LEAST = 600
"""About how many lines are worth a file of their own."""

_LONGEST = 24
_WORD = re.compile("[A-Z]+(?![a-z])|[A-Z][a-z]+|[A-Za-z]+|[0-9]+")


def in_files(found: Sequence[TypeDef], types: Types) -> Iterator[tuple[str, tuple[TypeDef, ...]]]:
    """Definitions by the name of their file, in their order.

    The name of a file is what the names of its types begin with. So a type stays where it is when
    others come or go, unless a file grows too long.
    """
    words = {one.id: _words(types.names.type(one.id)) for one in found}
    parted = dict(_parted(found, (), words))
    if not parted:
        yield "models.go", ()
    for prefix in sorted(parted):
        yield "_".join((*prefix, "models.go")), parted[prefix]


_Files = Iterator[tuple[tuple[str, ...], tuple[TypeDef, ...]]]


def _parted(
    found: Sequence[TypeDef], prefix: tuple[str, ...], words: dict[str, tuple[str, ...]]
) -> _Files:
    """Definitions whose names begin with the same words, in one file or in several."""
    if sum(map(_lines, found)) <= _MOST:
        yield prefix, tuple(found)
        return
    depth = len(prefix)
    shelves: dict[str, list[TypeDef]] = {}
    for one in found:
        own = words[one.id]
        shelves.setdefault(own[depth] if len(own) > depth else "", []).append(one)
    rest: set[str] = set()
    for word, shelf in shelves.items():
        if word and sum(map(_lines, shelf)) >= _LEAST:
            yield from _parted(shelf, (*prefix, word), words)
        else:
            rest.update(one.id for one in shelf)
    yield from _rest([one for one in found if one.id in rest], prefix, words)


def _rest(
    found: Sequence[TypeDef], prefix: tuple[str, ...], words: dict[str, tuple[str, ...]]
) -> _Files:
    """The definitions with no file of their own; by the next letter where they are too many."""
    if sum(map(_lines, found)) <= _MOST:
        if found:
            yield prefix, tuple(found)
        return
    letters: dict[str, list[TypeDef]] = {}
    for one in found:
        word = (words[one.id][len(prefix) :] or ("",))[0]
        letters.setdefault(word[:1], []).append(one)
    for letter, some in letters.items():
        yield (*prefix, "with", letter) if letter else prefix, tuple(some)


def _words(name: str) -> tuple[str, ...]:
    words = [word.lower() for word in _WORD.findall(name)]
    short = next((place for place, word in enumerate(words) if len(word) > _LONGEST), len(words))
    return tuple(words[:short])


def _lines(definition: TypeDef) -> int:
    match definition:
        case Record(fields=fields):
            return 8 + 3 * len(fields)
        case Union(variants=variants):
            return 12 + 2 * len(variants)
        case Enumeration(members=members):
            return 10 + 2 * len(members)
        case _:
            return 4
