"""How the calls of a group look on the wire: the views of `*_wire.go`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import (
    Codec,
    Content,
    EventForm,
    Group,
    LongRunning,
    Named,
    Operation,
    Server,
    StatusRange,
    TypeRef,
)
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.go.arguments import Argument, arguments
from specpress.targets.go.escape import go_string
from specpress.targets.go.layout import key_values
from specpress.targets.go.operations import owned
from specpress.targets.go.outcomes import (
    Outcome,
    bodies,
    held,
    is_live,
    item_of,
    kind_of,
    outcomes,
    type_of,
)
from specpress.targets.go.types import Types, around
from specpress.targets.go.writing import flattened, payload, written

_TIME = frozenset({Symbol("time", "Duration")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """What all calls of an operation have in common.

    `chain` are the calls that describe it, `job` the lines of its long-running part.
    """

    name: str
    head: str
    chain: tuple[TypeExpr, ...]
    job: tuple[TypeExpr, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WireCall:
    """An operation, and how its arguments become a request.

    `writes` are the statements that write the arguments, `body` the lines of a flattened one.
    """

    descriptors: tuple[Descriptor, ...]
    params: str
    writes: tuple[str, ...]
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WireFile:
    """A file with what callers do not see of a group."""

    package: str
    calls: tuple[WireCall, ...]


def wire_file(group: Group, types: Types, package: str) -> WireFile:
    """The hidden side of a group."""
    return WireFile(
        package=package, calls=tuple(_call(operation, types) for operation in owned(group, types))
    )


def _call(operation: Operation, types: Types) -> WireCall:
    found = arguments(operation, types)
    body = operation.body
    return WireCall(
        descriptors=tuple(_descriptors(operation, types)),
        params=types.names.table["params", operation.id] if found else "",
        writes=tuple(_writes(operation, found, types)),
        body=tuple(flattened(body, found, types)) if body is not None and body.arguments else (),
    )


def _descriptors(operation: Operation, types: Types) -> Iterator[Descriptor]:
    head = ", ".join(map(go_string, (operation.id, operation.method.upper(), operation.path)))
    job = operation.long_running
    yield Descriptor(
        name=types.names.table["descriptor", operation.id],
        head=head,
        chain=tuple(_chain(operation, types)),
        job=tuple(_job(operation, job, types)) if job else (),
    )
    if operation.has_stream_beside:
        yield Descriptor(
            name=types.names.table["stream-descriptor", operation.id],
            head=head,
            chain=tuple(_chain(operation, types, streamed=True)),
        )


def _chain(operation: Operation, types: Types, *, streamed: bool = False) -> Iterator[TypeExpr]:
    if operation.servers:
        server = operation.servers[0]
        yield TypeExpr(f"at({go_string(server.url)}, {go_string(filled(server))})")
    for requirement in operation.auth:
        listed = ", ".join(go_string(scheme) for scheme, _ in requirement.schemes)
        yield TypeExpr(f"secured({listed})")
    key = operation.idempotency
    if key is not None:
        form = "hexKey" if key.form == "hex32" else "uuidKey"
        yield TypeExpr(f"keyed({go_string(key.wire_name)}, {form}, {key.duplicate})")
    if operation.long_running is None:
        yield from _answers(operation, types, streamed=streamed)
    for response in operation.errors:
        for content in response.contents:
            if content.codec is Codec.JSON:
                body = _body(content, types)
                shape = _shape(content.type, types)
                text = f"refused({_span(response.status)}, {body.text}, {shape})"
                yield TypeExpr(text, body.symbols)


def filled(server: Server) -> str:
    """The URL of a server with the defaults of its variables."""
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.wire_name}}}", variable.default)
    return url.rstrip("/")


def _answers(operation: Operation, types: Types, *, streamed: bool) -> Iterator[TypeExpr]:
    found = outcomes(operation, streamed=streamed)
    for status, content in bodies(operation, streamed=streamed):
        several = len(found) > 1
        body = _body(content, types, several=several) if content else TypeExpr("nothing()")
        if several:
            body = _into(operation, _outcome_of(found, content), body, types, streamed=streamed)
        yield TypeExpr(f"answered({_span(status)}, {body.text})", body.symbols)


def _outcome_of(found: tuple[Outcome, ...], content: Content | None) -> Outcome:
    return next(one for one in found if kind_of(one.content) == kind_of(content))


def _into(
    operation: Operation, outcome: Outcome, body: TypeExpr, types: Types, *, streamed: bool
) -> TypeExpr:
    """The reader of one of several outcomes, which sets the outcome's field."""
    result = types.names.table["stream-result" if streamed else "result", operation.id]
    field = types.names.table["outcome", operation.id, outcome.key]
    put, type_, value, argument = "into", TypeExpr("struct{}"), "true", "_"
    if outcome.content is not None:
        type_, value, argument = held(outcome.content, types), "value", "value"
        if is_live(outcome.content):
            put, type_ = "intoLive", around("*{}", type_)
        elif types.is_optional(type_of(outcome.content)):
            type_ = types.optional(type_of(outcome.content))
        else:
            value = "&value" if types.is_pointer(type_of(outcome.content)) else "Some(value)"
    text = (
        f"{put}({body.text}, func(result *{result}, {argument} {type_.text})"
        f" {{\n\t\tresult.{field} = {value}\n\t}})"
    )
    return TypeExpr(text, body.symbols | type_.symbols)


