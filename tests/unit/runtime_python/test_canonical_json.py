"""The canonical form that is written, and the exact values that are read."""

from __future__ import annotations

import datetime
import enum
import json
import math
import uuid
from decimal import Decimal

import pydantic
import pytest
from client_runtime._runtime.canonical_json import decode, encode, scalar_text
from client_runtime._runtime.omit import omit
from hypothesis import given, settings
from hypothesis import strategies as st


class Colour(enum.Enum):
    RED = "red"


class Thing(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="allow", serialize_by_alias=True)
    last: str | None = pydantic.Field(default=None, alias="lastOne")
    first: int = 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, False, None]}, '{"b":1,"a":[true,false,null]}'),
        ({"a": omit, "b": [1, omit]}, '{"b":[1]}'),
        ({}, "{}"),
        ([], "[]"),
        ({"a": omit}, "{}"),
        ('"\\/\b\f\n\r\t\x00\x1f\x7f', '"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f"'),
        ("镜像 \U0001f680 \u2028", '"镜像 \U0001f680 \u2028"'),
        (2**63, "9223372036854775808"),
        (-(2**64), "-18446744073709551616"),
        (Decimal("1.10"), '"1.10"'),
        (Decimal("1E+3"), '"1000"'),
        (Colour.RED, '"red"'),
        (uuid.UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (b"\x00\xff", '"AP8="'),
        (datetime.date(2026, 1, 31), '"2026-01-31"'),
        (datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.UTC), '"2026-01-31T12:00:00Z"'),
        (Thing(lastOne=None), '{"lastOne":null}'),
        (Thing(first=1, new=[2]), '{"first":1,"new":[2]}'),
        ((1, 2), "[1,2]"),
    ],
)
def test_encode(value: object, text: str) -> None:
    assert encode(value).decode() == text


# RFC 8785, appendix B.
@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (-5e-324, "-5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e23, "1e+23"),
        (999999999999999700000.0, "999999999999999700000"),
        (1e21, "1e+21"),
        (9.999999999999997e-7, "9.999999999999997e-7"),
        (0.000001, "0.000001"),
        (333333333.33333325, "333333333.33333325"),
        (1e-7, "1e-7"),
        (0.1, "0.1"),
        (-1.5, "-1.5"),
        (100.0, "100"),
    ],
)
def test_numbers_are_written_as_rfc_8785_has_it(number: float, text: str) -> None:
    assert encode(number).decode() == text


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_double_reads_back_as_itself(number: float) -> None:
    assert float(encode(number)) == number


@pytest.mark.parametrize("value", [math.nan, math.inf, Decimal("NaN"), "\ud800"])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        encode(value)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        encode(datetime.datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize("value", [object(), {1, 2}, 1j])
def test_what_has_no_json_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no JSON form"):
        encode({"a": value})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.0", 0),
        ("-0.0", 0),
        ("1.073741824E10", 10737418240),
        ("9007199254740993.0", 9007199254740993),
        ("9.223372036854775807e18", 9223372036854775807),
        ("12345678901234567890123.0", 12345678901234567890123),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ("1e300", 10**300),
    ],
)
def test_whole_numbers_are_exact_integers(text: str, value: int) -> None:
    found = decode(text.encode())
    assert found == value
    assert isinstance(found, int)


@pytest.mark.parametrize("text", ["0.5", "1e-400", "9007199254740992.5", "1.0000000000000002"])
def test_other_numbers_are_doubles(text: str) -> None:
    found = decode(text.encode())
    assert found == float(text)


@pytest.mark.parametrize(
    "text", ["NaN", "-Infinity", "1e999999999", "9" * 5000, "{", "", "\xff", "[" * 5000]
)
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        decode(text.encode("latin-1"))


def test_a_byte_order_mark_is_ignored() -> None:
    assert decode(b'\xef\xbb\xbf{"a":1}') == {"a": 1}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(_JSON)
def test_what_is_written_is_what_is_read(value: object) -> None:
    assert decode(encode(value)) == value
    assert json.loads(encode(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [("a b", "a b"), (True, "true"), (None, "null"), (1.0, "1"), (Colour.RED, "red"), (7, "7")],
)
def test_scalar_text(value: object, text: str) -> None:
    assert scalar_text(value) == text


def test_a_list_is_no_scalar() -> None:
    with pytest.raises(TypeError, match="list is no single value"):
        scalar_text([1])
