"""The arguments of a call: the members of its `params`, their order, what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from specpress.model import (
    Body,
    BodyArgument,
    Codec,
    Content,
    Operation,
    Parameter,
    Scalar,
    ScalarKind,
)
from specpress.targets.calling import Slot, slots
from specpress.targets.typescript.escape import doc_text
from specpress.targets.typescript.layout import Doc
from specpress.targets.typescript.sentences import sentence, value_text
from specpress.targets.typescript.types import Types

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
    """The arguments of an operation, in the order of all languages."""
    return tuple(_argument(operation, slot, types) for slot in slots(operation))


def _argument(operation: Operation, slot: Slot, types: Types) -> Argument:
    match slot.source:
        case Parameter() as parameter:
            return _parameter(operation, slot, parameter, types)
        case BodyArgument() as argument:
            return _field(operation, argument, types)
        case Body() as body:
            return Argument(
                name=types.names.body(operation.id),
                type=content_type(body.contents[0], types),
                required=body.required,
                doc=sentence(doc_text(body.docs.description or body.docs.summary or "The body")),
                source=body,
                contents=body.contents if len(body.contents) > 1 else (),
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


def _parameter(operation: Operation, slot: Slot, parameter: Parameter, types: Types) -> Argument:
    doc = value_text(
        types.model,
        parameter.type,
        docs=parameter.docs,
        constraints=parameter.constraints,
        default=parameter.default,
        deprecated=parameter.deprecated,
    )
    return Argument(
        name=types.names.parameter(operation.id, parameter.place, parameter.wire_name),
        type=types.of(parameter.type),
        required=slot.required,
        doc=f"{sentence(doc)} Made by the client when left out." if slot.key and doc else doc,
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
