"""Filters: text of a description stays text."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.targets.go.escape import go_doc, go_string, go_tag, md_code, md_text
from unit.targets.go.bench import go, tool

PIECES = ("-", "*", "+", "•", "1.", "2)", "#", "##", "[a]:", "http://x", "``", "''", "//", "go:x")
SPACE = (" ", "\n", "\n\n", "\n\n\n", "  ", "\t", "\r\n", "\u2028", "\u3000", "\u00a0")
WORDS = st.sampled_from(
    (*PIECES, *SPACE, *SPACE, "Word", "word.", "words" * 12, "镜像", "Deprecated:")
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(WORDS).map("".join)


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("a", '"a"'),
        ('"\\', '"\\"\\\\"'),
        ("\n\r\t\x00", '"\\n\\r\\t\\u0000"'),
        ("镜像 🐧", '"镜像 🐧"'),
        ("\u202e\u2028\ufeff", '"\\u202e\\u2028\\ufeff"'),
        ("\U000e0001", '"\\U000e0001"'),
        ("\ud800", '"\\ufffd"'),
    ],
)
def test_strings(text: str, literal: str) -> None:
    assert go_string(text) == literal


def test_tags() -> None:
    assert go_tag(("json", "a"), ("api", "nullable")) == '`json:"a" api:"nullable"`'
    assert go_tag(("json", "`")) == '"json:\\"`\\""'


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("", ""),
        ("One", "// One."),
        ("One\n\nTwo", "// One.\n//\n// Two."),
        ("a:\n- b\n- c\n  d", "// a:\n//   - b\n//   - c d"),
        ("# Title\n\nText.", "// Title.\n//\n// Text."),
        ("[a]: http://b", "// [a] : http://b."),
        ("``a''", "// `a'"),
        ("go:generate x", "// go:generate x."),
        ("+build ignore", "// build ignore."),
        ("a\u202eb", "// ab."),
    ],
)
def test_comments(text: str, comment: str) -> None:
    assert go_doc(text) == comment


def test_no_line_begins_like_an_item() -> None:
    text = "word " * 15 + "words - 1. # * end"
    assert not [line for line in go_doc(text).split("\n") if line[3:4] in "-1#*"]


def test_markdown() -> None:
    assert md_text("<b> [x](y) `z`") == "&lt;b\\> \\[x\\]\\(y\\) \\`z\\`"
    assert md_code("a`b") == "``a`b``"


def test_any_text_is_left_alone_by_gofmt_and_comes_back(tmp_path: Path) -> None:
    found: list[str] = []

    @settings(max_examples=300, deadline=None, derandomize=True, database=None)
    @given(TEXTS)
    def collect(text: str) -> None:
        found.append(text)

    collect()
    lines = ["package main", "", 'import (\n\t"encoding/json"\n\t"os"\n)', ""]
    lines.append("func main() {\n\terr := json.NewEncoder(os.Stdout).Encode(texts)")
    lines.append("\tif err != nil {\n\t\tpanic(err)\n\t}\n}\n")
    lines.append("var texts = []string{\n" + "".join(f"\t{go_string(one)},\n" for one in found))
    lines[-1] += "}\n"
    for number, text in enumerate(found):
        comment = go_doc(text)
        lines.append(f"{comment}\ntype t{number} int\n" if comment else f"type t{number} int\n")
    program = tmp_path / "main.go"
    program.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")
    (tmp_path / "go.mod").write_text("module example.com/texts\n\ngo 1.24\n")
    done = subprocess.run(
        [tool("gofumpt"), "-d", "main.go"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout + done.stderr == ""
    assert json.loads(go("run", ".", folder=tmp_path)) == found
