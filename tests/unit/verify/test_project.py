"""A run over one project, with drivers that only pretend to be clients."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from specpress.targets import registry
from specpress.targets.building import CONTROL, MARK, Driver, Faults, Program, written
from specpress.verify import command, project
from specpress.verify.mocking import Mock, Opinion
from specpress.verify.recording import Answer, Request

API = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://nowhere.invalid/v1"}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: q, in: query, schema: {type: integer}}
      servers: [{url: "https://elsewhere.invalid"}]
      responses:
        "200":
          description: A pet.
          content:
            application/json:
              schema: {type: object, required: [name], properties: {name: {type: string}}}
"""

DRIVER = f"""
import json, os, sys, urllib.request
server = os.environ["SPECPRESS_SERVER"]
assert os.environ["PETS_BASE_URL"] == server, "a client is told where the server is"
for number in map(int, sys.argv[2:]):
    urllib.request.urlopen(f"{{server}}{CONTROL}/begin/{{number}}").close()
    if sys.argv[1] == "silent":
        print("{MARK}" + str(number) + " nothing to say")
        continue
    query = "" if number % 2 else "?q=1"
    found = urllib.request.urlopen(f"{{server}}/pets/{{sys.argv[1]}}{{query}}")
    assert json.load(found) == {{"name": "name"}}
    print("{MARK}" + str(number) + " ok")
"""


class Pretending:
    """The tools of a language whose client asks for a pet of that id."""

    def __init__(self, pet: str) -> None:
        self.pet = pet
        self.code: dict[int, str] = {}

    def missing(self) -> str:
        return ""

    def build(self, packages: Mapping[str, Path], workspace: Path) -> Faults:
        raise NotImplementedError

    def driver(self, package: Path, programs: Sequence[Program], workspace: Path) -> Driver:
        assert any(package.iterdir())
        self.code = {one.number: one.code for one in programs}
        home = workspace / "driver"
        written(home, {"driver.py": DRIVER})
        numbers = map(str, self.code)
        if self.pet == "broken":
            return Driver(command=(), folder=home, fault="it does not compile")
        return Driver(command=(sys.executable, "driver.py", self.pet, *numbers), folder=home)


class Strict(Mock):
    """A mock that wants no query."""

    def opinion(self, request: Request) -> Opinion:
        if "?" in request.target:
            return Opinion("no such parameter", None)
        return Opinion(
            "", Answer(status=200, media_type="application/json", body=b'{"name":"name"}')
        )


def verified(
    folder: Path, pets: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, mock: Mock | None = None
) -> tuple[int, dict[str, object], dict[str, Pretending]]:
    @contextlib.contextmanager
    def running(description: Path, _workspace: Path) -> Iterator[Mock | None]:
        served = json.loads(description.read_text())
        assert "servers" not in served, "the mock answers below its own root"
        yield mock

    tools = {name: Pretending(pet) for name, pet in pets.items()}
    monkeypatch.setattr(registry, "toolchain", tools.get)
    monkeypatch.setattr(project, "mock", running)
    (folder / "api.yaml").write_text(API)
    out = folder / "found.json"
    asked = command.Asked(
        json=str(out), targets=tuple(pets), cache=str(folder / "cache"), quiet=True
    )
    code = command.project(folder / "api.yaml", asked)
    return code, json.loads(out.read_text()), tools


def test_the_same_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pets = {"python": "rex", "go": "rex"}
    code, found, tools = verified(tmp_path, pets, monkeypatch)
    assert code == command.FINE
    calls = found["calls"]
    assert isinstance(calls, list)
    assert [one["outcomes"] for one in calls] == [{"python": "ok", "go": "ok"}] * len(calls)
    assert "getPet" not in str(tools["python"].code), "programs are in the client's own words"
    assert "get_pet" in tools["python"].code[1]


def test_one_that_asks_for_another_pet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pets = {"python": "rex", "go": "rex", "java": "tom", "rust": "silent", "typescript": "broken"}
    code, found, _ = verified(tmp_path, pets, monkeypatch)
    assert code == command.FAULT
    calls = found["calls"]
    assert isinstance(calls, list)
    assert calls[0]["differs"] == {
        "java": "path '/pets/tom' and not '/pets/rex'",
        "rust": "nothing was sent: nothing to say",
    }
    printed = capsys.readouterr().out
    assert "getPet: java: path '/pets/tom' and not '/pets/rex'" in printed
    assert "typescript: it does not compile" in printed


def test_what_the_mock_thinks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, found, tools = verified(tmp_path, {"python": "rex"}, monkeypatch, Strict("http://mock"))
    calls = found["calls"]
    assert isinstance(calls, list)
    refused = {one["arguments"]: one["refused"] for one in calls}
    expected = {"brief": "", "full": "no such parameter"}
    assert refused == {key: expected[key] for key in refused}
    assert len(refused) == len(tools["python"].code)
    assert "by the mock" in capsys.readouterr().out


def test_faults_of_the_description_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "api.yaml").write_text("openapi: 3.1.0\ninfo: {title: 1}\npaths: {}\n")
    asked = command.Asked(targets=("go",), cache=str(tmp_path / "cache"), quiet=True)
    assert command.project(tmp_path / "api.yaml", asked) == command.FAULT
    assert "error[" in capsys.readouterr().err


def test_documentation_alone_cannot_be_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "api.yaml").write_text(API)
    asked = command.Asked(targets=("docs",), cache=str(tmp_path / "cache"), quiet=True)
    assert command.project(tmp_path / "api.yaml", asked) == command.USAGE
    assert "no target" in capsys.readouterr().err


def test_a_crash_of_one_target_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = project.programs

    def crashing(target: Any, given: Any, asked: Any) -> tuple[Program, ...]:
        if target.name == "go":
            raise KeyError("a bug")
        return plain(target, given, asked)

    monkeypatch.setattr(project, "programs", crashing)
    code, found, _ = verified(tmp_path, {"python": "rex", "go": "rex"}, monkeypatch)
    assert code == command.FAULT
    assert "KeyError: 'a bug'" in capsys.readouterr().out
    calls = found["calls"]
    assert isinstance(calls, list)
    assert calls[0]["outcomes"] == {"python": "ok"}
