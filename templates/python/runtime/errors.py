"""What can go wrong in a call.

    ApiError
    ├── ConfigurationError             no base URL, or no credential (also ValueError)
    ├── CallCancelledError             the caller set the `cancel` event of the call
    ├── PayloadError                   a webhook's body misfits (also ValueError)
    ├── TransportError                 no answer, or only a part of one
    │   ├── ConnectError               no connection: the request was not sent
    │   │   └── ConnectTimeoutError    (also TimeoutError)
    │   ├── ConnectionLostError        broken half way: the request may have arrived
    │   ├── ReadTimeoutError           the server was silent (also TimeoutError)
    │   └── DeadlineError              the call took too long (also TimeoutError)
    ├── ResponseError                  an answer that is no success
    │   ├── StatusError                its status says so
    │   │   ├── RedirectError          3xx that is not to be followed
    │   │   ├── BadRequestError        400
    │   │   ├── AuthenticationError    401
    │   │   ├── PermissionDeniedError  403
    │   │   ├── NotFoundError          404
    │   │   ├── ConflictError          409
    │   │   ├── UnprocessableContentError  422
    │   │   ├── RateLimitError         429
    │   │   └── ServerError            5xx
    │   └── DecodeError                it is not what the API documents
    └── JobError                       a job that was submitted has no result
        ├── JobFailedError             it failed (also StatusError)
        ├── JobExpiredError            the server does not know it (also StatusError)
        └── JobDeadlineError           it still runs (also DeadlineError)

No error holds a secret: requests are kept without their body, and with their
credentials masked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from httpx2 import Headers

    from ._runtime.reply import Reply

__all__ = [
    "ApiError",
    "AuthenticationError",
    "BadRequestError",
    "CallCancelledError",
    "ConfigurationError",
    "ConflictError",
    "ConnectError",
    "ConnectTimeoutError",
    "ConnectionLostError",
    "DeadlineError",
    "DecodeError",
    "ErrorDetail",
    "JobDeadlineError",
    "JobError",
    "JobExpiredError",
    "JobFailedError",
    "NotFoundError",
    "PayloadError",
    "PermissionDeniedError",
    "RateLimitError",
    "ReadTimeoutError",
    "RedirectError",
    "RequestInfo",
    "ResponseError",
    "ServerError",
    "StatusError",
    "TransportError",
    "UnprocessableContentError",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestInfo:
    """The request that an error belongs to, with its credentials masked and without its
    body.

    Attributes:
        operation: The operation id in the description of the API.
        method: The HTTP method.
        url: The whole URL.
        headers: The headers that this package set, by their names.
    """

    operation: str
    method: str
    url: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorDetail:
    """What the API itself says of one error, or of one error that caused another.

    Attributes:
        code: The error code, None where the answer has none.
        message: The short description.
        details: The long description.
    """

    code: str | None = None
    message: str | None = None
    details: str | None = None

    def __str__(self) -> str:
        parts = (self.code, self.message, self.details)
        return ": ".join(part for part in parts if part)


class ApiError(Exception):
    """The root of all errors of this package."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Makes errors picklable, so that they can leave a worker process."""
        return (_restore, (type(self), self.args, self.__dict__))


def _restore(
    kind: type[ApiError], args: tuple[object, ...], state: dict[str, object]
) -> ApiError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class ConfigurationError(ApiError, ValueError):
    """The client was not told something that the call needs."""


class CallCancelledError(ApiError):
    """The `cancel` event of the call was set. A request that was sent is not taken
    back.
    """


class PayloadError(ApiError, ValueError):
    """The body of a webhook or callback is not what the API documents."""


class TransportError(ApiError):
    """There is no answer, or only a part of one.

    Attributes:
        request: What was asked.
    """

    request: RequestInfo

    def __init__(self, message: str, *, request: RequestInfo) -> None:
        super().__init__(message)
        self.request = request


class ConnectError(TransportError):
    """No connection was made: name, route, port, TLS or proxy. The request was not
    sent.
    """


class ConnectTimeoutError(ConnectError, TimeoutError):
    """No connection was made in time. The request was not sent."""


