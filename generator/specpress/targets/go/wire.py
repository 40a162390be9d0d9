"""How the calls of a group look on the wire: the views of `*_wire.go`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import (
    Body,
    BodyArgument,
    Codec,
    Content,
    Group,
    LongRunning,
    Named,
    Operation,
    Parameter,
    Place,
    StatusRange,
    Style,
    TypeRef,
)
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.go.arguments import Argument, arguments, chosen_content
from specpress.targets.go.escape import go_string
from specpress.targets.go.layout import key_values
from specpress.targets.go.operations import owned
from specpress.targets.go.outcomes import Outcome, bodies, outcomes, type_of
from specpress.targets.go.types import Types

_TIME = frozenset({Symbol("time", "Duration")})


@dataclass(frozen=True, slots=True, kw_only=True)
class WireCall:
    """An operation, and how its arguments become a request.

    `chain` are the calls that describe the operation, `job` the lines of its long-running part,
    `writes` the statements that write the arguments, `body` the lines of a flattened one.
    """

    descriptor: str
    head: str
    chain: tuple[TypeExpr, ...]
    job: tuple[TypeExpr, ...]
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
    texts = (operation.id, operation.method.upper(), operation.path)
    body = operation.body
    return WireCall(
        descriptor=types.names.table["descriptor", operation.id],
        head=", ".join(map(go_string, texts)),
        chain=tuple(_chain(operation, types)),
        job=tuple(_job(operation, operation.long_running, types)) if operation.long_running else (),
        params=types.names.table["params", operation.id] if found else "",
        writes=tuple(_writes(operation, found)),
        body=tuple(_flattened(body, found)) if body is not None and body.arguments else (),
    )


def _chain(operation: Operation, types: Types) -> Iterator[TypeExpr]:
    for requirement in operation.auth:
        listed = ", ".join(go_string(scheme) for scheme, _ in requirement.schemes)
        yield TypeExpr(f"secured({listed})")
    key = operation.idempotency
    if key is not None:
        form = "hexKey" if key.form == "hex32" else "uuidKey"
        yield TypeExpr(f"keyed({go_string(key.wire_name)}, {form}, {key.duplicate})")
    if operation.long_running is None:
        yield from _answers(operation, types)
    for response in operation.errors:
        for content in response.contents:
            if content.codec is Codec.JSON:
                body = _body(content, types)
                shape = _shape(content.type, types)
                text = f"refused({_span(response.status)}, {body.text}, {shape})"
                yield TypeExpr(text, body.symbols)


def _answers(operation: Operation, types: Types) -> Iterator[TypeExpr]:
    found = outcomes(operation)
    for status, content in bodies(operation):
        body = _body(content, types) if content is not None else TypeExpr("nothing()")
        if len(found) > 1:
            body = _into(operation, _outcome_of(found, content), body, types)
        yield TypeExpr(f"answered({_span(status)}, {body.text})", body.symbols)


def _outcome_of(found: tuple[Outcome, ...], content: Content | None) -> Outcome:
    def kind(one: Content | None) -> TypeRef | None:
        return type_of(one) if one is not None else None

    return next(one for one in found if kind(one.content) == kind(content))


def _into(operation: Operation, outcome: Outcome, body: TypeExpr, types: Types) -> TypeExpr:
    """The reader of one of several outcomes, which sets the outcome's field."""
    result = types.names.table["result", operation.id]
    field = types.names.table["outcome", operation.id, outcome.key]
    held, value = TypeExpr("struct{}"), "true"
    argument = "_"
    if outcome.content is not None:
        ref = type_of(outcome.content)
        held = types.expr(ref)
        argument = "value"
        value = "value" if types.is_nullable(ref) and held.text != "any" else "Some(value)"
    text = (
        f"into({body.text}, func(result *{result}, {argument} {held.text})"
        f" {{\n\t\tresult.{field} = {value}\n\t}})"
    )
    return TypeExpr(text, body.symbols | held.symbols)


def _span(status: StatusRange) -> str:
    return f"{status.first}, {status.last}"


