"""YAML by the rules of 1.2, and inputs that are made to hurt."""

from __future__ import annotations

import time

import pytest

from reading import parsed, places, value_of
from specpress.jsonvalue import Json
from specpress.source import yaml12
from specpress.source.positions import DEEPEST


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("010", 10),
        ("0o17", 15),
        ("0xfF", 255),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2001-12-14", "2001-12-14"),
        ("2001-12-14T21:59:43Z", "2001-12-14T21:59:43Z"),
        ("+12", 12),
        ("-0", 0),
        ("1.0", 1.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("0.1.2", "0.1.2"),
        ("-", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nUll", "nUll"),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        ("'true'", "true"),
        ('"1"', "1"),
        ("!!str 1", "1"),
        ("!!str .inf", ".inf"),
        ('!!int "1"', 1),
        ('!!float "1"', 1.0),
        ("!!null ''", None),
        ("! 1", "1"),
        ("9" * 60, int("9" * 60)),
        ("=", "="),
        ("<<", "<<"),
        ("\u0661", "\u0661"),
    ],
)
def test_the_core_schema(text: str, value: Json) -> None:
    if text == "-":
        found = value_of("-")
        assert found == [None]
        return
    (found,) = value_of(f"- {text}")  # type: ignore[misc]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_the_text_that_was_written() -> None:
    assert value_of("200: a\nno: b\nnull: c\n0o17: d\n1.50: e\n'': f\n2001-12-14: g\n") == {
        "200": "a",
        "no": "b",
        "null": "c",
        "0o17": "d",
        "1.50": "e",
        "": "f",
        "2001-12-14": "g",
    }


def test_a_repeated_key_names_both_places() -> None:
    found, faults = parsed("a:\n  - x: 1\n    y: 2\n    'x': 3\n")
    assert found is not None
    assert places(faults) == [("yaml-duplicate-key", 4, 5)]
    assert faults[0].location.pointer == "/a/0/x"
    assert [str(place) for place in faults[0].related] == ["a.yaml:2:5"]
    assert "line 2" in faults[0].message


def test_a_number_and_its_text_are_one_key() -> None:
    _, faults = parsed("200: a\n'200': b\n")
    assert places(faults) == [("yaml-duplicate-key", 2, 1)]


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "? {a: b}\n: c\n", "a: &x [1]\n*x : b\n"])
def test_a_key_that_is_no_text_is_refused(text: str) -> None:
    found, faults = parsed(text)
    assert found is None
    assert [fault.code for fault in faults] == ["yaml-complex-key"]


@pytest.mark.parametrize("text", [".inf", "-.INF", ".nan", "1e999", "9" * 5000])
def test_numbers_that_json_cannot_hold_are_refused(text: str) -> None:
    _, faults = parsed(f"a: 1\nb: {text}\n")
    assert places(faults) == [("yaml-bad-number", 2, 4)]


@pytest.mark.parametrize(
    "text", ["!!binary aGk=", "!!timestamp 2001-01-01", "!mine x", "!!set {a}", "!!int x"]
)
def test_tags_outside_the_core_schema_are_refused(text: str) -> None:
    _, faults = parsed(f"a: {text}\n")
    assert places(faults) == [("yaml-bad-tag", 1, 4)]


def test_an_alias_is_a_copy() -> None:
    value = value_of("a: &x {k: [1]}\nb: *x\nc: &s text\n*s : d\ne: *s\n")
    assert value == {"a": {"k": [1]}, "b": {"k": [1]}, "c": "text", "text": "d", "e": "text"}
    assert isinstance(value, dict)
    assert value["a"] is not value["b"]


def test_faulty_aliases() -> None:
    _, faults = parsed("a: *b\n")
    assert places(faults) == [("yaml-unknown-alias", 1, 4)]
    found, faults = parsed("a: &b\n  c: *b\n")
    assert found is None
    assert places(faults) == [("yaml-cyclic-alias", 2, 6)]


