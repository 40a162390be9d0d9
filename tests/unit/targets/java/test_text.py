"""Texts of a description in Java: literals, comments, layout, names, options."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from specpress.diagnostics import Sink
from specpress.model import ApiModel
from specpress.targets.base import Symbol
from specpress.targets.java.code import Chain, assignment, call, lay, signature, statement
from specpress.targets.java.escape import java_doc, java_string, md_code, md_text, xml_text
from specpress.targets.java.imports import import_block
from specpress.targets.java.javadoc import comment
from specpress.targets.java.runtime import moved
from unit.targets.java.bench import model_of, options_of, tree_of
from unit.targets.java.hostile import EVIL


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ('a"b\\c', r'"a\"b\\c"'),
        ("\n\t\0", r'"\n\t\u0000"'),
        ("镜 é", '"镜 é"'),
        ("\u2028\u202e\xa0", r'"\u2028\u202e\u00a0"'),
        ("\ud800", r'"\ud800"'),
        ("\U000e0001", r'"\udb40\udc01"'),
        ("\\u0022", r'"\\u0022"'),
    ],
)
def test_strings(text: str, literal: str) -> None:
    assert java_string(text) == literal


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("*/ x /*", "*&#47; x &#47;*"),
        ("\\u002a/", "&#92;u002a/"),
        ("@param {@link X}", "&#64;param &#123;&#64;link X&#125;"),
        ("see `a<b>`", "see {@code a<b>}"),
        ("`^[0-9]{32}$`", "{@code ^[0-9]{32}$}"),
        ("`{`", "&#123;"),
        ("`@x`", "&#64;x"),
        ("a\u202eb\0c", "abc"),
    ],
)
def test_words_of_a_comment(text: str, words: str) -> None:
    assert java_doc(text) == words


def test_texts_of_other_files() -> None:
    assert xml_text("a<b> & ]]>\n c") == "a&lt;b&gt; &amp; ]]&gt; c"
    assert md_text("# a|b `c` <d>") == r"\# a\|b \`c\` &lt;d\>"
    assert md_code("a`b") == "``a`b``"


def test_comments() -> None:
    assert comment(["One line."]) == "/** One line. */"
    long = comment(["word " * 30], [("@return", "a " * 60)], indent=2)
    assert all(len(line) <= 100 for line in long.split("\n"))
    assert "\n   *     a a" in long
    assert comment(["One.\n\nTwo:\n- a\n- b"]).count("<p>") == 3
    assert "*/" not in comment([EVIL])[:-2]


def test_layout() -> None:
    short = call("f", "a", call("g"))
    assert lay(short, 4, "x = ", ";") == ["    x = f(a, g());"]
    wide = call("function", "a" * 40, "b" * 40)
    assert statement(wide, 8).split("\n")[0] == "        function("
    wider = call("function", "a" * 60, "b" * 60)
    assert statement(wider, 0).split("\n") == ["function(", f"    {'a' * 60},", f"    {'b' * 60});"]
    chain = Chain(call("Type.of", "a" * 40), (call("one", "b" * 40), call("two")))
    assert assignment("Type name", chain, 2).split("\n") == [
        "  Type name =",
        f"      Type.of({'a' * 40})",
        f"          .one({'b' * 40})",
        "          .two();",
    ]
    assert signature("void f", ["int a"], 2) == "  void f(int a) {"


def test_imports() -> None:
    path = PurePosixPath("src/main/java/org/example/models/A.java")
    symbols = frozenset(
        {
            Symbol("org.example.models", "B"),
            Symbol("org.example", "C"),
            Symbol("java.util", "List"),
            Symbol("java.lang", "String"),
        }
    )
    assert import_block(path, symbols) == "import java.util.List;\nimport org.example.C;\n\n"
    assert import_block(path, frozenset()) == ""


def test_the_runtime_moves_and_its_imports_keep_their_order() -> None:
    text = (
        "package specpress.client.json;\n\nimport java.util.List;\n"
        "import specpress.client.Reply;\n\nclass A {}\n"
    )
    assert moved(text, "a.b") == (
        "package a.b.json;\n\nimport a.b.Reply;\nimport java.util.List;\n\nclass A {}\n"
    )


def _model(title: str, folder: Path) -> ApiModel:
    return model_of(
        json.dumps({"openapi": "3.1.1", "info": {"title": title, "version": "1"}, "paths": {}}),
        folder,
    )


@pytest.mark.parametrize(
    ("title", "package", "client", "environment"),
    [
        ("Pet Store API", "petstoreapi.client", "PetStoreApiClient", "PET_STORE_API"),
        ("2nd", "api2nd.client", "Api2ndClient", "API_2ND"),
        ("class", "apiclass.client", "ApiClassClient", "API_CLASS"),
        ("é!", "e.client", "EClient", "E"),
    ],
)
def test_defaults(title: str, package: str, client: str, environment: str, tmp_path: Path) -> None:
    options = options_of(_model(title, tmp_path))
    assert (options.package, options.client, options.environment) == (package, client, environment)
    assert options.async_client == client.replace("Client", "AsyncClient")


@pytest.mark.parametrize(
    "values",
    [
        {"package": "Org.x"},
        {"package": "org.class"},
        {"group": "a b"},
        {"artifact": "a/b"},
        {"version": "-"},
        {"client": "client"},
        {"environment": "x"},
        {"license": "<x>"},
        {"nothing": "x"},
    ],
)
def test_wrong_options_are_reported(values: dict[str, str], tmp_path: Path) -> None:
    sink = Sink()
    options_of(_model("A", tmp_path), values, sink)
    assert [found.code.startswith("config-") for found in sink] == [True]


def test_types_that_nothing_meets_are_not_printed(tmp_path: Path) -> None:
    text = json.dumps(
        {
            "openapi": "3.1.1",
            "info": {"title": "A", "version": "1"},
            "paths": {},
            "components": {"schemas": {"Lonely": {"type": "object", "properties": {"a": {}}}}},
        }
    )
    model = model_of(text, tmp_path)
    tree = tree_of(model, options_of(model))
    assert not [path for path in tree if path.stem == "Lonely"]
