"""The arguments of a call: the fields of its params struct."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from specpress.model import Body, BodyArgument, Codec, Content, Operation, Parameter, Place
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.calling import is_key, type_as_given
from specpress.targets.go.sentences import field_text, parameter_text, sentence
from specpress.targets.go.types import Types

Source: TypeAlias = Parameter | BodyArgument | Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One field of the struct; `source` is what of the model it stands for.

    `content` is the media type of a whole body, None for the others.
    """

    name: str
    type: TypeExpr
    required: bool
    doc: str
    source: Source
    content: Content | None = None

    @property
    def expr(self) -> str:
        """The expression of its value where the arguments are written."""
        value = f"p.{self.name}"
        return f"orNull({value})" if self.required and self.type.text.startswith("*") else value


def arguments(operation: Operation, types: Types) -> tuple[Argument, ...]:
    """The arguments of an operation: those in the path, other required ones, then the rest.

    Optional headers and cookies come after the rest, and last the idempotency key, which is never
    required: the client makes one.
    """
    found = list(_all(operation, types))
    return tuple(sorted(found, key=lambda argument: _rank(operation, argument)))


def _rank(operation: Operation, argument: Argument) -> int:
    source = argument.source
    if is_key(operation, source):
        return 4
    if argument.content is not None and isinstance(source, Body) and source.required:
        return 1
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
    if not body.arguments:
        yield from _contents(operation, body, types)


def _contents(operation: Operation, body: Body, types: Types) -> Iterator[Argument]:
    """The body as an argument; one for each media type where there are several."""
    said = body.docs.description or body.docs.summary
    if len(body.contents) == 1:
        content = body.contents[0]
        yield Argument(
            name=types.names.body(operation.id),
            type=_held(content, types, required=body.required),
            required=body.required,
            doc=sentence(said or "The body"),
            source=body,
            content=content,
        )
        return
    names = [content_name(operation, one, types) for one in body.contents]
    rule = "One of" if body.required else "At most one of"
    for name, content in zip(names, body.contents, strict=True):
        choice = f"{rule} {', '.join(names)} is given."
        kind = f"The body as {content.media_type}."
        yield Argument(
            name=name,
            type=_held(content, types, required=False),
            required=False,
            doc=" ".join(part for part in (sentence(said), kind, choice) if part),
            source=body,
            content=content,
        )


def content_name(operation: Operation, content: Content, types: Types) -> str:
    """The field of one of several media types of a body."""
    return types.names.table["content", operation.id, content.media_type]


def _held(content: Content, types: Types, *, required: bool) -> TypeExpr:
    if content.codec is Codec.BYTES:
        return _READER
    given = type_as_given(content)
    return types.expr(given) if required else types.optional(given)


_READER = TypeExpr("io.Reader", frozenset({Symbol("io", "Reader")}))


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
