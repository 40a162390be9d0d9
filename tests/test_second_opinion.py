"""Our descriptions before a linter that we did not write."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

import toolchain

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / "tests" / "tools" / "redocly"


# What a page says is judged by the specification; what we publish, by good style too.
@pytest.mark.parametrize(
    ("name", "rules"),
    [("spec/zstack/zstack.yaml", "spec"), ("generated/zstack/openapi.yaml", "recommended")],
)
def test_redocly_finds_no_error(name: str, rules: str) -> None:
    redocly = toolchain.npm_tools(TOOLS) / ".bin" / "redocly"
    done = subprocess.run(
        [redocly, "lint", f"--extends={rules}", "--format=json", ROOT / name],
        capture_output=True,
        text=True,
        check=False,
        cwd=TOOLS,
        env={**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"},
    )
    report = json.loads(done.stdout)
    errors = [one for one in report["problems"] if one["severity"] == "error"]
    assert not errors, errors
    assert done.returncode == 0
