"""The arguments of a call: the members of its `params`, their order, what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

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
)
from specpress.targets.typescript.layout import Doc
from specpress.targets.typescript.sentences import sentence, value_text
from specpress.targets.typescript.types import Types
from specpress.targets.typescript.usage import chosen_content

Source: TypeAlias = Parameter | BodyArgument | Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument. `type` lists its alternatives; `source` is what of the model it stands for.

    `contents` are the media types of a body that has several: the caller chooses.
    """

    name: str
    type: tuple[Doc, ...]
    required: bool
    doc: str
    source: Source
    contents: tuple[Content, ...] = ()


def arguments(operation: Operation, types: Types) -> tuple[Argument, ...]:
    """The arguments of an operation: those in the path, other required ones, then the rest.

    Optional headers and cookies come after the rest, and last the idempotency key, which is never
    required: the client makes one.
    """
    found = list(_all(operation, types))
    return tuple(sorted(found, key=lambda argument: _rank(operation, argument)))


def is_key(operation: Operation, source: Source) -> bool:
    """Whether an argument is the header that makes the call safe to repeat."""
    return (
        operation.idempotency is not None
        and isinstance(source, Parameter)
        and source.place is Place.HEADER
        and source.wire_name.lower() == operation.idempotency.wire_name.lower()
    )


def content_type(content: Content, types: Types) -> tuple[Doc, ...]:
    """The type of a body in a media type."""
    match content.codec:
        case Codec.JSON | Codec.FORM | Codec.MULTIPART:
            return types.of(content.type)
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return ("string",)
        case Codec.BYTES:
            return types.scalar(Scalar(ScalarKind.BYTES))


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
    content = chosen_content(operation)
    if body is None or content is None:
        return
    if body.arguments:
        yield from (_field(operation, argument, types) for argument in body.arguments)
        return
    yield Argument(
        name=types.names.body(operation.id),
        type=content_type(content, types),
        required=body.required,
        doc=sentence(body.docs.description or body.docs.summary or "The body"),
        source=body,
        contents=body.contents if len(body.contents) > 1 else (),
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
    return Argument(
        name=types.names.parameter(operation.id, parameter.place, parameter.wire_name),
        type=types.of(parameter.type),
        required=parameter.required and not key,
        doc=f"{sentence(doc)} Made by the client when left out." if key and doc else doc,
        source=parameter,
    )


def _field(operation: Operation, argument: BodyArgument, types: Types) -> Argument:
    field = argument.field
    return Argument(
        name=types.names.body(operation.id, *argument.path),
        type=types.of(field.type),
        required=argument.required,
        doc=value_text(
            types.model,
            field.type,
            docs=field.docs,
            constraints=field.constraints,
            default=field.default,
            deprecated=field.deprecated,
            notes=field.notes,
        ),
        source=argument,
    )
