"""Which file each type of the API stands in: files of a size that people read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from specpress.model import ApiModel, TypeDef
from specpress.naming.reserved import load
from specpress.naming.words import ascii_words

_MOST_TYPES = 250
"""The types of a file; more are told apart by the words of their names."""
_FEWEST_TYPES = 10
"""Words that begin fewer names than this have no file of their own."""
_REST = "various"
"""The file for names whose first words are rare."""
_KEYWORDS = load(Path(__file__).parent / "reserved" / "keywords.txt")


@dataclass(frozen=True, slots=True)
class Module:
    """A file of types: its name without `.rs`, "" for the only one."""

    name: str
    types: tuple[TypeDef, ...]


def modules(model: ApiModel) -> tuple[Module, ...]:
    """The types of the API by file, in the order of the description within each.

    Types whose names begin with the same words share a file, so that a new type moves no others as
    long as sizes allow.
    """
    found = tuple(model.types.values())
    if len(found) <= _MOST_TYPES:
        return (Module("", found),)
    by_name: dict[str, list[TypeDef]] = {}
    for name, types in _split(found, ()):
        by_name.setdefault(_file_name(name), []).extend(types)
    return tuple(Module(name, tuple(types)) for name, types in sorted(by_name.items()))


def _split(
    types: Sequence[TypeDef], words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Sequence[TypeDef]]]:
    """Pairs of the words that a file is called by and its types."""
    if len(types) <= _MOST_TYPES and words:
        yield words, types
        return
    depth = len(words)
    below: dict[str, list[TypeDef]] = {}
    for one in types:
        below.setdefault("".join(one.name.words[depth : depth + 1]), []).append(one)
    rest: list[TypeDef] = []
    for word, group in below.items():
        if word and (len(group) >= _FEWEST_TYPES or len(below) == 1):
            yield from _split(group, (*words, word))
        else:
            rest += group
    if rest:
        yield words, rest


def _file_name(words: tuple[str, ...]) -> str:
    text = "_".join(ascii_words(words)).lower()
    name = re.sub(r"[^a-z0-9_]+", "_", text).strip("_") or _REST
    name = f"n{name}" if name[0].isdigit() else name
    return f"{name}_" if name in _KEYWORDS else name


def by_module(found: Sequence[Module]) -> Mapping[str, str]:
    """The module of each type, by its id."""
    return {one.id: module.name for module in found for one in module.types}
