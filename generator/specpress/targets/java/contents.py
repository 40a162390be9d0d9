"""Media types of bodies: which ones a caller can choose, and what each is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specpress.model import Body, Codec, Content, Operation, Scalar, ScalarKind, TypeRef
from specpress.model.operations import STREAMED
from specpress.naming import cases
from specpress.naming.words import ascii_words, words
from specpress.targets.java.reach import RECORDS

TEXTS = (Codec.TEXT, Codec.XML, Codec.EVENTS, Codec.JSON_LINES)
"""The codecs of bodies that are handed on as text where they are sent."""


def choices(body: Body) -> tuple[Content, ...]:
    """The contents that a caller chooses from, the preferred one first; one where all is said."""
    return body.contents[:1] if body.arguments else body.contents


def has_choice(operation: Operation) -> bool:
    """Whether a call can send its body in more than one media type."""
    return operation.body is not None and len(choices(operation.body)) > 1


def sent_type(content: Content) -> TypeRef:
    """The type of a body that is sent: text and octets have no other."""
    if content.codec in RECORDS:
        return content.type
    return Scalar(ScalarKind.STRING if content.codec in TEXTS else ScalarKind.BYTES)


def answered(operation: Operation, contents: Iterable[Content], *, streams: bool) -> list[Content]:
    """The contents of an answer for one of an operation's methods.

    Where a success comes whole or as a stream, `streams` says which of the two methods it is.
    """
    if not operation.has_stream_beside:
        return list(contents)
    return [one for one in contents if (one.codec in STREAMED) == streams]


def called(contents: Iterable[Content]) -> Iterator[str]:
    """A name for each of several media types: `Json`, `Text`, and `VndAcmeV2Json` beside `Json`."""
    taken: set[str] = set()
    for content in contents:
        kind = cases.pascal(tuple(content.codec.value.split("-")))
        name, number = kind, 1
        if name in taken:
            subtype = content.media_type.partition(";")[0].partition("/")[2]
            kind = name = cases.pascal(ascii_words(words(subtype))) or kind
        while name in taken or not name.isidentifier():
            number += 1
            name = f"{kind if kind.isidentifier() else 'Type'}{number}"
        taken.add(name)
        yield name
