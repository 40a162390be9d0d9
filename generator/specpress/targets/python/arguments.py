"""The arguments of a call: what a method takes, in which order, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.python.escape import py_string
from specpress.targets.python.sentences import argument_text
from specpress.targets.python.types import INT64, LITERAL, type_expr
from specpress.targets.wording import sentence

OMIT = frozenset({Symbol("._runtime.omit", "Omit"), Symbol("._runtime.omit", "omit")})
WIRE = Symbol("._runtime", "wire")
OCTETS = Symbol("._runtime.uploads", "Octets")

_PLACES = {
    Place.PATH: "The part `{}` of the path.",
    Place.QUERY: "The query parameter `{}`.",
    Place.HEADER: "The header `{}`.",
    Place.COOKIE: "The cookie `{}`.",
    Place.QUERYSTRING: "The query as a whole.",
}
"""What is said of a parameter of which the API says nothing."""


@dataclass(frozen=True, slots=True)
class MediaTypeChoice:
    """What an argument stands for that says the media type of the body."""

    body: Body


Source: TypeAlias = Parameter | BodyArgument | Body | MediaTypeChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument. `doc` is one line; `source` is what of the model it stands for."""

    name: str
    type: TypeExpr
    required: bool
    doc: str
    source: Source

    @property
    def declaration(self) -> TypeExpr:
        """The argument in the signature of a method."""
        return self._declared("Omit", "omit", OMIT)

    @property
    def wire_declaration(self) -> TypeExpr:
        """The argument in the signature of the function that builds the call."""
        return self._declared("wire.Omit", "wire.omit", frozenset({WIRE}))

    def _declared(self, kind: str, value: str, symbols: frozenset[Symbol]) -> TypeExpr:
        if self.required:
            return TypeExpr(f"{self.name}: {self.type.text}", self.type.symbols)
        text = f"{self.name}: {self.type.text} | {kind} = {value}"
        return TypeExpr(text, self.type.symbols | symbols)


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


def contents_of(body: Body) -> tuple[Content, ...]:
    """The contents that a caller can choose from: the preferred one where its members are
    arguments, else all."""
    return body.contents[:1] if body.arguments else body.contents


def content_type_expr(content: Content, names: Names) -> TypeExpr:
    """The annotation of a body in a media type."""
    match content.codec:
        case Codec.JSON | Codec.FORM | Codec.MULTIPART:
            return type_expr(content.type, names)
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return TypeExpr("str")
        case Codec.BYTES:
            return TypeExpr("Octets", frozenset({OCTETS}))


def body_expr(body: Body, names: Names) -> TypeExpr:
    """The annotation of a body: of any of its contents."""
    return union(content_type_expr(content, names) for content in contents_of(body))


def union(exprs: Iterable[TypeExpr]) -> TypeExpr:
    """One of several annotations; any value is all of them."""
    found = {expr.text: expr for expr in exprs}
    if "Any" in found:
        return found["Any"]
    symbols = frozenset[Symbol]().union(*(expr.symbols for expr in found.values()))
    return TypeExpr(" | ".join(found), symbols)


def _rank(operation: Operation, argument: Argument) -> int:
    source = argument.source
    if is_key(operation, source):
        return 4
    if isinstance(source, Parameter) and source.place is Place.PATH:
        return 0
    if argument.required:
        return 1
    if isinstance(source, MediaTypeChoice):
        return 3
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
    elif body.contents:
        yield Argument(
            name=names.body(operation.id),
            type=_given(body_expr(body, names)),
            required=body.required,
            doc=sentence(body.docs.description or body.docs.summary or "The body"),
            source=body,
        )
        if len(body.contents) > 1:
            yield _choice(operation, body, names)


def _choice(operation: Operation, body: Body, names: Names) -> Argument:
    literals = ", ".join(dict.fromkeys(py_string(one.media_type) for one in body.contents))
    return Argument(
        name=names.table["content type", operation.id],
        type=TypeExpr(f"Literal[{literals}]", frozenset({LITERAL})),
        required=False,
        doc="The media type of the body, by default the first that can have such a value.",
        source=MediaTypeChoice(body),
    )


def _given(expr: TypeExpr) -> TypeExpr:
    """The annotation of an argument: the bounds of integers matter for what comes back only."""
    if INT64 not in expr.symbols:
        return expr
    return TypeExpr(re.sub(rf"\b{INT64.name}\b", "int", expr.text), expr.symbols - {INT64})


def _parameter(
    operation: Operation, parameter: Parameter, model: ApiModel, names: Names
) -> Argument:
    doc = argument_text(
        model,
        parameter.type,
        docs=parameter.docs,
        constraints=parameter.constraints,
        default=parameter.default,
        deprecated=parameter.deprecated,
    )
    doc = doc or _PLACES[parameter.place].format(parameter.wire_name)
    key = is_key(operation, parameter)
    return Argument(
        name=names.parameter(operation.id, parameter.place, parameter.wire_name),
        type=_given(type_expr(parameter.type, names)),
        required=parameter.required and not key,
        doc=f"{doc} Made by the client when omitted." if key else doc,
        source=parameter,
    )


def _field(operation: Operation, argument: BodyArgument, model: ApiModel, names: Names) -> Argument:
    field = argument.field
    return Argument(
        name=names.body(operation.id, *argument.path),
        type=_given(type_expr(field.type, names)),
        required=argument.required,
        doc=argument_text(
            model,
            field.type,
            docs=field.docs,
            constraints=field.constraints,
            default=field.default,
            deprecated=field.deprecated,
            notes=field.notes,
        )
        or _member(argument.path),
        source=argument,
    )


def _member(path: tuple[str, ...]) -> str:
    """What is said of a member of the body of which the API says nothing."""
    keys = ".".join(key or '""' for key in path)
    return f"The member `{keys}` of the body."
