"""The verdict of a validator that we did not write."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.verify.judging import judge

GOOD = """\
openapi: 3.1.0
info: {title: Good, version: "1"}
paths:
  /a: {get: {responses: {"204": {description: done}}}}
"""
SWAGGER = """\
swagger: "2.0"
info: {title: Good, version: "1"}
paths:
  /a: {get: {responses: {"204": {description: done}}}}
"""


@pytest.mark.parametrize("text", [GOOD, SWAGGER, GOOD.replace("3.1.0", "3.0.3")])
def test_valid(tmp_path: Path, text: str) -> None:
    (tmp_path / "api.yaml").write_text(text)
    found = judge(tmp_path / "api.yaml")
    assert (found.known, found.fault) == (True, "")
    assert found.is_valid


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace('"1"', "1"),
        SWAGGER.replace('"2.0"', "2.0"),
        SWAGGER.replace("description", "summary"),
        "openapi: 3.1.0\n",
        "openapi: [\n",
    ],
)
def test_invalid(tmp_path: Path, text: str) -> None:
    (tmp_path / "api.yaml").write_text(text)
    found = judge(tmp_path / "api.yaml")
    assert found.known
    assert found.fault
    assert not found.is_valid


def test_no_verdict_counts_as_valid(tmp_path: Path) -> None:
    found = judge(tmp_path / "nothing.yaml")
    assert not found.known
    assert found.is_valid
