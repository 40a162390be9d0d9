"""Text of a description stays text, wherever it lands."""

from __future__ import annotations

import ast
import inspect
import io
import tokenize
import tomllib

import black
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from specpress.targets.python import escape

BREAKOUTS = (
    "",
    " ",
    '"',
    "'",
    "\\",
    '"""',
    '""""',
    "'''",
    '\\"""',
    '\\\\"""',
    '"""\nimport os; marker()\n"""',
    '"\nmarker()\n"',
    "a\\",
    'ends in a quote"',
    '"quoted" from the start',
    'say "hi"',
    "it's",
    'it\'s "both"',
    "\\N{DIGIT ONE} \\x41 \\u0041 \\",
    "{marker()} %s {{ marker() }} {% marker %}",
    "null \x00 byte",
    "line\rmarker()",
    "line\x0bmarker()",
    "line\x0cmarker()",
    "line\x1cmarker()\x1dmarker()\x1emarker()",
    "line\x85marker()",
    "line\u2028marker()\u2029marker()",
    "\u202e)(rekram\u202c \u2066x\u2069",
    "\ufeffbom",
    "lone \ud800 surrogate",
    "coding: utf-7 +AAo-marker()",
    "-*- coding=utf-7 -*-",
    "type: ignore",
    "fmt: off",
    "\ttab\tbed",
    "镜像服务器" * 20,
    "😀 👩\u200d💻 " * 30,
    "word " * 60,
    "# heading\n\n- list\n- more\n\n    code\n\n> quote",
    "first\n        deep\n    less",
    "x" * 200,
    "\u3000ideographic\u3000",
    "a\n\n\n\nb",
    "`tick` ``two`` ```",
    "`",
    "<script>marker()</script> &amp; [x](javascript:marker()) ![y](z) **b** _i_ | t | ~s~",
    "1. one",
    "- one",
    "+ one",
    "# one",
    "=== one",
    "http://example.org/a_b?c=d",
)

text = st.one_of(
    st.sampled_from(BREAKOUTS),
    st.text(st.characters(), max_size=60),
    st.text("ab\"\\\n \t'#", max_size=40),
    st.lists(st.sampled_from(BREAKOUTS), max_size=3).map("".join),
)
quick = settings(max_examples=150, deadline=None, derandomize=True)


def statements(source: str) -> list[ast.stmt]:
    return ast.parse(source).body


def is_as_black_leaves_it(source: str) -> bool:
    return black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize("given_text", BREAKOUTS)
def test_string_breakouts(given_text: str) -> None:
    check_string(given_text)


@quick
@given(text)
def test_strings(given_text: str) -> None:
    check_string(given_text)


def check_string(given_text: str) -> None:
    literal = escape.py_string(given_text)
    assert ast.literal_eval(literal) == given_text
    source = f"x = {literal}\n"
    assert len(statements(source)) == 1
    assert len(source.splitlines()) == 1
    if len(source) < 80:
        assert is_as_black_leaves_it(source)


@pytest.mark.parametrize("given_text", BREAKOUTS)
@pytest.mark.parametrize("indent", [0, 4, 8])
def test_docstring_breakouts(given_text: str, indent: int) -> None:
    check_docstring(given_text, indent)


@quick
@given(text, st.sampled_from([0, 4]))
def test_docstrings(given_text: str, indent: int) -> None:
    check_docstring(given_text, indent)


def check_docstring(given_text: str, indent: int) -> None:
    literal = escape.py_docstring(given_text, indent)
    if not escape.clean(given_text):
        assert literal == ""
        return
    source = _source_with(literal, indent)
    found = _docstring_of(ast.parse(source), indent)
    assert found.split() == escape.clean(given_text).split()
    assert is_as_black_leaves_it(source)


def _source_with(literal: str, indent: int) -> str:
    match indent:
        case 0:
            return f"{literal}\n\nx = 1\n"
        case 4:
            return f"class A:\n    {literal}\n\n    x = 1\n"
        case _:
            return f"class A:\n    def f(self):\n        {literal}\n        return 1\n"


