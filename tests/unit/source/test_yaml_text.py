"""The YAML writer: what it writes, every reader reads as the same value."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.diagnostics import Sink
from specpress.jsonvalue import Json
from specpress.source import yaml12, yaml_text
from specpress.source.positions import TextPositions

FAST = settings(max_examples=150, deadline=None, derandomize=True)

texts = st.one_of(
    st.text(max_size=30),
    st.text(alphabet=" \n\t-:#'\"|>a.0eExXob_+~&*!%@`{}[],?=<", max_size=12),
    st.sampled_from(["", "no", "Y", "on", "010", "0o17", "1e3", "1.5e3", "1_000", "12:30:45"]),
    st.sampled_from(
        ["2024-01-01", "<<", "=", ".inf", "+.INF", "0x1F", "0b1", "---", "...", "null"]
    ),
)
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        texts,
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=12,
)


def same(one: Json, other: Json) -> bool:
    """Equal with the types and the order of the keys."""
    return repr(one) == repr(other)


def by_our_reader(text: str) -> Json:
    sink = Sink()
    value = yaml12.read(text, TextPositions("x.yaml", text, "yaml"), sink)
    assert not list(sink)
    return value


@FAST
@given(st.dictionaries(texts, values, max_size=4))
def test_that_a_reader_of_yaml_1_1_finds_the_same_value(root: dict[str, Json]) -> None:
    assert same(yaml.safe_load(yaml_text.dump(root)), root)


@FAST
@given(st.dictionaries(texts, values, max_size=4))
def test_that_our_reader_of_yaml_1_2_finds_the_same_value(root: dict[str, Json]) -> None:
    assert same(by_our_reader(yaml_text.dump(root)), root)


@pytest.mark.parametrize(
    "text", ["no", "y", "N", "010", "0o17", "1e3", "1.5e3", "0.6", "1_0", "~", "", ".inf", "off"]
)
def test_that_text_which_looks_like_something_else_is_quoted(text: str) -> None:
    assert yaml_text.dump({"a": text}).strip() == f"a: '{text}'"


def test_the_form() -> None:
    shared: dict[str, Json] = {"type": "string"}
    root: dict[str, Json] = {
        "openapi": "3.1.1",
        "b": {"text": "one\ntwo\n\nthree", "words": "名称 ü 🎉"},
        "a": [shared, shared, {}, []],
        "n": [1, -0.0, 1e22, 0.1, 9007199254740993, True, None],
    }
    assert yaml_text.dump(root) == (
        "openapi: 3.1.1\n"
        "b:\n"
        "  text: |-\n"
        "    one\n"
        "    two\n"
        "\n"
        "    three\n"
        "  words: 名称 ü 🎉\n"
        "a:\n"
        "  - type: string\n"
        "  - type: string\n"
        "  - {}\n"
        "  - []\n"
        "'n':\n"
        "  - 1\n"
        "  - -0.0\n"
        "  - 1.0e+22\n"
        "  - 0.1\n"
        "  - 9007199254740993\n"
        "  - true\n"
        "  - null\n"
    )


def test_that_lines_break_after_the_width() -> None:
    text = yaml_text.dump({"description": "word " * 100})
    assert max(map(len, text.splitlines())) <= 100 + len("word")
    assert yaml.safe_load(text) == {"description": "word " * 100}
