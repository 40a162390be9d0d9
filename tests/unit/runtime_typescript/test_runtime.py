"""The runtime of TypeScript clients: its own tests, its formatter, its compilers, its linter."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conformance.drivers.typescript import toolchain

HERE = Path(__file__).parent
RUNTIME = Path(__file__).parents[3] / "templates" / "typescript" / "runtime"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runtime and its tests, compiled."""
    folder = tmp_path_factory.mktemp("runtime")
    shutil.copytree(RUNTIME, folder / "runtime")
    (folder / "tests").mkdir()
    for source in HERE.glob("*.test.ts"):
        shutil.copy(source, folder / "tests")
    shutil.copy(HERE / "tsconfig.json", folder)
    (folder / "package.json").write_text('{"type": "module"}\n')
    toolchain.link_tools(folder)
    toolchain.ok(toolchain.tsc(folder=folder))
    return folder


def test_unit_tests_pass(project: Path) -> None:
    files = sorted(str(path) for path in (project / "out" / "tests").glob("*.test.js"))
    assert len(files) == len(list(HERE.glob("*.test.ts")))
    toolchain.ok(toolchain.run_node("--test", *files, folder=project))


def test_formatter_finds_nothing_to_change() -> None:
    toolchain.ok(toolchain.prettier("--check", str(RUNTIME), folder=RUNTIME))
    toolchain.ok(toolchain.prettier("--check", str(HERE), folder=HERE))


def test_library_needs_no_platform() -> None:
    for path in RUNTIME.glob("*.ts"):
        assert "node:" not in path.read_text(), f"{path.name} runs in Node.js only"
