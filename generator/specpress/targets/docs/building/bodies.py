"""What goes in and what comes back: parameters, bodies, answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from specpress.model import Body, Codec, Content, Parameter, Part, Response
from specpress.model import Place as Where
from specpress.targets.docs.building import text
from specpress.targets.docs.building.fields import Rows
from specpress.targets.docs.content import (
    BodyBlock,
    Code,
    ContentBlock,
    Inlines,
    ParameterSection,
    PartRow,
    ResponseBlock,
    Words,
)

_SECTIONS = (
    (Where.PATH, "Path parameters"),
    (Where.QUERY, "Query parameters"),
    (Where.QUERYSTRING, "Query"),
    (Where.HEADER, "Header parameters"),
    (Where.COOKIE, "Cookie parameters"),
)


def parameters(given: Iterable[Parameter], rows: Rows) -> tuple[ParameterSection, ...]:
    """The sections of parameters, by their places."""
    found = []
    listed = tuple(given)
    for where, heading in _SECTIONS:
        here = [one for one in listed if one.place is where]
        if not here:
            continue
        anchor = rows.anchors.take(heading.lower().replace(" ", "-"))
        own = replace(rows, prefix=(where.value,))
        section = tuple(own.parameter(one) for one in here)
        found.append(ParameterSection(title=heading, anchor=anchor, rows=section))
    return tuple(found)


def body(given: Body | None, rows: Rows) -> BodyBlock | None:
    """The body of a request."""
    if given is None:
        return None
    envelopes = frozenset(one.path for one in given.envelopes)
    return BodyBlock(
        anchor=rows.anchors.take("body"),
        required=given.required,
        contents=_contents(given.contents, ("body",), replace(rows, envelopes=envelopes)),
        description=text.of(given.docs),
    )


def response(given: Response, kind: str, rows: Rows) -> ResponseBlock:
    """One answer; `kind` says whether it is a response or an error."""
    status = text.status(given.status)
    prefix = (kind, status)
    anchor = rows.anchors.take(*prefix)
    headers = replace(rows, prefix=(*prefix, "header"))
    return ResponseBlock(
        anchor=anchor,
        status=status,
        reason=text.reason(given.status),
        headers=tuple(headers.header(one) for one in given.headers),
        contents=_contents(given.contents, prefix, rows),
        description=text.of(given.docs),
    )


def _contents(
    contents: tuple[Content, ...], prefix: tuple[str, ...], rows: Rows
) -> tuple[ContentBlock, ...]:
    """The first media type has the plain anchors, the others have their name in theirs."""
    found = []
    for number, content in enumerate(contents):
        own = prefix if number == 0 else (*prefix, content.media_type.replace("/", "-"))
        found.append(
            ContentBlock(
                anchor=rows.anchors.take(*own, "content") if number else "",
                media_type=content.media_type,
                shape=replace(rows, prefix=own).shape(content.item or content.type),
                stream=content.item is not None,
                parts=tuple(_parts(content)),
                description=text.of(content.docs),
            )
        )
    return tuple(found)


def _parts(content: Content) -> Iterator[PartRow]:
    """The fields of a form of which there is more to say than their type."""
    for part in content.parts:
        words = _part(part, content.codec)
        if words:
            yield PartRow(name=part.wire_name, text=words)


def _part(part: Part, codec: Codec) -> Inlines:
    found: list[Words | Code] = []
    if codec is Codec.MULTIPART:
        found.append(Words("a file" if part.codec is Codec.BYTES else "a part"))
        found += [Words(" for each element")] if part.repeated and part.explode else []
    types = part.content_types or ((part.content_type,) if part.content_type else ())
    for number, media_type in enumerate(types):
        found += [Words(" or " if number else " as "), Code(media_type)]
    if part.style is not None and part.style.value != "form":
        found += [Words(" in the style "), Code(part.style.value)]
    plain = codec is Codec.MULTIPART and found == [Words("a part")]
    return () if plain else tuple(found)
