"""The stamp: nothing to do is told fast, and never wrongly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from specpress import output
from specpress.diagnostics import Sink
from specpress.output import stamp
from specpress.output.reserved import JOURNAL, MANIFEST

SUMMARY = stamp.Summary(warnings=3, files={"python": 2, "docs": 1}, lines=("8 corrections",))
ARGUMENTS = ("generate", "--target=python")


class Project:
    """A configuration, its inputs, its output, and a stamp of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = root / "specpress.toml"
        self.pages = root / "pages"
        self.out = root / "out"
        self.lock = root / "names.lock"
        self.pages.mkdir()
        self.config.write_text("x")
        (self.pages / "A.txt").write_text("page")
        self.generate()

    def generate(self) -> None:
        sink = Sink()
        tree = {PurePosixPath("python/a.py"): b"a", PurePosixPath("docs/a.md"): b"b"}
        output.write(output.plan(self.out, tree, force=True, sink=sink), sink=sink)

    def store(self, started: int | None = None) -> None:
        stamp.store(
            self.config,
            ARGUMENTS,
            started=stamp.now() + 10**9 if started is None else started,
            inputs=[self.config, self.pages, self.pages / "A.txt", self.lock],
            outputs=[self.out],
            summary=SUMMARY,
        )

    def unchanged(self) -> stamp.Summary | None:
        return stamp.unchanged(self.config, ARGUMENTS)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "project").mkdir()
    found = Project(tmp_path / "project")
    found.store()
    return found


def test_without_a_stamp_there_is_something_to_do(project: Project) -> None:
    stamp.forget(project.config)
    assert project.unchanged() is None


def test_nothing_changed(project: Project) -> None:
    assert project.unchanged() == SUMMARY
    assert list(stamp.unchanged(project.config, ARGUMENTS).files) == ["python", "docs"]  # type: ignore[union-attr]


def keeping_times(path: Path, text: str) -> None:
    """An edit that shows neither in the size nor in the time of the file."""
    status = path.stat()
    path.write_text(text)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size


