"""The compliance sets and the schema tests of the Overlay Specification itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading import value_of
from specpress.diagnostics import Sink
from specpress.source import openapi, overlay

DATA = Path(__file__).parents[3] / "cases" / "overlay"
SETS = sorted(path for path in (DATA / "compliant-sets").iterdir() if path.is_dir())
PASS = sorted(DATA.glob("tests/*/pass/*.yaml"))
FAIL = sorted(DATA.glob("tests/*/fail/*.yaml"))


def test_the_data_is_there() -> None:
    assert (len(SETS), len(PASS), len(FAIL)) == (8, 25, 42)


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_a_compliant_set_gives_its_output(folder: Path) -> None:
    sink = Sink()
    document = openapi.load(folder / "openapi.yaml", "openapi.yaml", sink)
    loaded = overlay.load(folder / "overlay.yaml", "overlay.yaml", sink)
    assert document is not None
    assert loaded is not None
    result = overlay.apply(document, loaded, sink)
    assert not len(sink), [found.message for found in sink]
    assert result.document.root == value_of((folder / "output.yaml").read_text())
    assert result.document.root != document.root


@pytest.mark.parametrize("path", PASS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_sound_overlay_loads(path: Path) -> None:
    sink = Sink()
    assert overlay.load(path, path.name, sink) is not None
    assert not sink.failed, [found.message for found in sink]


@pytest.mark.parametrize("path", FAIL, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_faulty_overlay_does_not_load(path: Path) -> None:
    sink = Sink()
    assert overlay.load(path, path.name, sink) is None
    assert sink.failed
    assert all(found.location.line for found in sink)
