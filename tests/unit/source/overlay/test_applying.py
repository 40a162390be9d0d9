"""Overlays applied: what each change does, and what is told when it cannot be done."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import places, value_of
from specpress.diagnostics import Diagnostic, Sink
from specpress.jsonvalue import Json
from specpress.source import openapi, overlay
from specpress.source.document import LoadedDocument, PositionTable
from specpress.source.overlay import Overlaid

BASE = """\
openapi: 3.1.0
a: {x: 1, y: {z: [1, 2]}}
list:
  - {name: one}
  - {name: two}
  - {name: three}
tags: [p, q, p]
text: old
"""


def base(text: str = BASE) -> LoadedDocument:
    document = openapi.load_bytes(text.encode(), "base.yaml", Sink())
    assert document is not None
    return document


def run(
    actions: str, version: str = "1.1.0", text: str = BASE
) -> tuple[Overlaid, list[Diagnostic]]:
    head = f"overlay: {version}\ninfo: {{title: T, version: '1'}}\nactions:\n"
    sink = Sink()
    loaded = overlay.load_bytes((head + actions).encode(), "o.yaml", sink)
    assert loaded is not None, [found.message for found in sink]
    return overlay.apply(base(text), loaded, sink), list(sink)


def changed(actions: str, version: str = "1.1.0") -> dict[str, Json]:
    result, faults = run(actions, version)
    assert not faults, [fault.message for fault in faults]
    return result.document.root


def test_objects_are_merged_arrays_concatenated_primitives_replaced() -> None:
    root = changed("  - {target: $.a, update: {x: two, y: {z: [3], n: null}, new: {k: [v]}}}\n")
    assert root["a"] == {"x": "two", "y": {"z": [1, 2, 3], "n": None}, "new": {"k": ["v"]}}
    assert list(root) == ["openapi", "a", "list", "tags", "text"]


def test_an_array_takes_an_array_an_object_or_a_primitive() -> None:
    assert changed("  - {target: $.tags, update: [r, s]}\n")["tags"] == ["p", "q", "p", "r", "s"]
    assert changed("  - {target: $.tags, update: r}\n")["tags"] == ["p", "q", "p", "r"]
    assert changed("  - {target: $.tags, update: {k: 1}}\n")["tags"] == ["p", "q", "p", {"k": 1}]


def test_a_primitive_is_replaced_in_an_object_and_in_an_array() -> None:
    assert changed("  - {target: $.text, update: new}\n")["text"] == "new"
    assert changed("  - {target: $.text, update: null}\n")["text"] is None
    assert changed("  - {target: \"$.tags[?@ == 'p']\", update: 5}\n")["tags"] == [5, "q", 5]


def test_1_0_appends_one_entry_and_refuses_primitives() -> None:
    assert changed("  - {target: $.tags, update: r}\n", "1.0.0")["tags"] == ["p", "q", "p", "r"]
    result, faults = run("  - {target: $.tags, update: [r]}\n", "1.0.0")
    assert result.document.root["tags"] == ["p", "q", "p", ["r"]]
    assert places(faults) == [("overlay-nested-array", 4, 22)]
    result, faults = run("  - {target: $.text, update: new}\n", "1.0.0")
    assert result.document.root["text"] == "old"
    assert places(faults) == [("overlay-primitive-target", 4, 14)]
    assert "1.1.0" in faults[0].hint


def test_removing_does_not_move_what_has_still_to_be_removed() -> None:
    assert changed("  - {target: '$.list[0,2]', remove: true}\n")["list"] == [{"name": "two"}]
    assert changed("  - {target: \"$.tags[?@ == 'p']\", remove: true}\n")["tags"] == ["q"]
    assert "text" not in changed("  - {target: $.text, remove: true}\n")
    assert changed("  - {target: '$.a..[*]', remove: true}\n")["a"] == {}


def test_the_root_stays() -> None:
    result, faults = run("  - {target: $, remove: true}\n")
    assert result.document.root == base().root
    assert places(faults) == [("overlay-removed-root", 4, 14)]


def test_a_copy_merges_one_node() -> None:
    root = changed("  - {target: $.a, copy: '$.list[0]'}\n  - {target: $.list, copy: $.a.y}\n")
    assert root["a"] == {"x": 1, "y": {"z": [1, 2]}, "name": "one"}
    assert root["list"][-1] == {"z": [1, 2]}  # type: ignore[index]
    root = changed("  - {target: $.a, copy: $}\n")
    assert root["a"]["a"] == {"x": 1, "y": {"z": [1, 2]}}  # type: ignore[index]


@pytest.mark.parametrize("source", ["'$.list[*]'", "$.nothing"])
def test_a_copy_of_none_or_several_nodes_is_refused(source: str) -> None:
    _, faults = run(f"  - {{target: $.a, copy: {source}}}\n")
    assert "overlay-copy-source" in [fault.code for fault in faults]


def test_a_move_is_three_actions() -> None:
    root = changed(
        "  - {target: $, update: {b: {}}}\n  - {target: $.b, copy: $.a}\n"
        "  - {target: $.a, remove: true}\n"
    )
    assert "a" not in root
    assert root["b"] == {"x": 1, "y": {"z": [1, 2]}}


@pytest.mark.parametrize(
    ("action", "column"),
    [
        ("{target: $.a, update: 1}", 19),
        ("{target: $.a, update: {y: 1}}", 28),
        ("{target: $.a, update: {x: [1]}}", 28),
        ("{target: $.a, update: {y: {z: {}}}}", 32),
        ("{target: $.text, update: [1]}", 22),
        ("{target: $, update: {a: null}}", 26),
    ],
)
def test_what_does_not_fit_is_refused_at_its_place(action: str, column: int) -> None:
    result, faults = run(f"  - {action}\n")
    assert result.document.root == base().root
    assert places(faults) == [("overlay-incompatible", 4, column)]


def test_one_update_takes_nodes_of_one_kind() -> None:
    result, faults = run("  - {target: '$.*', update: {}}\n")
    assert result.document.root == base().root
    assert places(faults) == [("overlay-mixed-targets", 4, 15)]


@pytest.mark.parametrize(
    ("target", "column", "hint"),
    [
        ("$.lists", 16, "`$` is there, but has no `lists`; did you mean `list`?"),
        ("$.A.x", 16, "did you mean `a`?"),
        ("$.a.y.w.v", 20, "`$.a.y` is there, but has no `w`, only `z`"),
        ("\"$['a'].y['zz']\"", 23, "`$['a'].y` is there, but has no `zz`; did you mean `z`?"),
        ("'$.list[7]'", 21, "`$.list` is there, but it is an array of 3, and has no item 7"),
        ("\"$.list[?@.name == 'x']\"", 21, "selects none of its entries"),
        ("$.text.more", 21, "it is no object with members, so it has no `more`"),
    ],
)
def test_a_target_that_matches_nothing_says_how_far_it_leads(
    target: str, column: int, hint: str
) -> None:
    result, faults = run(f"  - {{target: {target}, update: 1}}\n")
    assert result.document.root == base().root
    ((code, line, at),) = places(faults)
    assert (code, line) == ("overlay-no-match", 4)
    assert at == column
    assert hint in faults[0].hint
    assert not result.corrections


def test_the_parts_of_the_result_know_where_they_came_from() -> None:
    result, faults = run(
        """\
  - target: $.list[0]
    remove: true
  - target: $.list
    update: [{name: four}]
  - target: $.a
    update:
      y: {n: {m: 1}}
  - target: $.text
    update: new
  - target: $.a
    copy: $.list[0]
  - target: $.tags
    remove: true
  - target: $
    update:
      tags: [t]
