"""How the body of a request is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import (
    ApiModel,
    Body,
    BodyArgument,
    Codec,
    Content,
    MapOf,
    Part,
    Style,
)
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.python.arguments import WIRE, Argument, MediaTypeChoice, contents_of
from specpress.targets.python.escape import py_string
from specpress.targets.python.parameter_view import is_record

_PARTIAL = Symbol("functools", "partial")
_WIRE = frozenset({WIRE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A member of a body: an argument, or an object with members.

    `optional` objects are left out when none of their members is given.
    """

    key: str
    argument: str = ""
    members: tuple[Node, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """How a member of a form travels, where it is not as text: an expression."""

    name: str
    part: TypeExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A media type that the caller may choose, and what writes it: an expression."""

    media_type: str
    writer: TypeExpr
    parts: tuple[FormPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What is sent: `writer` of the module `wire` takes an argument or an object of members.

    `media_type` is "" where it is the one that the writer has by itself. `choice` is the argument
    that says which of the `alternatives` it is, "" where there is one only; `texts` and `octets`
    are those of them that take texts and octets.
    """

    writer: str
    argument: str = ""
    root: Node | None = None
    media_type: str = ""
    parts: tuple[FormPart, ...] = ()
    choice: str = ""
    alternatives: tuple[Alternative, ...] = ()
    texts: tuple[str, ...] = ()
    octets: tuple[str, ...] = ()


_TEXT = ("text_payload", "text/plain")
_OCTETS = ("bytes_payload", "application/octet-stream")
_PAYLOADS = {
    Codec.JSON: ("json_payload", "application/json"),
    Codec.FORM: ("form_payload", "application/x-www-form-urlencoded"),
    Codec.TEXT: _TEXT,
    Codec.XML: _TEXT,
    Codec.EVENTS: _TEXT,
    Codec.JSON_LINES: _TEXT,
    Codec.BYTES: _OCTETS,
    Codec.MULTIPART: ("multipart_payload", "multipart/form-data"),
}


def payload_of(body: Body | None, given: tuple[Argument, ...], model: ApiModel) -> Payload | None:
    """The view of a body, None where there is none."""
    if body is None or not body.contents:
        return None
    content = body.contents[0]
    writer, usual = _PAYLOADS[content.codec]
    if not body.arguments:
        argument = next(one.name for one in given if one.source is body)
        if len(body.contents) > 1:
            return _choice(body, argument, given, model)
        return Payload(
            writer=writer,
            argument=argument,
            media_type="" if content.media_type == usual else content.media_type,
            parts=tuple(_parts(content, model)),
        )
    return Payload(
        writer=writer,
        root=body_tree(body, given),
        media_type="" if content.media_type == usual else content.media_type,
        parts=tuple(_parts(content, model)),
    )


def _choice(body: Body, argument: str, given: tuple[Argument, ...], model: ApiModel) -> Payload:
    contents = {content.media_type: content for content in reversed(contents_of(body))}
    ordered = [contents[one] for one in dict.fromkeys(one.media_type for one in body.contents)]
    writers = {content.media_type: _PAYLOADS[content.codec][0] for content in ordered}
    return Payload(
        writer="chosen_payload",
        argument=argument,
        choice=next(one.name for one in given if isinstance(one.source, MediaTypeChoice)),
        alternatives=tuple(_alternative(content, model) for content in ordered),
        texts=tuple(kind for kind, writer in writers.items() if writer == _TEXT[0]),
        octets=tuple(kind for kind, writer in writers.items() if writer == _OCTETS[0]),
    )


def _alternative(content: Content, model: ApiModel) -> Alternative:
    writer = f"wire.{_PAYLOADS[content.codec][0]}"
    parts = tuple(_parts(content, model))
    symbols = _WIRE | {_PARTIAL} if parts else _WIRE
    return Alternative(media_type=content.media_type, writer=TypeExpr(writer, symbols), parts=parts)


def _parts(content: Content, model: ApiModel) -> Iterator[FormPart]:
    for part in content.parts:
        text = ", ".join(_part(part, content.codec))
        object_like = isinstance(part.type, MapOf) or is_record(part.type, model)
        if text or (part.codec is Codec.TEXT and object_like):
            yield FormPart(name=part.wire_name, part=TypeExpr(f"wire.Part({text})", _WIRE))


def _part(part: Part, codec: Codec) -> Iterator[str]:
    if part.codec is Codec.JSON:
        yield 'kind="json"'
    elif part.codec is Codec.BYTES:
        yield 'kind="file"'
    if codec is Codec.MULTIPART:
        if part.content_type:
            yield f"media_type={py_string(part.content_type)}"
        if part.repeated and part.style is None:
            yield "repeated=True"
        if part.style is not None:
            yield f"style={py_string(part.style.value)}"
    elif part.style not in (None, Style.FORM):
        yield f"style={py_string(part.style.value)}"
    if codec is Codec.FORM and part.codec is Codec.JSON and part.repeated:
        yield "repeated=True"
    if not part.explode and part.style is not None:
        yield "explode=False"
    if part.allow_reserved:
        yield "allow_reserved=True"


def body_tree(body: Body, given: tuple[Argument, ...]) -> Node:
    """The object that is sent, its members in the order of the schema."""
    named = {
        argument.source.path: argument.name
        for argument in given
        if isinstance(argument.source, BodyArgument)
    }
    required = {envelope.path: envelope.required for envelope in body.envelopes}
    paths = list(dict.fromkeys((*(one.path for one in body.arguments), *required)))
    return _node((), paths, named, {(): body.required, **required})


def _node(
    path: tuple[str, ...],
    paths: list[tuple[str, ...]],
    named: dict[tuple[str, ...], str],
    required: dict[tuple[str, ...], bool],
) -> Node:
    key = path[-1] if path else ""
    if path in named:
        return Node(key=key, argument=named[path])
    depth = len(path)
    below = dict.fromkeys(
        other[: depth + 1] for other in paths if len(other) > depth and other[:depth] == path
    )
    return Node(
        key=key,
        members=tuple(_node(child, paths, named, required) for child in below),
        optional=not required.get(path, True),
    )
