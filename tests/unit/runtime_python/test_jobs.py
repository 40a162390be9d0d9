"""Jobs: submit, poll, wait, resume, and an attempt that arrived after all."""

from __future__ import annotations

import pytest
from client_runtime import errors
from client_runtime._runtime import job_flow
from client_runtime._runtime.job_flow import Done, Pending

from unit.runtime_python.scripted import (
    KEY,
    OWN_BODY,
    SECRET,
    Clock,
    call_of,
    failure,
    job_operation,
    play,
    reply,
    settings,
)

ACCEPTED = reply(202, b'{"location": "http://10.0.0.1:8080/v1/jobs/j7"}')
DONE = reply(200, b'{"a": 1}')
RUNNING = reply(202)


def run(outcomes: list[object], clock: Clock | None = None, **changes: object) -> object:
    given = settings(clock, **changes)
    return play(job_flow.run(given, call_of(job_operation())), outcomes, clock)


def test_a_call_waits_for_its_job() -> None:
    played = run([ACCEPTED, RUNNING, DONE])
    assert played.result == {"a": 1}
    assert played.sent == ["POST http://h/a", *["GET http://h/v1/jobs/j7"] * 2]
    assert played.pauses == [1.0, 1.0]
    assert "X-Key" not in played.headers(1)


def test_the_server_may_ask_for_other_pauses() -> None:
    accepted = reply(202, ACCEPTED.content, retry_after="3")
    assert run([accepted, reply(202, retry_after="0"), RUNNING, DONE]).pauses == [3.0, 0.0, 1.0]


def test_the_caller_may_ask_for_other_pauses() -> None:
    assert run([ACCEPTED, DONE], poll_interval=0.25).pauses == [0.25]


def test_a_job_that_failed() -> None:
    error = run([ACCEPTED, reply(503, OWN_BODY)]).error
    assert isinstance(error, errors.JobFailedError)
    assert (error.job_id, error.code, error.status) == ("j7", "SYS.1", 503)
    assert [detail.code for detail in error.causes] == ["HOST.2"]
    assert error.body["error"]["code"] == "SYS.1"
    assert str(error) == (
        "Op: the job j7 failed: 503 Service Unavailable: SYS.1: no (root cause: HOST.2)"
    )


def test_a_job_that_is_unknown() -> None:
    error = run([ACCEPTED, reply(404, f"no such job {SECRET}".encode())]).error
    assert isinstance(error, errors.JobExpiredError)
    assert (error.job_id, error.status) == ("j7", 404)
    assert SECRET not in str(error)


def test_a_poll_is_repeated_when_that_may_help() -> None:
    busy = reply(503, b"<html>busy</html>", content_type="text/html")
    assert run([ACCEPTED, failure(), busy, DONE]).result == {"a": 1}


def test_a_poll_that_fails_names_the_job() -> None:
    error = run([ACCEPTED, reply(500, b"oops")]).error
    assert isinstance(error, errors.ServerError)
    assert error.__notes__ == ["The job j7 may still run; resume_op takes it up again."]


def test_the_deadline_passes_while_the_job_runs() -> None:
    clock = Clock()
    error = run([ACCEPTED, RUNNING, RUNNING], clock, timeout=2.5).error
    assert isinstance(error, errors.JobDeadlineError)
    assert isinstance(error, TimeoutError)
    assert error.job_id == "j7"
    assert "resume_op takes it up again" in str(error)
    assert clock.now == 1002.5


def test_the_deadline_passes_before_there_is_a_job() -> None:
    error = run([failure(errors.DeadlineError)]).error
    assert type(error) is errors.DeadlineError


def test_a_job_may_be_done_at_once() -> None:
    assert run([DONE]).result == {"a": 1}


def test_a_submission_that_is_refused_is_no_failed_job() -> None:
    error = run([reply(503, OWN_BODY)]).error
    assert type(error) is errors.ServerError
    assert error.code == "SYS.1"


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"location": 7}', b'{"location": ""}', b'{"location": "http://[/"}'],
)
def test_an_acceptance_without_a_location(body: bytes) -> None:
    error = run([reply(202, body)]).error
    assert isinstance(error, errors.DecodeError)
    assert error.content == body