CHANGES: dict[str, Callable[[Project], object]] = {
    "config": lambda p: keeping_times(p.config, "y"),
    "page": lambda p: keeping_times(p.pages / "A.txt", "PAGE"),
    "new page": lambda p: (p.pages / "B.txt").write_text(""),
    "new folder with a page": lambda p: (
        (p.pages / "more").mkdir(),
        (p.pages / "more/B.txt").write_text(""),
    ),
    "renamed page": lambda p: (p.pages / "A.txt").rename(p.pages / "C.txt"),
    "page gone": lambda p: (p.pages / "A.txt").unlink(),
    "lock appears": lambda p: p.lock.write_text(""),
    "hand edit": lambda p: keeping_times(p.out / "python/a.py", "A"),
    "output gone": lambda p: (p.out / "docs/a.md").unlink(),
    "manifest gone": lambda p: (p.out / MANIFEST).unlink(),
    "manifest reformatted": lambda p: (p.out / MANIFEST).write_text(
        json.dumps(json.loads((p.out / MANIFEST).read_text()))
    ),
    "journal": lambda p: (p.out / JOURNAL).write_text("{}"),
    "output is a folder": lambda p: ((p.out / "docs/a.md").unlink(), (p.out / "docs/a.md").mkdir()),
    "pipe for an input": lambda p: (p.config.unlink(), os.mkfifo(p.config)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_defeats_the_stamp(
    project: Project, change: Callable[[Project], object]
) -> None:
    change(project)
    assert project.unchanged() is None


@pytest.mark.parametrize("arguments", [(), ("generate",), (*ARGUMENTS, "--strict")])
def test_other_arguments_are_another_run(project: Project, arguments: tuple[str, ...]) -> None:
    assert stamp.unchanged(project.config, arguments) is None


def test_another_python_or_package_is_another_run(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "site-packages"
    (packages / "black-1.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(packages)])
    assert project.unchanged() is None
    project.store()
    assert project.unchanged() == SUMMARY
    (packages / "black-1.dist-info").rename(packages / "black-2.dist-info")
    assert project.unchanged() is None
    project.store()
    monkeypatch.setattr(sys, "version", "4.0")
    assert project.unchanged() is None


def test_a_change_of_code_or_template_is_another_run(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = tmp_path / "checkout"
    code, template = checkout / "generator/specpress/output/x.py", checkout / "templates/docs/x.j2"
    for path in (code, template):
        path.parent.mkdir(parents=True)
        path.write_text("1")
    monkeypatch.setattr(stamp, "__file__", str(code))
    for path in (code, template):
        project.store()
        assert project.unchanged() == SUMMARY
        keeping_times(path, "2")
        assert project.unchanged() is None
    (code.parent / "__pycache__").mkdir()
    project.store()
    (code.parent / "__pycache__/x.pyc").write_text("")
    assert project.unchanged() == SUMMARY


def test_the_templates_of_a_wheel_count_and_nothing_beside_it_does(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "site-packages/specpress/templates/docs/x.j2"
    code = tmp_path / "site-packages/specpress/output/x.py"
    for path in (template, code):
        path.parent.mkdir(parents=True)
        path.write_text("1")
    monkeypatch.setattr(stamp, "__file__", str(code))
    project.store()
    assert project.unchanged() == SUMMARY
    keeping_times(template, "2")
    assert project.unchanged() is None


def test_an_input_that_changes_during_the_run_leaves_no_stamp(project: Project) -> None:
    time.sleep(0.03)
    started = stamp.now()
    (project.pages / "A.txt").write_text("newer")
    project.store(started)
    assert project.unchanged() is None


def test_a_kept_hand_edit_leaves_no_stamp(project: Project) -> None:
    (project.out / "python/a.py").write_text("mine")
    project.store()
    assert stamp.read(project.config) is None


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"run": 1}', "\xff", "[" * 100_000])
def test_a_broken_stamp_is_no_stamp(project: Project, tmp_path: Path, text: str) -> None:
    (file,) = (tmp_path / "cache/specpress").iterdir()
    file.write_text(text, encoding="latin-1")
    assert project.unchanged() is None


def test_a_cache_that_cannot_be_written_is_no_fault(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    project.store()
    assert project.unchanged() is None


def test_without_xdg_the_cache_is_in_the_home(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    project.store()
    assert len(list((tmp_path / "home/.cache/specpress").iterdir())) == 1
    assert project.unchanged() == SUMMARY


def test_two_configurations_have_two_stamps(project: Project) -> None:
    assert stamp.unchanged(project.root / "other.toml", ARGUMENTS) is None


LIGHT = """
import sys
before = set(sys.modules)
from specpress.output import stamp
stamp.unchanged("nowhere/specpress.toml", ("generate",))
print(*sorted(set(sys.modules) - before))
"""


SLOW = {"argparse", "asyncio", "dataclasses", "importlib.metadata", "inspect", "logging", "pathlib"}


def test_it_imports_next_to_nothing() -> None:
    """Three small modules of our own, no other package, nothing slow of the standard library."""
    command = [sys.executable, "-c", LIGHT]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    own = {name for name in loaded if name.partition(".")[0] == "specpress"}
    parts = ("", ".output", ".output.reserved", ".output.stamp")
    assert own == {f"specpress{part}" for part in parts}
    assert {name.partition(".")[0] for name in loaded - own} <= sys.stdlib_module_names
    assert not loaded & SLOW


def test_outputs_that_nobody_touched_are_not_read_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    time.sleep(0.15)  # until the files are old enough to be known by their state
    project.store()
    read: list[str] = []
    digest = stamp._digest
    monkeypatch.setattr(stamp, "_digest", lambda path: read.append(path) or digest(path))
    assert project.unchanged() == SUMMARY
    assert str(project.config) in read
    assert not any("python" in path for path in read if path.startswith(str(project.out)))


def test_young_outputs_are_read_until_they_are_old_enough(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "is_settled", lambda _status: False)
    project.store()
    found = stamp.read(project.config)
    assert found is not None
    assert not any(noted.state for noted in found.outputs.values())
    monkeypatch.setattr(stamp, "is_settled", lambda _status: True)
    assert project.unchanged() == SUMMARY
    found = stamp.read(project.config)
    assert found is not None
    assert found.outputs[str(project.out / "python/a.py")].state


def test_an_edit_that_hides_its_time_and_size_is_seen(project: Project) -> None:
    time.sleep(0.15)
    project.store()
    file = project.out / "python/a.py"
    before = file.stat()
    file.write_bytes(b"z")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert project.unchanged() is None