"""
    )
    assert not faults
    located = {
        pointer: str(result.document.positions.locate(pointer))
        for pointer in (
            "/openapi",
            "/list",
            "/list/0/name",
            "/list/1/name",
            "/list/2/name",
            "/a/x",
            "/a/y/z/1",
            "/a/y/n/m",
            "/a/name",
            "/text",
            "/tags/0",
            "/list/9/name",
        )
    }
    assert located == {
        "/openapi": "base.yaml:1:1",
        "/list": "base.yaml:3:1",
        "/list/0/name": "base.yaml:5:6",
        "/list/1/name": "base.yaml:6:6",
        "/list/2/name": "o.yaml:7:15",
        "/a/x": "base.yaml:2:5",
        "/a/y/z/1": "base.yaml:2:22",
        "/a/y/n/m": "o.yaml:10:15",
        "/a/name": "base.yaml:5:6",
        "/text": "o.yaml:12:5",
        "/tags/0": "o.yaml:19:14",
        "/list/9/name": "base.yaml:3:1",
    }
    assert result.document.positions.locate("/list/0/name").pointer == "/list/0/name"


def test_a_second_overlay_builds_on_the_places_of_the_first() -> None:
    first, _ = run("  - {target: $.list, update: {name: four}}\n")
    sink = Sink()
    text = (
        "overlay: 1.1.0\ninfo: {title: T, version: '2'}\n"
        "actions: [{target: '$.list[0:2]', remove: true}]\n"
    )
    loaded = overlay.load_bytes(text.encode(), "second.yaml", sink)
    assert loaded is not None
    result = overlay.apply(first.document, loaded, sink)
    assert str(result.document.positions.locate("/list/0/name")) == "base.yaml:6:6"
    assert str(result.document.positions.locate("/list/1/name")) == "o.yaml:4:31"


def test_pages_have_positions_of_another_kind() -> None:
    table = PositionTable(file="page.txt", places={})
    document = LoadedDocument(root={"openapi": "3.1.0"}, positions=table, dialect="3.1.0")
    sink = Sink()
    text = (
        "overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions: [{target: $, update: {a: 1}}]\n"
    )
    loaded = overlay.load_bytes(text.encode(), "o.yaml", sink)
    assert loaded is not None
    result = overlay.apply(document, loaded, sink)
    assert str(result.document.positions.locate("/openapi")) == "page.txt"
    assert str(result.document.positions.locate("/a")) == "o.yaml:3:32"


CORRECTION = "x-specpress-correction: {documented: D, actual: A, source: S}"


def test_corrections_point_into_the_result() -> None:
    result, _ = run(
        f"""\
  - {{target: '$.list[2]', update: {{k: 1}}, {CORRECTION}}}
  - {{target: $.a.y, remove: true, {CORRECTION}}}
  - {{target: $.text, update: new, {CORRECTION}}}
  - {{target: '$.list[0]', remove: true}}
  - {{target: $.nothing, update: 1, {CORRECTION}}}
  - {{target: '$.tags[*]', update: t, {CORRECTION}}}
