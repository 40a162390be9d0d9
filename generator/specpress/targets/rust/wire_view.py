"""How calls look on the wire: the statements that fill a call, and the constant of an operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import (
    ApiModel,
    Body,
    BodyArgument,
    Codec,
    Content,
    ErrorShape,
    LongRunning,
    Named,
    Operation,
    Parameter,
    Place,
    StatusRange,
    Style,
    TypeRef,
)
from specpress.naming.scopes import Names
from specpress.targets.rust import layout
from specpress.targets.rust.arguments import Argument, chosen_content
from specpress.targets.rust.escape import rust_string
from specpress.targets.rust.naming import success_contents
from specpress.targets.rust.types import Types

_STYLES = {
    Style.SIMPLE: "Simple",
    Style.LABEL: "Label",
    Style.MATRIX: "Matrix",
    Style.FORM: "Form",
    Style.SPACE_DELIMITED: "SpaceDelimited",
    Style.PIPE_DELIMITED: "PipeDelimited",
    Style.DEEP_OBJECT: "DeepObject",
}
_TAKERS = {
    Place.PATH: "call.add_path",
    Place.QUERY: "call.add_query",
    Place.HEADER: "call.add_header",
    Place.COOKIE: "call.add_cookie",
}
_READERS = {
    Codec.JSON: "wire::json_body",
    Codec.TEXT: "wire::text_body",
    Codec.XML: "wire::text_body",
    Codec.EVENTS: "wire::text_body",
    Codec.JSON_LINES: "wire::text_body",
    Codec.BYTES: "wire::octets_body",
    Codec.FORM: "wire::octets_body",
    Codec.MULTIPART: "wire::octets_body",
}
_SETTERS = {
    Codec.JSON: "set_json",
    Codec.FORM: "set_form",
    Codec.TEXT: "set_text",
    Codec.XML: "set_text",
    Codec.EVENTS: "set_text",
    Codec.JSON_LINES: "set_text",
    Codec.BYTES: "set_octets",
    Codec.MULTIPART: "set_octets",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A variant of what a call answers; `type` is "" where there is no body."""

    name: str
    type: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a call gives. `name` is "" where `type` is no enumeration of its own."""

    type: str
    name: str = ""
    doc: str = ""
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """The constant of an operation: its members, laid out."""

    lines: tuple[str, ...]


def result(operation: Operation, model: ApiModel, names: Names) -> Result:
    """What a call gives: the result of its job, its one answer, or an enumeration of answers."""
    types = Types(model=model, names=names)
    if operation.long_running is not None:
        return Result(type=types.text(operation.long_running.result))
    found = success_contents(operation)
    texts = [_body_type(content, types) for _, content in found]
    if len(set(texts)) <= 1:
        return Result(type=texts[0] if texts else "()")
    name = names.table["answer", operation.id]
    cases = tuple(
        Case(
            name=names.table["case", operation.id, str(index)],
            type="" if text == "()" else text,
            doc=_case_doc(operation, status),
        )
        for index, ((status, _), text) in enumerate(zip(found, texts, strict=True))
    )
    return Result(type=name, name=name, doc=f"What {operation.id} answers.", cases=cases)


def _case_doc(operation: Operation, status: StatusRange) -> str:
    said = next(
        (one.docs.description or one.docs.summary)
        for one in operation.responses
        if one.status == status
    )
    codes = str(status.first) if status.first == status.last else f"{status.first}-{status.last}"
    return f"{codes}: {said}" if said else f"The answer {codes}."


def _body_type(content: Content | None, types: Types) -> str:
    if content is None:
        return "()"
    match content.codec:
        case Codec.JSON:
            return types.text(content.type)
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return "String"
        case Codec.BYTES | Codec.FORM | Codec.MULTIPART:
            return "bytes::Bytes"


def fill(operation: Operation, given: tuple[Argument, ...]) -> tuple[str, ...]:
    """The statements that put the arguments into `call`, at column 8."""
    lines: list[str] = []
    for argument in given:
        source = argument.source
        if isinstance(source, Parameter):
            if argument.required:
                lines.append(_parameter(source, f"&self.{argument.name}", 8))
            else:
                lines.append(f"if let Some(value) = &self.{argument.name} {{")
                lines.append(f"    {_parameter(source, 'value', 12)}")
                lines.append("}")
    if operation.body is not None:
        lines += _body(operation.body, given)
    return tuple(lines)


def _parameter(parameter: Parameter, value: str, indent: int) -> str:
    wire_name = rust_string(parameter.wire_name)
    explode = "true" if parameter.explode else "false"
    style = f"wire::Style::{_STYLES[parameter.style]}"
    if parameter.content_type:
        return layout.call("call.add_json_query", [wire_name, value], "?;", indent)
    head, rest = _TAKERS[parameter.place], [style, explode]
    if parameter.place in (Place.HEADER, Place.COOKIE):
        rest = [explode]
    if parameter.place is Place.QUERY and parameter.allow_reserved:
        head = "call.add_reserved_query"
    return layout.call(head, [wire_name, value, *rest], "?;", indent)


def _body(body: Body, given: tuple[Argument, ...]) -> Iterator[str]:
    content = chosen_content(body)
    if content is None:
        return
    setter = _SETTERS[content.codec]
    media_type = rust_string(content.media_type)
    mark = "" if setter in ("set_text", "set_octets") else "?"
    if body.arguments:
        yield from _members(body, given)
        of_members = "set_members" if content.codec is Codec.JSON else "set_form_members"
        line = layout.call(f"call.{of_members}", ["body", media_type], "?;", 8)
        if body.required:
            yield line
        else:
            yield "if !body.is_empty() {"
            yield "    " + layout.call(f"call.{of_members}", ["body", media_type], "?;", 12)
            yield "}"
        return
    argument = next(one for one in given if one.source is body)
    if argument.required:
        yield layout.call(f"call.{setter}", [f"&self.{argument.name}", media_type], f"{mark};", 8)
        return
    yield f"if let Some(value) = &self.{argument.name} {{"
    yield "    " + layout.call(f"call.{setter}", ["value", media_type], f"{mark};", 12)
    yield "}"


def _members(body: Body, given: tuple[Argument, ...]) -> Iterator[str]:
    """Statements that make `body`; an inner object is made in a variable of its own."""
    named = {
        argument.source.path: argument
        for argument in given
        if isinstance(argument.source, BodyArgument)
    }
    required = {envelope.path: envelope.required for envelope in body.envelopes}
    paths = list(dict.fromkeys((*(one.path for one in body.arguments), *required)))
    yield from _object((), paths, named, required)


def _object(
    path: tuple[str, ...],
    paths: list[tuple[str, ...]],
    named: dict[tuple[str, ...], Argument],
    required: dict[tuple[str, ...], bool],
) -> Iterator[str]:
    depth = len(path)
    below = list(
        dict.fromkeys(
            other[: depth + 1] for other in paths if len(other) > depth and other[:depth] == path
        )
    )
    variable = "body" if not path else _variable(path)
    yield f"let mut {variable} = wire::Members::new();"
    for child in below:
        key = rust_string(child[-1])
        if child in named:
            argument = named[child]
            method = "put" if argument.required else "maybe"
            value = f"&self.{argument.name}"
            yield layout.call(f"{variable}.{method}", [key, value], ";", 8)
        else:
            yield from _object(child, paths, named, required)
            always = required.get(child, True)
            method = "object" if always else "object_unless_empty"
            yield layout.call(f"{variable}.{method}", [key, _variable(child)], ";", 8)


def _variable(path: tuple[str, ...]) -> str:
    """A local for an inner object, by its depth: inner ones are shadowed after their use."""
    return "inner" + "_inner" * (len(path) - 1)


def spec(operation: Operation, model: ApiModel, names: Names, answered: Result) -> Spec:
    """The constant of an operation."""
    types = Types(model=model, names=names)
    answers = [] if operation.long_running else list(_answers(operation, names, answered))
    errors = [
        tuple(_error(content.type, response.status, model, names, types))
        for response in operation.errors
        for content in response.contents
        if content.codec is Codec.JSON
    ]
    lines = [
        f"id: {rust_string(operation.id)},",
        f"method: {_method(operation.method)},",
        f"path: {rust_string(operation.path)},",
        f"accept: {rust_string(_accept(operation))},",
        *layout.literals("answers: &[", answers, "],"),
        *layout.literals("errors: &[", errors, "],"),
        _security(operation),
        *_idempotency(operation),
        *_job(operation, model, names, types),
    ]
    return Spec(lines=tuple(lines))


def _security(operation: Operation) -> str:
    needed = [
        [rust_string(scheme) for scheme, _ in requirement.schemes] for requirement in operation.auth
    ]
    if len(needed) == 1:
        return layout.array("security: &[&", needed[0], "],", 4)
    return layout.array("security: &", [f"&[{', '.join(one)}]" for one in needed], ",", 4)


def _method(method: str) -> str:
    return f"http::Method::{method.upper()}"


def _accept(operation: Operation) -> str:
    """The media types that the answers may have, for the header Accept."""
    types: list[str] = []
    if operation.long_running is None:
        types += [
            content.media_type for response in operation.responses for content in response.contents
        ]
    else:
        types.append("application/json")
    for response in operation.errors:
        types += [one.media_type for one in response.contents if one.codec is Codec.JSON]
    return ", ".join(dict.fromkeys(types)) or "*/*"


def _answers(operation: Operation, names: Names, answered: Result) -> Iterator[tuple[str, ...]]:
    found = success_contents(operation) or ((StatusRange(200, 299), None),)
    for index, (status, content) in enumerate(found):
        case = names.table["case", operation.id, str(index)] if answered.name else ""
        yield (
            "wire::Answer {",
            f"    statuses: {_status(status)},",
            f"    media: {_media(content)},",
            f"    read: {_reader(content, answered.name, case)},",
            "}",
        )


def _media(content: Content | None) -> str:
    if content is None:
        return "wire::Media::Nothing"
    match content.codec:
        case Codec.JSON:
            return "wire::Media::Json"
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return f"wire::Media::Text({rust_string(content.media_type)})"
        case Codec.BYTES | Codec.FORM | Codec.MULTIPART:
            return "wire::Media::Bytes"


def _reader(content: Content | None, enumeration: str, case: str) -> str:
    if content is None:
        return f"|_| Ok({enumeration}::{case})" if enumeration else "wire::no_body"
    reader = _READERS[content.codec]
    if not enumeration:
        return reader
    return f"|reply| {reader}(reply).map({enumeration}::{case})"


def _error(
    ref: TypeRef, status: StatusRange, model: ApiModel, names: Names, types: Types
) -> Iterator[str]:
    yield "wire::ErrorAnswer {"
    yield f"    statuses: {_status(status)},"
    yield f"    fits: |value| json::from_value::<{types.text(ref)}>(value).is_ok(),"
    yield f"    shape: {_shape(ref, model, names)},"
    yield "}"


def _shape(ref: TypeRef, model: ApiModel, names: Names) -> str:
    found = next((one for one in model.error_shapes if ref == Named(one.body)), None)
    return f"Some(&error_shapes::{shape_name(found, names)})" if found is not None else "None"


def shape_name(shape: ErrorShape, names: Names) -> str:
    """The constant for the shape of an error body."""
    return names.table["shape", shape.body]


def _status(status: StatusRange) -> str:
    return f"wire::Statuses({status.first}, {status.last})"


def _idempotency(operation: Operation) -> Iterator[str]:
    key = operation.idempotency
    if key is None:
        yield "idempotency: None,"
        return
    form = {"hex32": "Hex32"}.get(key.form, "Uuid")
    yield "idempotency: Some(wire::Idempotency {"
    yield f"    header: {rust_string(key.wire_name)},"
    yield f"    form: wire::KeyForm::{form},"
    yield f"    duplicate: {key.duplicate},"
    yield "}),"


def _job(operation: Operation, model: ApiModel, names: Names, types: Types) -> Iterator[str]:
    job = operation.long_running
    if job is None:
        yield "long_running: None,"
        return
    yield "long_running: Some(wire::LongRunning {"
    for name, ranges in (
        ("accepted", job.accepted),
        ("pending", job.pending),
        ("done", job.done),
        ("failed", job.failed),
        ("expired", job.expired),
    ):
        yield "    " + layout.array(f"{name}: &", [_status(one) for one in ranges], ",", 8)
    location = [rust_string(name) for name in job.location]
    yield "    " + layout.array("location: &", location, ",", 8)
    yield f"    poll_path: {rust_string(job.poll_path)},"
    yield f"    interval: {float(job.interval)!r},"
    yield "    result: wire::json_body,"
    yield from _job_failure(job, model, names, types)
    key_is_id = bool(job.id_header) and operation.idempotency is not None
    yield f"    key_is_id: {'true' if key_is_id else 'false'},"
    yield f"    resume: {rust_string(names.table['resume', operation.id])},"
    yield "}),"


def _job_failure(job: LongRunning, model: ApiModel, names: Names, types: Types) -> Iterator[str]:
    if job.failure is None:
        yield "    failure: None,"
        return
    first = min(one.first for one in job.failed)
    status = StatusRange(first, max(one.last for one in job.failed))
    yield "    failure: Some(wire::ErrorAnswer {"
    for line in list(_error(job.failure, status, model, names, types))[1:-1]:
        yield f"    {line}"
    yield "    }),"
