"""A scenario fails when anything differs: proven with drivers that do one thing wrong each."""

from __future__ import annotations

import dataclasses
import http.client
import sys
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.compare import differences
from conformance.runner import DriverFailedError, ProgramDriver, perform
from conformance.scenario import Bounds, Scenario
from conformance.strict_yaml import Json
from conformance.table import read_table

TABLE = read_table()
SCENARIO = TABLE["key-made-by-the-client"]
IMAGE = SCENARIO.result
BODY = SCENARIO.main.requests[0].body
KEY = "0123456789abcdef0123456789abcdef"
AUTHORITY = "AUTHORITY"

Exchange = tuple[str, str, dict[str, str], bytes]
"""Method, target, headers and body of a request that a driver sends."""

GOOD: tuple[Exchange, ...] = (
    (
        "POST",
        "/zstack/v1/images",
        {
            "Host": AUTHORITY,
            "User-Agent": "zstack-test/1.0",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "Authorization": f"OAuth {SCENARIO.session}",
            "Content-Type": "application/json",
            "Content-Length": str(len(BODY)),
            "X-Job-UUID": KEY,
        },
        BODY,
    ),
    (
        "GET",
        f"/zstack/v1/api-jobs/{KEY}",
        {
            "Host": AUTHORITY,
            "User-Agent": "zstack-test/1.0",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "Authorization": f"OAuth {SCENARIO.session}",
        },
        b"",
    ),
)


class Replay:
    """A driver that sends what it is told, over one connection, and tells what it is told."""

    name = "replay"

    def __init__(self, exchanges: tuple[Exchange, ...] = GOOD, result: Json = IMAGE) -> None:
        self.exchanges = exchanges
        self.result = result

    def run(self, job: dict[str, Json]) -> Json:
        authority = urllib.parse.urlsplit(str(job["base_url"])).netloc
        connection = http.client.HTTPConnection(authority, timeout=5)
        try:
            for method, target, headers, body in self.exchanges:
                connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
                for name, value in headers.items():
                    connection.putheader(name, value.replace(AUTHORITY, authority))
                connection.endheaders(body)
                connection.getresponse().read()
        finally:
            connection.close()
        return self.result


def found(driver: Replay, **changes: object) -> str:
    scenario: Scenario = dataclasses.replace(SCENARIO, **changes)  # type: ignore[arg-type]
    return differences(scenario, perform(scenario, driver))


def changed(number: int, change: Callable[[Exchange], Exchange]) -> Replay:
    exchanges = list(GOOD)
    exchanges[number] = change(exchanges[number])
    return Replay(tuple(exchanges))


def with_header(number: int, name: str, value: str | None) -> Replay:
    def change(exchange: Exchange) -> Exchange:
        method, target, headers, body = exchange
        others = {key: old for key, old in headers.items() if key != name}
        return method, target, others | ({name: value} if value is not None else {}), body

    return changed(number, change)


def with_body(body: bytes) -> Replay:
    def change(exchange: Exchange) -> Exchange:
        method, target, headers, _ = exchange
        return method, target, headers | {"Content-Length": str(len(body))}, body

    return changed(0, change)


def test_the_good_driver_is_good() -> None:
    assert found(Replay()) == ""


