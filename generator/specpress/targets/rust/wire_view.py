"""How the calls of an operation look on the wire: its constant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import (
    STREAMED,
    ApiModel,
    Codec,
    Content,
    ErrorShape,
    LongRunning,
    Named,
    Operation,
    Server,
    StatusRange,
    TypeRef,
)
from specpress.naming.scopes import Names
from specpress.targets.rust import layout
from specpress.targets.rust.escape import rust_string
from specpress.targets.rust.naming import whole_contents
from specpress.targets.rust.results import Result
from specpress.targets.rust.types import Types

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """The constant of an operation: its members, laid out."""

    lines: tuple[str, ...]


def spec(operation: Operation, model: ApiModel, names: Names, answered: Result) -> Spec:
    """The constant of an operation, without what most operations have in common."""
    types = Types(model=model, names=names)
    answers = [] if operation.long_running else list(_answers(operation, names, answered))
    errors = [
        _error(content.type, response.status, model, names, types)
        for response in operation.errors
        for content in response.contents
        if content.codec is Codec.JSON
    ]
    accept = _accept(operation)
    lines = [
        f"id: {rust_string(operation.id)},",
        f"method: {operation.method.upper()},",
        f"path: {rust_string(operation.path)},",
        *_server(operation),
        *[f"accept: {rust_string(accept)},"] * (accept != "*/*"),
        *_list("answers", answers),
        *_list("errors", [(one,) for one in errors]),
        *_security(operation),
        *_idempotency(operation),
        *_job(operation, model, names, types),
    ]
    return Spec(lines=tuple(lines))


def _server(operation: Operation) -> Iterator[str]:
    """The first of the operation's own servers, where it has some."""
    if operation.servers:
        server = operation.servers[0]
        yield "server: Some(wire::Server {"
        yield f"    described: {rust_string(server.url)},"
        yield f"    url: {rust_string(filled(server))},"
        yield "}),"


def filled(server: Server) -> str:
    """The URL of a server with the defaults of its variables."""
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.wire_name}}}", variable.default)
    return url.rstrip("/")


def _list(name: str, elements: list[tuple[str, ...]]) -> Iterator[str]:
    """A member that is a list of literals, of one line or of several each."""
    if not elements:
        return
    if len(elements) == 1 and len(elements[0]) == 1:
        yield layout.single(f"{name}: &[", elements[0][0], "],", 4)
    elif all(len(one) == 1 for one in elements):
        yield layout.array(f"{name}: &", [one[0] for one in elements], ",", 4)
    else:
        yield from layout.literals(f"{name}: &[", elements, "],")


def _security(operation: Operation) -> Iterator[str]:
    if not operation.auth:
        return
    needed = [
        [rust_string(scheme) for scheme, _ in requirement.schemes] for requirement in operation.auth
    ]
    if len(needed) == 1:
        yield layout.array("security: &[&", needed[0], "],", 4)
        return
    yield layout.array("security: &", [f"&[{', '.join(one)}]" for one in needed], ",", 4)


def _accept(operation: Operation) -> str:
    """The media types that the answers may have, for the header Accept."""
    types: list[str] = []
    if operation.long_running is None:
        types += [
            content.media_type
            for response in operation.responses
            for content in response.contents
            if content.codec not in STREAMED
        ]
    else:
        types.append("application/json")
    for response in operation.errors:
        types += [one.media_type for one in response.contents if one.codec is Codec.JSON]
    return ", ".join(dict.fromkeys(types)) or "*/*"


def _answers(operation: Operation, names: Names, answered: Result) -> Iterator[tuple[str, ...]]:
    found = whole_contents(operation)
    if not found and not answered.name:
        found = ((StatusRange(200, 299), None),)
    for index, (status, content) in enumerate(found):
        case = names.table["case", operation.id, str(index)] if answered.name else ""
        maker = "nothing" if content is None else "json" if content.codec is Codec.JSON else ""
        if maker and not case and status.first == status.last:
            yield (layout.call(f"wire::{maker}", [str(status.first)], "", 8),)
            continue
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


def _error(ref: TypeRef, status: StatusRange, model: ApiModel, names: Names, types: Types) -> str:
    """The expression for failures with a body of a type."""
    text = types.text(ref)
    statuses = [str(status.first), str(status.last)]
    shape = _shape(ref, model, names)
    if shape:
        return f"wire::shaped_errors::<{text}>({', '.join((*statuses, shape))})"
    if status.first == status.last:
        return f"wire::error::<{text}>({status.first})"
    return f"wire::errors::<{text}>({', '.join(statuses)})"


def _shape(ref: TypeRef, model: ApiModel, names: Names) -> str:
    found = next((one for one in model.error_shapes if ref == Named(one.body)), None)
    return f"&error_shapes::{shape_name(found, names)}" if found is not None else ""


def shape_name(shape: ErrorShape, names: Names) -> str:
    """The constant for the shape of an error body."""
    return names.table["shape", shape.body]


def _status(status: StatusRange) -> str:
    return f"wire::Statuses({status.first}, {status.last})"


def _idempotency(operation: Operation) -> Iterator[str]:
    key = operation.idempotency
    if key is None:
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
    failure = _error(job.failure, status, model, names, types)
    yield "    " + layout.single("failure: Some(", failure, "),", 8)
