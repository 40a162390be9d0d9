"""What tests of flows need: an operation, settings without chance, and a server made of a list."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2
from client_runtime import errors
from client_runtime._runtime.bodies import JsonBody
from client_runtime._runtime.flow import Pause, Send
from client_runtime._runtime.operation import (
    Answer,
    Call,
    ErrorAnswer,
    ErrorShape,
    Idempotency,
    LongRunning,
    Operation,
    Statuses,
)
from client_runtime._runtime.options import Settings
from client_runtime._runtime.reply import Reply
from client_runtime._runtime.secret import SchemeCredential, Secret

SECRET = "s3cr3t-session"
KEY = uuid.UUID(int=0xABC)
INFO = errors.RequestInfo(operation="Op", method="GET", url="http://h/a", headers={})
SHAPE = ErrorShape(
    error=("error",),
    code=("code",),
    message=("description",),
    details=("details",),
    cause=("cause",),
)
OWN_503 = ErrorAnswer(Statuses(503, 503), JsonBody(lambda: dict[str, Any]), SHAPE)
OWN_BODY = b'{"error": {"code": "SYS.1", "description": "no", "cause": {"code": "HOST.2"}}}'


def operation(method: str = "GET", **changes: Any) -> Operation:
    """An operation that is answered at once."""
    defaults: dict[str, Any] = {
        "id": "Op",
        "method": method,
        "path": "/a",
        "answers": (Answer(Statuses(200, 200), JsonBody(lambda: Any)),),
        "errors": (OWN_503,),
        "security": (("OAuth",),),
    }
    return Operation(**{**defaults, **changes})


def job_operation(**changes: Any) -> Operation:
    """An operation that makes a job, like those of ZStack."""
    job: dict[str, Any] = {
        "accepted": (Statuses(202, 202),),
        "location": ("location",),
        "poll_path": "/v1/jobs/{uuid}",
        "pending": (Statuses(202, 202),),
        "done": (Statuses(200, 200),),
        "failed": (Statuses(503, 503),),
        "expired": (Statuses(404, 404),),
        "interval": 1.0,
        "result": JsonBody(lambda: dict[str, Any]),
        "failure": OWN_503,
        "key_is_id": True,
        "resume": "resume_op",
    }
    return operation(
        "POST",
        answers=(),
        idempotency=Idempotency(header="X-Key", form="hex32", duplicate=400),
        long_running=LongRunning(**{**job, **changes}),
    )


def call_of(op: Operation, **parts: Any) -> Call[Any]:
    """A call without arguments, but for `parts`."""
    return Call(operation=op, **parts)


def reply(status: int, content: bytes = b"{}", **headers: str) -> Reply:
    """An answer in JSON; underscores in header names stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(
        status=status,
        headers=httpx2.Headers({"content-type": "application/json", **named}, encoding="utf-8"),
        content=content,
        request=INFO,
    )


def failure(kind: type[errors.TransportError] = errors.ConnectionLostError) -> Any:
    """A request without an answer."""
    return kind("it broke", request=INFO)


@dataclass(slots=True)
class Clock:
    """A clock that stands still until something sleeps."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def settings(clock: Callable[[], float] | None = None, **changes: Any) -> Settings:
    """Settings in which pauses are as long as they can be, and keys are known."""
    defaults: dict[str, Any] = {
        "base_url": "http://h",
        "user_agent": "test/1",
        "credentials": {"OAuth": SchemeCredential("OAuth", Secret(SECRET))},
        "credential_hints": {"OAuth": "session= or set SESSION"},
        "timeout": None,
        "new_key": lambda: KEY,
        "jitter": lambda: 1.0,
        "clock": clock or Clock(),
    }
    return Settings(**{**defaults, **changes})


@dataclass(slots=True)
class Played:
    """What came of a flow: its result, and what it wanted."""

    result: Any = None
    error: BaseException | None = None
    effects: list[Send | Pause] = field(default_factory=list)

    @property
    def sent(self) -> list[str]:
        return [
            f"{one.request.method} {one.request.url}"
            for one in self.effects
            if isinstance(one, Send)
        ]

    @property
    def pauses(self) -> list[float]:
        return [one.seconds for one in self.effects if isinstance(one, Pause)]

    def headers(self, number: int = 0) -> Mapping[str, str]:
        sends = [one for one in self.effects if isinstance(one, Send)]
        return dict(sends[number].request.headers)


def play(flow: Generator[Any, Any, Any], outcomes: list[Any], clock: Clock | None = None) -> Played:
    """Runs a flow; each request gets the next outcome, each pause moves the clock."""
    played = Played()
    waiting = list(outcomes)
    try:
        effect = next(flow)
        while True:
            played.effects.append(effect)
            if isinstance(effect, Pause):
                if clock is not None:
                    clock.now += effect.seconds
                effect = flow.send(None)
            else:
                assert waiting, "the flow sends more than was expected"
                effect = flow.send(waiting.pop(0))
    except StopIteration as stop:
        played.result = stop.value
    except errors.ApiError as error:
        played.error = error
    assert not waiting, f"{len(waiting)} answers were not asked for"
    return played
