"""JSON, strictly: faults that Python's own reader lets pass are found, with their places."""

from __future__ import annotations

import pytest

from reading import parsed, places, value_of
from specpress.source.positions import DEEPEST


def test_json_is_read_exactly() -> None:
    text = '{"a": [1, 2.0, 1e2, 123456789012345678901234567890, "\\ud83d\\ude00", "\\/"]}'
    value = value_of(text, "a.json")
    assert value == {"a": [1, 2.0, 100.0, 123456789012345678901234567890, "😀", "/"]}
    assert isinstance(value, dict)
    assert [type(item) for item in value["a"]] == [int, float, float, int, str, str]  # type: ignore[union-attr]


def test_repeated_keys_name_both_places() -> None:
    text = '{\n  "a": {"x": 1,\n    "\\u0078": 2},\n  "a": 3\n}'
    found, faults = parsed(text, "a.json")
    assert found is not None
    assert places(faults) == [("json-duplicate-key", 3, 5), ("json-duplicate-key", 4, 3)]
    assert [str(fault.related[0]) for fault in faults] == ["a.json:2:9", "a.json:2:3"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_numbers_that_json_cannot_hold(number: str) -> None:
    found, faults = parsed(f'{{"a": 1,\n "b": {number}}}', "a.json")
    assert found is None
    assert places(faults) == [("json-bad-number", 2, 7)]


def test_all_bad_numbers_are_told_at_once() -> None:
    _, faults = parsed('[NaN, 1, "NaN", 2.5, -Infinity]', "a.json")
    assert places(faults) == [("json-bad-number", 1, 2), ("json-bad-number", 1, 22)]


def test_half_a_character_is_told_and_replaced() -> None:
    found, faults = parsed('{"a": ["\\ud800x"], "\\udfff": 1}', "a.json")
    assert found is not None
    assert found.value == {"a": ["\ufffdx"], "\ufffd": 1}
    assert [fault.code for fault in faults] == ["json-lone-surrogate"] * 2
    assert str(faults[0].location) == "a.json:1:8"


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ('{"a": 1,}', "a.json:1:9", "comma"),
        ("{'a': 1}", "a.json:1:2", "double quotes"),
        ('{"a": 1 // no\n}', "a.json:1:9", "comments"),
        ('{"a": 1}\nx', "a.json:2:1", ""),
        ('{"a": "x\ny"}', "a.json:1:9", ""),
    ],
)
def test_what_is_no_json_has_a_place_and_a_hint(text: str, place: str, hint: str) -> None:
    found, faults = parsed(text, "a.json")
    assert found is None
    assert [(fault.code, str(fault.location)) for fault in faults] == [("json-syntax", place)]
    assert hint in faults[0].hint


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, "[" * 300 + "]" * 300])
def test_endless_nesting_is_refused(text: str) -> None:
    found, faults = parsed(text, "a.json")
    assert found is None
    assert [fault.code for fault in faults] == ["json-too-deep"]
    assert faults[0].location.column > DEEPEST


def test_the_deepest_nesting_that_is_read() -> None:
    assert value_of("[" * DEEPEST + "]" * DEEPEST, "a.json")


def test_json_in_a_file_of_another_name_is_read_as_json() -> None:
    assert value_of('{"a": "\\ud83d\\ude00"}', "a.yaml") == {"a": "😀"}


def test_a_flow_mapping_that_is_no_json_is_yaml() -> None:
    assert value_of("{a: [b, no], c: 010}\n", "spec") == {"a": ["b", "no"], "c": 10}
