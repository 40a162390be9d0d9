"""What an operation is, and one call of it: values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from .multipart import Multipart
from .parameters import Pair
from .reply import Reply
from .uploads import Source

T_co = TypeVar("T_co", covariant=True)

_SAFE_TO_REPEAT = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})


class Body(Protocol):
    """How a body in one media type is read."""

    @property
    def media_type(self) -> str:
        """The media type that the API documents, "" for no body."""
        ...

    def accepts(self, media_type: str) -> bool:
        """Whether a body of `media_type` can be read."""
        ...

    def read(self, reply: Reply) -> Any:
        """The value of the body. Raises ValueError where it does not fit."""
        ...


@dataclass(frozen=True, slots=True)
class BytesBody:
    """Octets as they are."""

    media_type: str = "application/octet-stream"

    def accepts(self, media_type: str) -> bool:
        """Anything."""
        return True

    def read(self, reply: Reply) -> bytes:
        """The octets."""
        return reply.content


@dataclass(frozen=True, slots=True)
class Statuses:
    """The status codes from `first` to `last`, both included; without it just one."""

    first: int
    last: int | None = None

    def __contains__(self, status: int) -> bool:
        return 0 <= status - self.first < self.width

    @property
    def width(self) -> int:
        """How many codes there are; the narrowest range that fits an answer decides."""
        return 1 if self.last is None else self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Answer:
    """A documented answer."""

    statuses: Statuses
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorShape:
    """Where an error body keeps what a caller asks of it, in paths of member names.

    `error` leads from the body to the error, the others from an error; `cause` leads to
    the error that caused it. None: there is no such part.
    """

    error: tuple[str, ...] = ()
    code: tuple[str, ...] | None = None
    message: tuple[str, ...] | None = None
    details: tuple[str, ...] | None = None
    cause: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ErrorAnswer:
    """A documented answer that means failure, and whose body has a form."""

    statuses: Statuses
    body: Body
    shape: ErrorShape | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    """A header that makes a call safe to repeat, because the server runs a key once.

    `form` is "uuid" or "hex32" (a UUID without dashes). `duplicate` is the status that
    refuses a key which the server knows, 0 where it gives the first answer again.
    """

    header: str
    form: str
    duplicate: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRunning:
    """A call that is accepted at once and done later.

    `location` is the path of member names to the job's address in the answer, or ()
    where it is the header Location. `poll_path` is that address with the job's id as
    its one variable. Statuses of an answer to a poll: `pending` it runs, `done` the
    body is the result, `failed` the body says why, `expired` the server does not know
    the job.
    """

    accepted: tuple[Statuses, ...]
    location: tuple[str, ...]
    poll_path: str
    pending: tuple[Statuses, ...]
    done: tuple[Statuses, ...]
    failed: tuple[Statuses, ...]
    expired: tuple[Statuses, ...]
    interval: float
    result: Body
    failure: ErrorAnswer | None = None
    key_is_id: bool = False
    resume: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """Where an operation is that is not where the others are.

    `described` is the URL in the description, `url` the same with its variables filled
    in; it may be relative to the client's base URL.
    """

    described: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """All that the calls of an operation have in common.

    `answers` come whole, `streams` element by element. `security` lists alternatives,
    each of which names the credentials that it needs together; no alternative at all
    means that the operation needs none.
    """

    id: str
    method: str
    path: str
    server: Server | None = None
    answers: tuple[Answer, ...] = ()
    streams: tuple[Answer, ...] = ()
    errors: tuple[ErrorAnswer, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    idempotency: Idempotency | None = None
    long_running: LongRunning | None = None

    @property
    def is_idempotent(self) -> bool:
        """Whether doing it twice is the same as doing it once (RFC 9110, section
        9.2.2).
        """
        return self.method in _SAFE_TO_REPEAT

    @property
    def may_be_octets(self) -> bool:
        """Whether a success can have octets, which are read as they arrive."""
        return any(isinstance(answer.body, BytesBody) for answer in self.answers)

    def accept(self, *, streamed: bool = False) -> str:
        """The media types that the answers may have, for the header Accept."""
        answers = self.streams if streamed else self.answers
        bodies = [answer.body for answer in answers]
        if self.long_running is not None:
            bodies.append(self.long_running.result)
        bodies += [error.body for error in self.errors]
        types = dict.fromkeys(body.media_type for body in bodies if body.media_type)
        return ", ".join(types) or "*/*"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOperation(Operation, Generic[T_co]):
    """An operation whose jobs give a `T_co`."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A body to be sent. The boundary of a form of several parts is not chosen yet."""

    media_type: str
    content: bytes | Source | Multipart = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Generic[T_co]):
    """One call, which gives a `T_co`: the operation and what its arguments became.

    `querystring` is the part of the query that is no pair of a name and a value; `link`
    the whole URL where the server has given it.
    """

    operation: Operation
    path: tuple[Pair, ...] = ()
    query: tuple[Pair, ...] = ()
    headers: tuple[Pair, ...] = ()
    cookies: tuple[Pair, ...] = ()
    querystring: str = ""
    link: str = ""
    streamed: bool = False
    body: Payload | None = None
