"""Large packages: where each type stands, and that no file needs one that needs it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conformance.drivers.typescript import toolchain
from unit.targets.typescript.building import errors, generated

OPERATION = """\
  /{group}/{number}:
    get:
      operationId: get{group}{number}
      tags: [{group}]
      responses:
        "200":
          description: Fine
          content: {{application/json: {{schema: {{$ref: "#/components/schemas/T{number}"}}}}}}
"""
SCHEMA = """\
    T{number}:
      type: object
      properties:
        next: {{$ref: "#/components/schemas/T{next}"}}
        inner: {{type: object, properties: {{n: {{type: integer, format: int64}}}}}}
"""
MOST = 700


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of 700 types and as many inside of them: each refers to the next of its ring."""
    folder = tmp_path_factory.mktemp("large")
    text = "openapi: 3.1.0\ninfo: {title: Large, version: 1.0.0}\npaths:\n"
    used = [("Cats", 0), ("Dogs", 10), ("Cats", 20), ("Dogs", 20), ("Birds", 400)]
    text += "".join(OPERATION.format(group=group, number=number) for group, number in used)
    text += "components:\n  schemas:\n"
    for number in range(MOST):
        ring = 400 if number >= 400 else 10
        last = number % ring == ring - 1 if ring == 10 else number == MOST - 1
        following = number + 1 if not last else (400 if ring == 400 else number - 9)
        text += SCHEMA.format(number=number, next=following)
    path = folder / "large.yaml"
    path.write_text(text)
    package, sink = generated(path, folder / "out")
    assert errors(sink) == []
    return package


def names(path: Path) -> set[str]:
    return set(re.findall(r"export interface (T\d+) ", path.read_text()))


def test_types_stand_where_they_are_used(large: Path) -> None:
    models = large / "src" / "models"
    assert names(models / "cats.ts") == {f"T{number}" for number in range(10)}
    assert names(models / "dogs.ts") == {f"T{number}" for number in range(10, 20)}
    assert names(models / "shared.ts") == {f"T{number}" for number in range(20, 30)}
    assert not (models / "others.ts").exists()
    assert names(models / "others" / "t30.ts") == {"T30"}
    assert names(models / "birds" / "t400.ts") == {"T400"}
    assert sum(len(names(path)) for path in models.rglob("*.ts")) == MOST


def test_only_what_travels_has_a_schema(large: Path) -> None:
    files = {path.name for path in (large / "src" / "schemas").iterdir()}
    assert files == {"birds.ts", "cats.ts", "dogs.ts", "shared.ts"}


def test_compiles(large: Path) -> None:
    toolchain.link_tools(large)
    toolchain.ok(toolchain.tsc("--noEmit", folder=large))


def test_no_module_needs_one_that_needs_it(large: Path) -> None:
    """At run time: imports of types alone are gone by then."""
    pattern = re.compile(r'^(?:import|export) (?!type)[^;]*? from "(\..+?)";', re.MULTILINE)
    needs = {
        path.resolve(): {
            (path.parent / found).with_suffix(".ts").resolve()
            for found in pattern.findall(path.read_text())
        }
        for path in (large / "src").rglob("*.ts")
    }
    done: set[Path] = set()
    while ready := [path for path in needs if path not in done and needs[path] <= done]:
        done.update(ready)
    assert done == needs.keys()