def _docstring_of(tree: ast.AST, indent: int) -> str:
    node: ast.AST = tree
    for _ in range(indent // 4):
        assert isinstance(node, ast.Module | ast.ClassDef)
        assert len(node.body) == 1
        node = node.body[0]
    assert isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    assert len(node.body) == 2
    found = ast.get_docstring(node, clean=False)
    assert found is not None
    return inspect.cleandoc(found)


def test_docstring_layout() -> None:
    assert escape.py_docstring("The image name.") == '"""The image name."""'
    assert escape.py_docstring("One.\n\nTwo.") == '"""One.\n\n    Two.\n    """'
    assert escape.py_docstring('A "b"') == '"""A "b" """'
    assert escape.py_docstring("a\\") == '"""a\\\\"""'


def test_docstring_is_wrapped() -> None:
    literal = escape.py_docstring("word " * 60)
    assert len(literal.split("\n")) > 3
    assert all(len(line) <= 88 for line in literal.split("\n"))


@pytest.mark.parametrize("given_text", BREAKOUTS)
def test_comment_breakouts(given_text: str) -> None:
    check_comment(given_text)


@quick
@given(text)
def test_comments(given_text: str) -> None:
    check_comment(given_text)


def check_comment(given_text: str) -> None:
    comment = escape.py_comment(given_text)
    assert len(comment.splitlines()) <= 1
    source = f"# {comment}\nx = 1\n"
    assert len(statements(source)) == 1
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    assert [token.string for token in tokens if token.type == tokenize.NAME] == ["x"]
    assert tokenize.detect_encoding(io.BytesIO(source.encode()).readline)[0] == "utf-8"


@pytest.mark.parametrize(
    ("given_text", "comment"),
    [
        ("type: ignore", "type : ignore"),
        ("fmt: off", "fmt : off"),
        ("-*- coding: latin-1 -*-", "-*- coding : latin-1 -*-"),
        ("a\r\nb\u2028c", "a b c"),
        ("prototype: one", "prototype: one"),
    ],
)
def test_comment_is_no_pragma(given_text: str, comment: str) -> None:
    assert escape.py_comment(given_text) == comment


@pytest.mark.parametrize("given_text", BREAKOUTS)
def test_toml_breakouts(given_text: str) -> None:
    check_toml(given_text)


@quick
@given(text)
@example("\U000e0001")
def test_toml(given_text: str) -> None:
    check_toml(given_text)


def check_toml(given_text: str) -> None:
    source = f"x = {escape.toml_string(given_text)}\ny = 1\n"
    assert tomllib.loads(source) == {"x": _without_surrogates(given_text), "y": 1}


def _without_surrogates(value: str) -> str:
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)


@pytest.mark.parametrize("given_text", BREAKOUTS)
def test_markdown_text_breakouts(given_text: str) -> None:
    check_markdown_text(given_text)


@quick
@given(text)
def test_markdown_text(given_text: str) -> None:
    check_markdown_text(given_text)


def check_markdown_text(given_text: str) -> None:
    tokens = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .parse(escape.md_text(given_text))
    )
    words = " ".join(escape.clean(given_text).split())
    if not words:
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {token.type for token in children} <= {"text", "text_special"}
    assert "".join(token.content for token in children) == words


@pytest.mark.parametrize("given_text", BREAKOUTS)
def test_markdown_code_breakouts(given_text: str) -> None:
    check_markdown_code(given_text)


@quick
@given(text)
def test_markdown_code(given_text: str) -> None:
    check_markdown_code(given_text)


def check_markdown_code(given_text: str) -> None:
    span = escape.md_code(given_text)
    words = " ".join(escape.clean(given_text).split())
    if not words:
        assert span == ""
        return
    tokens = MarkdownIt("commonmark").parse(f"x {span} y")
    children = tokens[1].children or []
    assert [(t.type, t.content) for t in children] == [
        ("text", "x "),
        ("code_inline", words),
        ("text", " y"),
    ]


@quick
@given(text)
def test_cleaning_twice_changes_nothing(given_text: str) -> None:
    once = escape.clean(given_text)
    assert escape.clean(once) == once


def test_cleaning_keeps_what_people_write() -> None:
    assert escape.clean("naïve 镜像 👩\u200d💻\r\nnext  \n") == "naïve 镜像 👩\u200d💻\nnext"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("sent as `Authorization: OAuth <uuid>`.", "sent as `Authorization: OAuth <uuid>`."),
        ("a|b `c|d` <x>", "a\\|b `c\\|d` &lt;x\\>"),
        ("no *code* `open", "no \\*code\\* \\`open"),
        ("``a`b`` z", "``a`b`` z"),
        ("", ""),
    ],
)
def test_code_stays_code_in_a_cell(text: str, cell: str) -> None:
    assert escape.md_inline(text) == cell
