"""Paragraphs are broken as the standard library breaks them, only sooner."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from specpress.layout import wrap

WORDS = st.sampled_from(["a", "bb", "word-with-hyphens", "x" * 30, "…", "e.g.", "a\u00a0b", '"q"'])


@given(st.lists(WORDS, min_size=1, max_size=30), st.integers(8, 60), st.integers(0, 6))
def test_a_paragraph_is_that_of_the_standard_library(
    words: list[str], width: int, depth: int
) -> None:
    indent = " " * depth
    text = " ".join(words)
    assert wrap(text, width, indent) == textwrap.fill(
        text,
        width=width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
