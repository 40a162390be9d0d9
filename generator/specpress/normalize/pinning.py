"""Names with the pins of the user, and the pins that nothing asked for."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from specpress.diagnostics import Sink
from specpress.model import Name
from specpress.naming.pins import Pins
from specpress.naming.words import words
from specpress.normalize import rules

KINDS = ("groups", "types", "operations", "fields", "parameters", "credentials", "members")


@functools.lru_cache(maxsize=65536)
def _unpinned(declared: str) -> Name:
    """Most fields are called as others are, and a name is a value."""
    return Name(words=words(declared), declared=declared)


@dataclass(slots=True)
class Naming:
    """Makes names, and notes which pins were used and which keys there were."""

    pins: Pins
    _asked: dict[str, dict[str, None]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    def name(self, kind: str, declared: str, *keys: str, split: tuple[str, ...] = ()) -> Name:
        """The name of what is declared as `declared`.

        `keys` are the keys under which a pin of `kind` may stand, the most exact one first;
        `declared` itself where none is given. `split` are the words, where they do not follow from
        `declared`.
        """
        table: Mapping[str, str] = getattr(self.pins, kind)
        if not table:
            return Name(words=split, declared=declared) if split else _unpinned(declared)
        for key in keys or (declared,):
            self._asked[kind].setdefault(key)
        for key in keys or (declared,):
            if key in table:
                return Name(words=words(table[key]), declared=declared, pinned=True)
        return Name(words=split or words(declared), declared=declared)

    def report_unused(self, sink: Sink) -> None:
        """Reports each pin that no name asked for, with the nearest key that one did."""
        for kind in KINDS:
            asked = self._asked[kind]
            for key in getattr(self.pins, kind):
                if key in asked:
                    continue
                near = difflib.get_close_matches(key, asked, n=1)
                message = f"the pinned name `{key}` of {kind} belongs to nothing in the description"
                hint = f"did you mean `{near[0]}`?" if near else ""
                sink.report(rules.PIN_UNUSED.at(self.pins.place(kind, key), message, hint=hint))
