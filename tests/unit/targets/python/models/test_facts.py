"""What the documentation of a field or type says beside its description."""

from __future__ import annotations

import dataclasses

import pytest

from specpress.model import Access, Constraints, Default, Docs, FieldNotes, Member
from specpress.targets.python.models import facts
from unit.targets.python.models.rich import alias, enumeration, field, name


@pytest.mark.parametrize(
    ("constraints", "text"),
    [
        (Constraints(), ""),
        (Constraints(max_length=255), "At most 255 characters."),
        (Constraints(min_length=0, max_length=1), "At most 1 character."),
        (Constraints(min_length=1), "At least 1 character."),
        (Constraints(min_length=2, max_length=3), "From 2 to 3 characters."),
        (Constraints(min_length=32, max_length=32), "Exactly 32 characters."),
        (Constraints(min_items=1, unique_items=True), "At least 1 item. No item twice."),
        (Constraints(max_properties=2), "At most 2 members."),
        (Constraints(minimum=0, maximum=9), "From 0 to 9."),
        (Constraints(minimum=0.5), "At least 0.5."),
        (Constraints(maximum=9), "At most 9."),
        (Constraints(exclusive_minimum=0, exclusive_maximum=9), "More than 0. Less than 9."),
        (Constraints(multiple_of=8), "A multiple of 8."),
        (Constraints(pattern="^a$"), "Matches `^a$`."),
    ],
)
def test_constraints(constraints: Constraints, text: str) -> None:
    assert " ".join(facts.constraint_facts(constraints)) == text


def test_a_field() -> None:
    text = facts.field_text(
        field(
            "x",
            docs=Docs(summary="What.", description="Why."),
            deprecated=True,
            access=Access.READ,
            default=Default(value=True),
            notes=FieldNotes(since="4.0", rule="required unless y is set"),
        )
    )
    assert text == (
        "What.\n\nWhy.\n\n"
        "Deprecated. Set by the server. Default of the server: `true`. "
        "required unless y is set. Since 4.0."
    )


def test_a_long_default_is_not_printed() -> None:
    assert "a longer value" in facts.field_text(field("x", default=Default(["a" * 99])))


def test_a_summary_that_is_the_description_is_said_once() -> None:
    assert facts.field_text(field("x", docs=Docs(summary="A.", description="A."))) == "A."


def test_values_of_an_enumeration_with_documentation() -> None:
    states = enumeration("State", "On", "Off")
    members = (
        Member(name=name("On"), value="On", docs=Docs(description="It\nruns.")),
        *states.members[1:],
    )
    told = dataclasses.replace(states, members=members)
    assert facts.type_text(told) == "- `On`: It runs."


def test_an_alias_says_its_constraints() -> None:
    of = alias("A", field("x").type, constraints=Constraints(max_length=3), deprecated=True)
    assert facts.type_text(of) == "Deprecated. At most 3 characters."
