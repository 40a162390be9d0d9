"""Wrapping: paragraphs and list items are, all else stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from specpress.targets.python import prose
from specpress.targets.python.escape import clean

LONG = "some words that go on and on"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("short", ["short"]),
        ("one\ntwo", ["one two"]),
        (LONG, ["some words that", "go on and on"]),
        (f"a\n\n{LONG}", ["a", "", "some words that", "go on and on"]),
        (f"- {LONG}", ["- some words", "  that go on and", "  on"]),
        (f"10. {LONG}", ["10. some words", "    that go on", "    and on"]),
        (f"{LONG}\n- a\n- b", ["some words that", "go on and on", "- a", "- b"]),
        (f"- a\n  {LONG}", ["- a some words", "  that go on and", "  on"]),
        (f"    {LONG}", [f"    {LONG}"]),
        (f"# {LONG}", [f"# {LONG}"]),
        (f"> {LONG}", [f"> {LONG}"]),
        (f"| {LONG} |", [f"| {LONG} |"]),
        (f"Title\n-----\n{LONG}", ["Title", "-----", "some words that", "go on and on"]),
        (f"```\n{LONG}\n\n{LONG}\n```\na\nb", ["```", LONG, "", LONG, "```", "a b"]),
        (f"~~~~\n```\n{LONG}\n~~~~", ["~~~~", "```", LONG, "~~~~"]),
        ("```\nnever closed\nb", ["```", "never closed", "b"]),
        ("x" * 40, ["x" * 40]),
        ("a " + "x" * 40 + " b", ["a", "x" * 40, "b"]),
        ("镜像 镜像 镜像 镜像", ["镜像 镜像 镜像", "镜像"]),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    assert prose.wrap(text, 16) == lines


def test_the_first_line_has_less_room() -> None:
    assert prose.wrap("abc def ghi", 11) == ["abc def ghi"]
    assert prose.wrap("abc def ghi", 11, taken=1) == ["abc def", "ghi"]


pieces = st.sampled_from(
    [
        "word ",
        "words ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "    ",
        "```\n",
        "# ",
        "> ",
        "`code` ",
        "*em* ",
        "|",
    ]
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(pieces, max_size=25).map("".join))
def test_no_word_is_lost(text: str) -> None:
    found = "\n".join(prose.wrap(clean(text), 20))
    assert found.split() == clean(text).split()


MARKS = ("\n\n", "\n- ", "- ", "1. ", "# ", "> ", "= ", "* ")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([*("word ", "longer ", "words "), *MARKS]), max_size=30))
def test_what_is_said_stays(parts: list[str]) -> None:
    text = clean("".join(parts))
    rendered = MarkdownIt().render(text)
    wrapped = MarkdownIt().render("\n".join(prose.wrap(text, 20)))
    assert wrapped.split() == rendered.split()
