"""What a call may bring: one type, or several that the status and media type tell apart."""

from __future__ import annotations

import http
from dataclasses import dataclass

from specpress.model import Codec, Content, Operation, Scalar, ScalarKind, StatusRange
from specpress.model import TypeRef as Ref
from specpress.naming.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One body of an answer that means success; `content` is None where there is no body.

    `words` name it among the outcomes of its operation, `key` identifies it.
    """

    status: StatusRange
    content: Content | None
    key: str
    words: tuple[str, ...]


_SUCCESS = StatusRange(200, 299)


def outcomes(operation: Operation) -> tuple[Outcome, ...]:
    """The bodies of an operation that is answered at once, in the order of the description.

    Bodies of one type are one outcome: they are told apart only where a caller must.
    """
    if operation.long_running is not None:
        return ()
    found: dict[tuple[Ref | None, Codec | None], Outcome] = {}
    for status, content in bodies(operation):
        kind = (type_of(content), None) if content is not None else (None, None)
        found.setdefault(kind, _outcome(status, content, taken=len(found)))
    return tuple(found.values())


def bodies(operation: Operation) -> tuple[tuple[StatusRange, Content | None], ...]:
    """Each status that means success with each of its bodies."""
    if not operation.responses:
        return ((_SUCCESS, None),)
    return tuple(
        (response.status, content)
        for response in operation.responses
        for content in (response.contents or (None,))
    )


def type_of(content: Content) -> Ref:
    """What a client holds of a body: forms and unknown media are octets, streams are text."""
    match content.codec:
        case Codec.JSON:
            return content.type
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return Scalar(ScalarKind.STRING)
        case Codec.BYTES | Codec.FORM | Codec.MULTIPART:
            return Scalar(ScalarKind.BYTES)


def _outcome(status: StatusRange, content: Content | None, *, taken: int) -> Outcome:
    found = _phrase(status)
    if content is not None and content.codec is not Codec.JSON:
        found = (*found, *words(content.codec.value))
    key = f"{status.first}-{status.last} {content.media_type if content else ''} {taken}"
    return Outcome(status=status, content=content, key=key, words=found)


def _phrase(status: StatusRange) -> tuple[str, ...]:
    if status.first != status.last:
        return ("success",)
    try:
        return words(http.HTTPStatus(status.first).phrase.lower())
    except ValueError:
        return ("status", str(status.first))