"""
    )
    assert result.actions == 6
    assert [correction.targets for correction in result.corrections] == [
        ("/list/1",),
        ("/a",),
        ("/text",),
        ("/tags",),
    ]
    assert [correction.location.line for correction in result.corrections] == [4, 5, 6, 9]
    assert result.corrections[0].documented == "D"


def test_the_dialect_follows_the_document() -> None:
    result, _ = run("  - {target: $.openapi, update: 3.1.1}\n")
    assert result.document.dialect == "3.1.1"


def test_copies_of_copies_end() -> None:
    _, faults = run("".join(f"  - {{target: $.a, copy: $, x-n: {n}}}\n" for n in range(220)))
    assert [fault.code for fault in faults][:1] == ["overlay-too-large"]
    deeper = "  - {target: $.a.y, update: {y: {z: []}}}\n"
    deeper += "".join(
        f"  - {{target: $.a{'.y' * n}.y, update: {{y: {{z: []}}}}}}\n" for n in range(1, 210)
    )
    result, faults = run(deeper)
    assert {fault.code for fault in faults} == {"overlay-too-deep", "overlay-no-match"}
    assert result.document.positions.locate("/a/y/y").file == "o.yaml"


TARGETS = [
    "$",
    "$.a",
    "$.a.y",
    "$.a.y.z",
    "$.list",
    "$.list[*]",
    "$.list[0]",
    "$.tags",
    "$.tags[*]",
]
TARGETS += ["$.text", "$..name", "$.list[?@.name]", "$.*", "$..*", "$.a['x','y']", "$.none"]
CHANGES = ["update: 1", "update: {x: 2, y: {w: [1]}}", "update: [1, {a: 2}]", "remove: true"]
CHANGES += ["copy: $.a", "copy: '$.list[0]'", "copy: $", "copy: $.tags", "update: {name: {q: 1}}"]


def pointers(value: Json, pointer: str = "") -> list[str]:
    match value:
        case dict():
            below = [pointers(item, f"{pointer}/{key}") for key, item in value.items()]
        case list():
            below = [pointers(item, f"{pointer}/{number}") for number, item in enumerate(value)]
        case _:
            below = []
    return [pointer, *(found for part in below for found in part)]


@settings(max_examples=80, derandomize=True, deadline=None)
@given(
    actions=st.lists(
        st.tuples(st.sampled_from(TARGETS), st.sampled_from(CHANGES)),
        min_size=1,
        max_size=5,
        unique=True,
    ),
    version=st.sampled_from(["1.0.0", "1.1.0"]),
)
def test_any_actions_leave_the_input_and_a_sound_result(
    actions: list[tuple[str, str]], version: str
) -> None:
    kept = [
        (target, change) for target, change in actions if version != "1.0.0" or "copy" not in change
    ]
    if not kept:
        return
    text = "".join(
        f'  - {{target: "{target}", {change}, {CORRECTION}}}\n' for target, change in kept
    )
    document = base()
    before = copy.deepcopy(document.root)
    head = f"overlay: {version}\ninfo: {{title: T, version: '1'}}\nactions:\n"
    sink = Sink()
    loaded = overlay.load_bytes((head + text).encode(), "o.yaml", sink)
    assert loaded is not None
    result = overlay.apply(document, loaded, sink)
    again = overlay.apply(document, loaded, Sink())
    assert document.root == before
    # The values of the overlay were not changed either, or this would differ.
    assert again.document.root == result.document.root
    known = set(pointers(result.document.root))
    for pointer in sorted(known)[:200]:
        assert result.document.positions.locate(pointer).file in ("base.yaml", "o.yaml")
    for correction in result.corrections:
        assert set(correction.targets) <= known


def test_values_of_an_overlay_are_not_shared_between_targets() -> None:
    root = changed(
        "  - {target: '$.list[*]', update: {k: [1]}}\n  - {target: '$.list[0].k', update: 2}\n"
    )
    assert value_of("- [1, 2]\n- [1]\n- [1]\n") == [item["k"] for item in root["list"]]  # type: ignore[index, call-overload]
