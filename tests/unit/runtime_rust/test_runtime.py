"""The runtime of Rust clients, tested in Rust: a crate of it alone, with the suite beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from unit.targets.rust.bench import cargo, model_of, tree_of, written

SUITE = Path(__file__).parent / "suite"
RUNTIME = Path(__file__).parents[3] / "templates/rust/runtime"
NOTHING = '{"openapi": "3.1.1", "info": {"title": "t", "version": "1"}, "paths": {}}'
LIBRARY = (
    "//! The runtime, open to its tests.\n#![allow(dead_code, missing_docs)]\npub mod runtime;\n"
)


@pytest.fixture(scope="module")
def crate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A crate whose library is the runtime."""
    folder = tmp_path_factory.mktemp("runtime")
    written(tree_of(model_of(NOTHING, folder)), folder)
    shutil.rmtree(folder / "src")
    shutil.copytree(RUNTIME / "src", folder / "src")
    (folder / "src/lib.rs").write_text(LIBRARY)
    shutil.copytree(SUITE, folder / "tests")
    return folder


@pytest.mark.parametrize("name", sorted(path.stem for path in SUITE.glob("*.rs")))
def test_suite(crate: Path, name: str) -> None:
    shown = cargo(crate, "test", "--quiet", "--all-features", "--test", name)
    assert " 0 failed" in shown
    assert "running 0 tests" not in shown


def test_rustfmt_leaves_runtime_and_suite_as_they_are(crate: Path) -> None:
    cargo(crate, "fmt", "--check")
