"""The arguments of a call: what a method takes, in which order, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import ApiModel, Body, BodyArgument, Operation, Parameter, TypeRef
from specpress.naming.scopes import Names
from specpress.targets.calling import Slot, Source, slots
from specpress.targets.rust.sentences import code, prose, sentence, value_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument; `source` is what of the model it stands for.

    `choice` names the enumeration of the bodies that the caller chooses from, "" for all others.
    """

    name: str
    type: TypeRef
    required: bool
    deprecated: bool
    doc: str
    source: Source
    choice: str = ""


def arguments(operation: Operation, model: ApiModel, names: Names) -> tuple[Argument, ...]:
    """The arguments of an operation: those in the path, other required ones, then the rest.

    Optional headers and cookies come after the rest, and last the idempotency key, which is never
    required: the client makes one.
    """
    return tuple(_argument(operation, slot, model, names) for slot in slots(operation))


def has_choice(operation: Operation) -> bool:
    """Whether the caller chooses one of several media types for the body."""
    return operation.body is not None and len(operation.body.contents) > 1


def _argument(operation: Operation, slot: Slot, model: ApiModel, names: Names) -> Argument:
    match slot.source:
        case Parameter() as parameter:
            return _parameter(operation, slot, parameter, model, names)
        case BodyArgument() as argument:
            return _field(operation, slot, argument, model, names)
        case Body() as body:
            return Argument(
                name=names.body(operation.id),
                type=slot.type,
                required=slot.required,
                deprecated=False,
                doc=prose(body.docs) or "The body.",
                source=body,
                choice=names.table["choice", operation.id] if has_choice(operation) else "",
            )


def _parameter(
    operation: Operation, slot: Slot, parameter: Parameter, model: ApiModel, names: Names
) -> Argument:
    doc = value_text(
        model,
        parameter.type,
        docs=parameter.docs,
        constraints=parameter.constraints,
        default=parameter.default,
    )
    if slot.key:
        doc = f"{doc}\n\nMade by the client when it is not given.".strip()
    return Argument(
        name=names.parameter(operation.id, parameter.place, parameter.wire_name),
        type=slot.type,
        required=slot.required,
        deprecated=parameter.deprecated,
        doc=doc or sentence(f"The {parameter.place.value} {code(parameter.wire_name)}"),
        source=parameter,
    )


def _field(
    operation: Operation, slot: Slot, argument: BodyArgument, model: ApiModel, names: Names
) -> Argument:
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
        type=slot.type,
        required=slot.required,
        deprecated=field.deprecated,
        doc=doc or sentence(f"The member {code(field.wire_name)}"),
        source=argument,
    )
