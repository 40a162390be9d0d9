"""Aliases come after what they are made of; those made of themselves are named."""

from __future__ import annotations

from specpress.model import ListOf, MapOf, Nullable
from specpress.targets.python.models import order
from unit.targets.python.models.rich import TEXT, alias, api, record, ref, type_id, union, variant


def names(*texts: str) -> tuple[str, ...]:
    return tuple(type_id(text) for text in texts)


def test_a_chain() -> None:
    model = api([alias("A", ref("B")), alias("B", ListOf(ref("C"))), alias("C", TEXT)])
    assert order.aliases(model, names("A", "B", "C")) == (names("C", "B", "A"), frozenset())


def test_the_given_order_is_kept_where_nothing_needs_another() -> None:
    model = api([alias(text, TEXT) for text in "ABC"])
    assert order.aliases(model, names("B", "C", "A"))[0] == names("B", "C", "A")


def test_a_record_parts_a_circle() -> None:
    model = api([alias("A", ref("R")), record("R")])
    assert order.aliases(model, names("A", "R")) == (names("A"), frozenset())


def test_an_alias_of_itself() -> None:
    model = api([union("A", variant(TEXT), variant(ListOf(ref("A"))))])
    assert order.aliases(model, names("A")) == (names("A"), frozenset(names("A")))


def test_a_circle_comes_before_what_needs_it() -> None:
    model = api(
        [
            alias("A", Nullable(ref("B"))),
            alias("B", MapOf(ref("C"))),
            alias("C", ListOf(ref("B"))),
        ]
    )
    found, recursive = order.aliases(model, names("A", "B", "C"))
    assert found == names("B", "C", "A")
    assert recursive == frozenset(names("B", "C"))


def test_a_long_chain_needs_no_deep_stack() -> None:
    count = 5000
    model = api(
        [alias(f"A{n}", ref(f"A{n + 1}")) for n in range(count)] + [alias(f"A{count}", TEXT)]
    )
    found, _ = order.aliases(model, tuple(model.types))
    assert found == tuple(reversed(tuple(model.types)))
