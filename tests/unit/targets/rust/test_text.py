"""Text of a description in Rust code, and lines as rustfmt leaves them."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.diagnostics import Location, Sink
from specpress.model import ApiModel
from specpress.targets.options import OptionTable
from specpress.targets.rust import layout
from specpress.targets.rust.escape import md_code, md_prose, rust_doc, rust_string, toml_string
from specpress.targets.rust.options import RustOptions, read_options
from unit.targets.rust.bench import model_of

NOTHING = '{"openapi": "3.1.1", "info": {"title": "%s", "version": "1"}, "paths": {}}'


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("", '""'),
        ('a"b\\c', '"a\\"b\\\\c"'),
        ("\n\r\t\0", '"\\n\\r\\t\\0"'),
        ("\x1b\u202e\u2028\xa0", '"\\u{1b}\\u{202e}\\u{2028}\\u{a0}"'),
        ("{} {{x}} 镜像🐧", '"{} {{x}} 镜像🐧"'),
        ("\ud800", '"\\u{fffd}"'),
    ],
)
def test_a_string_is_the_text(text: str, literal: str) -> None:
    assert rust_string(text) == literal


@pytest.mark.parametrize(
    ("text", "doc"),
    [
        ("Plain words.", "/// Plain words."),
        ("a\r\nb\x00\u202ec", "/// a bc"),
        ("One.\n\n\n\nTwo.", "/// One.\n///\n/// Two."),
        ("[Vec] <b> a*b", "/// \\[Vec\\] \\<b\\> a\\*b"),
        ("A `[Vec]<T>` here", "/// A `[Vec]<T>` here"),
        ("See http://a.b/c_d.", "/// See <http://a.b/c_d>."),
        ("# Head", "/// \\# Head"),
        ("1) x", "/// 1) x"),
        ("- one\n- two\n  more", "/// - one\n/// - two more"),
        ("```\npanic!()\n```", "/// ``` panic!() ```"),
        ("    panic!()", "/// panic!()"),
        ("> quoted", "/// \\> quoted"),
    ],
)
def test_a_doc_comment_says_it_in_words(text: str, doc: str) -> None:
    assert rust_doc(text) == doc


def test_docs_are_wrapped_and_indented() -> None:
    lines = rust_doc("word " * 60, 4).split("\n")
    assert len(lines) == 4
    assert all(line.startswith("    /// word") for line in lines[1:])
    assert all(len(line) <= 100 for line in lines)


def test_other_places_have_their_own_forms() -> None:
    assert toml_string('a"\n\u202e') == '"a\\"\\U0000000a\\U0000202e"'
    assert md_code("a`b") == "``a`b``"
    assert md_prose("a | `b` <i>\nc") == "a \\| `b` \\<i\\> c"


def test_calls_break_as_rustfmt_breaks_them() -> None:
    assert layout.call("f", ["a", "b"], ";", 4) == "f(a, b);"
    wide = ["a" * 40, "b" * 40]
    assert layout.call("f", wide, ";", 4) == f"f(\n        {wide[0]},\n        {wide[1]},\n    );"
    assigned = layout.call(f"let {'x' * 50} = some::function", ["a" * 30], "?;", 8)
    assert assigned == f"let {'x' * 50} =\n            some::function({'a' * 30})?;"
    assert layout.array("a: &", [], ",", 4) == "a: &[],"
    short = layout.array("a: &", [f'"{n:04}"' for n in range(20)], ",", 4).split("\n")
    assert short[1].count(",") == 11
    assert layout.arm("A", '"' + "x" * 100 + '"', 8).startswith("A => {\n")
    assert layout.member("a" * 60, "B" * 60, 4) == f"{'a' * 60}:\n        {'B' * 60},"
    assert list(layout.literals("[", [("A {", "    b,", "}")], "]")) == ["[A {", "    b,", "}]"]
    assert layout.integer(-1234567) == "-1_234_567"


def test_tuples_give_way_as_rustfmt_lets_them() -> None:
    short, wide = ('"a"', "self.a.as_deref()", '"b"'), ('"a"', "self.a.as_deref()", f'"{"b" * 60}"')
    assert layout.tuples("v = ", [], ";", 8) == "v = [];"
    assert layout.tuples("v = ", [short], ";", 8) == f"v = [({', '.join(short)})];"
    lone = layout.tuples("v = ", [wide], ";", 8).split("\n")
    assert (lone[0], lone[-1]) == ("v = [(", "        )];")
    assert lone[3] == f"            {wide[2]},"
    both = layout.tuples("v = ", [wide, short], ";", 8).split("\n")
    assert (both[:2], both[-2:]) == (
        ["v = [", "            ("],
        [f"            ({', '.join(short)}),", "        ];"],
    )
    chain = layout.tuples("v = ", [('"a"', f"self.{'a' * 50}.as_deref()", '"b"')], ";", 8)
    assert f"self.{'a' * 50}\n                .as_deref()," in chain


def options(model: ApiModel, **values: object) -> tuple[RustOptions, list[str]]:
    sink = Sink()
    table = OptionTable("rust", values, lambda _: Location(file="specpress.toml"), sink)
    return read_options(table, model), [found.code for found in sink]


@pytest.mark.parametrize(
    ("title", "crate"),
    [("Pet Store API", "pet-store-api"), ("镜像", "u955cu50cf"), ("Serde", "serde-client")],
)
def test_the_crate_is_named_after_the_api(title: str, crate: str, tmp_path: Path) -> None:
    found, codes = options(model_of(NOTHING % title, tmp_path))
    assert codes == []
    assert found.crate == crate


@pytest.mark.parametrize(
    "wrong",
    [
        {"crate": "1a"},
        {"crate": "tokio"},
        {"crate": "async"},
        {"crate": 'a"'},
        {"version": "1.0"},
        {"license": 'x"'},
    ],
)
def test_names_that_cargo_would_refuse_are_refused(
    wrong: dict[str, object], tmp_path: Path
) -> None:
    _, codes = options(model_of(NOTHING % "t", tmp_path), **wrong)
    assert codes == ["config-bad-value"]


def test_names_follow_from_the_crate() -> None:
    named = RustOptions(crate="my-api", version="1.0.0")
    assert (named.library, named.environment) == ("my_api", "MY_API")
