"""The committed output is what the committed inputs give, from the pages on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from openapi_spec_validator import validate

ROOT = Path(__file__).parents[1]
# What tests of the generated packages leave behind in a working tree.
CACHES = {".cache", "__pycache__", "node_modules", "target", ".mypy_cache"}
SPECPRESS = Path(sys.executable).with_name("specpress")


def specpress(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SPECPRESS, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / ".cache"), **environment},
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what is committed, to edit."""
    for name in ("spec", "generated"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(*CACHES))
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not CACHES & set(path.parts)
    }


def test_nothing_drifted() -> None:
    run = specpress(ROOT, "check")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_same_bytes_for_any_hash_seed(copy: Path, seed: str) -> None:
    before = contents(copy)
    shutil.rmtree(copy / "generated")
    (copy / "spec" / "zstack" / "zstack.yaml").unlink()
    run = specpress(copy, "generate", PYTHONHASHSEED=seed)
    assert run.returncode == 0, run.stderr
    assert contents(copy) == before


@pytest.mark.parametrize("path", ["spec/zstack/zstack.yaml", "generated/zstack/openapi.yaml"])
def test_both_descriptions_are_valid(path: str) -> None:
    validate(yaml.safe_load((ROOT / path).read_text()))


def test_a_second_run_says_that_nothing_changed(copy: Path) -> None:
    first = specpress(copy, "generate")
    assert first.returncode == 0, first.stderr
    assert "nothing changed" not in first.stdout
    times = {path: path.stat().st_mtime_ns for path in copy.rglob("*") if path.is_file()}
    second = specpress(copy, "generate")
    assert second.returncode == 0
    assert "nothing changed" in second.stdout
    assert times == {path: path.stat().st_mtime_ns for path in times}


def test_one_edited_line_of_the_page_shows_in_spec_client_and_docs(copy: Path) -> None:
    assert specpress(copy, "generate").returncode == 0
    page = copy / "spec" / "zstack" / "pages" / "AddImage.txt"
    text = page.read_text()
    assert text.count("• descriptionString\n") == 1
    page.write_text(text.replace("• descriptionString\n", "• summaryString\n"))
    before = contents(copy)
    run = specpress(copy, "check")
    assert run.returncode == 1
    assert contents(copy) == before, "check writes nothing"
    changed = {line[6:] for line in run.stdout.splitlines() if line.startswith("+++ b/")}
    assert "zstack.yaml" in changed
    assert "openapi.yaml" in changed
    assert any(path.startswith("python/") and path.endswith(".py") for path in changed)
    assert any(path.startswith("docs/") and path.endswith(".md") for path in changed)
    assert "output-drift" in run.stderr


def test_drift_as_json_is_one_document(copy: Path) -> None:
    (copy / "generated" / "zstack" / "docs" / "index.md").write_text("edited\n")
    run = specpress(copy, "check", "--format", "json")
    assert run.returncode == 1
    found = json.loads(run.stderr)
    assert "output-drift" in {one["code"] for one in found}


def test_a_hand_edit_is_kept_and_told(copy: Path) -> None:
    edited = copy / "generated" / "zstack" / "docs" / "index.md"
    edited.write_text("mine\n")
    run = specpress(copy, "generate")
    assert run.returncode == 0
    assert "output-hand-edited" in run.stderr
    assert edited.read_text() == "mine\n"
    forced = specpress(copy, "generate", "--force")
    assert forced.returncode == 0
    assert edited.read_text() != "mine\n"


def test_strict_makes_the_pages_contradictions_errors(copy: Path) -> None:
    shutil.rmtree(copy / "generated")
    run = specpress(copy, "generate", "--strict")
    assert run.returncode == 1
    assert not (copy / "generated").exists(), "nothing is written"


def test_a_broken_page_writes_nothing(copy: Path) -> None:
    shutil.rmtree(copy / "generated")
    page = copy / "spec" / "zstack" / "pages" / "AddImage.txt"
    page.write_text(page.read_text()[:600])
    before = contents(copy)
    run = specpress(copy, "generate")
    assert run.returncode == 1
    assert "error[page-" in run.stderr
    assert contents(copy) == before
