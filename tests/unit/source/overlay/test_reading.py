"""Overlay files: what is read, and each fault with its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import places
from specpress.diagnostics import Diagnostic, Severity, Sink
from specpress.source import overlay
from specpress.source.overlay import Copy, Nothing, Overlay, Remove, Update

HEAD = "overlay: 1.1.0\ninfo: {title: T, version: '1'}\n"


def read(text: str, head: str = HEAD) -> tuple[Overlay | None, list[Diagnostic]]:
    sink = Sink()
    return overlay.load_bytes((head + text).encode(), "o.yaml", sink), list(sink)


def test_every_kind_of_action_is_read() -> None:
    loaded, faults = read(
        """\
extends: base.yaml
actions:
  - target: $.a
    description: why
    update: null
    x-specpress-correction: {documented: D, actual: A, source: S.java}
  - {target: $.b, copy: $.a}
  - {target: $.c, remove: true}
  - {target: $.d, remove: false, update: 1}
  - {target: $.e}
"""
    )
    assert loaded is not None
    assert (loaded.version, loaded.title, loaded.extends) == ((1, 1), "T", "base.yaml")
    kinds = [type(action.change) for action in loaded.actions]
    assert kinds == [Update, Copy, Remove, Update, Nothing]
    first = loaded.actions[0]
    assert first.change == Update(value=None, pointer="/actions/0/update")
    assert first.correction is not None
    assert first.correction.source == "S.java"
    assert str(first.location) == "o.yaml:5:5"
    assert places(faults) == [("overlay-idle-action", 12, 5)]


def test_json_is_read_too() -> None:
    loaded, faults = read(
        '{"overlay": "1.0.0", "info": {"title": "T", "version": "1"},'
        ' "actions": [{"target": "$.a", "remove": true}]}',
        head="",
    )
    assert loaded is not None
    assert not faults
    assert loaded.version == (1, 0)


@pytest.mark.parametrize(
    ("version", "code", "hint"),
    [
        ("2.0.0", "overlay-version", "1.1.0"),
        ("1.2.0", "overlay-version", "1.1.0"),
        ("'1.0'", "overlay-version", "three parts"),
        ("1.0", "overlay-wrong-type", "quote"),
        ("''", "overlay-missing-field", ""),
    ],
)
def test_versions_that_are_not_read(version: str, code: str, hint: str) -> None:
    rest = "info: {title: T, version: '1'}\nactions: [{target: $, remove: false, update: {}}]\n"
    loaded, faults = read(rest, head=f"overlay: {version}\n")
    assert loaded is None
    assert [fault.code for fault in faults] == [code]
    assert hint in faults[0].hint


def test_all_faults_are_told_at_once_with_their_places() -> None:
    loaded, faults = read(
        """\
info: {tilte: T, versoin: 1}
actions:
  - tarket: $.a
    update: 1
  - target: $.b
    remove: nope
    description: 5
  - target: $.c
    updat: {}
  - 7
  - target: $.d
    remove: true
    x-specpress-correction: {documented: D, actual: 1, source: S}
