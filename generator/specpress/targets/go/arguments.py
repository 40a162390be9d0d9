"""The arguments of a call: the fields of its params struct."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from specpress.model import Body, BodyArgument, Codec, Content, Operation, Parameter, Place
from specpress.targets.base import TypeExpr
from specpress.targets.go.outcomes import type_of
from specpress.targets.go.sentences import field_text, parameter_text, sentence
from specpress.targets.go.types import Types

Source: TypeAlias = Parameter | BodyArgument | Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One field of the struct; `source` is what of the model it stands for."""

    name: str
    type: TypeExpr
    required: bool
    doc: str
    source: Source


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


def chosen_content(body: Body) -> Content | None:
    """The content that the client sends: the preferred one, or the first that it can write.

    A form of several parts is none that it can write.
    """
    if body.arguments:
        return body.contents[0]
    writable = (content for content in body.contents if content.codec is not Codec.MULTIPART)
    return next(writable, None)


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
        field = argument.field
        yield Argument(
            name=types.names.body(operation.id, *argument.path),
            type=types.expr(field.type) if argument.required else types.optional(field.type),
            required=argument.required,
            doc=field_text(types.model, field),
            source=argument,
        )
    if not body.arguments and (content := chosen_content(body)) is not None:
        ref = content.type if content.codec is Codec.FORM else type_of(content)
        yield Argument(
            name=types.names.body(operation.id),
            type=types.expr(ref) if body.required else types.optional(ref),
            required=body.required,
            doc=sentence(body.docs.description or body.docs.summary or "The body"),
            source=body,
        )


def _parameter(operation: Operation, parameter: Parameter, types: Types) -> Argument:
    key = is_key(operation, parameter)
    required = parameter.required and not key
    more = ("The client makes one where it is absent.",) if key else ()
    return Argument(
        name=types.names.parameter(operation.id, parameter.place, parameter.wire_name),
        type=types.expr(parameter.type) if required else types.optional(parameter.type),
        required=required,
        doc=parameter_text(types.model, parameter, *more),
        source=parameter,
    )