WRONG: dict[str, tuple[Replay, str]] = {
    "method": (changed(0, lambda e: ("PUT", *e[1:])), '+      "method": "PUT"'),
    "target": (changed(1, lambda e: (e[0], e[1] + "?", *e[2:])), f'api-jobs/{KEY}?"'),
    "body": (with_body(BODY + b" "), '+      "body"'),
    "body that is no utf-8": (with_body(b"\xff"), '+      "body": "\\\\xff"'),
    "header missing": (with_header(0, "Accept", None), '-        "accept": "application/json"'),
    "header too many": (with_header(1, "X-Extra", "1"), '+        "x-extra": "1"'),
    "header with another value": (
        with_header(0, "Content-Type", "application/json; charset=utf-8"),
        '+        "content-type": "application/json; charset=utf-8"',
    ),
    "key in another form": (
        with_header(0, "X-Job-UUID", KEY.upper()),
        f'+        "x-job-uuid": "{KEY.upper()}"',
    ),
    "header twice": (with_header(0, "ACCEPT", "application/json"), "the field accept is sent 2"),
    "host": (with_header(1, "Host", "other"), "Host is 'other'"),
    "user agent missing": (with_header(1, "User-Agent", None), "names no product"),
    "user agent without version": (with_header(1, "User-Agent", "zstack"), "names no product"),
    "length of nothing": (with_header(1, "Content-Length", "0"), "Content-Length is '0'"),
    "session in the target": (
        changed(1, lambda e: (e[0], f"{e[1]}?s={SCENARIO.session}", *e[2:])),
        "the session is outside the field Authorization",
    ),
    "session in the body": (
        with_body(SCENARIO.session.encode()),
        "the session is outside the field Authorization",
    ),
    "session in another header": (
        with_header(1, "Cookie", SCENARIO.session),
        "the session is outside the field Authorization",
    ),
    "request missing": (Replay(GOOD[:1]), '-  "answers played": 2'),
    "request too many": (Replay((*GOOD, GOOD[1])), "1 requests more than there are answers"),
    "order": (Replay(GOOD[::-1]), '+      "method": "POST"'),
    "result": (Replay(result={"ok": {"inventory": {}}}), '-        "uuid"'),
    "result of another type": (Replay(result={"ok": None}), '+    "ok": null'),
    "error": (Replay(result={"error": {"kind": "transport"}}), '+      "kind": "transport"'),
    "session in the result": (
        Replay(result={"error": {"kind": "status", "text": SCENARIO.session}}),
        "the session is in the result",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_shown(name: str) -> None:
    driver, shown = WRONG[name]
    assert shown in found(driver)


@pytest.mark.parametrize(
    ("expected", "seen"), [(0, 0.0), (1, True), ("1", 1), (None, {}), ([], {}), (2**63, 2.0**63)]
)
def test_types_are_told_apart(expected: Json, seen: Json) -> None:
    assert found(Replay(result={"ok": seen}), result={"ok": expected}) != ""


def test_absent_is_not_null() -> None:
    assert found(Replay(result={"ok": {"a": None}}), result={"ok": {}}) != ""


def test_only_some_members_of_an_error_may_be_compared() -> None:
    driver = Replay(result={"error": {"kind": "status", "status": 1, "text": "x"}})
    expected: Json = {"error": {"kind": "status", "status": 1}}
    assert found(driver, result=expected) != ""
    assert found(driver, result=expected, look_at=("kind", "status")) == ""
    assert found(driver, result={"error": {"kind": "decode"}}, look_at=("kind",)) != ""


def test_time_is_compared() -> None:
    assert "the call took" in found(Replay(), seconds=Bounds(at_least=5))
    assert found(Replay(), seconds=Bounds(at_most=5)) == ""


def _with_second_request(**changes: object) -> dict[str, object]:
    first, second = SCENARIO.main.requests
    second = dataclasses.replace(second, **changes)  # type: ignore[arg-type]
    return {"main": dataclasses.replace(SCENARIO.main, requests=(first, second))}


def test_pauses_are_compared() -> None:
    assert "comes after" in found(Replay(), **_with_second_request(pause=Bounds(at_least=5)))
    assert found(Replay(), **_with_second_request(pause=Bounds(at_most=5))) == ""


def test_connections_are_compared() -> None:
    assert "comes on the same connection" in found(
        Replay(), **_with_second_request(connection="new")
    )
    assert found(Replay(), **_with_second_request(connection="same")) == ""


def test_a_session_that_travels_is_found() -> None:
    scenario = TABLE["redirect-of-a-poll-to-another-host"]

    class Follower:
        name = "follower"

        def run(self, job: dict[str, Json]) -> Json:
            base = urllib.parse.urlsplit(str(job["base_url"])).netloc
            connection = http.client.HTTPConnection(base, timeout=5)
            headers = {"Authorization": f"OAuth {job['session']}"}
            locations = []
            for _ in range(2):
                connection.request("GET", "/", headers=headers)
                response = connection.getresponse()
                response.read()
                locations.append(response.getheader("Location"))
            connection.close()
            other = http.client.HTTPConnection(urllib.parse.urlsplit(str(locations[1])).netloc)
            other.request("GET", "/", headers=headers)
            other.getresponse().read()
            other.close()
            return scenario.result

    text = differences(scenario, perform(scenario, Follower()))
    assert "the session travelled to another host" in text
    assert '+  "other requests": [' in text


def test_a_long_line_is_shortened() -> None:
    text = found(Replay(result={"ok": "x" * 100_000}))
    assert "characters]" in text
    assert len(text) < 20_000


ECHO = """\
import json, sys
for line in sys.stdin:
    print(json.dumps({"ok": json.loads(line)["scenario"]}), flush=True)
"""


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], ProgramDriver]:
    def make(code: str) -> ProgramDriver:
        path = tmp_path / "driver.py"
        path.write_text(code, encoding="utf-8")
        return ProgramDriver("echo", [sys.executable, str(path)])

    return make


def test_a_program_gets_one_job_a_line(program: Callable[[str], ProgramDriver]) -> None:
    with program(ECHO) as driver:
        for name in ("gzip", "reset"):
            assert perform(TABLE[name], driver).result == {"ok": name}


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "print('no JSON')\ninput()"])
def test_a_program_that_fails_is_told_from_one_that_differs(
    program: Callable[[str], ProgramDriver], code: str
) -> None:
    with program(code) as driver, pytest.raises(DriverFailedError, match="echo: "):
        driver.run({"scenario": "x"})
