"""How the calls of a group look on the wire: the views of `_requests/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specpress.model import (
    ApiModel,
    Body,
    BodyArgument,
    Codec,
    Content,
    ErrorShape,
    Idempotency,
    LongRunning,
    Named,
    Operation,
    Parameter,
    Place,
    Response,
    StatusRange,
    Style,
    TypeRef,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.python.arguments import (
    WIRE,
    Argument,
    chosen_content,
)
from specpress.targets.python.escape import py_string
from specpress.targets.python.types import type_expr

SHAPES = "._requests._errors"
_NOTHING = TypeExpr("wire.NoBody()", frozenset({WIRE}))
_ANY_SUCCESS = StatusRange(200, 299)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A member of a body: an argument, or an object with members.

    `optional` objects are left out when none of their members is given.
    """

    key: str
    argument: str = ""
    members: tuple[Node, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What is sent: `writer` of the module `wire` takes an argument or an object of members.

    `media_type` is "" where it is the one that the writer has by itself.
    """

    writer: str
    argument: str = ""
    root: Node | None = None
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The long-running part of an operation; all are expressions but the texts and the number."""

    accepted: tuple[TypeExpr, ...]
    location: tuple[str, ...]
    poll_path: str
    pending: tuple[TypeExpr, ...]
    done: tuple[TypeExpr, ...]
    failed: tuple[TypeExpr, ...]
    expired: tuple[TypeExpr, ...]
    interval: float
    result: TypeExpr
    failure: TypeExpr | None
    key_is_id: bool
    resume: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WireCall:
    """An operation, and the function that makes a call of it."""

    wire: TypeExpr
    constant: str
    builder: str
    id: str
    method: str
    path: str
    returns: TypeExpr
    answers: tuple[TypeExpr, ...]
    errors: tuple[TypeExpr, ...]
    security: tuple[tuple[str, ...], ...]
    idempotency: Idempotency | None
    job: Job | None
    arguments: tuple[Argument, ...]
    path_parts: tuple[TypeExpr, ...]
    query: tuple[TypeExpr, ...]
    headers: tuple[TypeExpr, ...]
    cookies: tuple[TypeExpr, ...]
    payload: Payload | None


def wire_call(
    operation: Operation,
    given: tuple[Argument, ...],
    resume: str,
    model: ApiModel,
    names: Names,
) -> WireCall:
    """The view of one operation; `resume` is the method that takes its jobs up again."""
    name = names.operation(operation.id)
    return WireCall(
        wire=TypeExpr("wire", frozenset({WIRE})),
        constant=constant_name(name),
        builder=builder_name(name),
        id=operation.id,
        method=operation.method.upper(),
        path=operation.path,
        returns=return_type(operation, model, names),
        answers=() if operation.long_running else tuple(_answers(operation, model, names)),
        errors=tuple(_errors(operation.errors, model, names)),
        security=tuple(
            tuple(scheme for scheme, _ in requirement.schemes) for requirement in operation.auth
        ),
        idempotency=operation.idempotency,
        job=_job(operation, resume, model, names),
        arguments=given,
        path_parts=tuple(_parameters(given, Place.PATH)),
        query=tuple(_parameters(given, Place.QUERY)),
        headers=tuple(_parameters(given, Place.HEADER)),
        cookies=tuple(_parameters(given, Place.COOKIE)),
        payload=_payload(operation.body, given),
    )


def constant_name(operation: str) -> str:
    """The constant for an operation in `_requests`; no type and no argument looks like it."""
    return f"{operation}_operation".upper()


def builder_name(operation: str) -> str:
    """The function in `_requests` that makes a call of an operation."""
    return f"{operation}_call"


def shape_name(shape: ErrorShape, names: Names) -> str:
    """The constant for the shape of an error body."""
    return names.table["shape", shape.body]


def return_type(operation: Operation, model: ApiModel, names: Names) -> TypeExpr:
    """What a call returns: the result of its job, or one of the bodies of its answers."""
    if operation.long_running is not None:
        return type_expr(operation.long_running.result, names)
    found: dict[str, TypeExpr] = {}
    for response in operation.responses:
        for content in response.contents:
            expr = _result_type(content, names)
            found.setdefault(expr.text, expr)
    if any(not response.contents for response in operation.responses) or not found:
        found["None"] = TypeExpr("None")
    if "Any" in found:
        return found["Any"]
    symbols = frozenset[Symbol]().union(*(expr.symbols for expr in found.values()))
    return TypeExpr(" | ".join(found), symbols)


def _result_type(content: Content, names: Names) -> TypeExpr:
    match content.codec:
        case Codec.JSON:
            return type_expr(content.type, names)
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return TypeExpr("str")
        case Codec.BYTES | Codec.FORM | Codec.MULTIPART:
            return TypeExpr("bytes")


def _answers(operation: Operation, model: ApiModel, names: Names) -> Iterator[TypeExpr]:
    if not operation.responses:
        yield _answer("Answer", _ANY_SUCCESS, _NOTHING)
    for response in operation.responses:
        bodies = {
            expr.text: expr
            for content in response.contents
            for expr in (_body(content, model, names),)
        }
        for body in bodies.values() or (_NOTHING,):
            yield _answer("Answer", response.status, body)


def _errors(errors: Iterable[Response], model: ApiModel, names: Names) -> Iterator[TypeExpr]:
    """The failures whose body has a form; all others are kept as text anyway."""
    for response in errors:
        for content in response.contents:
            if content.codec is Codec.JSON:
                body = _body(content, model, names)
                shape = _shape(content.type, model, names)
                yield _answer("ErrorAnswer", response.status, body, shape)


def _shape(ref: TypeRef, model: ApiModel, names: Names) -> TypeExpr | None:
    for shape in model.error_shapes:
        if ref == Named(shape.body):
            name = shape_name(shape, names)
            return TypeExpr(name, frozenset({Symbol(SHAPES, name)}))
    return None


def _answer(
    kind: str, status: StatusRange, body: TypeExpr, shape: TypeExpr | None = None
) -> TypeExpr:
    parts = [status_expr(status), body] + ([shape] if shape is not None else [])
    text = ", ".join(part.text for part in parts)
    symbols = frozenset({WIRE}).union(*(part.symbols for part in parts))
    return TypeExpr(f"wire.{kind}({text})", symbols)


def status_expr(status: StatusRange) -> TypeExpr:
    """A range of status codes."""
    last = "" if status.first == status.last else f", {status.last}"
    return TypeExpr(f"wire.Statuses({status.first}{last})", frozenset({WIRE}))


def _body(content: Content, model: ApiModel, names: Names) -> TypeExpr:
    """How a body of an answer is read; forms are octets."""
    match content.codec:
        case Codec.JSON:
            return _json_body(content.type, content.media_type, names)
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            media_type = _unless(content.media_type, "text/plain")
            return TypeExpr(f"wire.TextBody({media_type})", frozenset({WIRE}))
        case Codec.BYTES | Codec.FORM | Codec.MULTIPART:
            media_type = _unless(content.media_type, "application/octet-stream")
            return TypeExpr(f"wire.BytesBody({media_type})", frozenset({WIRE}))


def _json_body(ref: TypeRef, media_type: str, names: Names) -> TypeExpr:
    inner = type_expr(ref, names)
    media_type = _unless(media_type, "application/json")
    text = f"wire.JsonBody(lambda: {inner.text}{', ' * bool(media_type)}{media_type})"
    return TypeExpr(text, inner.symbols | {WIRE})


def _unless(media_type: str, usual: str) -> str:
    return "" if media_type == usual else py_string(media_type)


def _job(operation: Operation, resume: str, model: ApiModel, names: Names) -> Job | None:
    job = operation.long_running
    if job is None:
        return None
    return Job(
        accepted=_statuses(job.accepted),
        location=job.location,
        poll_path=job.poll_path,
        pending=_statuses(job.pending),
        done=_statuses(job.done),
        failed=_statuses(job.failed),
        expired=_statuses(job.expired),
        interval=float(job.interval),
        result=_json_body(job.result, "application/json", names),
        failure=_failure(job, model, names),
        key_is_id=bool(job.id_header) and operation.idempotency is not None,
        resume=resume,
    )


def _failure(job: LongRunning, model: ApiModel, names: Names) -> TypeExpr | None:
    if job.failure is None:
        return None
    body = _json_body(job.failure, "application/json", names)
    shape = _shape(job.failure, model, names)
    status = StatusRange(min(one.first for one in job.failed), max(one.last for one in job.failed))
    return _answer("ErrorAnswer", status, body, shape)


def _statuses(ranges: tuple[StatusRange, ...]) -> tuple[TypeExpr, ...]:
    return tuple(status_expr(one) for one in ranges)


_WRITERS = {
    Place.PATH: ("path_parameter", Style.SIMPLE, False),
    Place.QUERY: ("query_parameter", Style.FORM, True),
    Place.HEADER: ("header_parameter", Style.SIMPLE, False),
    Place.COOKIE: ("cookie_parameter", Style.FORM, True),
}


def _parameters(given: tuple[Argument, ...], place: Place) -> Iterator[TypeExpr]:
    for argument in given:
        source = argument.source
        if isinstance(source, Parameter) and source.place is place:
            yield TypeExpr(_parameter(source, argument.name), frozenset({WIRE}))


def _parameter(parameter: Parameter, name: str) -> str:
    wire_name = py_string(parameter.wire_name)
    if parameter.content_type:
        return f"wire.json_parameter({wire_name}, {name})"
    writer, style, explode = _WRITERS[parameter.place]
    text = f"wire.{writer}({wire_name}, {name}"
    if parameter.style is not style:
        text += f", style={py_string(parameter.style.value)}"
    if parameter.explode is not explode and parameter.style is not Style.DEEP_OBJECT:
        text += f", explode={parameter.explode}"
    if parameter.allow_reserved:
        text += ", allow_reserved=True"
    return f"{text})"


_TEXT = ("text_payload", "text/plain")
_OCTETS = ("bytes_payload", "application/octet-stream")
_PAYLOADS = {
    Codec.JSON: ("json_payload", "application/json"),
    Codec.FORM: ("form_payload", "application/x-www-form-urlencoded"),
    Codec.TEXT: _TEXT,
    Codec.XML: _TEXT,
    Codec.EVENTS: _TEXT,
    Codec.JSON_LINES: _TEXT,
    Codec.BYTES: _OCTETS,
    Codec.MULTIPART: _OCTETS,
}


def _payload(body: Body | None, given: tuple[Argument, ...]) -> Payload | None:
    content = chosen_content(body) if body is not None else None
    if body is None or content is None:
        return None
    writer, usual = _PAYLOADS[content.codec]
    media_type = "" if content.media_type == usual else content.media_type
    if not body.arguments:
        argument = next(one.name for one in given if one.source is body)
        return Payload(writer=writer, argument=argument, media_type=media_type)
    return Payload(writer=writer, root=body_tree(body, given), media_type=media_type)


def body_tree(body: Body, given: tuple[Argument, ...]) -> Node:
    """The object that is sent, its members in the order of the schema."""
    named = {
        argument.source.path: argument.name
        for argument in given
        if isinstance(argument.source, BodyArgument)
    }
    required = {envelope.path: envelope.required for envelope in body.envelopes}
    paths = list(dict.fromkeys((*(one.path for one in body.arguments), *required)))
    return _node((), paths, named, {(): body.required, **required})


def _node(
    path: tuple[str, ...],
    paths: list[tuple[str, ...]],
    named: dict[tuple[str, ...], str],
    required: dict[tuple[str, ...], bool],
) -> Node:
    key = path[-1] if path else ""
    if path in named:
        return Node(key=key, argument=named[path])
    depth = len(path)
    below = dict.fromkeys(
        other[: depth + 1] for other in paths if len(other) > depth and other[:depth] == path
    )
    return Node(
        key=key,
        members=tuple(_node(child, paths, named, required) for child in below),
        optional=not required.get(path, True),
    )
