"""How the calls of a group look on the wire: the views of `...Calls` and `ErrorShapes`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specpress.model import (
    Codec,
    ErrorShape,
    Group,
    LongRunning,
    Named,
    Operation,
    Parameter,
    Place,
    Response,
    Server,
    StatusRange,
    Style,
    TypeRef,
)
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.java.arguments import Argument, arguments
from specpress.targets.java.code import (
    Chain,
    Code,
    Invocation,
    assignment,
    call,
    expr,
    signature,
    statement,
    symbols,
)
from specpress.targets.java.escape import java_string
from specpress.targets.java.naming import class_name, owned
from specpress.targets.java.paging import paging_constant
from specpress.targets.java.payload import STYLES, argument_json, body_lines
from specpress.targets.java.places import LIST
from specpress.targets.java.properties import Property
from specpress.targets.java.returns import body_code, returned
from specpress.targets.java.types import Types


@dataclass(frozen=True, slots=True, kw_only=True)
class WireCall:
    """An operation, the method that makes a call of it, and how its list comes in pages."""

    operation: TypeExpr
    paging: TypeExpr | None
    head: TypeExpr
    lines: tuple[TypeExpr, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsFile:
    """What the calls of a group look like on the wire."""

    package: str
    name: str
    group: str
    calls: tuple[WireCall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapesFile:
    """Where the bodies of errors keep what."""

    package: str
    shapes: tuple[TypeExpr, ...]


def calls_file(group: Group, types: Types) -> CallsFile:
    """The view of `ImagesCalls` for the group `Images`."""
    name = class_name(types.names, "calls", group.id)
    return CallsFile(
        package=types.places.resource(name).module,
        name=name,
        group=class_name(types.names, "class", group.id),
        calls=tuple(
            _wire_call(operation, types, streams=streams)
            for operation in owned(group, types)
            for streams in ((False, True) if operation.has_stream_beside else (False,))
        ),
    )


def shape_declarations(types: Types) -> tuple[TypeExpr, ...]:
    """The constants of `ErrorShapes`."""
    shape_class = types.places.internal("ErrorShape")
    found = []
    for shape in types.model.error_shapes:
        parts = (shape.error, shape.code, shape.message, shape.details, shape.cause)
        value = call("new ErrorShape", *(_texts(part) for part in parts))
        target = f"static final ErrorShape {types.names.table['shape', shape.body]}"
        found.append(expr(assignment(target, value, 2), shape_class, LIST))
    return tuple(found)


def _texts(values: Iterable[str]) -> Invocation:
    return call("List.of", *map(java_string, values))


def _wire_call(operation: Operation, types: Types, *, streams: bool) -> WireCall:
    given = arguments(operation, types)
    result = returned(operation, types, streams=streams).type
    names, places = types.names, types.places
    call_type = expr(f"Call<{result.text}>", places.internal("Call"), result)
    parameters: list[str] = []
    parts = [call_type]
    if given:
        request = class_name(names, "request", operation.id)
        parameters.append(f"{request} request")
        parts.append(expr(request, places.model(request)))
    name = names.stream(operation.id) if streams else names.operation(operation.id)
    head = signature(f"static {call_type.text} {name}", parameters, 2)
    constant = names.table["stream constant" if streams else "constant", operation.id]
    start = assignment(f"{call_type.text} call", call("Call.of", constant), 4)
    lines = [expr(start, call_type), *_parameters(given, types)]
    lines += body_lines(operation, given, types)
    return WireCall(
        operation=_operation(operation, types, streams=streams),
        paging=(
            paging_constant(operation, operation.paging, types)
            if operation.paging is not None and not streams
            else None
        ),
        head=expr(head, *parts),
        lines=tuple(lines),
    )


def _operation(operation: Operation, types: Types, *, streams: bool) -> TypeExpr:
    result = returned(operation, types, streams=streams)
    parts: list[TypeExpr | Symbol] = [types.places.internal("Operation"), result.type]
    links: list[Invocation] = []
    if operation.servers:
        links.append(call("server", java_string(settled_url(operation.servers[0]))))
    for answer in result.answers:
        links.append(call("answer", *_range(answer.status), answer.body))
        parts.append(answer.uses)
    for response in operation.errors:
        for link, part in _errors(response, types):
            links.append(link)
            parts.append(part)
    links += [
        call("security", *(java_string(scheme) for scheme, _ in requirement.schemes))
        for requirement in operation.auth
    ]
    if (key := operation.idempotency) is not None:
        texts = (java_string(key.wire_name), java_string(key.form))
        links.append(call("idempotency", *texts, str(key.duplicate)))
    if operation.long_running is not None:
        job, job_parts = _job(operation.long_running, operation, types)
        links.append(call("job", job))
        parts += job_parts
    head = call(
        f"Operation.<{result.type.text}>of",
        java_string(operation.id),
        java_string(operation.method.upper()),
        java_string(operation.path),
    )
    constant = types.names.table["stream constant" if streams else "constant", operation.id]
    target = f"static final Operation<{result.type.text}> {constant}"
    code = assignment(target, Chain(head, (*links, call("build"))), 2)
    return TypeExpr(code, symbols(parts))


def settled_url(server: Server) -> str:
    """The URL of a server with its variables at their defaults."""
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.wire_name}}}", variable.default)
    return url


def _range(status: StatusRange) -> tuple[str, str]:
    return str(status.first), str(status.last)


def _errors(response: Response, types: Types) -> Iterator[tuple[Invocation, TypeExpr]]:
    """The failures whose body has a form; all others are kept as text anyway."""
    for content in response.contents:
        if content.codec is Codec.JSON:
            body, uses = body_code(content, types)
            shape = _shape(content.type, types)
            yield call("error", *_range(response.status), body, shape), uses


def _shape(ref: TypeRef, types: Types) -> str:
    for shape in types.model.error_shapes:
        if ref == Named(shape.body):
            return _shape_name(shape, types)
    return "null"


def _shape_name(shape: ErrorShape, types: Types) -> str:
    return f"ErrorShapes.{types.names.table['shape', shape.body]}"


def _job(
    job: LongRunning, operation: Operation, types: Types
) -> tuple[Invocation, list[TypeExpr | Symbol]]:
    places = types.places
    result = types.json(job.result)
    parts: list[TypeExpr | Symbol] = [
        places.internal("LongRunning"),
        places.internal("Statuses"),
        places.internal("Body"),
        LIST,
        Symbol("java.time", "Duration"),
        result,
    ]
    failure: Code = "null"
    if job.failure is not None:
        json = types.json(job.failure)
        parts += [json, places.internal("ErrorAnswer")]
        first, last = min(one.first for one in job.failed), max(one.last for one in job.failed)
        body = call("Body.json", json.text, '"application/json"')
        statuses = call("new Statuses", str(first), str(last))
        failure = call("new ErrorAnswer", statuses, body, _shape(job.failure, types))
    key_is_id = bool(job.id_header) and operation.idempotency is not None
    code = call(
        "new LongRunning<>",
        _statuses(job.accepted),
        _texts(job.location),
        java_string(job.poll_path),
        *(_statuses(ranges) for ranges in (job.pending, job.done, job.failed, job.expired)),
        call("Duration.ofMillis", str(round(job.interval * 1000))),
        call("Body.json", result.text, '"application/json"'),
        failure,
        "true" if key_is_id else "false",
        java_string(types.names.table["resume", operation.id]),
    )
    return code, parts


def _statuses(ranges: tuple[StatusRange, ...]) -> Invocation:
    return call("List.of", *(call("new Statuses", *_range(one)) for one in ranges))


_PLACES = (Place.PATH, Place.QUERY, Place.QUERYSTRING, Place.HEADER, Place.COOKIE)


def _parameters(given: tuple[Argument, ...], types: Types) -> Iterator[TypeExpr]:
    for place in _PLACES:
        for argument in given:
            source = argument.source
            if isinstance(source, Parameter) and source.place is place:
                yield _parameter(source, argument.property, types)


def _parameter(parameter: Parameter, one: Property, types: Types) -> TypeExpr:
    json, part = argument_json(one, types)
    wire_name = java_string(parameter.wire_name)
    explode = _flag(parameter.explode)
    style = f"Style.{STYLES[parameter.style]}"
    kind = parameter.content_type.partition(";")[0].strip().lower()
    is_json = _flag(kind.endswith(("/json", "+json")))
    parts: list[TypeExpr | Symbol] = [part]
    match parameter.place:
        case Place.QUERYSTRING if kind == "application/x-www-form-urlencoded":
            code = call("call.formQuery", json)
        case Place.QUERYSTRING:
            code = call("call.documentQuery", json, is_json)
        case place if kind:
            code = call(f"call.document{place.value.capitalize()}", wire_name, json, is_json)
        case Place.PATH:
            code = call("call.path", wire_name, json, style, explode)
            parts.append(types.places.internal("Style"))
        case Place.QUERY:
            reserved = _flag(parameter.allow_reserved)
            code = call("call.query", wire_name, json, style, explode, reserved)
            parts.append(types.places.internal("Style"))
        case Place.HEADER:
            code = call("call.header", wire_name, json, explode)
        case _:
            plain = parameter.style is Style.COOKIE
            code = call("call.plainCookie" if plain else "call.cookie", wire_name, json, explode)
    return expr(statement(code, 4), *parts)


def _flag(value: bool) -> str:
    return "true" if value else "false"
