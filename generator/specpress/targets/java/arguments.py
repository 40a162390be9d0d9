"""The arguments of a call: what a request holds, and where each part of it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, cast

from specpress.model import (
    Body,
    BodyArgument,
    Operation,
    Parameter,
    Place,
    Scalar,
    ScalarKind,
)
from specpress.targets.base import TypeExpr
from specpress.targets.java.code import call, expr
from specpress.targets.java.contents import called, choices, sent_type
from specpress.targets.java.properties import Property, Setter, argument_of, setter_of
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
    if not body.arguments and body.contents:
        yield _whole(operation, body, types)


def _whole(operation: Operation, body: Body, types: Types) -> Argument:
    """The body as one argument; one of several media types is chosen by a type of its own."""
    contents = choices(body)
    name = types.names.body(operation.id)
    said = body.docs.description or body.docs.summary
    doc = sentence(first_paragraph(said) or "The body")
    first = sent_type(contents[0])
    shape: TypeExpr | None = None
    more: list[Setter] = []
    if len(contents) > 1:
        choice = types.names.table["content", operation.id]
        shape = expr(choice, types.places.model(choice))
        wrapped = call(f"new {choice}.{next(called(contents))}", name)
        more.append(setter_of(name, name, types.plain(first), wrapped))
    elif first == Scalar(ScalarKind.BYTES):
        more.append(setter_of(name, name, TypeExpr("byte[]"), call("Upload.of", name)))
    given = argument_of(
        types, name, "body", first, doc, required=body.required, shape=shape, more=tuple(more)
    )
    return Argument(property=given, required=body.required, source=body)


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
