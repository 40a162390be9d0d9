"""The table itself: it covers what it must, and a typo in it is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conformance.macros import expand
from conformance.script import CutAfter, Framing, ResetBefore
from conformance.table import SCENARIOS, TableError, read_table, topics

TABLE = read_table()


def test_every_topic_is_covered() -> None:
    covered = {topic for scenario in TABLE.values() for topic in scenario.covers}
    assert covered == topics()


def test_no_two_scenarios_are_the_same() -> None:
    acts = [
        (str(each.call), each.base_path, each.main.answers, each.other) for each in TABLE.values()
    ]
    assert len(acts) == len(set(map(str, acts)))


def test_answers_and_requests_are_as_many() -> None:
    for scenario in TABLE.values():
        assert len(scenario.main.answers) == len(scenario.main.requests), scenario.name


def write(folder: Path, text: str) -> Path:
    shutil.copy(SCENARIOS / "fixtures.yaml", folder)
    path = folder / "made.yaml"
    path.write_text(text, encoding="utf-8")
    return path


ROW = """\
scenarios:
  made:
    about: made for this test
    call: {use: add-image, arguments: {name: n, description: no}, without: [url]}
    answers: [{use: done, truncate_at: 3, framing: chunked, headers: {X: y}}, reset]
    requests: [{use: submit, headers: {X: y}}, submit]
    result: {ok: {$fixture: image}}
"""


def test_a_scenario_builds_on_fixtures(tmp_path: Path) -> None:
    (scenario,) = read_table([write(tmp_path, ROW)]).values()
    arguments = scenario.call["arguments"]
    assert isinstance(arguments, dict)
    assert sorted(arguments) == ["X-Job-UUID", "backupStorageUuids", "description", "name"]
    assert (arguments["name"], arguments["description"]) == ("n", "no")
    first, second = scenario.main.answers
    assert first.body.startswith(b'{"inventory":{"uuid":"1eb2')
    assert (first.fault, first.framing) == (CutAfter(sent=3), Framing.CHUNKED)
    assert second.fault == ResetBefore()
    assert scenario.main.requests[0].headers["x"] == "y"
    assert "x" not in scenario.main.requests[1].headers
    assert not scenario.is_error


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("answers: [", "anwsers: [", "'anwsers' was unexpected"),
        ("truncate_at: 3", "truncate: 3", "/scenarios/made/answers/0"),
        ("framing: chunked", "framing: chunky", "/scenarios/made/answers/0"),
        ("name: n", "nmae: n", "/scenarios/made/call"),
        ("use: done", "use: dnoe", "no fixture 'dnoe'"),
        ("$fixture: image", "$fixture: imgae", "no fixture 'imgae'"),
        ("ok: {", "okay: {", "/scenarios/made/result"),
        ("use: done, ", "use: done, json: 1, text: x, ", "both json and text"),
        ("truncate_at: 3", "truncate_at: 3, declare_length: 2", "both truncate_at and"),
        ("without: [url]", "without: [rul]", "no fixture 'rul'"),
        ("  made:", "  Made Up:", "/scenarios"),
        ("name: n,", "name: n, name: m,", "the key 'name' stands twice"),
        ("about: made for this test", "about: &a made for this\n    covers: [x]", "/covers/0"),
        ("name: n", "17: n", "a key is no string"),
    ],
)
def test_a_typo_is_found(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert ROW.count(old) == 1
    path = write(tmp_path, ROW.replace(old, new))
    with pytest.raises(TableError) as caught:
        read_table([path])
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_a_name_that_stands_twice_is_found(tmp_path: Path) -> None:
    path = write(tmp_path, ROW)
    with pytest.raises(TableError, match="the scenario made exists already"):
        read_table([path, path])


def test_macros() -> None:
    assert expand({"$repeat": "ab", "times": 3}, {}) == "ababab"
    assert expand([{"$fixture": "a"}], {"a": {"$repeat": "x", "times": 1}}) == ["x"]
    assert expand({"$json": {"é": [1.5, None, True]}}, {}) == '{"é":[1.5,null,true]}'
    assert expand({"$cause-codes": 2}, {}) == ["HOST.1001", "HOST.1002"]
    assert expand({"$match": "a.*"}, {}) == {"$match": "a.*"}
    assert expand({"$nested": 1}, {}) == '{"error":{"code":"SYS.1006","cause":null}}'
    assert expand({"$causes": 2}, {}) == {
        "code": "SYS.1006",
        "description": "An operation failed",
        "cause": {
            "code": "HOST.1001",
            "description": "cause 1",
            "cause": {"code": "HOST.1002", "description": "cause 2"},
        },
    }
