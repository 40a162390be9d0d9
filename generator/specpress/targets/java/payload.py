"""What a call sends: the lines that build its body from a request."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.model import Body, BodyArgument, Codec, Content, Operation
from specpress.naming import cases
from specpress.naming.words import ascii_words, spelled
from specpress.targets.base import TypeExpr
from specpress.targets.java.arguments import Argument, chosen_content
from specpress.targets.java.code import Invocation, assignment, call, expr, statement
from specpress.targets.java.escape import java_string
from specpress.targets.java.places import OPTIONAL
from specpress.targets.java.properties import Presence, Property
from specpress.targets.java.types import Types

_TEXTS = (Codec.TEXT, Codec.XML, Codec.EVENTS, Codec.JSON_LINES)
_ROOT = "body"


def body_lines(
    operation: Operation, given: tuple[Argument, ...], types: Types
) -> Iterator[TypeExpr]:
    """The statements that give the body to `call`, none for a call without a body."""
    body = operation.body
    content = chosen_content(body) if body is not None else None
    if body is None or content is None:
        return
    if body.arguments:
        yield from _objects(body, content, given, types)
        return
    argument = next(one for one in given if one.source is body)
    yield _whole(content, argument.property, types)


def _whole(content: Content, one: Property, types: Types) -> TypeExpr:
    media_type = java_string(content.media_type)
    json, part = argument_json(one, types)
    if content.codec is Codec.JSON:
        return expr(statement(call("call.jsonBody", media_type, json), 4), part)
    if content.codec is Codec.FORM:
        return expr(statement(call("call.formBody", json), 4), part)
    value = f"request.{one.name}()"
    if one.presence is Presence.REQUIRED:
        value = f"Optional.of({value})"
    writer = "call.textBody" if content.codec in _TEXTS else "call.bytesBody"
    parts = [OPTIONAL] if one.presence is Presence.REQUIRED else []
    return expr(statement(call(writer, media_type, value), 4), *parts)


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
    unless_empty = "" if body.required else "UnlessEmpty"
    if content.codec is Codec.FORM:
        yield TypeExpr(statement(call(f"call.formBody{unless_empty}", _ROOT), 4))
        return
    writer = f"call.jsonBody{unless_empty}"
    yield TypeExpr(statement(call(writer, java_string(content.media_type), _ROOT), 4))


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
