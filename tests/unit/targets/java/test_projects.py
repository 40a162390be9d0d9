"""Generated projects: they compile without a warning, are formatted, and do what they say."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from conformance.server import Listener, serving
from conformance.table import read_table
from unit.targets.java import toolchain
from unit.targets.java.bench import EVERYTHING, HERE, samples, written
from unit.targets.java.hostile import hostile

ROOT = Path(__file__).parents[4]
ZSTACK = ROOT / "generated" / "zstack" / "java"
CASES = sorted(path.parent.name for path in (ROOT / "tests" / "cases").glob("*/spec.yaml"))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of many projects, and their classes: one JVM for all is quick."""
    toolchain.needed()
    folder = tmp_path_factory.mktemp("projects")
    written(EVERYTHING.read_text(), folder / "everything")
    written(json.dumps(hostile()), folder / "hostile", package="hostile")
    for name in ("odd", "empty"):
        written((HERE / f"{name}.yaml").read_text(), folder / name)
    for name in CASES:
        case = ROOT / "tests" / "cases" / name
        shutil.copytree(case, folder / name, ignore=shutil.ignore_patterns("expected"))
        text = (case / "spec.yaml").read_text()
        written(text, folder / name, package=f"cases.{name.replace('-', '')}")
    shutil.copytree(ZSTACK / "src", folder / "zstack" / "src")
    toolchain.compiled(folder.rglob("src/**/*.java"), folder / "classes")
    return folder, folder / "classes"


def test_all_is_formatted(everything: tuple[Path, Path]) -> None:
    # Where a name is longer than a line, the formatter breaks in other places.
    sources = [
        path
        for path in everything[0].rglob("*.java")
        if not {"hostile", "odd"} & set(path.relative_to(everything[0]).parts[:1])
    ]
    assert len(sources) > 500
    assert toolchain.badly_formatted(sources) == ""


@pytest.mark.parametrize("check", ["CallsTest", "ModelsTest", "TravelTest"])
def test_everything_works(everything: tuple[Path, Path], check: str, tmp_path: Path) -> None:
    classes = everything[1]
    path = os.pathsep.join((str(classes), toolchain.tools()))
    toolchain.compiled([HERE / "checks" / f"{check}.java"], tmp_path, path, doc=False)
    run_path = os.pathsep.join((str(tmp_path), path, toolchain.libraries()))
    main = "org.junit.platform.console.ConsoleLauncher"
    options = ["execute", "--disable-banner", "--details=summary", f"--select-class={check}"]
    toolchain.run(["java", "-cp", run_path, main, *options])


def test_zstack_is_a_project_for_maven_with_javadoc(tmp_path: Path) -> None:
    toolchain.needed()
    root = tmp_path / "project"
    shutil.copytree(ZSTACK, root, ignore=shutil.ignore_patterns("target"))
    toolchain.run(["mvn", "-q", "-B", "-f", str(root), "package", "javadoc:javadoc"])
    assert (root / "target" / "zstack-client-0.1.0.jar").exists()


def test_every_sample_compiles(everything: tuple[Path, Path], tmp_path: Path) -> None:
    count = 0
    for name, options in (("everything", {}), ("hostile", {"package": "hostile"})):
        text = EVERYTHING.read_text() if name == "everything" else json.dumps(hostile())
        (tmp_path / name).mkdir()
        for sample in samples(text, tmp_path / name, **options):
            (tmp_path / name / sample.file).write_text(sample.code)
            count += 1
        sources = list((tmp_path / name).glob("*.java"))
        toolchain.compiled(sources, tmp_path / "main", str(everything[1]), doc=False)
        assert name == "hostile" or toolchain.badly_formatted(sources) == ""
    assert count == 10


def test_the_readme_has_a_program_that_runs(everything: tuple[Path, Path], tmp_path: Path) -> None:
    program = (ZSTACK / "README.md").read_text().split("```java\n")[1].split("```")[0]
    (tmp_path / "Example.java").write_text(program)
    source = [tmp_path / "Example.java"]
    toolchain.compiled(source, tmp_path / "main", str(everything[1]), doc=False)
    assert toolchain.badly_formatted(source) == ""
    scenario = read_table()["key-made-by-the-client"]
    folders = (str(tmp_path / "main"), str(everything[1]), toolchain.libraries())
    with serving(Listener(scenario.main.answers)) as listener:
        printed = toolchain.run(
            ["java", "-cp", os.pathsep.join(folders), "Example"],
            ZSTACK_BASE_URL=listener.origin,
            ZSTACK_SESSION=scenario.session,
        )
    assert printed.startswith("AddImageResponse[inventory=ImageInventory[uuid=")
    assert len(listener.recording.requests) == 2