def test_a_location_in_a_header() -> None:
    op = job_operation(location=())
    played = play(
        job_flow.run(settings(), call_of(op)), [reply(202, b"", location="/v1/jobs/j8"), DONE]
    )
    assert played.sent[-1] == "GET http://h/v1/jobs/j8"


@pytest.mark.parametrize(
    ("location", "job_id"),
    [
        ("http://x/v1/jobs/a%2Fb", "a/b"),
        ("http://x/prefix/v1/jobs/7?x=y", "7"),
        ("http://x/elsewhere/7", KEY.hex),
    ],
)
def test_the_id_of_a_job(location: str, job_id: str) -> None:
    accepted = reply(202, b'{"location": "%s"}' % location.encode())
    played = play(job_flow.submit(settings(), call_of(job_operation())), [accepted])
    assert played.result.id == job_id
    assert played.result.state == Pending(None)


def test_without_a_key_the_last_segment_is_the_id() -> None:
    accepted = reply(202, b'{"location": "http://x/elsewhere/7/"}')
    op = job_operation(key_is_id=False)
    assert play(job_flow.submit(settings(), call_of(op)), [accepted]).result.id == "7"


class TestAnAttemptThatArrivedAfterAll:
    """The answer to the first attempt is lost; the second is told that the key is known."""

    REFUSAL = reply(400, b"duplicate", content_type="text/plain")
    BY_KEY = f"GET http://h/v1/jobs/{KEY.hex}"

    def test_its_job_is_polled_under_the_key(self) -> None:
        played = run([failure(), self.REFUSAL, RUNNING, DONE])
        assert played.result == {"a": 1}
        assert played.sent == ["POST http://h/a"] * 2 + [self.BY_KEY] * 2

    def test_it_may_be_done_already(self) -> None:
        played = play(
            job_flow.submit(settings(), call_of(job_operation())),
            [reply(504), self.REFUSAL, DONE],
        )
        assert played.result.id == KEY.hex
        assert played.result.state == Done({"a": 1})

    def test_it_may_have_failed(self) -> None:
        error = run([failure(), self.REFUSAL, reply(503, OWN_BODY)]).error
        assert isinstance(error, errors.JobFailedError)

    def test_no_such_job_means_that_the_refusal_was_meant(self) -> None:
        error = run([failure(), self.REFUSAL, reply(404, b"unknown")]).error
        assert type(error) is errors.BadRequestError
        assert error.text == "duplicate"

    def test_a_first_attempt_is_refused_in_earnest(self) -> None:
        error = run([self.REFUSAL]).error
        assert type(error) is errors.BadRequestError

    def test_an_attempt_that_was_never_sent_did_not_arrive(self) -> None:
        error = run([failure(errors.ConnectError), self.REFUSAL]).error
        assert type(error) is errors.BadRequestError

    def test_a_key_that_is_no_id_leads_to_no_job(self) -> None:
        op = job_operation(key_is_id=False)
        played = play(job_flow.run(settings(), call_of(op)), [failure(), self.REFUSAL])
        assert type(played.error) is errors.BadRequestError


def test_a_job_is_taken_up_again_from_its_id() -> None:
    given = settings(base_url="http://h/p")
    started = job_flow.resumed(given, job_operation(), "a/b")
    assert (started.id, started.location) == ("a/b", "/p/v1/jobs/a%2Fb")
    played = play(job_flow.wait(given, job_operation(), started), [RUNNING, DONE])
    assert played.result == {"a": 1}
    assert played.pauses == [0.0, 1.0]


@pytest.mark.parametrize("job_id", ["", ".", ".."])
def test_what_is_no_id(job_id: str) -> None:
    with pytest.raises(ValueError, match="is no id of a job"):
        job_flow.resumed(settings(), job_operation(), job_id)


def test_polling_once() -> None:
    op = job_operation()
    started = job_flow.resumed(settings(), op, "j7")
    assert play(job_flow.poll(settings(), op, started), [RUNNING]).result == Pending(None)
    assert play(job_flow.poll(settings(), op, started), [DONE]).result == Done({"a": 1})


def test_an_operation_without_jobs_is_told_apart() -> None:
    from unit.runtime_python.scripted import operation

    with pytest.raises(TypeError, match="Op makes no job"):
        job_flow.resumed(settings(), operation(), "j")
