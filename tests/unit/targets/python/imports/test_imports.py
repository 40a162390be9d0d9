"""The import block: sections, order, breaking, and the way from one module to another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PurePosixPath

import black
import pytest

from specpress.targets.base import Symbol
from specpress.targets.python.imports import import_block

MODELS = PurePosixPath("zstack/models.py")
RESOURCE = PurePosixPath("zstack/resources/images.py")

SYMBOLS = frozenset(
    {
        Symbol("datetime", ""),
        Symbol("typing", "Any"),
        Symbol("typing", "TYPE_CHECKING"),
        Symbol("typing", "overload"),
        Symbol("collections.abc", "Mapping"),
        Symbol("uuid", "UUID"),
        Symbol("pydantic", "Field", "pydantic"),
        Symbol("httpx2", "", "httpx2"),
        Symbol(".models", "Image"),
        Symbol("._runtime.model", "Model"),
        Symbol(".resources.zones", "Zone"),
    }
)


def test_sections_and_order() -> None:
    assert import_block(RESOURCE, SYMBOLS) == (
        "import datetime\n"
        "from collections.abc import Mapping\n"
        "from typing import TYPE_CHECKING, Any, overload\n"
        "from uuid import UUID\n"
        "\n"
        "import httpx2\n"
        "from pydantic import Field\n"
        "\n"
        "from .._runtime.model import Model\n"
        "from ..models import Image\n"
        "from .zones import Zone\n"
    )


def test_nothing() -> None:
    assert import_block(MODELS, frozenset()) == ""


def test_a_file_does_not_import_itself() -> None:
    assert import_block(MODELS, frozenset({Symbol(".models", "Image")})) == ""


@pytest.mark.parametrize(
    ("path", "module", "line"),
    [
        ("zstack/models.py", "._runtime.model", "from ._runtime.model import X\n"),
        ("src/zstack/models.py", "._runtime.model", "from ._runtime.model import X\n"),
        ("zstack/__init__.py", ".models", "from .models import X\n"),
        ("zstack/resources/__init__.py", ".models", "from ..models import X\n"),
        ("zstack/resources/__init__.py", ".resources.images", "from .images import X\n"),
        ("zstack/resources/images.py", "._runtime.a.b", "from .._runtime.a.b import X\n"),
        ("zstack/a/b/c.py", ".a.d", "from ..d import X\n"),
        ("zstack/a/b/c.py", ".a.b.d", "from .d import X\n"),
        ("zstack/a/b/c.py", ".b", "from ...b import X\n"),
    ],
)
def test_relative_imports(path: str, module: str, line: str) -> None:
    assert import_block(PurePosixPath(path), frozenset({Symbol(module, "X")})) == line


def test_a_long_import_has_a_name_a_line() -> None:
    names = frozenset(Symbol(".models", f"ImageInventory{number}") for number in range(6))
    block = import_block(MODELS.with_name("client.py"), names)
    assert block.startswith("from .models import (\n    ImageInventory0,\n")
    assert block.endswith("    ImageInventory5,\n)\n")


@pytest.mark.parametrize("count", range(1, 9))
def test_black_and_isort_leave_it(count: int, tmp_path: Path) -> None:
    more = {Symbol(".models", f"AnImageInventory{number}") for number in range(count)}
    names = {
        Symbol("typing", name) for name in ("cast", "NamedTuple", "TYPE_CHECKING", "Annotated")
    }
    block = import_block(RESOURCE, SYMBOLS | more | names)
    assert black.format_str(block, mode=black.Mode()) == block
    file = tmp_path / "zstack" / "resources" / "images.py"
    file.parent.mkdir(parents=True)
    (tmp_path / "zstack" / "__init__.py").touch()
    (file.parent / "__init__.py").touch()
    file.write_text(block, "utf-8")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "I", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
