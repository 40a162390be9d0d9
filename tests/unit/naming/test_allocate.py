"""Identifiers that cannot collide."""

from __future__ import annotations

import itertools
import keyword
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.diagnostics import Location, Sink
from specpress.model import Name
from specpress.naming import cases
from specpress.naming.allocate import PIN_COLLISION, PIN_RESERVED, allocate, identifier
from specpress.naming.scopes import Entry, NameRule, Scope
from specpress.naming.words import words

SNAKE = NameRule(case=cases.snake, reserved=frozenset(keyword.kwlist))
PASCAL = NameRule(case=cases.pascal, reserved=frozenset({"String", "Error"}))
SCREAMING = NameRule(case=cases.screaming)
FILES = NameRule(case=cases.pascal, reserved=frozenset({"CON", "nul"}), folds_case=True)
ASCII = NameRule(case=cases.camel, reserved=frozenset({"new"}), ascii_only=True)
RULES = (SNAKE, PASCAL, SCREAMING, FILES, ASCII, NameRule(case=cases.kebab))


def entry(declared: str, *, rank: int = 0, pin: str = "", also: Sequence[str] = ()) -> Entry:
    return Entry(
        key=("x", declared),
        name=Name(words=words(pin or declared), declared=declared, pinned=bool(pin)),
        alternatives=tuple(Name(words=words(text), declared=declared) for text in also),
        rank=rank,
    )


def result(*entries: Entry, rule: NameRule = SNAKE, sink: Sink | None = None) -> dict[str, str]:
    scope = Scope(id=("x",), rule=rule, entries=entries)
    names = allocate([scope], sink, pins_at=Location(file="specpress.toml", line=3, column=1))
    return {key[1]: text for key, text in names.table.items()}


def test_a_name_that_is_alone_is_itself() -> None:
    assert result(entry("backupStorageUuids")) == {"backupStorageUuids": "backup_storage_uuids"}


def test_a_reserved_word_gets_the_suffix() -> None:
    assert result(entry("class")) == {"class": "class_"}
    assert result(entry("string"), rule=PASCAL) == {"string": "String_"}


def test_a_suffixed_word_that_is_reserved_too_gets_it_again() -> None:
    rule = NameRule(case=cases.snake, reserved=frozenset({"class", "class_"}))
    assert result(entry("class"), rule=rule) == {"class": "class__"}


def test_the_one_that_is_declared_just_so_keeps_the_name() -> None:
    assert result(entry("a-b"), entry("a_b"), entry("aB")) == {
        "a-b": "a_b_3",
        "a_b": "a_b",
        "aB": "a_b_2",
    }


def test_a_deduplicated_name_does_not_take_the_name_of_another() -> None:
    assert result(entry("a"), entry("A"), entry("a_2"), entry("a_3")) == {
        "a": "a",
        "A": "a_4",
        "a_2": "a_2",
        "a_3": "a_3",
    }


def test_a_lower_rank_keeps_the_name_and_the_other_takes_its_alternative() -> None:
    first = Entry(key=("x", "path", "id"), name=Name(words=("id",), declared="id"))
    second = Entry(
        key=("x", "body", "id"),
        name=Name(words=("id",), declared="id"),
        alternatives=(Name(words=("body", "id"), declared="id"),),
        rank=2,
    )
    scope = Scope(id=("x",), rule=SNAKE, entries=(second, first))
    assert allocate([scope]).table == {first.key: "id", second.key: "body_id"}


def test_an_alternative_that_another_name_wants_is_passed_over() -> None:
    given_ = (entry("id"), entry("ID", also=["query id", "id in query"]), entry("query_id"))
    assert result(*given_) == {"id": "id", "ID": "id_in_query", "query_id": "query_id"}


def test_numbers_come_when_alternatives_are_taken() -> None:
    assert result(entry("id"), entry("ID", also=["id"]))["ID"] == "id_2"


def test_a_pinned_name_wins_over_all() -> None:
    assert result(entry("name"), entry("title", pin="name")) == {"name": "name_2", "title": "name"}


