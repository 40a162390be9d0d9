"""Each folder of tests/errors/openapi and tests/errors/overlay: the exact diagnostics of an input.

`pytest --update-cases` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.diagnostics import Sink
from specpress.printers import as_text
from specpress.source import openapi, overlay
from specpress.source.validate import validate

ERRORS = Path(__file__).parents[2] / "errors"
CASES = sorted(
    path.parent for room in ("openapi", "overlay") for path in ERRORS.glob(f"{room}/*/spec.*")
)


def diagnostics(folder: Path) -> str:
    sink = Sink()
    (spec,) = folder.glob("spec.*")
    document = openapi.load(spec, spec.name, sink)
    corrected = folder / "fix.overlay.yaml"
    if corrected.exists():
        loaded = overlay.load(corrected, corrected.name, sink)
        if document is not None and loaded is not None:
            document = overlay.apply(document, loaded, sink).document
    if document is not None:
        validate(document, sink)
    return as_text(sink)


def test_there_are_cases() -> None:
    assert len(CASES) >= 9


@pytest.mark.parametrize("folder", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_diagnostics_are_exactly_these(folder: Path, request: pytest.FixtureRequest) -> None:
    found = diagnostics(folder)
    expected = folder / "diagnostics.txt"
    if request.config.getoption("--update-cases", default=False):
        expected.write_text(found)
    assert found == expected.read_text()
