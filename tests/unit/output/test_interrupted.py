"""A run that dies at any moment leaves a folder that the next run completes."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress import output
from specpress.diagnostics import Sink
from specpress.output import locking
from specpress.output.reserved import JOURNAL, MANIFEST

A = {"same": "s\n", "x": "A\n", "old/deep/z": "z\n", "turns": "file\n"}
B = {"same": "s\n", "x": "B\n", "new/deep/y": "y\n", "turns/into": "folder\n"}
C = {"same": "s\n", "x": "C\n", "other": "o\n"}


def tree(files: Mapping[str, str]) -> dict[PurePosixPath, bytes]:
    return {PurePosixPath(path): text.encode() for path, text in files.items()}


def run(folder: Path, files: Mapping[str, str], *, force: bool = False) -> set[str]:
    """Plans and writes; returns the codes that were reported."""
    sink = Sink()
    plan = output.plan(folder, tree(files), force=force, sink=sink)
    if not sink.failed:
        output.write(plan, sink=sink)
    return {found.code for found in sink}


def on_disk(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def no_empty_folder(folder: Path) -> bool:
    return all(any(path.iterdir()) for path in folder.rglob("*") if path.is_dir())


class Died(BaseException):
    """Stands for the end of the process: nobody catches it."""


MUTATING = ("write", "fsync", "replace", "unlink", "mkdir", "rmdir")


@contextmanager
def dying(step: int, fault: Callable[[], BaseException]) -> Iterator[list[str]]:
    """From the `step`-th call that changes the disk on, every such call raises `fault`.

    A write that dies has written half. Yields the list of the calls that were made.
    """
    calls: list[str] = []
    real = {name: getattr(os, name) for name in (*MUTATING, "open")}

    def dead(name: str) -> bool:
        calls.append(name)
        return len(calls) > step

    def stand_in(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if name == "open" and not arguments[1] & os.O_CREAT:
                return real[name](*arguments, **options)
            if dead(name):
                if name == "write" and len(calls) == step + 1:
                    real[name](arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                raise fault()
            return real[name](*arguments, **options)

        return call

    for name in real:
        setattr(os, name, stand_in(name))
    try:
        yield calls
    finally:
        for name, function in real.items():
            setattr(os, name, function)


def steps_of(folder: Path) -> int:
    run(folder, A)
    with dying(10**9, Died) as calls:
        run(folder, B)
    return len(calls)


@pytest.mark.parametrize("following", [A, B, C], ids="ABC")
def test_death_at_every_step(tmp_path: Path, following: Mapping[str, str]) -> None:
    steps = steps_of(tmp_path / "count")
    assert steps > 30
    for step in range(steps):
        folder = tmp_path / str(step)
        run(folder, A)
        (folder / "old/mine").write_text("mine")
        with pytest.raises(Died), dying(step, Died):
            run(folder, B)
        codes = run(folder, following)
        assert codes <= {"output-interrupted"}, step
        assert on_disk(folder) == {**following, "old/mine": "mine"}, step
        assert no_empty_folder(folder), step
        assert run(folder, following) == set(), step


def test_death_at_every_step_of_the_first_run(tmp_path: Path) -> None:
    with dying(10**9, Died) as calls:
        run(tmp_path / "count", A)
    for step in range(len(calls)):
        folder = tmp_path / str(step)
        with pytest.raises(Died), dying(step, Died):
            run(folder, A)
        assert run(folder, C) <= {"output-interrupted"}, step
        assert on_disk(folder) == C, step
        assert no_empty_folder(folder), step


def test_death_twice_in_a_row(tmp_path: Path) -> None:
    steps = steps_of(tmp_path / "count")
    for first in range(0, steps, 3):
        for second in range(0, steps, 4):
            folder = tmp_path / f"{first}-{second}"
            run(folder, A)
            with pytest.raises(Died), dying(first, Died):
                run(folder, B)
            try:
                with dying(second, Died):
                    run(folder, C)
            except Died:
                pass
            assert run(folder, A) <= {"output-interrupted"}, (first, second)
            assert on_disk(folder) == A, (first, second)


def test_a_full_disk_at_every_step_is_a_diagnostic(tmp_path: Path) -> None:
    for step in range(steps_of(tmp_path / "count")):
        folder = tmp_path / str(step)
        run(folder, A)
        with dying(step, lambda: OSError(errno.ENOSPC, "No space left on device")):
            codes = run(folder, B)
        # A folder whose names cannot be made to last is no reason to stop.
        assert codes <= {"output-write-failed"}, step
        assert run(folder, B) <= {"output-interrupted"}, step
        assert on_disk(folder) == B, step


def test_an_edit_after_a_death_is_an_edit(tmp_path: Path) -> None:
    run(tmp_path, A)
    with pytest.raises(Died), dying(12, Died):
        run(tmp_path, B)
    assert (tmp_path / JOURNAL).exists()
    (tmp_path / "x").write_text("mine")
    assert run(tmp_path, B) == {"output-interrupted", "output-hand-edited"}
    assert (tmp_path / "x").read_text() == "mine"


def test_a_file_put_where_a_dead_run_meant_to_write_is_foreign(tmp_path: Path) -> None:
    run(tmp_path, {})
    with pytest.raises(Died), dying(8, Died):
        run(tmp_path, C)
    assert not (tmp_path / "x").exists()
    (tmp_path / "x").write_text("mine")
    assert "output-foreign-file" in run(tmp_path, C, force=True)
    assert run(tmp_path, {}) == {"output-interrupted"}
    assert (tmp_path / "x").read_text() == "mine"


names = st.sampled_from(["a", "b", "d/a", "d/e/a"])
trees = st.dictionaries(names, st.sampled_from(["1", "2", "3"]))
events = st.one_of(
    st.tuples(st.just("run"), trees, st.integers(0, 60)),
    st.tuples(st.just("edit"), names, st.sampled_from(["mine", "yours"])),
    st.tuples(st.just("delete"), names, st.none()),
)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(events, max_size=7), trees)
def test_no_word_of_a_user_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[Any, ...]], last: dict[str, str]
) -> None:
    """Runs, deaths, hand edits, new files and deletions in any order."""
    folder = tmp_path_factory.mktemp("out")
    users: dict[str, str] = {}
    for kind, subject, detail in history:
        if kind == "run":
            try:
                with dying(detail, Died):
                    run(folder, subject)
            except Died:
                pass
            continue
        path = folder / subject
        if kind == "delete":
            users.pop(subject, None)
            path.unlink(missing_ok=True)
        elif not path.is_dir() and not any(part.is_file() for part in path.parents):
            users[subject] = detail
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(detail)
    codes = run(folder, last)
    found = on_disk(folder)
    assert {path: found.get(path) for path in users} == users
    if not codes - {"output-interrupted", "output-hand-edited"}:
        assert {**last, **users} == found


CHILD = """
import sys
from pathlib import Path, PurePosixPath
from specpress import output
from specpress.diagnostics import Sink

