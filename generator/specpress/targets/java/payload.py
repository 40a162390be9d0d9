"""What a call sends: the lines that build its body from a request."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.model import Body, BodyArgument, Codec, Content, Operation, Style
from specpress.naming import cases
from specpress.naming.words import ascii_words, spelled
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.java.arguments import Argument
from specpress.targets.java.code import (
    Chain,
    Code,
    Invocation,
    assignment,
    call,
    expr,
    statement,
)
from specpress.targets.java.contents import TEXTS, called, choices, has_choice
from specpress.targets.java.escape import java_string
from specpress.targets.java.places import NULLABLE, OPTIONAL
from specpress.targets.java.properties import Presence, Property
from specpress.targets.java.reach import RECORDS
from specpress.targets.java.types import Types

_ROOT = "body"
STYLES = {
    Style.SIMPLE: "SIMPLE",
    Style.LABEL: "LABEL",
    Style.MATRIX: "MATRIX",
    Style.FORM: "FORM",
    Style.COOKIE: "FORM",
    Style.SPACE_DELIMITED: "SPACE_DELIMITED",
    Style.PIPE_DELIMITED: "PIPE_DELIMITED",
    Style.DEEP_OBJECT: "DEEP_OBJECT",
}


def body_lines(
    operation: Operation, given: tuple[Argument, ...], types: Types
) -> Iterator[TypeExpr]:
    """The statements that give the body to `call`, none for a call without a body."""
    body = operation.body
    if body is None or not body.contents:
        return
    if body.arguments:
        yield from _objects(body, body.contents[0], given, types)
        return
    one = next(argument for argument in given if argument.source is body).property
    if has_choice(operation):
        yield _chosen(operation, choices(body), one, types)
        return
    content = body.contents[0]
    value = f"request.{one.name}()"
    if one.presence is Presence.REQUIRED_OR_NULL:
        value += ".orElse(null)"
    optional = one.presence not in (Presence.REQUIRED, Presence.REQUIRED_OR_NULL)
    code, part = _sent(content, value, types, optional=optional, presence=one.presence)
    yield expr(statement(code, 4), part)


def _chosen(
    operation: Operation, contents: tuple[Content, ...], one: Property, types: Types
) -> TypeExpr:
    """One branch for each media type that the caller may choose."""
    choice = types.names.table["content", operation.id]
    value = f"request.{one.name}()"
    if one.presence is not Presence.REQUIRED:
        value += ".orElse(null)"
    nullable = "" if one.presence is Presence.REQUIRED else "@Nullable "
    lines = [f"    {nullable}{choice} body = {value};"]
    parts: list[TypeExpr | Symbol] = [types.places.model(choice)]
    if nullable:
        parts.append(NULLABLE)
    for number, (content, kind) in enumerate(zip(contents, called(contents), strict=True)):
        code, part = _sent(content, "one.body()", types)
        parts.append(part)
        opening = "    if" if not number else "    } else if"
        lines.append(f"{opening} (body instanceof {choice}.{kind} one) {{")
        lines.append(statement(code, 6))
    return expr("\n".join([*lines, "    }"]), *parts)


def _sent(
    content: Content,
    value: str,
    types: Types,
    *,
    optional: bool = False,
    presence: Presence = Presence.REQUIRED,
) -> tuple[Invocation, TypeExpr]:
    """The call that sends a whole body, and what it needs; `optional` values may be empty."""
    media_type = java_string(content.media_type)
    if content.codec in RECORDS:
        whole = presence is Presence.REQUIRED_OR_NULL
        json = types.whole_json(content.type) if whole else types.json(content.type)
        made = call("Call.json", json.text, value)
        uses = expr("", json, types.places.internal("Call"))
        return _written(content, made, uses, types)
    writer = "call.textBody" if content.codec in TEXTS else "call.bytesBody"
    if optional:
        return call(writer, media_type, value), TypeExpr("")
    return call(writer, media_type, call("Optional.of", value)), expr("", OPTIONAL)


def _written(
    content: Content, json: Code, uses: TypeExpr, types: Types
) -> tuple[Invocation, TypeExpr]:
    """The call that sends a JSON value in a media type: as it is, or as a form."""
    media_type = java_string(content.media_type)
    if content.codec is Codec.JSON:
        return call("call.jsonBody", media_type, json), uses
    writer = "call.formBody" if content.codec is Codec.FORM else "call.multipartBody"
    parts = list(part_codes(content, types))
    code = call(writer, media_type, json, *(code for code, _ in parts))
    return code, expr("", uses, *(part for _, part in parts))


def part_codes(content: Content, types: Types) -> Iterator[tuple[Chain, TypeExpr]]:
    """The members of a form that are not written as usual."""
    encoded = {one.wire_name: one for one in content.encodings}
    for part in content.parts:
        links: list[Invocation] = []
        uses: list[Symbol] = [types.places.internal("FormPart")]
        as_usual = "application/json" if part.codec is Codec.JSON else ""
        if part.content_type != as_usual and content.codec is not Codec.FORM:
            links.append(call("as", java_string(part.content_type)))
        if part.repeated and (content.codec is not Codec.FORM or part.codec is Codec.JSON):
            links.append(call("each"))
        if part.codec is Codec.JSON:
            links.append(call("json"))
        encoding = encoded.get(part.wire_name)
        said = encoding is not None and (
            encoding.style is not None or encoding.explode is not None or encoding.allow_reserved
        )
        if said and part.style is not None and part.codec is not Codec.JSON:
            flags = ("true" if flag else "false" for flag in (part.explode, part.allow_reserved))
            links.append(call("style", f"Style.{STYLES[part.style]}", *flags))
            uses.append(types.places.internal("Style"))
        if links:
            head = call("FormPart.of", java_string(part.wire_name))
            yield Chain(head, tuple(links)), expr("", *uses)


def _objects(
    body: Body, content: Content, given: tuple[Argument, ...], types: Types
) -> Iterator[TypeExpr]:
    """The object that is sent, its members in the order of the schema."""
    named = {
        argument.source.path: argument.property
        for argument in given
        if isinstance(argument.source, BodyArgument)
    }
    required = {envelope.path: envelope.required for envelope in body.envelopes}
    paths = list(dict.fromkeys((*(one.path for one in body.arguments), *required)))
    yield from _object((), _ROOT, paths, named, required, types)
    json = f"{_ROOT}.json()" if body.required else f"{_ROOT}.jsonUnlessEmpty()"
    code, uses = _written(content, json, TypeExpr(""), types)
    yield expr(statement(code, 4), uses)


def _object(
    path: tuple[str, ...],
    variable: str,
    paths: list[tuple[str, ...]],
    named: dict[tuple[str, ...], Property],
    required: dict[tuple[str, ...], bool],
    types: Types,
) -> Iterator[TypeExpr]:
    members = types.places.internal("Members")
    yield expr(assignment(f"Members {variable}", call("new Members"), 4), members)
    depth = len(path)
    below = dict.fromkeys(
        other[: depth + 1] for other in paths if len(other) > depth and other[:depth] == path
    )
    for child in below:
        wire_name = java_string(child[-1])
        if child in named:
            json, value = argument_parts(named[child], types)
            code = call(f"{variable}.member", wire_name, json.text, value)
            yield expr(statement(code, 4), json)
            continue
        inner = f"{variable}{_capitalized(child[-1])}"
        yield from _object(child, inner, paths, named, required, types)
        writer = "object" if required.get(child, True) else "objectUnlessEmpty"
        yield TypeExpr(statement(call(f"{variable}.{writer}", wire_name, inner), 4))


def _capitalized(wire_name: str) -> str:
    """What a variable for an object below another ends in; no two objects are called the same."""
    return cases.pascal(ascii_words(spelled(wire_name)))


def argument_json(one: Property, types: Types) -> tuple[Invocation, TypeExpr]:
    """The JSON value of an argument, empty where it was left out."""
    json, value = argument_parts(one, types)
    return call("Call.json", json.text, value), expr("", json, types.places.internal("Call"))


def argument_parts(one: Property, types: Types) -> tuple[TypeExpr, str]:
    """How an argument looks in JSON, and the expression that takes it from the request."""
    if one.presence is Presence.REQUIRED_OR_NULL:
        return types.whole_json(one.ref), f"request.{one.name}().orElse(null)"
    return types.json(one.ref), f"request.{one.name}()"
