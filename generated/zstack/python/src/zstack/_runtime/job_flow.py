"""Calls that are accepted at once and done later, decided step by step like `flow`."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, Generic, NoReturn, TypeVar

from ..errors import (
    ApiError,
    DeadlineError,
    DecodeError,
    JobDeadlineError,
    JobExpiredError,
    JobFailedError,
)
from . import canonical_json
from .answers import any_of, at, describe, error_body, read, result, status_error
from .deadline import Deadline
from .flow import Effect, Exchange, Flow, Outcome, Pause, exchange, renewed
from .operation import Call, JobOperation, LongRunning, Operation
from .options import Settings
from .reply import Reply
from .requests import build_poll, build_request, job_path, server_of, with_key
from .retries import retry_after

T = TypeVar("T")

_VARIABLE = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The job is done, and this is its result."""

    value: T


@dataclass(frozen=True, slots=True)
class Pending:
    """The job runs. `pause` is how long the server asks to wait, None where it does
    not.
    """

    pause: float | None = None


@dataclass(frozen=True, slots=True)
class Started(Generic[T]):
    """A job that the server knows: its id, its path with any query, and what is known
    of it.
    """

    id: str
    location: str
    state: Done[T] | Pending


def run(settings: Settings, call: Call[T]) -> Flow[T]:
    """Submits a job and waits for its result."""
    deadline = Deadline.after(settings.timeout, settings.clock)
    started = yield from _submit(settings, call, deadline)
    return (yield from _wait(settings, call.operation, started, deadline))


def submit(settings: Settings, call: Call[T]) -> Flow[Started[T]]:
    """Submits a job."""
    deadline = Deadline.after(settings.timeout, settings.clock)
    return (yield from _submit(settings, call, deadline))


def resumed(settings: Settings, operation: JobOperation[T], job_id: str) -> Started[T]:
    """A job that was submitted earlier. Nothing is asked of the server."""
    return _known(settings, operation, job_id)


def _known(settings: Settings, operation: Operation, job_id: str) -> Started[Any]:
    path = _id_path(_long_running(operation), job_id)
    location = job_path(server_of(settings, operation), path)
    return Started(job_id, location, Pending(0.0))


def poll(
    settings: Settings, operation: Operation, started: Started[T]
) -> Flow[Done[T] | Pending]:
    """Looks at a job once."""
    deadline = Deadline.after(settings.timeout, settings.clock)
    return (yield from _poll(settings, operation, started, deadline))


def wait(settings: Settings, operation: Operation, started: Started[T]) -> Flow[T]:
    """Looks at a job until it is done."""
    deadline = Deadline.after(settings.timeout, settings.clock)
    return (yield from _wait(settings, operation, started, deadline))


def _submit(settings: Settings, call: Call[T], deadline: Deadline) -> Flow[Started[T]]:
    operation = call.operation
    job = _long_running(operation)
    call, key = with_key(settings, call)
    yield from renewed(settings, operation, deadline)
    request = build_request(settings, call)
    safe = bool(key) or operation.is_idempotent
    done = yield from exchange(settings, operation, request, deadline, safe=safe)
    if any_of(job.accepted, done.reply.status):
        return _accepted(settings, operation, done.reply, key)
    if _is_own_duplicate(operation, done):
        return (
            yield from _first_attempt(settings, operation, done.reply, key, deadline)
        )
    if any_of(job.done, done.reply.status):
        value: T = read(operation, (job.result,), done.reply)
        return Started(key, "", Done(value))
    found: T = result(operation, done.reply, settings.secrets)
    return Started(key, "", Done(found))


def _is_own_duplicate(operation: Operation, done: Exchange) -> bool:
    """Whether a key was refused because an earlier attempt of the same call had
    arrived.
    """
    idempotency = operation.idempotency
    return (
        done.uncertain
        and idempotency is not None
        and done.reply.status == idempotency.duplicate
        and _long_running(operation).key_is_id
    )


def _first_attempt(
    settings: Settings,
    operation: Operation,
    refusal: Reply,
    key: str,
    deadline: Deadline,
) -> Flow[Started[Any]]:
    """The job of the attempt that arrived, which goes by the key; the refusal if there
    is none.
    """
    started = _known(settings, operation, key)
    try:
        state = yield from _poll(settings, operation, started, deadline)
    except JobExpiredError:
        raise status_error(operation, refusal, settings.secrets) from None
    return Started(started.id, started.location, state)