def _span(status: StatusRange) -> str:
    return f"{status.first}, {status.last}"


_EVENTS = {
    EventForm.EVENT: "wholeEvents",
    EventForm.EVENT_JSON: "wholeJSONEvents",
}


def _body(content: Content, types: Types, *, several: bool = False) -> TypeExpr:
    media_type = go_string(content.media_type)
    match content.codec:
        case Codec.JSON:
            optional = several and types.is_optional(content.type)
            value = types.optional(content.type) if optional else types.expr(content.type)
            return TypeExpr(f"jsonOf[{value.text}]({media_type})", value.symbols)
        case Codec.TEXT | Codec.XML:
            return TypeExpr(f"plainText({media_type})")
        case Codec.EVENTS | Codec.JSON_LINES:
            item = types.expr(item_of(content))
            text = f"streamOf[{item.text}]({media_type}, {_reader(content, item.text)})"
            return TypeExpr(text, item.symbols)
        case Codec.BYTES | Codec.FORM | Codec.MULTIPART:
            return TypeExpr(f"download({media_type})")


def _reader(content: Content, item: str) -> str:
    if content.codec is Codec.JSON_LINES:
        return "jsonLines"
    data = "eventTexts" if item == "string" else "eventData"
    return _EVENTS.get(content.event_form, data)


def _shape(ref: TypeRef, types: Types) -> str:
    for shape in types.model.error_shapes:
        if ref == Named(shape.body):
            return types.names.table["shape", shape.body]
    return "nil"


def _job(operation: Operation, job: LongRunning, types: Types) -> Iterator[TypeExpr]:
    result = types.expr(job.result)
    pairs = [
        ("accepted", _ranges(job.accepted)),
        ("pending", _ranges(job.pending)),
        ("done", _ranges(job.done)),
        ("failed", _ranges(job.failed)),
        ("expired", _ranges(job.expired)),
    ]
    if job.location:
        pairs.append(("location", f"[]string{{{', '.join(map(go_string, job.location))}}}"))
    pairs += [
        ("pollPath", go_string(job.poll_path)),
        ("interval", _duration(job.interval)),
        ("result", f'jsonOf[{result.text}]("application/json")'),
    ]
    symbols = _TIME | result.symbols
    if job.failure is not None:
        failure = types.expr(job.failure)
        status = StatusRange(min(x.first for x in job.failed), max(x.last for x in job.failed))
        span = f"statuses{{{_span(status)}}}"
        reader = f'jsonOf[{failure.text}]("application/json")'
        pairs.append(("failure", f"&errorAnswer{{{span}, {reader}, {_shape(job.failure, types)}}}"))
        symbols |= failure.symbols
    if job.id_header and operation.idempotency is not None:
        pairs.append(("keyIsID", "true"))
    pairs.append(("resume", go_string(types.names.table["resume", operation.id])))
    yield from (TypeExpr(line, symbols) for line in key_values(pairs))


def _duration(seconds: float) -> str:
    unit, number = "time.Second", seconds
    if number != round(number):
        unit, number = "time.Millisecond", seconds * 1000
    return unit if round(number) == 1 else f"{round(number)} * {unit}"


def _ranges(ranges: tuple[StatusRange, ...]) -> str:
    return f"[]statuses{{{', '.join(f'{{{_span(one)}}}' for one in ranges)}}}"


def _writes(operation: Operation, found: tuple[Argument, ...], types: Types) -> Iterator[str]:
    # In the order of the description, not of the struct.
    for parameter in operation.parameters:
        argument = next(one for one in found if one.source is parameter)
        yield written(parameter, argument.expr)
    body = operation.body
    if body is None or body.arguments:
        return
    alone = len(body.contents) == 1
    for content in body.contents:
        argument = next(one for one in found if one.content is content)
        yield payload(content, argument.expr, types, required=alone and body.required)
    if body.required and (not alone or body.contents[0].codec is Codec.BYTES):
        yield "needBody()"