def _body(content: Content, types: Types) -> TypeExpr:
    media_type = go_string(content.media_type)
    match content.codec:
        case Codec.JSON:
            held = types.expr(content.type)
            return TypeExpr(f"jsonOf[{held.text}]({media_type})", held.symbols)
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return TypeExpr(f"plainText({media_type})")
        case Codec.BYTES | Codec.FORM | Codec.MULTIPART:
            return TypeExpr(f"octets({media_type})")


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


_STYLES = {
    Style.SIMPLE: "simpleStyle",
    Style.LABEL: "labelStyle",
    Style.MATRIX: "matrixStyle",
    Style.FORM: "formStyle",
    Style.SPACE_DELIMITED: "spaceDelimitedStyle",
    Style.PIPE_DELIMITED: "pipeDelimitedStyle",
    Style.DEEP_OBJECT: "deepObjectStyle",
}


def _writes(operation: Operation, found: tuple[Argument, ...]) -> Iterator[str]:
    # In the order of the description, not of the struct.
    for parameter in operation.parameters:
        argument = next(one for one in found if one.source is parameter)
        yield _parameter(parameter, f"p.{argument.name}")
    body = operation.body
    if body is not None and not body.arguments and (content := chosen_content(body)) is not None:
        argument = next(one for one in found if one.source is body)
        yield _payload(content, f"p.{argument.name}", required=argument.required)


def _parameter(parameter: Parameter, value: str) -> str:
    name = go_string(parameter.wire_name)
    explode = _flag(value=parameter.explode)
    style = _STYLES[parameter.style]
    if parameter.content_type:
        return f"jsonInQuery({name}, {value})"
    match parameter.place:
        case Place.PATH:
            return f"inPath({name}, {value}, {style}, {explode})"
        case Place.QUERY:
            reserved = _flag(value=parameter.allow_reserved)
            return f"inQuery({name}, {value}, {style}, {explode}, {reserved})"
        case Place.HEADER:
            return f"inHeader({name}, {value}, {explode})"
        case Place.COOKIE:
            return f"inCookie({name}, {value}, {explode})"


def _payload(content: Content, value: str, *, required: bool) -> str:
    media_type = go_string(content.media_type)
    given = f"Some({value})" if required else value
    match content.codec:
        case Codec.JSON:
            return f"jsonBody({media_type}, {value})"
        case Codec.FORM:
            return f"formBody({media_type}, {value})"
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return f"textBody({media_type}, {given})"
        case Codec.BYTES | Codec.MULTIPART:
            return f"bytesBody({media_type}, {given})"


def _flag(*, value: bool) -> str:
    return "true" if value else "false"


def _flattened(body: Body, found: tuple[Argument, ...]) -> Iterator[str]:
    """The lines of the object that is sent, its members in the order of the schema."""
    named = {one.source.path: one.name for one in found if isinstance(one.source, BodyArgument)}
    required = {envelope.path: envelope.required for envelope in body.envelopes}
    required[()] = body.required
    paths = list(dict.fromkeys((*(one.path for one in body.arguments), *required)))
    writer = "formBody" if body.contents[0].codec is Codec.FORM else "jsonBody"
    kind = "object" if body.required else "optionalObject"
    yield f"{writer}({go_string(body.contents[0].media_type)}, {kind}{{"
    yield from _members((), paths, named, required, depth=1)
    yield "})"


def _members(
    path: tuple[str, ...],
    paths: list[tuple[str, ...]],
    named: dict[tuple[str, ...], str],
    required: dict[tuple[str, ...], bool],
    depth: int,
) -> Iterator[str]:
    size = len(path) + 1
    below = dict.fromkeys(
        one[:size] for one in paths if len(one) >= size and one[: size - 1] == path
    )
    margin = "\t" * depth
    for child in below:
        key = go_string(child[-1])
        if child in named:
            yield f"{margin}{{{key}, p.{named[child]}}},"
            continue
        kind = "object" if required.get(child, True) else "optionalObject"
        yield f"{margin}{{{key}, {kind}{{"
        yield from _members(child, paths, named, required, depth + 1)
        yield f"{margin}}}}},"