def _accepted(
    settings: Settings, operation: Operation, reply: Reply, key: str
) -> Started[Any]:
    job = _long_running(operation)
    location = _location(operation, job, reply)
    try:
        job_id = _job_id(job, location, key)
        path = job_path(server_of(settings, operation), location)
    except ValueError as error:
        raise DecodeError(
            f"{operation.id}: the location of the job is no URL", reply=reply
        ) from error
    return Started(job_id, path, Pending(retry_after(reply)))


def _location(operation: Operation, job: LongRunning, reply: Reply) -> str:
    cause: ValueError | None = None
    location: object = None
    if job.location:
        try:
            location = at(canonical_json.decode(reply.content), job.location)
        except ValueError as error:
            cause = error
    else:
        location = reply.headers.get("location")
    if isinstance(location, str) and location:
        return location
    where = ".".join(job.location) if job.location else "the header Location"
    raise DecodeError(
        f"{operation.id}: the answer {reply.reason} does not name the job in {where}",
        reply=reply,
    ) from cause


def _poll(
    settings: Settings, operation: Operation, started: Started[T], deadline: Deadline
) -> Generator[Effect, Outcome, Done[T] | Pending]:
    job = _long_running(operation)
    yield from renewed(settings, operation, deadline)
    request = build_poll(settings, operation, started.location)
    done = yield from exchange(settings, operation, request, deadline, safe=True)
    reply = done.reply
    if any_of(job.pending, reply.status):
        return Pending(retry_after(reply))
    if any_of(job.done, reply.status):
        return Done(read(operation, (job.result,), reply))
    _no_result(settings, operation, started.id, reply)


def _no_result(
    settings: Settings, operation: Operation, job_id: str, reply: Reply
) -> NoReturn:
    job = _long_running(operation)
    prefix = f"{operation.id}: the job {job_id}"
    if any_of(job.expired, reply.status):
        said = describe(reply, (), settings.secrets)
        raise JobExpiredError(
            f"{prefix} is not known to the server: {said}", job_id=job_id, reply=reply
        )
    if any_of(job.failed, reply.status):
        documented = (job.failure,) if job.failure is not None else operation.errors
        body, chain = error_body(documented, reply)
        said = describe(reply, chain, settings.secrets)
        raise JobFailedError(
            f"{prefix} failed: {said}",
            job_id=job_id,
            reply=reply,
            body=body,
            chain=chain,
        )
    raise status_error(operation, reply, settings.secrets)


def _wait(
    settings: Settings, operation: Operation, started: Started[T], deadline: Deadline
) -> Flow[T]:
    state = started.state
    interval = settings.poll_interval
    if interval is None:
        interval = _long_running(operation).interval
    try:
        while isinstance(state, Pending):
            pause = interval if state.pause is None else state.pause
            yield Pause(min(pause, deadline.remaining))
            state = yield from _poll(settings, operation, started, deadline)
    except DeadlineError as error:
        raise JobDeadlineError(
            f"{operation.id}: the time is over, and the job {started.id} still runs;"
            f" {_how_to_resume(operation)}",
            job_id=started.id,
            request=error.request,
        ) from None
    except ApiError as error:
        if not isinstance(error, JobFailedError | JobExpiredError):
            error.add_note(
                f"The job {started.id} may still run; {_how_to_resume(operation)}."
            )
        raise
    return state.value


def _how_to_resume(operation: Operation) -> str:
    return f"{_long_running(operation).resume} takes it up again"


def _long_running(operation: Operation) -> LongRunning:
    if operation.long_running is None:
        raise TypeError(f"{operation.id} makes no job")
    return operation.long_running


def _id_path(job: LongRunning, job_id: str) -> str:
    quoted = urllib.parse.quote(job_id, safe="")
    if quoted in ("", ".", ".."):
        raise ValueError(f"{job_id!r} is no id of a job")
    return _VARIABLE.sub(lambda _: quoted, job.poll_path)


def _job_id(job: LongRunning, location: str, key: str) -> str:
    """The variable part of a location; the key, or the last segment, where it looks
    different.
    """
    path = urllib.parse.urlsplit(location).path
    before, after = (
        re.escape(part) for part in _VARIABLE.split(job.poll_path, maxsplit=1)
    )
    found = re.search(f"{before}([^/]+){after}$", path)
    if found is not None:
        return urllib.parse.unquote(found[1])
    return key if job.key_is_id and key else path.rstrip("/").rpartition("/")[2]
