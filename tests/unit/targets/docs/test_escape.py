"""Text from a description stays text, in every place of a page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.targets.docs.content import Code, Words
from specpress.targets.docs.markdown import commonmark, escape, links
from unit.targets.docs.reading import PARSER, tokens, words

PARTS = [
    *"\\`*_{}[]()<>#+-.!|~&=:\"'$@^/%;, \n\t",
    *("a", "b1", "中", "\u202e", "\x00", "\x07", "\ud800", "\r\n", "\u2028", "\u00a0"),
    *(
        "<b>",
        "</a>",
        "<!--",
        "-->",
        "<script>",
        "]]>",
        "&lt;",
        "&#35;",
        "&amp",
        "```",
        "~~~",
        "===",
    ),
    *("---", "- ", "1. ", "2) ", "> ", "# ", "    ", "](x)", "[a]: http://x\n", "![", "www.a.de"),
    *("http://a.b", "|---|", "\n\n", "\n| a |\n| - |\n", "javascript:", "$$", "* * *"),
]
hostile = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)
quick = settings(max_examples=300, derandomize=True, deadline=None)


def seen(text: str) -> str:
    return "".join(escape.clean(text).split())


@quick
@given(hostile)
def test_text_in_a_paragraph(text: str) -> None:
    page = f"before {escape.text(text)} after"
    assert words(page) == f"before{seen(text)}after"
    assert [token.type for token in PARSER.parse(page)] == [
        "paragraph_open",
        "inline",
        "paragraph_close",
    ]
    assert {token.type for token in tokens(page)} <= {
        *("paragraph_open", "inline", "paragraph_close", "text"),
    }  # fmt: skip


@quick
@given(hostile)
def test_text_in_a_heading(text: str) -> None:
    page = f"# {escape.text(text)}\n\nafter"
    assert words(page) == f"{seen(text)}after"
    assert [token.tag for token in PARSER.parse(page)] == ["h1", "", "h1", "p", "", "p"]


@quick
@given(hostile)
def test_text_and_code_in_a_cell(text: str) -> None:
    cells = [escape.cell(escape.text(text)), escape.cell(escape.code(text))]
    page = f"| a | b | c |\n| --- | --- | --- |\n| {' | '.join(cells)} | end |\n"
    found = [token for token in PARSER.parse(page) if token.type in {"td_open", "inline"}]
    assert [token.type for token in found] == ["inline"] * 3 + ["td_open", "inline"] * 3
    plain, code, end = (token for token in found[3:] if token.type == "inline")
    assert seen("".join(one.content for one in plain.children or ())) == seen(text)
    assert [one.type for one in code.children or ()] == ["code_inline"]
    assert seen(code.children[0].content) == seen(text)
    assert end.content == "end"


@quick
@given(hostile)
def test_code_in_a_paragraph(text: str) -> None:
    page = f"x {escape.code(text)} y"
    inline = [token.type for token in PARSER.parse(page)[1].children or ()]
    assert inline == ["text", "code_inline", "text"]
    content = PARSER.parse(page)[1].children[1].content
    assert seen(content) == seen(text)


@quick
@given(hostile, st.sampled_from(["json", "", "c++", "a b", "x`y", "\n# x"]))
def test_a_fence(text: str, lexer: str) -> None:
    page = (
        f"- item\n\n  {escape.fence(text, lexer)}\n".replace("\n", "\n  ").rstrip() + "\n\nafter\n"
    )
    found = [token for token in PARSER.parse(page) if token.type != "softbreak"]
    fences = [token for token in found if token.type == "fence"]
    assert len(fences) == 1
    assert seen(fences[0].content) == seen(text)
    assert found[-2].content == "after"
    assert not [token for token in tokens(page) if token.type.startswith("html")]


def test_what_looks_harmless_is_left_as_it_is() -> None:
    text = "backup_storage_uuids: 1.5 (see #12), a-b, x+y = z!"
    assert escape.text("backup_storage_uuids: 1.5, a-b, x+y = z!") == (
        "backup_storage_uuids: 1.5, a-b, x+y = z!"
    )
    assert words(escape.text(text)) == "".join(text.split())


def test_hidden_characters_are_shown() -> None:
    assert escape.clean("a\u202eb\x00c\x1bd\ud800e\r\nf\tg") == (
        "a\ufffdb\ufffdc\ufffdd\ufffde\nf\tg"
    )


def test_code_with_ticks_and_blanks() -> None:
    assert escape.code("a`b") == "``a`b``"
    assert escape.code("`") == "`` ` ``"
    assert escape.code(" a ") == "`  a  `"
    assert escape.code("") == "` `"


def test_a_url_cannot_leave_its_brackets() -> None:
    assert escape.url("http://x/> [y](javascript:z)\n<") == "<http://x/%3E[y](javascript:z)%3C>"


def test_blanks_between_the_parts_of_a_line_stay() -> None:
    assert (
        links.inlines((Words("always "), Code("1"), Words(" or null")), "x") == "always `1` or null"
    )


@quick
@given(hostile)
def test_a_description_cannot_leave_its_list_item(text: str) -> None:
    body = commonmark.block(text).replace("\n", "\n    ")
    page = f"# T\n\n- one\n  - two\n\n    {body}\n\n    - three\n- four\n\n[a] after\n"
    found = list(tokens(page))
    assert not [token for token in found if token.type.startswith("html") or token.type == "image"]
    assert [token.tag for token in found if token.type == "heading_open"] == ["h1"]
    flow = PARSER.parse(page)
    assert flow[-2].content == "[a] after"
    assert not [token for token in flow[-2].children or () if token.type == "link_open"]
    items = [token for token in flow if token.type == "list_item_open" and token.level == 1]
    assert len(items) == 2
    safe = ("http://", "https://", "mailto:")
    targets = [str(token.attrGet("href")) for token in found if token.type == "link_open"]
    assert all(target.lower().startswith(safe) for target in targets)


@quick
@given(hostile)
def test_a_description_in_a_cell_is_one_cell(text: str) -> None:
    page = f"| a | b |\n| --- | --- |\n| {escape.cell(commonmark.line(text))} | end |\n"
    found = [token for token in PARSER.parse(page) if token.type == "td_open"]
    assert len(found) == 2
    assert [token.content for token in PARSER.parse(page) if token.type == "inline"][-1] == "end"
    assert not [token for token in tokens(page) if token.type.startswith("html")]


@quick
@given(hostile)
def test_making_safe_twice_changes_no_word(text: str) -> None:
    once = commonmark.block(text)
    assert words(commonmark.block(once)) == words(once)


@pytest.mark.parametrize(
    ("given_text", "printed"),
    [
        ("Plain words, nothing else.", "Plain words, nothing else."),
        ("An *image* of **it**, `code`.", "An *image* of **it**, `code`."),
        ("# Title\n\ntext", "**Title**\n\ntext"),
        ("Title\n===\ntext", "**Title**\n\ntext"),
        ("- a\n- b\n  1. c\n  2. d", "- a\n- b\n  1. c\n  2. d"),
        ("3. a\n\n   b\n4. c", "3. a\n\n   b\n\n4. c"),
        ("> a\n> b", "> a\n> b"),
        ("a\\\nb", "a\nb"),
        ("---", "***"),
        ("```py\nx = 1\n```", "```py\nx = 1\n```"),
        ("    x = 1", "```\nx = 1\n```"),
        ("```\nopen", "```\nopen\n```"),
        ("a <b>c</b>", "a \\<b>c\\</b>"),
        ("<script>\nx\n</script>", "\\<script>\nx\n\\</script>"),
        ('[a](https://x.y/z "t")', "[a](<https://x.y/z>)"),
        ("[a](javascript:x) [b](../up) [c](#d)", "\\[a\\](javascript:x) b c"),
        ("![alt *x*](https://x.y/i.png)", "[alt *x*](<https://x.y/i.png>)"),
        ("[![alt](https://a.b/i)](https://x.y)", "[alt](<https://x.y>)"),
        ("[a]\n\n[a]: https://x.y", "[a](<https://x.y>)"),
        ("a | b\n--|--\n`1\\|` | 2", "| a | b |\n| --- | --- |\n| `1\\|` | 2 |"),
        ("1\\. x\n\\- y\n\\# z", "1\\. x\n\\- y\n\\# z"),
        ("&lt;b&gt; &#42;x&#42; &#32;&#32;&#32;&#32;y", "\\<b> \\*x\\* y"),
    ],
)
def test_what_a_description_becomes(given_text: str, printed: str) -> None:
    assert commonmark.block(given_text) == printed


def test_a_description_on_one_line() -> None:
    text = "# A\n\nb\nc\n\n- d\n- *e*\n\n```\nf\n  g\n```\n\n---\n\n> h"
    assert commonmark.line(text) == "A b c d *e* `f g` h"
