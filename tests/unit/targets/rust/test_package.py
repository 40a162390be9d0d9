"""Crates of hostile and rich descriptions, before rustfmt, clippy, rustdoc and their own tests."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from specpress.targets.base import Tree
from unit.targets.rust import hostile
from unit.targets.rust.bench import cargo, model_of, samples_of, tree_of, written

HERE = Path(__file__).parent
SPECS: dict[str, Callable[[], str]] = {
    "rich": lambda: (HERE / "rich.yaml").read_text("utf-8"),
    "wide": lambda: (HERE / "wide.yaml").read_text("utf-8"),
    "quotes": lambda: hostile.description(hostile.QUOTES, hostile.NAMES[0]),
    "markdown": lambda: hostile.description(hostile.MARKDOWN, hostile.NAMES[1]),
    "empty": lambda: '{"openapi": "3.1.1", "info": {"title": "t", "version": "1"}, "paths": {}}',
}
CRATES = {
    "rich": "garden",
    "wide": "wide",
    "quotes": "bench-quotes",
    "markdown": "bench-marks",
    "empty": "nothing",
}


@pytest.fixture(scope="module")
def crate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of the crate of a description."""

    @functools.cache
    def make(spec: str) -> Path:
        folder = tmp_path_factory.mktemp(spec)
        return written(tree_of(model_of(SPECS[spec](), folder), CRATES[spec]), folder)

    return make


@pytest.mark.parametrize("spec", SPECS)
def test_rustfmt_leaves_it_as_it_is(crate: Callable[[str], Path], spec: str) -> None:
    cargo(crate(spec), "fmt", "--check")


@pytest.mark.parametrize("spec", SPECS)
def test_clippy_has_nothing_to_say(crate: Callable[[str], Path], spec: str) -> None:
    cargo(crate(spec), "clippy", "--quiet", "--all-features", "--", "-D", "warnings")


def test_clippy_has_nothing_to_say_without_features(crate: Callable[[str], Path]) -> None:
    cargo(crate("rich"), "clippy", "--quiet", "--", "-D", "warnings")


@pytest.mark.parametrize("spec", SPECS)
def test_rustdoc_has_nothing_to_say(crate: Callable[[str], Path], spec: str) -> None:
    cargo(crate(spec), "doc", "--quiet", "--no-deps", "--all-features", rustdoc="-D warnings")


def test_no_description_becomes_a_test(crate: Callable[[str], Path]) -> None:
    """Only the README has code that rustdoc runs."""
    shown = cargo(crate("markdown"), "test", "--doc")
    tests = [line for line in shown.splitlines() if line.startswith("test src")]
    assert tests
    assert all(line.startswith("test src/lib.rs - Readme ") for line in tests)


@pytest.mark.parametrize(("spec", "suite"), [("rich", "behaviour"), ("wide", "wide")])
def test_callers_see_what_they_should(crate: Callable[[str], Path], spec: str, suite: str) -> None:
    folder = crate(spec)
    (folder / "tests").mkdir()
    shutil.copy(HERE / f"{suite}.rs", folder / "tests")
    shown = cargo(folder, "test", "--quiet", "--all-features", "--test", suite)
    assert " 0 failed" in shown


@pytest.mark.parametrize("spec", ["rich", "wide", "quotes"])
def test_every_sample_compiles(crate: Callable[[str], Path], spec: str, tmp_path: Path) -> None:
    folder = tmp_path / "crate"
    shutil.copytree(crate(spec), folder)
    model = model_of(SPECS[spec](), tmp_path)
    samples = samples_of(model, CRATES[spec])
    assert len(samples) == len(model.operations)
    for file, code in samples.items():
        (folder / "examples").mkdir(exist_ok=True)
        (folder / "examples" / file).write_text(f"//! A sample.\n\n{code}", "utf-8")
    cargo(folder, "fmt", "--check")
    cargo(folder, "clippy", "--quiet", "--examples", "--", "-D", "warnings")


def test_nothing_depends_on_the_place_of_a_name(tmp_path: Path) -> None:
    """The same crate comes of the same description, twice."""

    def tree() -> Tree:
        return tree_of(model_of(SPECS["rich"](), tmp_path))

    assert tree() == tree()
