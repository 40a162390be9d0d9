"""Gives every name of a model an identifier that is unique in its scope."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from specpress.diagnostics import Location, Sink, error, warning
from specpress.naming.scopes import Entry, Key, NameRule, Names, Scope
from specpress.naming.words import LONGEST, ascii_words, bounded, spelled

PIN_COLLISION = error("name-pin-collision", "two pinned names of one scope are the same identifier")
PIN_RESERVED = warning("name-pin-reserved", "a pinned name is a reserved word of a language")


def allocate(
    scopes: Sequence[Scope],
    sink: Sink | None = None,
    *,
    pins_at: Location | None = None,
    locked: Mapping[Key, str] | None = None,
) -> Names:
    """The identifier of every entry of every scope.

    Within a scope all identifiers differ (also in case, where the rule folds it), none is reserved,
    and they do not depend on the order of the entries. An entry that is `locked` keeps its
    identifier, if it is still one of those that its name can have and no pin wants it; without a
    lock it changes when an entry comes or goes that wants the same one. Faults in pins are reported
    to `sink` at `pins_at`, the place of the pins in the configuration. Raises ValueError for a key
    that comes twice.
    """
    table: dict[Key, str] = {}
    for scope in scopes:
        for key, identifier in _Allocation(scope, sink, pins_at, locked or {}).result().items():
            if key in table:
                raise ValueError(f"the name {key} stands in two scopes, or twice in {scope.id}")
            table[key] = identifier
    return Names(table)


def identifier(rule: NameRule, parts: tuple[str, ...]) -> str:
    """The identifier that `rule` makes of `parts`, which may be taken already.

    It is in the form NFKC, since compilers compare names in that form; it is no reserved word and
    does not begin with a digit.
    """
    given = bounded(ascii_words(parts) if rule.ascii_only else parts)
    text = _cased(rule, given)
    if not text[0].isidentifier():
        text = _cased(rule, (rule.digit_prefix, *given))
    while _folded(rule, text) in _reserved(rule):
        text += rule.suffix
    return text


@functools.cache
def _speller(rule: NameRule) -> Callable[[tuple[str, ...]], str]:
    """`identifier` for one rule; most words of a description come many times."""
    return functools.lru_cache(maxsize=65536)(functools.partial(identifier, rule))


def _cased(rule: NameRule, parts: tuple[str, ...]) -> str:
    text = rule.case(parts)
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _folded(rule: NameRule, text: str) -> str:
    return unicodedata.normalize("NFKC", text.casefold()) if rule.folds_case else text


@functools.cache
def _reserved(rule: NameRule) -> frozenset[str]:
    if not rule.folds_case:
        return rule.reserved
    return frozenset(word.casefold() for word in rule.reserved)


@dataclass(slots=True)
class _Allocation:
    """The work on one scope.

    Every identifier that some entry wants first is settled before any second choice is made, so
    that a second choice never takes what another entry has by right.
    """

    scope: Scope
    sink: Sink | None
    pins_at: Location | None
    locked: Mapping[Key, str]
    _taken: dict[str, Key] = field(default_factory=dict)
    _result: dict[Key, str] = field(default_factory=dict)

    def result(self) -> dict[Key, str]:
        rule = self.scope.rule
        spell = _speller(rule)
        wishes = {entry.key: spell(entry.name.words) for entry in self.scope.entries}
        if len(wishes) != len(self.scope.entries):
            raise ValueError(f"a name stands twice in {self.scope.id}")
        if self._all_granted(wishes):
            return wishes
        ranked = sorted(self.scope.entries, key=lambda entry: _precedence(entry, wishes[entry.key]))
        kept = self._keep_locked(ranked, wishes)
        losers = [
            entry
            for entry in ranked
            if entry.key not in kept and not self._take(entry, wishes[entry.key])
        ]
        for entry in losers:
            if entry.name.pinned:
                self._report_collision(entry, wishes[entry.key])
            for choice in self._choices(entry):
                if self._take(entry, choice):
                    break
        for entry in ranked:
            if entry.name.pinned:
                self._check_pin(entry)
        return {entry.key: self._result[entry.key] for entry in self.scope.entries}

    def _all_granted(self, wishes: Mapping[Key, str]) -> bool:
        """Whether every entry gets what it wants, as in most scopes: then nobody needs a rank."""
        rule, locked = self.scope.rule, self.locked
        texts = wishes.values()
        different = {_folded(rule, text) for text in texts} if rule.folds_case else {*texts}
        return (
            len(different) == len(wishes)
            and not any(entry.name.pinned for entry in self.scope.entries)
            and all(locked.get(key, text) == text for key, text in wishes.items())
        )

    def _keep_locked(self, ranked: Sequence[Entry], wishes: Mapping[Key, str]) -> set[Key]:
        """Gives entries the identifiers that they have in the lock; pinned names come before."""
        if not any(entry.key in self.locked for entry in ranked):
            return set()
        pinned = [entry for entry in ranked if entry.name.pinned]
        kept = {entry.key for entry in pinned if self._take(entry, wishes[entry.key])}
        for entry in ranked:
            held = self.locked.get(entry.key)
            if held is None or entry.name.pinned:
                continue
            if (held == wishes[entry.key] or self._can_be(entry, held)) and self._take(entry, held):
                kept.add(entry.key)
        return kept

    def _can_be(self, entry: Entry, held: str) -> bool:
        """Whether an identifier is one that the name of `entry` can have.

        The key of a type says where it is declared, `.../oneOf/0`: another type may stand there
        now, and must not get the name of the first.
        """
        rule = self.scope.rule
        if _folded(rule, held) in _reserved(rule):
            return False
        if any(held == identifier(rule, name.words) for name in entry.alternatives):
            return True
        bare = held.rstrip("0123456789")
        number = held[len(bare) :]
        return bool(number) and held == _numbered(rule, entry, number)

    def _take(self, entry: Entry, text: str) -> bool:
        folded = _folded(self.scope.rule, text)
        if folded in self._taken:
            return False
        self._taken[folded] = entry.key
        self._result[entry.key] = text
        return True

    def _choices(self, entry: Entry) -> Iterator[str]:
        rule = self.scope.rule
        for name in entry.alternatives:
            yield identifier(rule, name.words)
        number = 2
        while True:
            yield _numbered(rule, entry, str(number))
            number += 1

    def _report_collision(self, entry: Entry, text: str) -> None:
        holder = self._taken[_folded(self.scope.rule, text)]
        if self.sink is None or not any(
            other.key == holder and other.name.pinned for other in self.scope.entries
        ):
            return
        self.sink.report(
            PIN_COLLISION.at(
                self.pins_at or Location(file=""),
                f"the pinned name of {_told(entry.key)} is `{text}`, "
                f"and so is that of {_told(holder)}",
                hint="pin one of them to another name",
            )
        )

    def _check_pin(self, entry: Entry) -> None:
        bare = _cased(self.scope.rule, entry.name.words)
        if self.sink is None or _folded(self.scope.rule, bare) not in _reserved(self.scope.rule):
            return
        self.sink.report(
            PIN_RESERVED.at(
                self.pins_at or Location(file=""),
                f"the pinned name of {_told(entry.key)} is the reserved word `{bare}`; "
                f"it becomes `{self._result[entry.key]}`",
                hint="pin it to a name that no language reserves",
            )
        )


def _numbered(rule: NameRule, entry: Entry, number: str) -> str:
    shorter = bounded(entry.name.words, LONGEST - len(number) - 1)
    return identifier(rule, (*shorter, number))


def _precedence(entry: Entry, wish: str) -> tuple[bool, int, bool, bool, Key]:
    """Pinned names come first, then lower ranks, then who is declared just so, then those whose
    declaration has no symbol that the words leave out (`name` before `-name`), then the key."""
    name = entry.name
    lossy = spelled(name.declared) != name.words
    return (not name.pinned, entry.rank, name.declared != wish, lossy, entry.key)


def _told(key: Key) -> str:
    return f"{key[0]} `{'.'.join(key[1:])}`"
