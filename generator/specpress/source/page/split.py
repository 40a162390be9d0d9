"""Where the name of a row ends and its type begins: `inventoryImageInventory`."""

from __future__ import annotations

import enum
from collections.abc import Callable, Set
from dataclasses import dataclass

from specpress.source.page.words import KNOWN, is_inventory, is_name


class Ground(enum.Enum):
    """Why a row was split where it was."""

    TYPE = "the type is a known one"
    KEY = "an example has the name as a key"
    GUESS = "nothing but the letters"
    WHOLE = "there is no type"


@dataclass(frozen=True, slots=True)
class Split:
    """The name and the type of a row; the type is "" when the row has none."""

    name: str
    type: str
    ground: Ground


def split(words: str, keys: Set[str] = frozenset(), named: Set[str] = frozenset()) -> Split:
    """Splits the glued name and type of a row.

    `keys` are the names that the example has at the row's place, `named` the types that other rows
    were found to have. The longest known type that is a suffix wins, one that leaves a name the
    example has before one that does not. A type that is not known is taken when the example has the
    name before it, and guessed when it has not.
    """
    apart = words.split()
    if len(apart) == 2 and (apart[1] in KNOWN or is_name(apart[1])):
        return Split(apart[0], apart[1], Ground.TYPE)
    cuts = [_cut(words, at) for at in range(1, len(words))]  # longest type first
    known = [cut for cut in cuts if cut[1] in KNOWN or cut[1] in named or is_inventory(cut[1])]
    unknown = [cut for cut in cuts if is_name(cut[1])]
    for name, kind in known:
        if name in keys:
            return Split(name, kind, Ground.TYPE)
    confirmed = [cut for cut in unknown if cut[0] in keys]
    if known and not (confirmed and known[0][1][0].islower()):
        return Split(*_likeliest(known, KNOWN | named), Ground.TYPE)
    if confirmed:
        return Split(*confirmed[-1], Ground.KEY)
    if unknown:
        return Split(*_likeliest(unknown, frozenset()), Ground.GUESS)
    return Split(words, "", Ground.WHOLE)


def _cut(words: str, at: int) -> tuple[str, str]:
    return words[:at].rstrip(), words[at:].lstrip()


def _likeliest(cuts: list[tuple[str, str]], known: Set[str]) -> tuple[str, str]:
    """The longest type, but first the types that repeat the name: `state` and `ImageState`."""
    tests: tuple[Callable[[str, str], bool], ...] = (
        lambda _, kind: kind in known,
        lambda name, kind: kind.lower().endswith(name.lower()),
        lambda name, kind: kind.lower().startswith(name.lower()),
        lambda name, _: name[-1:].islower() or name[-1:].isdigit(),
    )
    for fits in tests:
        for name, kind in cuts:
            if fits(name, kind):
                return name, kind
    return cuts[0]
