"""Work in other processes: whatever happens there, the others go on."""

from __future__ import annotations

import os
import time

import pytest

from specpress.verify.isolation import isolated

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


def fine() -> str:
    return "fine"


def raising() -> str:
    raise ValueError("no")


def dying() -> str:
    os._exit(3)


def sleeping() -> str:
    time.sleep(60)
    return "late"


def greedy() -> str:
    return str(len(bytearray(2**33)))


def deep() -> str:
    def down(level: int) -> int:
        return down(level + 1)

    return str(down(0))


def test_values_and_crashes_come_back() -> None:
    tasks = [fine, raising, dying, greedy, deep, fine]
    ended = {one.number: one for one in isolated(tasks, jobs=2, seconds=30, gigabytes=4)}
    assert [ended[number].value for number in (0, 5)] == ["fine", "fine"]
    assert "ValueError: no" in ended[1].crash
    assert ended[2].crash == "the process ended with status 3"
    assert "MemoryError" in ended[3].crash
    assert "RecursionError" in ended[4].crash


def test_what_takes_too_long_is_stopped() -> None:
    started = time.monotonic()
    ended = {one.number: one for one in isolated([sleeping, fine], jobs=1, seconds=0.5)}
    assert ended[0].crash == "stopped after 0 s"
    assert ended[1].value == "fine"
    assert time.monotonic() - started < 20


def test_nothing_to_do() -> None:
    assert list(isolated([], jobs=2, seconds=1)) == []
