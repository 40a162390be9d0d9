"""The runtime of Go packages, by the tools and the tests of its own language."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from specpress import resources
from specpress.naming.reserved import load
from unit.targets.go.bench import faults, go

RUNTIME = resources.templates_root() / "go" / "runtime"
RESERVED = Path(__file__).parents[3] / "generator/specpress/targets/go/reserved/package.txt"


def test_nobody_complains(tmp_path: Path) -> None:
    # Elsewhere, because tools might write into the folder that they look at.
    assert faults(Path(shutil.copytree(RUNTIME, tmp_path / "runtime"))) == ""


def test_its_own_tests_pass(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RUNTIME, tmp_path / "runtime"))
    race = ["-race"] if shutil.which("gcc") else []
    said = go("test", *race, "-count=1", "./...", folder=folder)
    assert said.startswith("ok")


@pytest.mark.parametrize("path", sorted(RUNTIME.glob("*.go")), ids=lambda path: path.name)
def test_every_file_has_the_package_clause_that_is_replaced(path: Path) -> None:
    assert path.read_text("utf-8").count("package client\n") == 1


def test_every_exported_name_is_reserved() -> None:
    text = "\n".join(
        path.read_text("utf-8") for path in RUNTIME.glob("*.go") if "_test" not in path.name
    )
    declared = set(re.findall(r"^(?:type|func|var|const) ([A-Z]\w*)", text, re.MULTILINE))
    declared |= set(re.findall(r"^\t([A-Z]\w*) += (?:errors|fmt)\.", text, re.MULTILINE))
    assert "Optional" in declared
    assert "ErrConnect" in declared
    # NewClient and Client are those of the templates.
    assert declared | {"Client", "NewClient"} == load(RESERVED)


def test_no_hidden_name_of_the_runtime_is_one_of_the_operations() -> None:
    text = "\n".join(
        path.read_text("utf-8") for path in RUNTIME.glob("*.go") if "_test" not in path.name
    )
    hidden = set(re.findall(r"^(?:type|func|var|const) ([a-z]\w*)", text, re.MULTILINE))
    alike = {name for name in hidden if name.endswith(("Operation", "Shape"))}
    assert "newOperation" in alike
    assert alike == load(RESERVED.with_name("internal.txt"))
