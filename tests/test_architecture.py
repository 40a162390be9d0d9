"""The rules between the rooms, held by reading the code and the templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from specpress.targets import registry

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "specpress"
TEMPLATES = ROOT / "templates"

# What each room may import from the others: the way of the data, and never backwards.
FOUNDATION = {"diagnostics", "jsonvalue", "layout", "remembered", "resources"}
ALLOWED: dict[str, set[str]] = {
    "diagnostics": set(),
    "jsonvalue": set(),
    "resources": set(),
    "layout": set(),
    "remembered": set(),
    "workers": set(),
    "progress": set(),
    "printers": {"diagnostics"},
    "dump": set(),
    "config": {"diagnostics"},
    "source": FOUNDATION,
    "model": {"jsonvalue"},
    "normalize": FOUNDATION | {"model", "naming", "source"},
    "naming": FOUNDATION | {"model"},
    "targets": FOUNDATION | {"model", "naming"},
    "render": FOUNDATION | {"targets"},
    "output": FOUNDATION | {"targets", "config"},
    "verify": FOUNDATION | {"config", "pipeline", "printers", "model", "targets"},
}
# The rooms that put the others together; `cli` is on top of all.
ASSEMBLY = {"cli", "commands", "pipeline", "production", "quick", "summary", "__main__", "__init__"}

MODULES = sorted(PACKAGE.rglob("*.py"))
SOURCES = sorted(TEMPLATES.rglob("*.j2"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_stands_before_it(path: Path) -> None:
    room = room_of(path)
    if room in ASSEMBLY:
        return
    assert room in ALLOWED, f"say in this test what the room `{room}` may import"
    rooms = {
        name.split(".")[1]
        for name in imported(ast.parse(path.read_text()))
        if name.startswith("specpress.") and (PACKAGE / name.split(".")[1]).exists()
    }
    assert rooms <= ALLOWED[room] | {room}


def test_normalize_takes_only_the_loaded_value_from_source() -> None:
    allowed = ("specpress.source.document", "specpress.source.extensions", "specpress.source.refs")
    for path in (PACKAGE / "normalize").rglob("*.py"):
        for name in imported(ast.parse(path.read_text())):
            if name.startswith("specpress.source."):
                assert name.startswith(allowed), f"{path.name} imports {name}"


@pytest.mark.parametrize("target", registry.names())
def test_a_targets_name_stands_in_its_own_folder_only(target: str) -> None:
    """No shared part may know a target: not as a key, not as a path."""
    word = re.compile(rf"(?<![A-Za-z]){target}(?![A-Za-z])")
    home = PACKAGE / "targets" / target
    for path in MODULES:
        if path.is_relative_to(home) or path == PACKAGE / "targets" / "registry.py":
            continue
        found = [text for text in keys(ast.parse(path.read_text())) if word.search(text)]
        assert not found, f"{path.relative_to(ROOT)} knows the target {target}: {found}"
    for path in SOURCES:
        if path.relative_to(TEMPLATES).parts[0] != target:
            assert f"{target}/" not in path.read_text(), path


def keys(tree: ast.AST) -> Iterator[str]:
    """Strings that are no prose: keys, paths, codes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 420, "would two files be easier to live in?"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno
            assert length <= 48, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_public_names_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert path.name == "__init__.py" or ast.get_docstring(tree), "the module says what it is"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_no_room_is_a_lumber_room() -> None:
    lumber = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "shared"}
    assert not [path for path in MODULES if path.stem in lumber or path.parent.name in lumber]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_print_and_do_not_decide(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 150, "would two templates be easier to live in?"
    code = " ".join(re.findall(r"{[{%].*?[%}]}", text, re.DOTALL))
    for case in ("upper", "lower", "title", "capitalize"):
        assert not re.search(rf"\|\s*{case}\b|\.{case}\(", code), f"a case change: {case}"
    for call in (".split(", ".replace(", ".startswith(", ".endswith(", "| replace", "| tojson"):
        assert call not in code, f"logic in a template: {call}"
    assert "| safe" not in code
    if not path.name.endswith(".md.j2"):
        found = re.search(r"^(from|import) .*{{", text, re.MULTILINE)
        assert not found, "imports follow from the symbols that were printed"


def test_no_registry_is_named() -> None:
    hosts = re.compile(
        r"pypi\.org|pythonhosted|registry\.npmjs|proxy\.golang|crates\.io|repo1?\.maven",
        re.IGNORECASE,
    )
    skipped = {".venv", ".venv-bench", ".git", "node_modules", "__pycache__", ".hypothesis"}
    for path in ROOT.rglob("*"):
        if skipped & set(path.relative_to(ROOT).parts) or not path.is_file():
            continue
        if path == Path(__file__) or path.suffix in (".pyc", ".png", ".gz"):
            continue
        text = path.read_text(errors="ignore")
        assert not hosts.search(text), f"{path.relative_to(ROOT)} names a registry's host"
