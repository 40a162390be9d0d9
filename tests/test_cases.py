"""Each folder of tests/cases with a `spec.yaml` is a test.

`expected/<target>/` holds what the target makes of it, without the files of its runtime (they have
tests of their own). `pytest --update-cases` writes it anew; the compilers of
`test_compiled_cases.py` judge it.
"""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path, PurePosixPath

import pytest

from specpress import config as configuration
from specpress import pipeline
from specpress.diagnostics import Sink
from specpress.printers import as_text
from specpress.render.environment import render
from specpress.targets import registry
from specpress.targets.base import OutputFile

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/spec.yaml"))


def printed(case: Path, target_name: str) -> dict[PurePosixPath, bytes]:
    """What the target prints for the case; the files of its runtime are left out."""
    sink = Sink()
    config = configuration.for_description(case / "spec.yaml", case / "out", {target_name: {}})
    inputs = pipeline.read(config, sink)
    assert inputs is not None, as_text(sink)
    model = pipeline.understand(config, inputs, sink)
    assert not sink.has_errors(), as_text(sink)
    ((target, given),) = pipeline.prepare(config, inputs, model, sink)
    files = [
        file for file in target.files(given) if isinstance(file, OutputFile) and not file.runtime
    ]
    assert not sink.has_errors(), as_text(sink)
    return dict(render(target.name, target.language, files))


@pytest.mark.parametrize("target", registry.names())
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_output_is_the_expected_one(
    case: Path, target: str, request: pytest.FixtureRequest
) -> None:
    expected = case / "expected" / target
    found = printed(case, target)
    if request.config.getoption("--update-cases"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, data in found.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(data)
    wanted = {
        PurePosixPath(path.relative_to(expected).as_posix()): path.read_bytes()
        for path in expected.rglob("*")
        if path.is_file()
    }
    assert sorted(found) == sorted(wanted), "run pytest --update-cases and read the difference"
    for path, data in found.items():
        difference = difflib.unified_diff(
            wanted[path].decode().splitlines(), data.decode().splitlines(), lineterm=""
        )
        assert data == wanted[path], f"{path}:\n" + "\n".join(difference)
