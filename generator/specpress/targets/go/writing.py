"""The statements that write arguments and bodies, in the terms of the runtime."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.model import (
    Body,
    BodyArgument,
    Codec,
    Constant,
    Content,
    Enumeration,
    MapOf,
    Parameter,
    Part,
    Place,
    Record,
    Scalar,
    Style,
)
from specpress.targets.go.arguments import Argument
from specpress.targets.go.escape import go_string
from specpress.targets.go.types import Types

_STYLES = {
    Style.SIMPLE: "simpleStyle",
    Style.LABEL: "labelStyle",
    Style.MATRIX: "matrixStyle",
    Style.FORM: "formStyle",
    Style.SPACE_DELIMITED: "spaceDelimitedStyle",
    Style.PIPE_DELIMITED: "pipeDelimitedStyle",
    Style.DEEP_OBJECT: "deepObjectStyle",
    Style.COOKIE: "cookieStyle",
}

_DOCUMENTS = {
    Place.PATH: "documentInPath",
    Place.QUERY: "documentInQuery",
    Place.HEADER: "documentInHeader",
    Place.COOKIE: "documentInCookie",
    Place.QUERYSTRING: "wholeQuery",
}


def written(parameter: Parameter, value: str) -> str:
    """The call that writes a parameter; `value` is its expression."""
    name = go_string(parameter.wire_name)
    explode = _flag(value=parameter.explode)
    style = _STYLES[parameter.style]
    kind = go_string(parameter.content_type)
    if parameter.place is Place.QUERYSTRING:
        return f"wholeQuery({kind}, {value})"
    if parameter.content_type:
        return f"{_DOCUMENTS[parameter.place]}({kind}, {name}, {value})"
    match parameter.place:
        case Place.PATH:
            return f"inPath({name}, {value}, {style}, {explode})"
        case Place.QUERY:
            reserved = _flag(value=parameter.allow_reserved)
            return f"inQuery({name}, {value}, {style}, {explode}, {reserved})"
        case Place.HEADER:
            return f"inHeader({name}, {value}, {explode})"
        case Place.COOKIE:
            return f"inCookie({name}, {value}, {style}, {explode})"


def payload(content: Content, value: str, types: Types, *, required: bool) -> str:
    """The call that writes a whole body; `value` is its expression."""
    media_type = go_string(_sent(content.media_type))
    match content.codec:
        case Codec.JSON:
            return f"jsonBody({media_type}, {value})"
        case Codec.FORM:
            return f"formBody({', '.join([media_type, value, *_parts(content, types)])})"
        case Codec.MULTIPART:
            return f"multipartBody({', '.join([media_type, value, *_parts(content, types)])})"
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return f"textBody({media_type}, {f'Some({value})' if required else value})"
        case Codec.BYTES:
            return f"bytesBody({media_type}, {value})"


def flattened(body: Body, found: tuple[Argument, ...], types: Types) -> Iterator[str]:
    """The lines of the object that is sent, its members in the order of the schema."""
    named = {one.source.path: one.expr for one in found if isinstance(one.source, BodyArgument)}
    required = {envelope.path: envelope.required for envelope in body.envelopes}
    required[()] = body.required
    paths = list(dict.fromkeys((*(one.path for one in body.arguments), *required)))
    content = body.contents[0]
    writers = {Codec.FORM: "formBody", Codec.MULTIPART: "multipartBody"}
    kind = "object" if body.required else "optionalObject"
    parts = list(_parts(content, types)) if content.codec in writers else []
    head = f"{writers.get(content.codec, 'jsonBody')}({go_string(content.media_type)}"
    yield f"{head}, {kind}{{"
    yield from _members((), paths, named, required, depth=1)
    yield f"}}{''.join(f', {part}' for part in parts)})"


def _sent(media_type: str) -> str:
    """The media type that a body is sent with: a range of them names none."""
    return "application/octet-stream" if "*" in media_type else media_type


def _parts(content: Content, types: Types) -> Iterator[str]:
    """How the members of a form are written, where their values do not say so."""
    for part in content.parts:
        pairs = list(_part(part, types))
        if pairs:
            yield f"part{{{', '.join([f'name: {go_string(part.wire_name)}', *pairs])}}}"


def _part(part: Part, types: Types) -> Iterator[str]:
    plain = types.plain(part.type)
    definition = types.definition(plain)
    is_object = isinstance(plain, MapOf) or isinstance(definition, Record)
    is_single = isinstance(plain, Scalar | Constant) or isinstance(definition, Enumeration)
    if _is_styled(part):
        yield "styled: true"
        yield f"style: {_STYLES[part.style or Style.FORM]}"
        if part.explode:
            yield "explode: true"
        if part.allow_reserved:
            yield "reserved: true"
    elif part.codec is Codec.JSON and not is_object:
        yield "codec: jsonPart"
    elif part.codec is Codec.TEXT and not is_single:
        yield "codec: textPart"
    if not (part.repeated or is_object or is_single or _is_styled(part)):
        yield "whole: true"
    if part.content_type not in ("", _ASSUMED.get(part.codec)):
        yield f"contentType: {go_string(part.content_type)}"


_ASSUMED = {Codec.JSON: "application/json", Codec.BYTES: "application/octet-stream"}


def _is_styled(part: Part) -> bool:
    """Whether a style says how a value is spelled, other than the one that all forms have."""
    if part.style is None:
        return False
    return part.style is not Style.FORM or not part.explode or part.allow_reserved


def _members(
    path: tuple[str, ...],
    paths: list[tuple[str, ...]],
    named: dict[tuple[str, ...], str],
    required: dict[tuple[str, ...], bool],
    depth: int,
) -> Iterator[str]:
    size = len(path) + 1
    below = dict.fromkeys(
        one[:size] for one in paths if len(one) >= size and one[: size - 1] == path
    )
    margin = "\t" * depth
    for child in below:
        key = go_string(child[-1])
        if child in named:
            yield f"{margin}{{{key}, {named[child]}}},"
            continue
        kind = "object" if required.get(child, True) else "optionalObject"
        yield f"{margin}{{{key}, {kind}{{"
        yield from _members(child, paths, named, required, depth + 1)
        yield f"{margin}}}}},"


def _flag(*, value: bool) -> str:
    return "true" if value else "false"
