"""The arguments of a call in the order of all languages, and their values."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from specpress.jsonvalue import Json
from specpress.model import (
    ApiModel,
    Body,
    BodyArgument,
    Codec,
    Content,
    Example,
    Operation,
    Parameter,
    Place,
    Scalar,
    ScalarKind,
    TypeRef,
)
from specpress.targets.calling.making import Extent, Making

Source: TypeAlias = Parameter | BodyArgument | Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One argument of a method: what of the model it stands for, and its type as callers give it.

    `content` is the media type of a whole body, None for the others. `key` marks the header that
    makes the call safe to repeat: it is never required, since the client makes one.
    """

    source: Source
    type: TypeRef
    required: bool
    key: bool = False
    content: Content | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """An argument that a call passes, and the JSON of its value."""

    slot: Slot
    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPlan:
    """A call: the arguments that it passes, in their order."""

    operation: Operation
    passed: tuple[Passed, ...]


def slots(operation: Operation, content: Content | None = None) -> tuple[Slot, ...]:
    """The arguments of an operation: those in the path, other required ones, then the rest.

    Optional headers and cookies come after the rest, and last the idempotency key. `content` is the
    media type of the body; the preferred one where it is not said.
    """
    return tuple(sorted(_all(operation, content), key=_rank))


def is_key(operation: Operation, source: Source) -> bool:
    """Whether an argument is the header that makes the call safe to repeat."""
    return (
        operation.idempotency is not None
        and isinstance(source, Parameter)
        and source.place is Place.HEADER
        and source.wire_name.lower() == operation.idempotency.wire_name.lower()
    )


def type_as_given(content: Content) -> TypeRef:
    """The type of a whole body as callers give it: text and octets have no other."""
    match content.codec:
        case Codec.JSON | Codec.FORM | Codec.MULTIPART:
            return content.type
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return Scalar(ScalarKind.STRING)
        case Codec.BYTES:
            return Scalar(ScalarKind.BYTES)


def plan(
    model: ApiModel,
    operation: Operation,
    extent: Extent = Extent.BRIEF,
    *,
    content: Content | None = None,
    making: Making | None = None,
) -> CallPlan:
    """A call of an operation with the values that every language uses.

    `making` is given by those who have one already: it remembers what it made.
    """
    making = making or _remembered(_Same(model, extent))
    passed = (
        Passed(slot=slot, value=_value(operation, slot, making))
        for slot in slots(operation, content)
        if slot.required or extent is Extent.FULL
    )
    return CallPlan(operation=operation, passed=tuple(passed))


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A key that is equal for the very same model."""

    model: ApiModel
    extent: Extent

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same) and self.model is other.model and self.extent is other.extent
        )

    def __hash__(self) -> int:
        return hash((id(self.model), self.extent))


@functools.lru_cache(maxsize=8)
def _remembered(key: _Same) -> Making:
    """One for all calls of an API: what was made for one operation serves the others."""
    return Making(key.model, key.extent)


def _all(operation: Operation, content: Content | None) -> Iterator[Slot]:
    for parameter in operation.parameters:
        key = is_key(operation, parameter)
        required = parameter.required and not key
        yield Slot(source=parameter, type=parameter.type, required=required, key=key)
    body = operation.body
    if body is None or not body.contents:
        return
    sent = content or body.contents[0]
    if body.arguments and sent == body.contents[0]:
        for one in body.arguments:
            yield Slot(source=one, type=one.field.type, required=one.required)
    else:
        given = type_as_given(sent)
        yield Slot(source=body, type=given, required=body.required, content=sent)


def _rank(slot: Slot) -> int:
    source = slot.source
    if slot.key:
        return 4
    if isinstance(source, Parameter) and source.place is Place.PATH:
        return 0
    if slot.required:
        return 1
    aside = isinstance(source, Parameter) and source.place in (Place.HEADER, Place.COOKIE)
    return 3 if aside else 2


def _value(operation: Operation, slot: Slot, making: Making) -> Json:
    match slot.source:
        case Parameter() as given:
            value = making.of(
                given.docs,
                given.wire_name,
                given.type,
                limits=given.constraints,
                default=given.default,
            )
            if _travels(value, given.place):
                return value
            # What may be left out fills a part of the path that would be empty without it.
            generous = Making(making.model, Extent.FULL, making.toward)
            return generous.made_up(given.wire_name, given.type, given.constraints)
        case BodyArgument(field=field, path=path):
            docs = field.docs
            # The example of the whole body is one thing; examples of its fields need not agree.
            if shown := tuple(_shown(operation, path)):
                docs = dataclasses.replace(docs, examples=(*shown, *docs.examples))
            return making.of(
                docs,
                field.wire_name,
                field.type,
                limits=field.constraints,
                default=field.default,
            )
        case Body():
            assert slot.content is not None
            return making.of(slot.content.docs, "body", slot.type)


def _shown(operation: Operation, path: tuple[str, ...]) -> Iterator[Example]:
    """What the examples of the whole body have at a path."""
    body = operation.body
    for example in body.contents[0].docs.examples if body is not None else ():
        value: Json = example.value
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None:
            yield Example(key=example.key, value=value)


def _travels(value: Json, place: Place) -> bool:
    """Whether a value can stand where it is to: a path has no empty part, a header no break."""
    if not isinstance(value, str):
        return place is not Place.PATH or value not in ([], {})
    match place:
        case Place.PATH:
            return value not in ("", ".", "..")
        case Place.HEADER | Place.COOKIE:
            return value.isascii() and value.isprintable() and value == value.strip() != ""
        case _:
            return True