def tree(seed):
    return {PurePosixPath(f"d{n % 3}/{'sub/' if n % 2 else ''}{n if n % 4 else f'{n}-{seed}'}"):
            f"{seed} {n}\\n".encode() * 50 for n in range(12)}

folder = Path(sys.argv[1])
output.plan, output.write  # loaded now, so that the kill meets the work and not the import
print("ready", flush=True)
for seed in range(int(sys.argv[2]), 10**6):
    sink = Sink()
    output.write(output.plan(folder, tree(seed), force=False, sink=sink), sink=sink)
    wrong = [found.code for found in sink if found.code != "output-interrupted"]
    if wrong:
        print(wrong, flush=True)
        sys.exit(1)
"""


def test_a_process_that_is_killed_at_random_moments(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    moments = random.Random(7)
    interrupted = 0
    for attempt in range(15):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(folder), str(attempt * 10_000)],
            stdout=subprocess.PIPE,
            text=True,
        )
        with child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(moments.uniform(0.01, 0.2))
            child.send_signal(signal.SIGKILL)
            assert child.stdout.read() == ""
        interrupted += (folder / JOURNAL).exists()
        if attempt % 3 == 0:
            assert run(folder, C) <= {"output-interrupted"}
            assert on_disk(folder) == C
            assert no_empty_folder(folder)
    assert interrupted, "no kill hit a run while it was writing"


def test_two_runs_at_once_end_in_one_of_their_trees(tmp_path: Path) -> None:
    codes: list[set[str]] = []

    def repeat(files: Mapping[str, str]) -> None:
        codes.extend(run(tmp_path, files) for _ in range(8))

    threads = [threading.Thread(target=repeat, args=(files,)) for files in (A, C)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(codes) == 16
    assert not any(found - {"output-interrupted"} for found in codes)
    assert on_disk(tmp_path) in (A, C)
    assert not (tmp_path / JOURNAL).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no folder locks there")
def test_a_folder_that_stays_busy_is_a_diagnostic(tmp_path: Path) -> None:
    sink = Sink()
    plan = output.plan(tmp_path, tree(A), force=False, sink=sink)
    with locking.held(tmp_path, 0):
        output.write(plan, sink=sink, patience=0.05)
    assert [found.code for found in sink] == ["output-busy"]
    assert on_disk(tmp_path) == {}
