"""What a mock's answer says of a request."""

from __future__ import annotations

import json

import pytest

from specpress.verify import mocking
from specpress.verify.mocking import Mock
from specpress.verify.recording import Answer, Request

REQUEST = Request(method="GET", target="/a", headers=(), body=b"")
PROBLEM = "application/problem+json"


def told(*violations: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return (("sl-violations", json.dumps(violations)), ("Date", "now"), ("X-Rate", "1"))


def opinion(answer: Answer | None, monkeypatch: pytest.MonkeyPatch) -> mocking.Opinion | None:
    monkeypatch.setattr(mocking, "passed_on", lambda _url, _request: answer)
    return Mock("http://mock").opinion(REQUEST)


def test_a_request_that_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = {"location": ["response", "body"], "severity": "Error", "message": "no"}
    warned = {"location": ["request"], "severity": "Warning", "message": "odd"}
    given = Answer(status=200, media_type="text/plain", body=b"x", headers=told(answered, warned))
    found = opinion(given, monkeypatch)
    assert found is not None
    assert found.refusal == "", "faults of its own answer are none of the request"
    assert found.answer is not None
    assert found.answer.headers == (("X-Rate", "1"),), "what belongs to the connection stays there"


def test_a_request_that_it_answers_with_a_documented_error(monkeypatch: pytest.MonkeyPatch) -> None:
    violation = {"location": ["request", "body", "a"], "severity": "Error", "message": "no string"}
    found = opinion(Answer(status=400, headers=told(violation)), monkeypatch)
    assert found is not None
    assert found.refusal == "body.a: no string"


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [
        ("NO_PATH_MATCHED_ERROR", "NO_PATH_MATCHED_ERROR: why"),
        ("UNAUTHORIZED", "UNAUTHORIZED: why"),
        ("NO_COMPLEX_OBJECT_TEXT", ""),
    ],
)
def test_problems_of_the_request_and_of_the_mock(
    kind: str, refusal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = json.dumps({"type": f"https://mock#{kind}", "detail": "why"}).encode()
    found = opinion(Answer(status=500, media_type=PROBLEM, body=body), monkeypatch)
    assert found == mocking.Opinion(refusal, None)


def test_no_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    assert opinion(None, monkeypatch) is None
    found = opinion(Answer(status=500, media_type=PROBLEM, body=b"{"), monkeypatch)
    assert found == mocking.Opinion("", None)
