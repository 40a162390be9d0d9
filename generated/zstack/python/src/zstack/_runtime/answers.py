"""Answers to values, or to the error that says what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..errors import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    DecodeError,
    ErrorDetail,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    RedirectError,
    ServerError,
    StatusError,
    UnprocessableContentError,
)
from . import canonical_json
from .bodies import JsonBody
from .canonical_json import is_object
from .events import Decoder, EventsBody, LinesBody
from .operation import (
    Answer,
    Body,
    BytesBody,
    ErrorAnswer,
    ErrorShape,
    Operation,
    Statuses,
)
from .reply import Reply
from .secret import Secret, scrub

_LONGEST_TEXT = 500
_LONGEST_CHAIN = 1000

_KINDS: dict[int, type[StatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableContentError,
    429: RateLimitError,
}


def result(operation: Operation, reply: Reply, secrets: Iterable[Secret]) -> Any:
    """The value of an answer.

    Raises:
        StatusError: The answer means failure.
        DecodeError: It means success and is not what the API documents.
    """
    bodies = _bodies(operation.answers, reply)
    if not bodies:
        if 200 <= reply.status < 300:
            raise unexpected(operation, reply)
        raise status_error(operation, reply, secrets)
    return read(operation, bodies, reply)


def unexpected(operation: Operation, reply: Reply) -> DecodeError:
    """The error for a success that the API does not document."""
    kind = f" as {reply.media_type}" if operation.streams and reply.media_type else ""
    return DecodeError(
        f"{operation.id}: the API documents no answer {reply.reason}{kind}", reply=reply
    )


def is_octets(operation: Operation, reply: Reply) -> bool:
    """Whether an answer is read as octets."""
    bodies = _bodies(operation.answers, reply)
    chosen = next((body for body in bodies if body.accepts(reply.media_type)), None)
    return isinstance(chosen or next(iter(bodies), None), BytesBody)


def decoder_of(operation: Operation, reply: Reply) -> Decoder | None:
    """What reads an answer element by element, None where nothing does."""
    for body in _bodies(operation.streams, reply):
        if isinstance(body, EventsBody | LinesBody) and body.accepts(reply.media_type):
            return body.decoder()
    return None


def _bodies(answers: Iterable[Answer], reply: Reply) -> list[Body]:
    """The bodies that are documented for a status, in the narrowest range."""
    fitting = [answer for answer in answers if reply.status in answer.statuses]
    width = min((answer.statuses.width for answer in fitting), default=0)
    return [answer.body for answer in fitting if answer.statuses.width == width]


def read(operation: Operation, bodies: Iterable[Body], reply: Reply) -> Any:
    """The body of an answer, read by the first of `bodies` that accepts its media type.

    Where none does, the content type may be wrong: the first one that fits is taken.

    Raises:
        DecodeError: None fits.
    """
    known = tuple(bodies)
    accepting = [body for body in known if body.accepts(reply.media_type)]
    failure: ValueError | None = None
    for body in accepting or known:
        try:
            return body.read(reply)
        except ValueError as error:
            failure = failure or error
    kind = f" (its content type is {reply.media_type})" if not accepting else ""
    raise DecodeError(
        f"{operation.id}: the body of the answer {reply.reason}{kind} does not fit"
        f" the documented type: {_brief(failure)}",
        reply=reply,
    ) from failure


def status_error(
    operation: Operation, reply: Reply, secrets: Iterable[Secret]
) -> StatusError:
    """The error for an answer that means failure."""
    body, chain = error_body(operation.errors, reply)
    kind = _KINDS.get(reply.status)
    if kind is None:
        kind = ServerError if reply.status >= 500 else StatusError
        kind = RedirectError if 300 <= reply.status < 400 else kind
    message = f"{operation.id}: {describe(reply, chain, secrets)}"
    return kind(message, reply=reply, body=body, chain=chain)


def error_body(
    documented: Iterable[ErrorAnswer], reply: Reply
) -> tuple[object, tuple[ErrorDetail, ...]]:
    """The body of a failure, as the model if it fits, else as JSON, else None; and its
    chain.
    """
    try:
        value = canonical_json.decode(reply.content)
    except ValueError:
        return None, ()
    for answer in _by_width(documented, reply.status):
        chain = error_chain(value, answer.shape) if answer.shape else ()
        try:
            return _fit(answer.body, value, reply), chain
        except ValueError:
            return value, chain
    return value, ()


def is_own_error(operation: Operation, reply: Reply) -> bool:
    """Whether a failure comes from the API itself and not from something in front of
    it.

    It does when it is JSON, whatever its content type, and has the documented error in
    it, or fits the documented type where the API does not say which part is the error.
    """
    documented = operation.errors
    if (
        operation.long_running is not None
        and operation.long_running.failure is not None
    ):
        documented = (*documented, operation.long_running.failure)
    try:
        value = canonical_json.decode(reply.content)
    except ValueError:
        return False
    return any(
        _is_documented(answer, value, reply)
        for answer in documented
        if reply.status in answer.statuses
    )


def describe(
    reply: Reply, chain: tuple[ErrorDetail, ...], secrets: Iterable[Secret]
) -> str:
    """A failure in one line: the status, and what the API says of it."""
    said = str(chain[0]) if chain else reply.text.strip()
    if len(said) > _LONGEST_TEXT:
        said = f"{said[:_LONGEST_TEXT]}..."
    root = f" (root cause: {chain[-1]})" if len(chain) > 1 else ""
    return scrub(f"{reply.reason}{': ' * bool(said)}{said}{root}", secrets)


def error_chain(body: object, shape: ErrorShape) -> tuple[ErrorDetail, ...]:
    """The error in a body and its causes, outermost first; () where the body has no
    error.
    """
    chain: list[ErrorDetail] = []
    error = at(body, shape.error)
    while is_object(error) and len(chain) < _LONGEST_CHAIN:
        chain.append(
            ErrorDetail(
                code=_text(error, shape.code),
                message=_text(error, shape.message),
                details=_text(error, shape.details),
            )
        )
        error = at(error, shape.cause) if shape.cause else None
    return tuple(chain)


def at(value: object, path: tuple[str, ...]) -> object:
    """The member at a path of names, None where there is none."""
    for name in path:
        if not is_object(value):
            return None
        value = value.get(name)
    return value


def any_of(ranges: Iterable[Statuses], status: int) -> bool:
    """Whether one of the ranges has the status."""
    return any(status in one for one in ranges)


def _by_width(documented: Iterable[ErrorAnswer], status: int) -> list[ErrorAnswer]:
    fitting = [answer for answer in documented if status in answer.statuses]
    return sorted(fitting, key=lambda answer: answer.statuses.width)


def _is_documented(answer: ErrorAnswer, value: object, reply: Reply) -> bool:
    if answer.shape is not None:
        return bool(error_chain(value, answer.shape))
    try:
        _fit(answer.body, value, reply)
    except ValueError:
        return False
    return True


def _fit(body: Body, value: object, reply: Reply) -> object:
    if isinstance(body, JsonBody):
        return body.fit(value)
    return body.read(reply)


def _text(error: object, path: tuple[str, ...] | None) -> str | None:
    found = at(error, path) if path else None
    if found is None or isinstance(found, str):
        return found
    return canonical_json.encode(found).decode()


def _brief(error: ValueError | None) -> str:
    return " ".join(str(error).split("\n")[:3])
