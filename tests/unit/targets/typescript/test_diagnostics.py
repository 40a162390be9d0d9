"""What the options refuse, and what follows where they are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from unit.targets.typescript.building import errors, generated

HEAD = """\
openapi: 3.1.0
info: {title: Things, version: 1.0.0}
paths:
  /things:
    post:
      operationId: addThing
      responses: {"204": {description: Nothing}}
"""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("package", "Not A Package"),
        ("version", "1.0"),
        ("environment", "lower"),
        ("license", "MIT; DROP"),
        ("integers", "float"),
    ],
)
def test_options_that_no_package_can_have(key: str, value: str, tmp_path: Path) -> None:
    path = tmp_path / "things.yaml"
    path.write_text(HEAD)
    _, sink = generated(path, tmp_path / "out", {key: value})
    assert errors(sink) == ["config-bad-value"]


def test_names_follow_from_the_title(tmp_path: Path) -> None:
    path = tmp_path / "things.yaml"
    path.write_text(HEAD)
    package, sink = generated(path, tmp_path / "out")
    assert errors(sink) == []
    assert '"name": "things"' in (package / "package.json").read_text()
    assert "THINGS_BASE_URL" in (package / "README.md").read_text()
