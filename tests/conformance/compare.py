"""What a scenario expects against what was seen, as a diff."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from itertools import pairwise, zip_longest

from conformance.runner import Performance
from conformance.scenario import ExpectedRequest, Scenario
from conformance.server import Recording
from conformance.strict_yaml import Json
from conformance.wire import Request

CONNECTION_FIELDS = frozenset({"host", "connection", "content-length", "user-agent"})
"""Fields that the HTTP library owns: not compared, but checked (see `_faults_of`).

RFC 9110, sections 7.2, 7.6.1, 8.6 and 10.1.5.
"""

_PRODUCT = re.compile(r"[\w.-]+/[\w.+-]+( .*)?")
_LONGEST = 2000


def differences(scenario: Scenario, performance: Performance) -> str:
    """A unified diff from what `scenario` expects to what was seen; "" where they agree."""
    job = _job(performance.main.requests)
    expected: dict[str, Json] = {
        "result": _narrowed(scenario.result, scenario.look_at),
        "requests": [_expected(each) for each in scenario.main.requests],
        "answers played": len(scenario.main.answers),
        "faults": [],
    }
    seen: dict[str, Json] = {
        "result": _narrowed(performance.result, scenario.look_at),
        "requests": [_seen(request) for request in performance.main.requests],
        "answers played": performance.main.started,
        "faults": _faults(scenario, performance),
    }
    if scenario.other is not None:
        expected["other requests"] = [_expected(each) for each in scenario.other.requests]
        seen["other requests"] = [_seen(request) for request in performance.other.requests]
    return _diff(_resolved(_filled(expected, job), seen), seen, scenario.name)


def _job(requests: list[Request]) -> str:
    return next((job for each in requests if (job := each.header("X-Job-UUID"))), "")


def _narrowed(result: Json, members: tuple[str, ...]) -> Json:
    match result:
        case {"error": dict(error)} if members:
            return {"error": {key: value for key, value in error.items() if key in members}}
        case _:
            return result


def _seen(request: Request) -> Json:
    return {
        "method": request.method,
        "target": request.target,
        "headers": {
            name.lower(): value
            for name, value in request.headers
            if name.lower() not in CONNECTION_FIELDS
        },
        "body": _text(request.body),
    }


def _expected(request: ExpectedRequest) -> Json:
    return {
        "method": request.method,
        "target": request.target,
        "headers": request.headers,
        "body": _text(request.body),
    }


def _text(body: bytes) -> str:
    return body.decode("utf-8", "backslashreplace")


def _filled(value: Json, job: str) -> Json:
    """`value` with `${job}` replaced by the job's id that the client sent."""
    match value:
        case str():
            return value.replace("${job}", job)
        case list():
            return [_filled(item, job) for item in value]
        case dict():
            return {key: _filled(item, job) for key, item in value.items()}
        case _:
            return value


def _resolved(expected: Json, seen: Json) -> Json:
    """`expected` with each `{"$match": pattern}` replaced by the seen text that matches it."""
    match expected, seen:
        case {"$match": str(pattern)}, str():
            return seen if re.fullmatch(pattern, seen) else expected
        case list(), list():
            pairs = zip_longest(expected, seen[: len(expected)])
            return [_resolved(mine, theirs) for mine, theirs in pairs]
        case dict(), dict():
            return {key: _resolved(value, seen.get(key)) for key, value in expected.items()}
        case _:
            return expected


def _faults(scenario: Scenario, performance: Performance) -> list[Json]:
    """What no scenario wants to see, in words."""
    faults = [
        *_faults_at("server", performance.origin, performance.main, scenario),
        *_faults_at("other server", performance.other_origin, performance.other, scenario),
        *_faults_of_order(scenario, performance.main.requests),
    ]
    if any(request.header("Authorization") for request in performance.other.requests):
        faults.append("the session travelled to another host")
    if scenario.seconds is not None and performance.seconds not in scenario.seconds:
        faults.append(f"the call took {performance.seconds:.2f} s, not {scenario.seconds}")
    if scenario.session in json.dumps(performance.result):
        faults.append("the session is in the result")
    return list(faults)


def _faults_at(where: str, origin: str, recording: Recording, scenario: Scenario) -> list[str]:
    faults = [f"{where}: no request: {text}" for text in recording.malformed]
    if recording.unscripted:
        faults.append(f"{where}: {recording.unscripted} requests more than there are answers")
    for number, request in enumerate(recording.requests):
        authority = origin.removeprefix("http://")
        found = _faults_of(request, authority, scenario.session)
        faults += [f"{where}: request {number}: {text}" for text in found]
    return faults


def _faults_of(request: Request, authority: str, session: str) -> Iterable[str]:
    names = [name.lower() for name, _ in request.headers]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"the field {name} is sent {names.count(name)} times"
    if request.header("Host") != authority:
        yield f"Host is {request.header('Host')!r}, not {authority!r}"
    length = str(len(request.body)) if request.body else None
    if request.header("Content-Length") != length:
        yield f"Content-Length is {request.header('Content-Length')!r}, not {length!r}"
    if not _PRODUCT.fullmatch(request.header("User-Agent") or ""):
        yield f"User-Agent is {request.header('User-Agent')!r}, which names no product"
    elsewhere = [value for name, value in request.headers if name.lower() != "authorization"]
    if session in request.target or session.encode() in request.body or session in str(elsewhere):
        yield "the session is outside the field Authorization"


def _faults_of_order(scenario: Scenario, requests: list[Request]) -> Iterable[str]:
    # A request too many or too few is in the diff already.
    pairs = zip(scenario.main.requests[1:], pairwise(requests), strict=False)
    for number, (rule, (before, request)) in enumerate(pairs, 1):
        same = "same" if request.connection == before.connection else "new"
        if rule.connection not in ("", same):
            yield f"request {number}: comes on the {same} connection, not on the {rule.connection}"
        pause = request.at - before.at
        if rule.pause is not None and pause not in rule.pause:
            yield f"request {number}: comes after {pause:.2f} s, not {rule.pause}"


def _diff(expected: Json, seen: Json, name: str) -> str:
    lines = difflib.unified_diff(
        _lines(expected), _lines(seen), f"{name}: expected", f"{name}: seen", lineterm="", n=4
    )
    return "\n".join(_shortened(line) for line in lines)


def _lines(value: Json) -> list[str]:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False).split("\n")


def _shortened(line: str) -> str:
    if len(line) <= _LONGEST:
        return line
    return f"{line[: _LONGEST // 2]} [{len(line)} characters] {line[-_LONGEST // 2 :]}"
