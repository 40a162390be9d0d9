"""Every kind of fault has a code of its own, and a test that provokes it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "generator" / "specpress"


def rules() -> Iterator[tuple[str, str, Path]]:
    """The code, the constant and the file of every rule that the rooms declare."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text()).body:
            match node:
                case ast.Assign(
                    targets=[ast.Name(id=name)],
                    value=ast.Call(
                        func=ast.Name(id="error" | "warning" | "note"),
                        args=[ast.Constant(value=str(code)), *_],
                    ),
                ):
                    yield code, name, path


def test_rules_are_found() -> None:
    assert len(list(rules())) > 20


def test_a_code_means_one_thing() -> None:
    summaries: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for code, summary in re.findall(
            r'\b(?:error|warning|note)\(\s*"([a-z0-9-]+)",\s*"([^"]+)"', path.read_text()
        ):
            assert summaries.setdefault(code, summary) == summary, code


def test_codes_have_one_form() -> None:
    for code, name, path in rules():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", code), f"{name} in {path.name}: {code}"


def test_every_code_is_provoked_by_a_test() -> None:
    texts = [
        path.read_text(errors="ignore")
        for path in TESTS.rglob("*")
        if path.is_file() and path != Path(__file__) and path.suffix != ".pyc"
    ]
    whole = "\n".join(texts)
    missing = sorted(
        f"{code} ({path.relative_to(PACKAGE)})"
        for code, name, path in rules()
        if code not in whole and not re.search(rf"\b{path.stem}\.{name}\b|\b{name}\.code\b", whole)
    )
    assert not missing, "no test provokes:\n" + "\n".join(missing)
