"""Long work says how far it is, short work says nothing."""

from __future__ import annotations

import io
import re

import pytest

from specpress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _work(shown: progress.Progress, names: int) -> None:
    shown.begin(["typescript", "docs"], names)
    shown.moved("docs", 3)
    shown.done("typescript", 12)
    shown.moved("docs", 40)
    shown.done("docs", 80)
    shown.end()


def test_a_log_gets_a_line_for_each_target() -> None:
    stream = io.StringIO()
    _work(progress.Lines(stream), 10_000)
    lines = [re.sub(r"^\[ *\d+\.\d s\] ", "", line) for line in stream.getvalue().splitlines()]
    assert lines == [
        "making typescript, docs",
        "typescript: 12 files, 1 more to make",
        "docs: 80 files, 0 more to make",
    ]


def test_a_small_api_says_nothing() -> None:
    stream = io.StringIO()
    _work(progress.Lines(stream), 20)
    assert stream.getvalue() == ""


def test_a_terminal_gets_a_bar_for_each_target_when_it_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.setenv("TERM", "xterm-256color")
    stream = Terminal()
    _work(progress.Bars(stream), 10_000)
    text = stream.getvalue()
    assert "typescript" in text
    assert "80 files" in text


def test_a_terminal_gets_nothing_when_it_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 1000.0)
    stream = Terminal()
    _work(progress.Bars(stream), 10_000)
    assert stream.getvalue() == ""


def test_who_wants_quiet_gets_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr", Terminal())
    assert isinstance(progress.for_run(quiet=False), progress.Bars)
    monkeypatch.undo()
    assert isinstance(progress.for_run(quiet=False), progress.Lines)
    _work(progress.for_run(quiet=True), 10_000)
    assert capsys.readouterr().err == ""
