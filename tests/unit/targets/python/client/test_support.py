"""There is nothing that the client cannot do."""

from __future__ import annotations

from pathlib import Path

from specpress.targets.python import TARGET
from unit.targets.python.client.bench import EVERYTHING, model_of


def test_everything_comes_out(tmp_path: Path) -> None:
    assert tuple(TARGET.unsupported(model_of(EVERYTHING.read_text(), tmp_path))) == ()
