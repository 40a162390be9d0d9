"""The whole package: the compiler, the linters and the formatter have nothing to say."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from unit.targets.go.bench import faults, model_at, model_of, tree_of, write
from unit.targets.go.hostile import COMMENTS, QUOTES, description

HERE = Path(__file__).parent
SPECS = [HERE / "everything.yaml", HERE / "travels.yaml"]
CASES = Path(__file__).parents[3] / "cases"


@pytest.mark.parametrize(
    "spec",
    [*SPECS, *sorted(CASES.glob("*/spec.yaml"))],
    ids=lambda spec: spec.stem if spec in SPECS else spec.parent.name,
)
def test_nobody_complains(spec: Path, tmp_path: Path) -> None:
    assert faults(write(tree_of(model_at(spec)), tmp_path / "bench")) == ""


@pytest.mark.parametrize("evil", [QUOTES, COMMENTS, QUOTES + COMMENTS], ids=["q", "c", "qc"])
def test_no_text_becomes_code(evil: str, tmp_path: Path) -> None:
    tree = tree_of(model_of(description(evil), tmp_path))
    folder = write(tree, tmp_path / "bench")
    assert faults(folder) == ""
    for path, content in tree.items():
        if path.suffix != ".go":
            continue
        lines = content.decode().split("\n")
        assert not [line for line in lines if line.strip().startswith(("//go:", "//line"))], path
        assert not [line for line in lines if line.startswith("func init()")], path
        assert not any("\u202e" in line or "\u2028" in line for line in lines), path


def test_an_api_without_operations(tmp_path: Path) -> None:
    text = '{"openapi": "3.1.1", "info": {"title": "Nothing", "version": "1"}, "paths": {}}'
    folder = write(tree_of(model_of(text, tmp_path)), tmp_path / "bench")
    assert faults(folder) == ""
    assert not (folder / "example_test.go").exists()


LOOP = """
openapi: 3.1.1
info: {title: Loop, version: "1"}
paths:
  /a:
    put:
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Egg'}}}
      responses: {'204': {description: Fine.}}
components:
  schemas:
    Egg: {type: object, required: [hen], properties: {hen: {$ref: '#/components/schemas/Hen'}}}
    Hen:
      type: object
      required: [egg]
      properties: {egg: {$ref: '#/components/schemas/Egg'}, size: {type: number}}
"""


def test_records_that_hold_each_other_hold_pointers(tmp_path: Path) -> None:
    tree = tree_of(model_of(LOOP, tmp_path))
    models = tree[PurePosixPath("models.go")].decode()
    held = [" ".join(line.split()) for line in models.splitlines()]
    assert 'Hen *Hen `json:"hen"`' in held
    assert 'Egg *Egg `json:"egg"`' in held
    assert faults(write(tree, tmp_path / "bench")) == ""
