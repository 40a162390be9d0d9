"""What a call may bring: one type, or several that the status and media type tell apart."""

from __future__ import annotations

import http
from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import (
    STREAMED,
    AnyValue,
    Codec,
    Content,
    Operation,
    Scalar,
    ScalarKind,
    StatusRange,
)
from specpress.model import TypeRef as Ref
from specpress.naming.words import words
from specpress.targets.base import TypeExpr
from specpress.targets.go.types import Types, around


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
_OCTETS = frozenset({Codec.BYTES, Codec.FORM, Codec.MULTIPART})
_TEXTS = frozenset({Codec.TEXT, Codec.XML})


def outcomes(operation: Operation, *, streamed: bool = False) -> tuple[Outcome, ...]:
    """The bodies of an operation that is answered at once, in the order of the description.

    Bodies of one type are one outcome: they are told apart only where a caller must. `streamed`:
    those of the method that takes a stream, where another takes what comes whole.
    """
    if operation.long_running is not None:
        return ()
    found: dict[object, Outcome] = {}
    for status, content in bodies(operation, streamed=streamed):
        outcome = _outcome(status, content, taken=len(found), streamed=streamed)
        found.setdefault(kind_of(content), outcome)
    return tuple(found.values())


def bodies(
    operation: Operation, *, streamed: bool = False
) -> tuple[tuple[StatusRange, Content | None], ...]:
    """Each status that means success with each of its bodies."""
    if not operation.responses:
        return ((_SUCCESS, None),)
    return tuple(_bodies(operation, streamed=streamed))


def _bodies(
    operation: Operation, *, streamed: bool
) -> Iterator[tuple[StatusRange, Content | None]]:
    split = operation.has_stream_beside
    for response in operation.responses:
        if not response.contents and not streamed:
            yield response.status, None
        for content in response.contents:
            if not split or (content.codec in STREAMED) is streamed:
                yield response.status, content


def kind_of(content: Content | None) -> object:
    """What tells bodies apart for a caller."""
    if content is None:
        return None
    if content.codec in STREAMED:
        return ("stream", repr(content.item), content.event_form)
    if content.codec in _OCTETS:
        return "octets"
    return ("value", repr(type_of(content)))


def is_live(content: Content | None) -> bool:
    """Whether a caller reads a body as it arrives."""
    return content is not None and (content.codec in STREAMED or content.codec in _OCTETS)


def held(content: Content, types: Types) -> TypeExpr:
    """What a client holds of a body; callers get a pointer to what is live."""
    if content.codec in STREAMED:
        return around(f"{types.prefix}Stream[{{}}]", types.expr(item_of(content)))
    if content.codec in _OCTETS:
        return TypeExpr(f"{types.prefix}Download")
    return types.expr(type_of(content))


def item_of(content: Content) -> Ref:
    """The type of one element of a stream."""
    return content.item if content.item is not None else AnyValue()


def type_of(content: Content) -> Ref:
    """The type of a body that comes whole: text has no other."""
    return Scalar(ScalarKind.STRING) if content.codec in _TEXTS else content.type


def _outcome(
    status: StatusRange, content: Content | None, *, taken: int, streamed: bool
) -> Outcome:
    found = _phrase(status)
    if content is not None and content.codec is not Codec.JSON:
        found = (*found, *words(content.codec.value))
    media_type = content.media_type if content else ""
    key = f"{status.first}-{status.last} {media_type} {taken}{' streamed' * streamed}"
    return Outcome(status=status, content=content, key=key, words=found)


def _phrase(status: StatusRange) -> tuple[str, ...]:
    if status.first != status.last:
        return ("success",)
    try:
        return words(http.HTTPStatus(status.first).phrase.lower())
    except ValueError:
        return ("status", str(status.first))
