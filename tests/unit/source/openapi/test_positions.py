"""The place of every part of a text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import parsed
from specpress.diagnostics import Sink
from specpress.jsonvalue import Json, escape
from specpress.source.openapi import load_bytes
from specpress.source.parsing import Parsed

YAML = """\
paths:
  /a~b:
    get:
      tags: [x, "y"]
      200: ok
      text: |
        long
  "quoted \\u0041": {k: v}
shared: &s
  deep: [1, {n: 2}]
again: *s
"""


def at(found: Parsed, pointer: str) -> str:
    return str(found.positions.locate(pointer)).removeprefix("a.yaml:")


def test_yaml_places_are_those_of_keys_and_items() -> None:
    found, _ = parsed(YAML)
    assert found is not None
    assert at(found, "") == "1:1"
    assert at(found, "/paths") == "1:1"
    assert at(found, "/paths/~1a~0b/get") == "3:5"
    assert at(found, "/paths/~1a~0b/get/tags/1") == "4:17"
    assert at(found, "/paths/~1a~0b/get/200") == "5:7"
    assert at(found, "/paths/quoted A/k") == "8:21"
    assert at(found, "/shared/deep/1/n") == "10:14"


def test_values_have_their_own_places() -> None:
    found, _ = parsed(YAML)
    assert found is not None
    assert str(found.positions.locate_value("/paths/~1a~0b/get/200")) == "a.yaml:5:12"
    assert str(found.positions.locate_value("/paths")) == "a.yaml:2:3"
    assert str(found.positions.locate_value("/paths/none")) == "a.yaml:1:1"


def test_what_came_through_an_alias_is_at_its_anchor() -> None:
    found, _ = parsed(YAML)
    assert found is not None
    assert at(found, "/again") == "11:1"
    assert at(found, "/again/deep/1/n") == "10:14"


def test_an_unknown_pointer_gives_the_nearest_ancestor_and_keeps_its_name() -> None:
    found, _ = parsed(YAML)
    assert found is not None
    for pointer in ("/paths/~1a~0b/get/tags/9", "/paths/~1a~0b/get/tags/01/x"):
        place = found.positions.locate(pointer)
        assert (place.line, place.column, place.pointer) == (4, 7, pointer)


def test_positions_are_not_computed_before_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from specpress.source import yaml_places

    asked: list[str] = []
    monkeypatch.setattr(
        yaml_places, "places", lambda text: asked.append(text) or yaml_places._Reading().root
    )
    document = load_bytes(b"openapi: 3.1.0\ninfo: {}\n", "a.yaml", Sink())
    assert document is not None
    assert not asked
    document.positions.locate("/info")
    document.positions.locate("/info")
    assert len(asked) == 1


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(value=VALUES, indent=st.sampled_from([None, 0, 2, "\t"]), ascii_only=st.booleans())
def test_in_json_every_pointer_leads_to_its_value(
    value: Json, indent: int | str | None, ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    found, faults = parsed(" " + text, "a.json")
    assert found is not None
    assert not faults
    lines = (" " + text).split("\n")
    decoder = json.JSONDecoder()

    def check(part: Json, pointer: str) -> None:
        place = found.positions.locate_value(pointer)
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        assert decoder.raw_decode(rest)[0] == part
        if isinstance(part, dict):
            for key, item in part.items():
                check(item, f"{pointer}/{escape(key)}")
        elif isinstance(part, list):
            for number, item in enumerate(part):
                check(item, f"{pointer}/{number}")

    check(value, "")
