"""A run over descriptions, with tools that only pretend."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from specpress.targets import registry
from specpress.targets.building import Driver, Faults, Program, ToolError
from specpress.verify import command, finding, report
from specpress.verify.corpus import Corpus, Row
from specpress.verify.generating import operations_of

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")

GOOD = """\
openapi: 3.1.0
info: {title: Good, version: "1"}
paths:
  /a: {get: {operationId: getA, tags: [x], responses: {"204": {description: done}}}}
"""
INVALID = "openapi: 3.1.0\ninfo: {title: 1}\npaths: {}\n"
REFUSED = GOOD.replace("/a:", "/a/{b}/{b}:")
TARGET = "docs"


class Pretending:
    """Tools that find a fault in every package of a name."""

    def __init__(self, bad: str = "") -> None:
        self.bad = bad
        self.asked: list[str] = []

    def missing(self) -> str:
        return ""

    def build(self, packages: Mapping[str, Path], workspace: Path) -> Faults:
        assert workspace.name == TARGET
        self.asked += packages
        for folder in packages.values():
            assert any(folder.rglob("*.md")), "the package is there"
        return {key: "a fault" if self.bad and self.bad in key else "" for key in packages}

    def driver(self, package: Path, programs: Sequence[Program], workspace: Path) -> Driver:
        raise NotImplementedError


def rows(
    folder: Path, texts: dict[str, str], tool: Pretending, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Row]:
    for name, text in texts.items():
        (folder / name).write_text(text)
    monkeypatch.setattr(registry, "toolchain", lambda _name: tool)
    run = Corpus(
        found=finding.descriptions(folder),
        targets=(TARGET,),
        folder=folder / "cache",
        jobs=2,
        say=lambda _text: None,
    )
    *_, last = run.rows()
    return {row.found.shown: row for row in last}


def test_good_bad_and_invalid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"bad.yaml": GOOD, "good.yaml": GOOD, "invalid.yaml": INVALID, "other.yaml": "a: 1\n"}
    found = rows(tmp_path, texts, Pretending("bad"), monkeypatch)
    assert found.keys() == {"bad.yaml", "good.yaml", "invalid.yaml"}
    assert found["good.yaml"].faults() == {}
    assert found["bad.yaml"].faults() == {TARGET: "a fault"}
    assert not found["invalid.yaml"].verdict.is_valid
    assert found["invalid.yaml"].faults() == {}, "a diagnostic is what it should give"
    assert found["invalid.yaml"].generated.diagnostics
    told = json.loads(report.as_json(list(found.values())))["descriptions"]
    assert [one["faults"] for one in told] == [{TARGET: "a fault"}, {}, {}]
    assert told[1]["operations"] == told[1]["targets"][TARGET]["operations"] == 1


def test_a_valid_one_that_is_refused_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr("specpress.pipeline.read", refused)
    found = rows(tmp_path, {"good.yaml": GOOD}, Pretending(), monkeypatch)
    assert found["good.yaml"].faults() == {"": "crash: KeyError: 'a bug'"}
    assert "Traceback" in found["good.yaml"].generated.crash


def test_what_did_not_change_is_not_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Pretending("good"), Pretending()
    rows(tmp_path, {"good.yaml": GOOD, "more.yaml": GOOD}, first, monkeypatch)
    changed = {"more.yaml": GOOD.replace("title: Good", "title: Better")}
    found = rows(tmp_path, changed, second, monkeypatch)
    assert len(first.asked) == 2
    assert len(second.asked) == 1, "the other is known"
    assert found["good.yaml"].faults() == {TARGET: "a fault"}, "its fault is known as well"


def test_the_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tool = Pretending("bad")
    monkeypatch.setattr(registry, "toolchain", lambda _name: tool)
    cache = str(tmp_path / "cache")
    asked = command.Asked(targets=(TARGET,), cache=cache, json=str(tmp_path / "out.json"))
    home = tmp_path / "corpus"
    home.mkdir()
    assert command.corpus(home, asked) == command.USAGE, "there is nothing in it"
    (home / "good.yaml").write_text(GOOD)
    assert command.corpus(home, asked) == command.FINE
    (home / "bad.yaml").write_text(GOOD)
    assert command.corpus(home, asked) == command.FAULT
    assert "bad.yaml: docs: a fault" in capsys.readouterr().out
    unknown = command.Asked(targets=("cobol",), cache=cache)
    assert command.corpus(home, unknown) == command.USAGE
    assert command.corpus(tmp_path / "nowhere", asked) == command.USAGE


def test_operations_are_counted_as_they_are_written() -> None:
    shared = {"get": {}, "post": {}}
    root = {
        "paths": {
            "/a": {"get": {}, "parameters": []},
            "/b": {"$ref": "#/components/pathItems/shared", "delete": {}},
            "/c": {"additionalOperations": {"COPY": {}}},
            "x-other": {"get": {}},
        },
        "components": {"pathItems": {"shared": shared}},
    }
    assert operations_of(root) == 5
    assert operations_of({"paths": 1}) == 0


def test_tools_that_cannot_be_installed_are_no_finding_to_keep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Missing(Pretending):
        def build(self, packages: Mapping[str, Path], workspace: Path) -> Faults:
            raise ToolError(f"no network for {len(packages)} in {workspace.name}")

    found = rows(tmp_path, {"good.yaml": GOOD}, Missing(), monkeypatch)
    assert found["good.yaml"].faults() == {TARGET: "tools: no network for 1 in docs"}
    again = rows(tmp_path, {}, Pretending(), monkeypatch)
    assert again["good.yaml"].faults() == {}
