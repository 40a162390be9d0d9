"""What generated calls send, and what they make of the answers: a test in Go."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from specpress.diagnostics import Sink
from specpress.targets.go import TARGET
from unit.targets.go.bench import go, input_of, model_of, options, tree_of, write

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("spec", "program"),
    [("everything.yaml", "calls_test.go"), ("travels.yaml", "travels_test.go")],
)
def test_calls(spec: str, program: str, tmp_path: Path) -> None:
    model = model_of((HERE / spec).read_text(encoding="utf-8"), tmp_path)
    folder = write(tree_of(model), tmp_path / "bench")
    shutil.copy(HERE / "programs" / program, folder)
    said = go("test", "-count=1", "./...", folder=folder)
    assert said.startswith("ok")


@pytest.mark.parametrize("spec", ["everything.yaml", "travels.yaml"])
def test_every_sample_is_a_program(spec: str, tmp_path: Path) -> None:
    model = model_of((HERE / spec).read_text(encoding="utf-8"), tmp_path)
    folder = write(tree_of(model), tmp_path / "bench")
    given = input_of(model, options(), Sink())
    for operation in model.operations:
        sample = TARGET.sample(given, operation)
        program = folder / "samples" / operation.id / sample.file
        program.parent.mkdir(parents=True)
        program.write_text(sample.code, encoding="utf-8")
    assert len(list(folder.glob("samples/*"))) == len(model.operations)
    go("vet", "./...", folder=folder)
    assert go("fmt", "./samples/...", folder=folder) == ""
