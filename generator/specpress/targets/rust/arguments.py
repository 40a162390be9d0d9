"""The arguments of a call: what a method takes, in which order, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from specpress.model import (
    ApiModel,
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
from specpress.naming.scopes import Names
from specpress.targets.rust.sentences import code, prose, sentence, value_text

Source: TypeAlias = Parameter | BodyArgument | Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument; `source` is what of the model it stands for."""

    name: str
    type: TypeRef
    required: bool
    deprecated: bool
    doc: str
    source: Source


def arguments(operation: Operation, model: ApiModel, names: Names) -> tuple[Argument, ...]:
    """The arguments of an operation: those in the path, other required ones, then the rest.

    Optional headers and cookies come after the rest, and last the idempotency key, which is never
    required: the client makes one.
    """
    found = list(_all(operation, model, names))
    return tuple(sorted(found, key=lambda argument: _rank(operation, argument)))


def is_key(operation: Operation, source: Source) -> bool:
    """Whether an argument is the header that makes the call safe to repeat."""
    return (
        operation.idempotency is not None
        and isinstance(source, Parameter)
        and source.place is Place.HEADER
        and source.wire_name.lower() == operation.idempotency.wire_name.lower()
    )


def chosen_content(body: Body) -> Content | None:
    """The content that the client sends: the preferred one, or the first that it can write.

    A form of several parts is none that it can write.
    """
    if body.arguments:
        return body.contents[0]
    writable = [content for content in body.contents if content.codec is not Codec.MULTIPART]
    return writable[0] if writable else None


def content_type(content: Content) -> TypeRef:
    """The type of a body as callers give it."""
    match content.codec:
        case Codec.JSON | Codec.FORM:
            return content.type
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return Scalar(ScalarKind.STRING)
        case Codec.BYTES | Codec.MULTIPART:
            return Scalar(ScalarKind.BYTES)


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


def _all(operation: Operation, model: ApiModel, names: Names) -> Iterator[Argument]:
    for parameter in operation.parameters:
        yield _parameter(operation, parameter, model, names)
    body = operation.body
    if body is None:
        return
    if body.arguments:
        for argument in body.arguments:
            yield _field(operation, argument, model, names)
    elif (content := chosen_content(body)) is not None:
        yield Argument(
            name=names.body(operation.id),
            type=content_type(content),
            required=body.required,
            deprecated=False,
            doc=prose(body.docs) or "The body.",
            source=body,
        )


def _parameter(
    operation: Operation, parameter: Parameter, model: ApiModel, names: Names
) -> Argument:
    doc = value_text(
        model,
        parameter.type,
        docs=parameter.docs,
        constraints=parameter.constraints,
        default=parameter.default,
    )
    key = is_key(operation, parameter)
    if key:
        doc = f"{doc}\n\nMade by the client when it is not given.".strip()
    return Argument(
        name=names.parameter(operation.id, parameter.place, parameter.wire_name),
        type=parameter.type,
        required=parameter.required and not key,
        deprecated=parameter.deprecated,
        doc=doc or sentence(f"The {parameter.place.value} {code(parameter.wire_name)}"),
        source=parameter,
    )


def _field(operation: Operation, argument: BodyArgument, model: ApiModel, names: Names) -> Argument:
    field = argument.field
    doc = value_text(
        model,
        field.type,
        docs=field.docs,
        constraints=field.constraints,
        default=field.default,
        notes=field.notes,
    )
    return Argument(
        name=names.body(operation.id, *argument.path),
        type=field.type,
        required=argument.required,
        deprecated=field.deprecated,
        doc=doc or sentence(f"The member {code(field.wire_name)}"),
        source=argument,
    )
