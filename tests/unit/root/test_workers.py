"""Jobs in processes of their own: the same results as without, whatever happens to one of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from specpress import workers

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@pytest.fixture(autouse=True)
def _one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test runner may have threads of its own; none of them holds a lock that matters here."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def _process(_tell: workers.Tell) -> int:
    return os.getpid()


@forks
def test_jobs_run_in_other_processes_and_results_keep_their_order() -> None:
    here = os.getpid()
    told: list[int] = []
    results = workers.run([lambda _, n=n: (n, os.getpid()) for n in range(5)], 2, done=told.append)
    assert [number for number, _ in results] == [0, 1, 2, 3, 4]
    assert here not in {process for _, process in results}
    assert sorted(told) == [0, 1, 2, 3, 4]


def test_one_process_or_one_job_needs_no_other() -> None:
    assert workers.run([_process, _process], 1) == (os.getpid(), os.getpid())
    assert workers.run([_process], 4) == (os.getpid(),)


def test_nothing_is_forked_beside_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert workers.run([_process, _process], 2) == (os.getpid(), os.getpid())
    assert not workers.runs_aside(workers.aside(os.getpid, 2))


@forks
def test_an_exception_is_raised_as_if_there_were_no_process() -> None:
    def fails(_tell: workers.Tell) -> int:
        raise KeyError("no such thing")

    with pytest.raises(KeyError, match="no such thing"):
        workers.run([lambda _: 1, fails, lambda _: 3], 2)


@forks
def test_a_job_whose_process_is_killed_is_done_again_here() -> None:
    here = os.getpid()

    def dies() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    assert workers.run([lambda _: dies(), lambda _: 8], 2) == (7, 8)
    assert workers.aside(dies, 2)() == 7


@forks
def test_a_large_result_comes_back_whole() -> None:
    large = b"x" * 5_000_000
    assert workers.run([lambda _: large, lambda _: large + b"y"], 2) == (large, large + b"y")


@forks
def test_jobs_say_how_far_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PAUSE", 0.0)
    heard: list[tuple[int, int]] = []

    def moves(tell: workers.Tell) -> str:
        tell(3)
        tell(9)
        return "moved"

    for most in (1, 2):
        heard.clear()
        results = workers.run([moves, moves], most, lambda *one: heard.append(one))
        assert results == ("moved", "moved")
        assert sorted(heard) == [(0, 3), (0, 9), (1, 3), (1, 9)]


@forks
def test_a_job_aside_runs_while_this_process_goes_on() -> None:
    here, there = os.pipe()

    def waits() -> bytes:
        return os.read(here, 1)

    result = workers.aside(waits, 2)
    assert workers.runs_aside(result)
    os.write(there, b"!")  # only after the job began to wait, or before: it ends either way
    assert result() == b"!"


def _description(paths: int) -> dict[str, object]:
    answer = {"$ref": "#/components/schemas/Thing0"}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Many", "version": "1"},
        "paths": {
            f"/things{n}": {
                "get": {
                    "operationId": f"getThing{n}",
                    "responses": {
                        "200": {
                            "description": "One.",
                            "content": {"application/json": {"schema": answer}},
                        }
                    },
                }
            }
            for n in range(paths)
        },
        "components": {
            "schemas": {
                f"Thing{n}": {
                    "type": "object",
                    "properties": {"name": {"type": "string"}, "size": {"type": "integer"}},
                    "required": ["unknown"] if n == 3 else ["name"],
                }
                for n in range(paths)
            }
        },
    }


def _generated(
    folder: Path, description: Path, *arguments: str
) -> tuple[int, str, dict[str, bytes]]:
    ran = subprocess.run(
        [sys.executable, "-m", "specpress", "generate", str(description), "--out", str(folder)]
        + ["--target", "typescript", "--target", "docs", "--target", "python", *arguments],
        env={**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache" / folder.name)},
        capture_output=True,
        text=True,
        check=False,
    )
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return ran.returncode, ran.stderr, files


def _told(text: str) -> list[str]:
    """What was said, without the lines of progress."""
    return [line for line in text.splitlines() if not line.startswith("[")]


def test_one_process_and_two_give_the_same_bytes_and_say_the_same(tmp_path: Path) -> None:
    description = tmp_path / "many.json"
    description.write_text(json.dumps(_description(150)))
    one = _generated(tmp_path / "one", description, "--jobs", "1")
    two = _generated(tmp_path / "two", description, "--jobs", "2")
    # Which target ends first is said as it is; everything else is the same.
    assert (one[0], _told(one[1]), one[2]) == (two[0], _told(two[1]), two[2])
    assert one[0] == 0
    assert len(one[2]) > 100
    assert "normalize-schema-required-unknown" in one[1]


def test_one_process_and_two_find_the_same_faults(tmp_path: Path) -> None:
    broken = _description(150)
    paths = broken["paths"]
    assert isinstance(paths, dict)
    paths["/things7"]["get"]["responses"] = 7
    paths["/things8"]["get"] = {"$ref": 5, "responses": {"200": {"content": {"a": []}}}}
    description = tmp_path / "broken.json"
    description.write_text(json.dumps(broken))
    one = _generated(tmp_path / "one", description, "--jobs", "1")
    two = _generated(tmp_path / "two", description, "--jobs", "2")
    assert one == two
    assert one[0] == 1
    assert "openapi-" in one[1]


@pytest.mark.parametrize("number", ["0", "two", "-1"])
def test_a_number_of_processes_is_one_or_more(tmp_path: Path, number: str) -> None:
    description = tmp_path / "many.json"
    description.write_text(json.dumps(_description(1)))
    code, said, files = _generated(tmp_path / "out", description, f"--jobs={number}")
    assert (code, files) == (2, {})
    assert "a number of processes is 1 or more" in said