class ConnectionLostError(TransportError):
    """The connection broke, or the answer was cut off. The request may have arrived."""


class ReadTimeoutError(TransportError, TimeoutError):
    """The server was silent for too long. The request may have arrived."""


class DeadlineError(TransportError, TimeoutError):
    """The call, with all its retries, took more than `timeout` seconds."""


class ResponseError(ApiError):
    """There is an answer, and it is not the one that was hoped for.

    Attributes:
        reply: The answer as it came.
    """

    reply: Reply

    def __init__(self, message: str, *, reply: Reply) -> None:
        super().__init__(message)
        self.reply = reply

    @property
    def request(self) -> RequestInfo:
        """What was asked."""
        return self.reply.request

    @property
    def status(self) -> int:
        """The status code."""
        return self.reply.status

    @property
    def headers(self) -> Headers:
        """The headers; their names know no case."""
        return self.reply.headers

    @property
    def content(self) -> bytes:
        """The body, octet by octet."""
        return self.reply.content

    @property
    def text(self) -> str:
        """The body as text, in the charset of the answer or else UTF-8."""
        return self.reply.text


class StatusError(ResponseError):
    """The status of the answer says that the call failed.

    Attributes:
        body: The body as the documented model if it fits, else as JSON, else None.
        chain: The error and its causes, outermost first; empty where the body has none.
    """

    body: object
    chain: tuple[ErrorDetail, ...]

    def __init__(
        self,
        message: str,
        *,
        reply: Reply,
        body: object = None,
        chain: tuple[ErrorDetail, ...] = (),
    ) -> None:
        super().__init__(message, reply=reply)
        self.body = body
        self.chain = chain

    @property
    def code(self) -> str | None:
        """The API's own error code."""
        return self.chain[0].code if self.chain else None

    @property
    def message(self) -> str | None:
        """The API's own short description."""
        return self.chain[0].message if self.chain else None

    @property
    def details(self) -> str | None:
        """The API's own long description."""
        return self.chain[0].details if self.chain else None

    @property
    def causes(self) -> tuple[ErrorDetail, ...]:
        """What led to the error, the root cause last."""
        return self.chain[1:]


class RedirectError(StatusError):
    """The answer leads elsewhere. Credentials are never sent to another host."""


class BadRequestError(StatusError):
    """400: the server does not accept the request."""


class AuthenticationError(StatusError):
    """401: the server does not know who asks."""


class PermissionDeniedError(StatusError):
    """403: the server knows who asks, and refuses."""


class NotFoundError(StatusError):
    """404: there is nothing at this address."""


class ConflictError(StatusError):
    """409: the request does not go with the state of the resource."""


class UnprocessableContentError(StatusError):
    """422: the request is well formed and makes no sense."""


class RateLimitError(StatusError):
    """429: too many requests."""


class ServerError(StatusError):
    """5xx: the server failed."""


class DecodeError(ResponseError):
    """The answer is not what the API documents: content type, JSON, or shape.

    The cause of the error (`__cause__`) says what does not fit.
    """


class JobError(ApiError):
    """A job that was submitted has no result.

    Attributes:
        job_id: The id to take the job up again with.
    """

    job_id: str


class JobFailedError(JobError, StatusError):
    """The job ended and failed. `body` is the documented failure if it fits."""

    def __init__(
        self,
        message: str,
        *,
        job_id: str,
        reply: Reply,
        body: object = None,
        chain: tuple[ErrorDetail, ...] = (),
    ) -> None:
        StatusError.__init__(self, message, reply=reply, body=body, chain=chain)
        self.job_id = job_id


class JobExpiredError(JobError, StatusError):
    """The server does not know the job, or not any more."""

    def __init__(self, message: str, *, job_id: str, reply: Reply) -> None:
        StatusError.__init__(self, message, reply=reply)
        self.job_id = job_id


class JobDeadlineError(JobError, DeadlineError):
    """The time is over. The job still runs at the server, and can be taken up again."""

    def __init__(self, message: str, *, job_id: str, request: RequestInfo) -> None:
        DeadlineError.__init__(self, message, request=request)
        self.job_id = job_id