def test_a_digit_in_front_gets_a_word_before_it() -> None:
    assert result(entry("2fa")) == {"2fa": "n_2fa"}
    assert result(entry("2fa"), rule=PASCAL) == {"2fa": "N2fa"}


def test_names_that_differ_in_case_only_differ_in_files() -> None:
    assert (
        len({text.casefold() for text in result(entry("con"), entry("CoN"), rule=FILES).values()})
        == 2
    )
    assert result(entry("con"), rule=FILES) == {"con": "Con_"}
    assert result(entry("Nul"), rule=FILES) == {"Nul": "Nul_"}


def test_ascii_only() -> None:
    assert result(entry("\u955c\u50cfName"), rule=ASCII) == {"\u955c\u50cfName": "u955cu50cfName"}


def test_two_pins_that_collide_are_reported_at_the_pins() -> None:
    sink = Sink()
    found = result(entry("a", pin="same"), entry("b", pin="same"), sink=sink)
    assert sorted(found.values()) == ["same", "same_2"]
    (fault,) = sink
    assert fault.code == PIN_COLLISION.code
    assert str(fault.location) == "specpress.toml:3:1"
    assert "`same`" in fault.message


def test_a_pin_that_is_reserved_is_told() -> None:
    sink = Sink()
    assert result(entry("a", pin="class"), sink=sink) == {"a": "class_"}
    (fault,) = sink
    assert fault.code == PIN_RESERVED.code
    assert "`class_`" in fault.message


def test_a_pin_beside_an_unpinned_name_is_no_collision() -> None:
    sink = Sink()
    result(entry("same"), entry("b", pin="same"), sink=sink)
    assert not list(sink)


def test_a_key_that_comes_twice_is_a_bug() -> None:
    with pytest.raises(ValueError, match="twice"):
        result(entry("a"), entry("a"))
    with pytest.raises(ValueError, match="two scopes"):
        allocate([Scope(id=(n,), rule=SNAKE, entries=(entry("a"),)) for n in "xy"])


declared = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        [
            "a",
            "A",
            "a_2",
            "a2",
            "A_2",
            "aB",
            "a_b",
            "a-b",
            "ab",
            "class",
            "Class",
            "class_",
            "",
            "*",
        ]
    ),
)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    names=st.lists(declared, unique=True, max_size=12),
    pins=st.lists(declared, max_size=3),
    rule=st.sampled_from(RULES),
    seed=st.integers(0, 99),
)
def test_identifiers_differ_and_are_valid_in_any_order(
    names: list[str], pins: list[str], rule: NameRule, seed: int
) -> None:
    chosen = itertools.zip_longest(names, pins[: len(names)])
    entries = [entry(name, pin=pin or "") for name, pin in chosen if name is not None]
    found = result(*entries, rule=rule)
    assert set(found) == set(names)
    folded = [text.casefold() if rule.folds_case else text for text in found.values()]
    assert len(set(folded)) == len(folded)
    for text in found.values():
        assert text.replace("-", "_").isidentifier()
        assert text not in rule.reserved
        assert not rule.ascii_only or text.isascii()
    shuffled = entries.copy()
    random.Random(seed).shuffle(shuffled)
    assert result(*shuffled, rule=rule) == found


@settings(derandomize=True, deadline=None, max_examples=200)
@given(names=st.lists(declared, unique=True, min_size=1, max_size=8), new=declared)
def test_an_unrelated_name_changes_nothing(names: list[str], new: str) -> None:
    before = result(*(entry(name) for name in names))
    wanted = identifier(SNAKE, words(new))
    if new in names or wanted in before.values() or wanted in map(_wish, names):
        return
    after = result(*(entry(name) for name in [new, *names]))
    assert {name: after[name] for name in names} == before


def _wish(name: str) -> str:
    return identifier(SNAKE, words(name))


def test_a_name_is_never_too_long_for_a_file() -> None:
    long = "word " * 100
    found = result(entry(long + "a"), entry(long + "b"), entry("x" * 300), entry("镜" * 300))
    assert len(set(found.values())) == 4
    assert all(len(text.encode()) <= 210 for text in found.values())