extra: 1
""",
        head="overlay: 1.1.0\n",
    )
    assert loaded is None
    assert places(faults) == [
        ("overlay-missing-field", 2, 1),
        ("overlay-missing-field", 2, 1),
        ("overlay-unknown-field", 2, 8),
        ("overlay-unknown-field", 2, 18),
        ("overlay-missing-field", 4, 5),
        ("overlay-unknown-field", 4, 5),
        ("overlay-wrong-type", 7, 5),
        ("overlay-wrong-type", 8, 5),
        ("overlay-idle-action", 9, 5),
        ("overlay-unknown-field", 10, 5),
        ("overlay-wrong-type", 11, 5),
        ("overlay-bad-correction", 14, 5),
        ("overlay-unknown-field", 15, 1),
    ]
    hints = {fault.message: fault.hint for fault in faults}
    assert hints["`title` is missing"] == "did you mean `title` for `tilte`?"
    assert hints["an action has no `updat`"] == "did you mean `update`?"
    assert hints["an overlay has no `extra`"] == "extensions begin with `x-`"


def test_an_overlay_without_actions() -> None:
    assert places(read("actions: []\n")[1]) == [("overlay-no-actions", 3, 1)]
    assert places(read("")[1]) == [("overlay-missing-field", 1, 1)]


def test_an_action_that_comes_twice_names_the_first() -> None:
    loaded, faults = read(
        "actions:\n  - {target: $.a, update: {x: 1, y: 2}}\n"
        "  - {update: {y: 2, x: 1}, target: $.a}\n  - {target: $.a, update: {x: true, y: 2}}\n"
    )
    assert loaded is None
    assert places(faults) == [("overlay-repeated-action", 5, 5)]
    assert str(faults[0].related[0]) == "o.yaml:4:5"


def test_changes_that_rule_each_other_out() -> None:
    loaded, faults = read(
        "actions:\n  - {target: $.a, update: 1, copy: $.b}\n"
        "  - {target: $.a, update: 1, remove: true}\n"
    )
    assert loaded is not None
    assert [type(action.change) for action in loaded.actions] == [Nothing, Remove]
    assert places(faults) == [("overlay-ignored-change", 4, 30), ("overlay-ignored-change", 5, 19)]


def test_copy_is_of_1_1() -> None:
    head = HEAD.replace("1.1.0", "1.0.0")
    loaded, faults = read("actions: [{target: $.a, copy: $.b}]\n", head=head)
    assert loaded is None
    assert "overlay-unknown-field" in [fault.code for fault in faults]
    assert any("1.1.0" in fault.hint for fault in faults)


@pytest.mark.parametrize(
    ("target", "column"),
    [
        ("info.x", 13),
        ("$.a[", 17),
        ("$.a[?foo(@)]", 18),
        ("'$.paths[''/a''].b['", 32),
        ('"$.a.\\"b"', 18),
        ("$.a[99999999999999999999]", 17),
        ("$.paths./pets.get", 21),
    ],
)
def test_a_bad_path_points_into_the_expression(target: str, column: int) -> None:
    loaded, faults = read(f"actions:\n  - target: {target}\n    update: 1\n")
    assert loaded is None
    assert places(faults) == [("overlay-bad-path", 4, column)]


def test_a_path_without_its_root_or_brackets_gets_a_hint() -> None:
    (fault,) = read("actions: [{target: info.x, update: 1}]\n")[1]
    assert "begins with `$`" in fault.hint
    (fault,) = read("actions: [{target: $.paths./pets.get, update: 1}]\n")[1]
    assert "brackets" in fault.hint
    (fault,) = read("actions: [{target: $.a, copy: 'b'}]\n")[1]
    assert fault.code == "overlay-bad-path"


def test_a_folded_expression_is_placed_at_its_beginning() -> None:
    (fault,) = read("actions:\n  - target: >-\n      $.a.\n      [\n    update: 1\n")[1]
    assert (fault.location.line, fault.location.column) == (4, 13)


def test_a_dashed_name_is_read_as_if_it_stood_in_brackets() -> None:
    loaded, faults = read("actions: [{target: \"$..x-a[?@.x-b.c == '.x-d']\", remove: true}]\n")
    assert loaded is not None
    assert loaded.actions[0].target.text == "$..['x-a'][?@['x-b'].c == '.x-d']"
    assert [fault.code for fault in faults] == ["overlay-dashed-name"]


def test_nesting_without_end_in_an_expression() -> None:
    for target in ("$[?" + "(" * 5000, "$[?" + "!" * 5000 + "@]"):
        loaded, faults = read(f"actions: [{{target: '{target}', update: 1}}]\n")
        assert loaded is None
        assert [fault.code for fault in faults] == ["overlay-bad-path"]


SEED = (
    HEAD
    + """\
extends: base.yaml
actions:
  - {target: "$.paths['/a'].get[?@.x == 'y'].z[0:2]", update: {a: [1, {b: c}]}}
  - {target: $..a, copy: $.b, x-specpress-correction: {documented: D, actual: A, source: S}}
  - {target: $.c, remove: true, description: text}
"""
)
PIECES = [
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "$",
    ".",
    "?",
    "@",
    "(",
    ")",
    "!",
    "&&",
    "*",
    ":",
    "- ",
    "\n",
]
PIECES += ["null", "1", "true", "..", "x-y", "\\", "\t", "\x00", "<<", "&a ", "*a"]


@settings(max_examples=200, derandomize=True, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SEED)), st.integers(0, 12), st.sampled_from(PIECES)),
        max_size=5,
    )
)
def test_no_text_gives_a_traceback(edits: list[tuple[int, int, str]]) -> None:
    text = SEED
    for place, taken, put in edits:
        text = text[:place] + put + text[place + taken :]
    loaded, faults = read(text, head="")
    assert loaded is not None or any(fault.severity is Severity.ERROR for fault in faults)
