"""The arguments of a call: what a request holds, and where each part of it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, cast

from specpress.model import (
    Body,
    BodyArgument,
    Codec,
    Content,
    Operation,
    Parameter,
    Place,
    Scalar,
    ScalarKind,
    TypeRef,
)
from specpress.targets.java.properties import Property, argument_of
from specpress.targets.java.sentences import first_paragraph, sentence, value_text
from specpress.targets.java.types import Types

Source: TypeAlias = Parameter | BodyArgument | Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument; `source` is what of the model it stands for."""

    property: Property
    required: bool
    source: Source


def arguments(operation: Operation, types: Types) -> tuple[Argument, ...]:
    """The arguments of an operation: those in the path, other required ones, then the rest.

    Optional headers and cookies come after the rest, and last the idempotency key, which is never
    required: the client makes one.
    """
    known = types.memo.get(("arguments", operation.id))
    if known is None:
        found = _all(operation, types)
        known = tuple(sorted(found, key=lambda argument: _rank(operation, argument)))
        types.memo["arguments", operation.id] = known
    return cast("tuple[Argument, ...]", known)


def chosen_content(body: Body) -> Content | None:
    """The content that the client sends: the preferred one, or the first that it can write."""
    if body.arguments:
        return body.contents[0]
    writable = [content for content in body.contents if content.codec is not Codec.MULTIPART]
    return writable[0] if writable else None


def content_type(content: Content) -> TypeRef:
    """The type of a body in a media type: text and octets have no other."""
    match content.codec:
        case Codec.JSON | Codec.FORM:
            return content.type
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return Scalar(ScalarKind.STRING)
        case Codec.BYTES | Codec.MULTIPART:
            return Scalar(ScalarKind.BYTES)


def is_key(operation: Operation, source: Source) -> bool:
    """Whether an argument is the header that makes the call safe to repeat."""
    return (
        operation.idempotency is not None
        and isinstance(source, Parameter)
        and source.place is Place.HEADER
        and source.wire_name.lower() == operation.idempotency.wire_name.lower()
    )


def _rank(operation: Operation, argument: Argument) -> int:
    source = argument.source
    if is_key(operation, source):
        return 4
    if isinstance(source, Parameter) and source.place is Place.PATH:
        return 0
    if argument.required:
        return 1
    aside = isinstance(source, Parameter) and source.place in (Place.HEADER, Place.COOKIE)
    return 3 if aside else 2


def _all(operation: Operation, types: Types) -> Iterator[Argument]:
    for parameter in operation.parameters:
        yield _parameter(operation, parameter, types)
    body = operation.body
    if body is None:
        return
    for argument in body.arguments:
        yield _field(operation, argument, types)
    content = chosen_content(body)
    if body.arguments or content is None:
        return
    name = types.names.body(operation.id)
    doc = sentence(first_paragraph(body.docs.description or body.docs.summary) or "The body")
    ref = content_type(content)
    yield Argument(
        property=argument_of(types, name, "body", ref, doc, required=body.required),
        required=body.required,
        source=body,
    )


def _parameter(operation: Operation, parameter: Parameter, types: Types) -> Argument:
    doc = value_text(
        types.model,
        parameter.type,
        docs=parameter.docs,
        constraints=parameter.constraints,
        default=parameter.default,
        deprecated=parameter.deprecated,
    )
    key = is_key(operation, parameter)
    if key:
        doc = f"{doc} Made by the client when it is left out.".strip()
    name = types.names.parameter(operation.id, parameter.place, parameter.wire_name)
    required = parameter.required and not key
    wire_name = parameter.wire_name
    return Argument(
        property=argument_of(types, name, wire_name, parameter.type, doc, required=required),
        required=required,
        source=parameter,
    )


def _field(operation: Operation, argument: BodyArgument, types: Types) -> Argument:
    field = argument.field
    doc = value_text(
        types.model,
        field.type,
        docs=field.docs,
        constraints=field.constraints,
        default=field.default,
        deprecated=field.deprecated,
        notes=field.notes,
    )
    name = types.names.body(operation.id, *argument.path)
    wire_name = field.wire_name
    return Argument(
        property=argument_of(types, name, wire_name, field.type, doc, required=argument.required),
        required=argument.required,
        source=argument,
    )
