"""What docstrings say of arguments."""

from __future__ import annotations

import pytest

from specpress.model import (
    Alias,
    ApiModel,
    Constraints,
    Default,
    Docs,
    Enumeration,
    FieldNotes,
    Info,
    ListOf,
    Member,
    Name,
    Named,
    Nullable,
    Origin,
    Scalar,
    ScalarKind,
    TypeRef,
)
from specpress.targets.python.docstrings import first_sentence, group_docstring
from specpress.targets.python.sentences import argument_text
from specpress.targets.wording import limits, sentence, values

TEXT = Scalar(ScalarKind.STRING)


def named(text: str) -> Name:
    return Name(words=(text.lower(),), declared=text)


def enumeration(count: int) -> Enumeration:
    members = tuple(Member(name=named(f"v{n}"), value=f"v{n}") for n in range(count))
    return Enumeration(id="E", name=named("E"), base=TEXT, members=members, origin=Origin(""))


def model(*definitions: Enumeration | Alias) -> ApiModel:
    return ApiModel(
        info=Info(title="T", version="1"),
        servers=(),
        auth=(),
        groups=(),
        operations=(),
        types={one.id: one for one in definitions},
    )


@pytest.mark.parametrize(
    ("constraints", "said"),
    [
        (Constraints(), ""),
        (Constraints(min_length=0, max_length=255), "At most 255 characters."),
        (Constraints(min_length=1), "At least 1 character."),
        (Constraints(min_length=32, max_length=32), "Exactly 32 characters."),
        (
            Constraints(min_items=2, max_items=5, unique_items=True),
            "2 to 5 elements. No element twice.",
        ),
        (Constraints(max_properties=1), "At most 1 member."),
        (Constraints(minimum=0, exclusive_maximum=1.5), "At least 0. Less than 1.5."),
        (
            Constraints(exclusive_minimum=0, maximum=9, multiple_of=3),
            "More than 0. At most 9. A multiple of 3.",
        ),
        (Constraints(pattern="^a$"), "Pattern: `^a$`."),
    ],
)
def test_limits(constraints: Constraints, said: str) -> None:
    assert " ".join(limits(constraints)) == said


@pytest.mark.parametrize("ref", [Named("E"), Nullable(Named("E")), ListOf(Named("E"))])
def test_known_values(ref: TypeRef) -> None:
    assert list(values(model(enumeration(2)), ref)) == ["Known values: `v0`, `v1`."]


def test_many_values_are_cut() -> None:
    (said,) = values(model(enumeration(30)), Named("E"))
    assert said.endswith("`v19`, and others.")


def test_an_alias_has_limits_of_its_own() -> None:
    alias = Alias(
        id="A",
        name=named("A"),
        target=Named("E"),
        constraints=Constraints(max_length=9),
        origin=Origin(""),
    )
    assert list(values(model(enumeration(1), alias), Named("A"))) == [
        "Known values: `v0`.",
        "At most 9 characters.",
    ]


def test_all_that_is_known_of_an_argument() -> None:
    said = argument_text(
        model(enumeration(1)),
        Named("E"),
        docs=Docs(description="Optional. What it\nis"),
        constraints=Constraints(max_length=9),
        default=Default("v0"),
        deprecated=True,
        notes=FieldNotes(rule="required unless b is given", since="4.0"),
    )
    assert said == (
        "What it is. Required unless b is given. Known values: `v0`. At most 9 characters."
        ' Server default: `"v0"`. Since 4.0. Deprecated.'
    )


def test_nothing_known_is_nothing_said() -> None:
    docs = Docs(description="Optional.")
    said = argument_text(model(), TEXT, docs=docs, constraints=Constraints(), default=None)
    assert said == ""


@pytest.mark.parametrize(
    ("text", "whole"), [("a", "a."), ("a.", "a."), ("a?", "a?"), ("完成。", "完成。"), ("a:", "a:")]
)
def test_sentences_end(text: str, whole: str) -> None:
    assert sentence(text) == whole


def test_first_sentence() -> None:
    assert first_sentence("One\nthing. Another. ") == "One thing."
    assert first_sentence("one") == "one"


@pytest.mark.parametrize(
    ("summary", "description", "said"),
    [
        ("", "", "Images."),
        ("", "Many.\n\nMore.", "Many.\n\nMore."),
        ("Short", "Short", "Short."),
        ("Short", "Long.", "Short.\n\nLong."),
    ],
)
def test_docstrings_of_groups(summary: str, description: str, said: str) -> None:
    assert group_docstring("Images", summary, description) == said
