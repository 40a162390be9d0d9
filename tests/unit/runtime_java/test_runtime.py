"""The runtime of Java clients: compiled, formatted and tested in its own language."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from unit.targets.java import toolchain

RUNTIME = Path(__file__).parents[3] / "templates" / "java" / "runtime"
TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    toolchain.needed()
    folder = tmp_path_factory.mktemp("runtime") / "classes"
    toolchain.compiled(RUNTIME.rglob("*.java"), folder)
    return folder


def test_the_runtime_does_what_its_tests_say(classes: Path, tmp_path: Path) -> None:
    path = os.pathsep.join((str(classes), toolchain.tools()))
    toolchain.compiled(TESTS.rglob("*.java"), tmp_path, path, doc=False)
    run_path = os.pathsep.join((str(tmp_path), path, toolchain.libraries()))
    main = "org.junit.platform.console.ConsoleLauncher"
    options = ["execute", "--disable-banner", "--details=summary", f"--scan-class-path={tmp_path}"]
    printed = toolchain.run(["java", "-cp", run_path, main, *options])
    assert "16 tests successful" in printed, printed


def test_the_runtime_is_formatted() -> None:
    toolchain.needed()
    sources = [*RUNTIME.rglob("*.java"), *TESTS.rglob("*.java")]
    assert toolchain.badly_formatted(sources) == ""
