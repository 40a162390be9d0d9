"""`specpress verify` with the real tools: cases build, and the clients of zstack ask the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import toolchain
from specpress.targets import registry
from specpress.verify import corpus, mocking

ROOT = Path(__file__).parents[1]
SPECPRESS = Path(sys.executable).with_name("specpress")
SAMPLE = ("open-enums", "recursion", "success-by-status")
CLIENTS = tuple(name for name in registry.names() if registry.toolchain(name))


@pytest.fixture(autouse=True)
def tools() -> None:
    """Skips where a language's tools are missing; in CI that is a failure."""
    absent = corpus.missing(CLIENTS)
    said = [*absent.values(), *filter(None, [mocking.missing()])]
    if said and os.environ.get("CI"):
        pytest.fail("; ".join(said))
    if said:
        pytest.skip("; ".join(said))


def verify(folder: Path, *arguments: str | Path) -> tuple[subprocess.CompletedProcess[str], Any]:
    """Runs the command; returns how it ended, and the JSON that it wrote."""
    out = folder / "found.json"
    common = ["--json", out, "--cache", toolchain.CACHE / "verify", "--quiet"]
    done = subprocess.run(
        [SPECPRESS, "verify", *common, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done, json.loads(out.read_text()) if out.is_file() else None


def test_a_sample_of_our_cases_builds_in_every_language(tmp_path: Path) -> None:
    home = tmp_path / "corpus"
    home.mkdir()
    for name in SAMPLE:
        shutil.copy(ROOT / "tests" / "cases" / name / "spec.yaml", home / f"{name}.yaml")
    (home / "invalid.yaml").write_text("openapi: 3.1.0\ninfo: {title: 1}\npaths: {}\n")
    done, found = verify(tmp_path, "--corpus", home)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = {one["file"]: one for one in found["descriptions"]}
    assert not rows["invalid.yaml"]["valid"]
    assert rows["invalid.yaml"]["diagnostics"]
    for name in SAMPLE:
        row = rows[f"{name}.yaml"]
        assert row["valid"]
        built = {target: row["targets"][target]["built"] for target in CLIENTS}
        assert built == dict.fromkeys(CLIENTS, True)
        assert {one["operations"] for one in row["targets"].values()} == {row["operations"]}


def test_all_clients_of_a_project_ask_the_same(tmp_path: Path) -> None:
    done, found = verify(tmp_path, ROOT / "spec" / "zstack" / "specpress.toml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert found["mocked"]
    calls = {(one["operation"], one["arguments"]): one for one in found["calls"]}
    assert {("AddImage", "brief"), ("AddImage", "full"), ("GetApiJob", "brief")} <= calls.keys()
    for call in calls.values():
        assert call["differs"] == {}
        assert call["refused"] == "", "the mock takes it for a request of the description"
        assert set(call["outcomes"]) == set(CLIENTS)
    brief, full = (calls["AddImage", extent]["request"]["body"] for extent in ("brief", "full"))
    assert len(full) > len(brief), "a full call says more"