def test_a_redefined_anchor_is_the_last_one() -> None:
    assert value_of("a: &x [&x 1, *x]\nb: *x\n") == {"a": [1, 1], "b": 1}


def test_a_merge_key_is_merged_with_a_warning() -> None:
    found, faults = parsed("base: &b {x: 1, y: 2}\na:\n  <<: *b\n  y: 3\nc:\n  <<: [*b, {z: 4}]\n")
    assert found is not None
    assert found.value == {
        "base": {"x": 1, "y": 2},
        "a": {"y": 3, "x": 1},
        "c": {"x": 1, "y": 2, "z": 4},
    }
    assert places(faults) == [("yaml-merge-key", 3, 3), ("yaml-merge-key", 6, 3)]
    assert str(found.positions.locate("/a/x")) == "a.yaml:1:11"
    assert str(found.positions.locate("/c/z")) == "a.yaml:6:13"


def test_a_merge_of_something_else_is_refused_and_a_quoted_one_is_a_key() -> None:
    _, faults = parsed("a:\n  <<: 1\n")
    assert places(faults) == [("yaml-bad-merge", 2, 3)]
    assert value_of("'<<': {a: 1}\n") == {"<<": {"a": 1}}


def test_one_document_a_file() -> None:
    found, faults = parsed("---\na: 1\n---\nb: 2\n")
    assert found is None
    assert places(faults) == [("yaml-many-documents", 3, 1)]
    assert value_of("%YAML 1.2\n---\na: no\n...\n") == {"a": "no"}


def test_a_tab_is_named_as_the_cause() -> None:
    _, faults = parsed("a:\n\tb: 1\n")
    assert places(faults) == [("yaml-syntax", 2, 1)]
    assert "tab" in faults[0].message


def test_syntax_faults_have_a_place_and_a_hint() -> None:
    _, faults = parsed("a: b: c\n")
    assert places(faults) == [("yaml-syntax", 1, 5)]
    assert "quote" in faults[0].hint
    _, faults = parsed("a: 1\nb: \x07\n")
    assert places(faults) == [("yaml-syntax", 2, 4)]
    assert "U+0007" in faults[0].message


def test_line_separators_are_ordinary_characters() -> None:
    text = 'a: x\u2028y\nb: "p\u2029q\x85r"\nc: 1\nc: 2\n'
    found, faults = parsed(text)
    assert found is not None
    assert found.value == {"a": "x\u2028y", "b": "p\u2029q\x85r", "c": 2}
    assert places(faults) == [("yaml-duplicate-key", 4, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 50_000 + "a",
        "a: " + "{b: " * 5_000,
        "\n".join(" " * n + "a:" for n in range(400)),
    ],
    ids=["flow", "block", "mappings", "indented"],
)
def test_endless_nesting_ends_early(text: str) -> None:
    start = time.perf_counter()
    found, faults = parsed(text)
    assert found is None
    assert [fault.code for fault in faults] == ["yaml-too-deep"]
    assert faults[0].location.line > 0
    assert time.perf_counter() - start < 5


def test_the_deepest_nesting_that_is_read() -> None:
    assert value_of("[" * DEEPEST + "]" * DEEPEST)
    _, faults = parsed("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))
    assert [fault.code for fault in faults] == ["yaml-too-deep"]


def test_aliases_do_not_add_depth_without_end() -> None:
    levels = [f"a0: &a0 {'[' * 150}{']' * 150}"]
    levels += [f"a{n}: &a{n} {'[' * 100}*a{n - 1}{']' * 100}" for n in range(1, 20)]
    found, faults = parsed("\n".join(levels))
    assert found is None
    assert [fault.code for fault in faults] == ["yaml-too-deep"]


def test_an_alias_bomb_is_defused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    start = time.perf_counter()
    found, faults = parsed("\n".join(lines))
    assert found is None
    assert [fault.code for fault in faults] == [yaml12.ALIAS_BOMB.code] == ["yaml-alias-bomb"]
    assert time.perf_counter() - start < 10


def test_an_empty_document_is_null() -> None:
    assert value_of("# nothing but this\n") is None
