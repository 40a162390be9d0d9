"""Lines of every length: what is printed is what Prettier leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.drivers.typescript import toolchain
from specpress.targets.typescript.layout import (
    assigned,
    block,
    bracketed,
    columns,
    concat,
    generic,
    render,
)
from unit.targets.typescript.building import errors, generated

PATH = """\
  /{stem}/{{id}}:
    post:
      operationId: {stem}
      tags: [{stem}]
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: string}}}}
        - name: {stem}List
          in: query
          explode: false
          schema: {{type: array, items: {{type: string}}}}
        - {{name: {stem}At, in: query, schema: {{type: string, format: date-time}}}}
      requestBody:
        required: true
        content: {{application/json: {{schema: {{$ref: "#/components/schemas/{stem}Type"}}}}}}
      responses:
        "200":
          description: Fine
          content: {{application/json: {{schema: {{$ref: "#/components/schemas/{stem}Type"}}}}}}
        "201":
          description: Made
          content: {{application/json: {{schema: {{$ref: "#/components/schemas/{stem}Kind"}}}}}}
"""
SCHEMA = """\
    {stem}Type:
      type: object
      required: [{stem}]
      properties:
        {stem}: {{type: [string, "null"]}}
        {stem}Items: {{type: array, items: {{$ref: "#/components/schemas/{stem}Type"}}}}
        {stem}Map:
          type: object
          additionalProperties: {{$ref: "#/components/schemas/{stem}Type"}}
        either: {{$ref: "#/components/schemas/{stem}Either"}}
    {stem}Kind: {{type: string, enum: [{stem}One, {stem}Two]}}
    {stem}Either:
      oneOf: [{{type: string}}, {{$ref: "#/components/schemas/{stem}Type"}}, {{type: boolean}}]
"""


@pytest.fixture(scope="module")
def lengths(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with names of one letter to forty."""
    folder = tmp_path_factory.mktemp("lengths")
    stems = ["x" + "abcdefghij"[: number % 10] + "k" * number for number in range(1, 41)]
    text = "openapi: 3.1.0\ninfo: {title: Lengths, version: 1.0.0}\npaths:\n"
    text += "".join(PATH.format(stem=stem) for stem in stems)
    text += "components:\n  schemas:\n" + "".join(SCHEMA.format(stem=stem) for stem in stems)
    path = folder / "lengths.yaml"
    path.write_text(text)
    package, sink = generated(path, folder / "out")
    assert errors(sink) == []
    return package


def test_formatter_finds_nothing_to_change(lengths: Path) -> None:
    toolchain.ok(toolchain.prettier("--check", "src", folder=lengths))


def test_compiles(lengths: Path) -> None:
    toolchain.link_tools(lengths)
    toolchain.ok(toolchain.tsc("--noEmit", folder=lengths))


def test_groups_break_where_they_must() -> None:
    assert render(bracketed("[", ["1", "2"], "]")).text == "[1, 2]"
    assert render(bracketed("[", ["a" * 40, "b" * 40], "]"), 2).text == (
        f"[\n    {'a' * 40},\n    {'b' * 40},\n  ]"
    )
    assert render(bracketed("[", ["a" * 74], "]"), 4).text == f"[{'a' * 74}]"
    assert render(bracketed("[", ["a" * 74], "]"), 4, ";").text != f"[{'a' * 74}]"
    assert render(block("{", ["a: 1"], "}")).text == "{\n  a: 1,\n}"
    assert render(generic("Promise", ["x" * 90])).text == f"Promise<{'x' * 90}>"
    assert render(concat("const a =", assigned("1"), ";")).text == "const a = 1;"
    assert render(concat("const a =", assigned("b" * 79), ";")).text == f"const a =\n  {'b' * 79};"


def test_wide_characters_take_two_columns() -> None:
    assert columns("abc") == 3
    assert columns("镜像") == 4
    assert columns("e\u0301") == 1
