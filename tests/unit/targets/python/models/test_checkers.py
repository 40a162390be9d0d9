"""What is printed satisfies the type checkers at their strictest, Black and isort's order."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import black
import pytest

from specpress.model import ApiModel
from unit.targets.python.models.building import printed, write
from unit.targets.python.models.rich import IMAGES, RICH, api

USE = '''\
"""Uses the models the way a caller does."""

import datetime
from typing import assert_type

from rich_models import models


def use(image: models.ImageInventory, counts: models.Counts) -> models.ErrorCode:
    """Types are what they seem."""
    assert_type(image.uuid, str)
    assert_type(image.size, int | None)
    assert_type(image.backup_storage_refs, list[models.ImageBackupStorageRefInventory] | None)
    assert_type(counts.model_extra["a"], int)
    state: models.ImageState = "Enabled"
    state = "Undocumented"
    made = models.ImageInventory(uuid="u", system_tags=["a"], state=state)
    kinds = models.Kinds(
        date=datetime.date(2026, 1, 1),
        needed_anything=1,
        one=1,
        nullable_required=None,
        read_only="a",
        write_only="b",
    )
    shapes: list[models.Shape] = [models.Circle(radius=1.0), [1, 2]]
    drawing = models.Drawing(shapes=shapes, pet=models.Cat(pet_type="c"))
    json: models.Json = {"a": [1.0, "b", {"c": []}]}
    print(made.model_fields_set, kinds, drawing, json)
    return models.ErrorCode(code="a", cause=models.ErrorCode(code="b"))
'''


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write(RICH, folder, "rich_models")
    (folder / "use.py").write_text(USE, "utf-8")
    return folder


def run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command], cwd=project, capture_output=True, text=True, check=False, timeout=300
    )


def test_mypy_strict(project: Path) -> None:
    done = run(project, sys.executable, "-m", "mypy", "--strict", "--no-incremental", ".")
    assert done.returncode == 0, done.stdout + done.stderr


def test_pyright_strict(project: Path) -> None:
    settings = {"typeCheckingMode": "strict", "include": ["rich_models", "use.py"]}
    (project / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    pyright = shutil.which("pyright", path=str(Path(sys.executable).parent))
    assert pyright is not None
    done = run(project, pyright, "--pythonpath", sys.executable, "--outputjson")
    messages = json.loads(done.stdout)["generalDiagnostics"]
    assert messages == []


def test_ruff_finds_imports_sorted_and_used(project: Path) -> None:
    done = run(
        project,
        *(sys.executable, "-m", "ruff", "check", "--isolated", "--select", "I,F"),
        *("--target-version", "py311", "rich_models/models.py"),
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("model", [RICH, api(IMAGES), api(())], ids=["rich", "images", "none"])
def test_black_leaves_it(model: ApiModel) -> None:
    text = printed(model)
    assert black.format_str(text, mode=black.Mode()) == text
