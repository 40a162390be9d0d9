"""Made-up scalars keep the limits of their schema."""

from __future__ import annotations

import re

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.model import Constraints, Scalar, ScalarKind
from specpress.targets.calling.limits import keeps
from specpress.targets.calling.patterns import text_for
from specpress.targets.calling.scalars import scalar

TEXT = Scalar(ScalarKind.STRING)
WHOLE = Scalar(ScalarKind.INTEGER)
NUMBER = Scalar(ScalarKind.NUMBER)


@pytest.mark.parametrize(
    ("pattern", "shortest", "made"),
    [
        ("^[0-9a-f]{32}$", 0, "a" * 32),
        ("^[A-Z]{2}-\\d+$", 0, "AA-0"),
        ("^(?:foo|bar)?x$", 0, "x"),
        ("a|b", 0, "a"),
        ("^[^a-z]$", 0, "A"),
        ("^\\w{3,}$", 5, "aaaaa"),
        ("^v\\.\\d*$", 4, "v.00"),
        ("^(ab)+$", 5, "ababab"),
        ("[\\]\\-x]", 0, "x"),
        ("", 0, ""),
    ],
)
def test_a_text_for_a_pattern(pattern: str, shortest: int, made: str) -> None:
    assert text_for(pattern, shortest) == made
    assert re.search(pattern, made)


@pytest.mark.parametrize(
    "pattern",
    ["(?=a)b", "(a)\\1", "a{", "(", "[a", "*", "\\", "a{99999}", "(?<n>a)", "[]", "\\p{L}"],
)
def test_no_text_for_what_is_not_simple(pattern: str) -> None:
    assert text_for(pattern) is None


def test_a_million_brackets_are_no_crash() -> None:
    assert text_for("(" * 1_000_000) is None


@given(
    least=st.none() | st.integers(-50, 50),
    room=st.none() | st.integers(8, 50),
    step=st.none() | st.integers(1, 7),
    exclusive=st.booleans(),
)
def test_numbers_keep_their_bounds(
    least: int | None, room: int | None, step: int | None, exclusive: bool
) -> None:
    most = None if room is None else (least or 0) + room
    limits = Constraints(
        minimum=None if exclusive else least,
        exclusive_minimum=least if exclusive else None,
        maximum=most,
        multiple_of=step,
    )
    for kind in (WHOLE, NUMBER):
        made = scalar("x", kind, limits)
        assert keeps(made, limits), (made, limits)
        schema = {
            key: value
            for key, value in {
                "type": "integer" if kind is WHOLE else "number",
                "minimum": limits.minimum,
                "exclusiveMinimum": limits.exclusive_minimum,
                "maximum": most,
                "multipleOf": step,
            }.items()
            if value is not None
        }
        assert jsonschema_rs.is_valid(schema, made)


@pytest.mark.parametrize(
    ("limits", "made"),
    [
        (Constraints(), "name"),
        (Constraints(max_length=2), "na"),
        (Constraints(min_length=6), "nameee"),
        (Constraints(pattern="^x+$", min_length=3), "xxx"),
        (Constraints(pattern="^q", min_length=3, max_length=5), "qaa"),
        (Constraints(pattern="(?=x)x"), "name"),
    ],
)
def test_texts(limits: Constraints, made: str) -> None:
    assert scalar("name", TEXT, limits) == made


def test_a_number_between_narrow_bounds() -> None:
    limits = Constraints(exclusive_minimum=0.1, exclusive_maximum=0.2)
    assert keeps(scalar("x", NUMBER, limits), limits)


def test_others_are_others() -> None:
    for given_kind in (TEXT, WHOLE, NUMBER):
        made = [scalar("x", given_kind, Constraints(), nth) for nth in range(3)]
        assert len(set(map(str, made))) == 3
