"""What of an API the client cannot do yet. It is told, and no code is made that would be wrong."""

from __future__ import annotations

from collections.abc import Callable

from specpress.diagnostics import Rule, error
from specpress.model import ApiModel, Body, Codec, Operation, Origin, Parameter, Place
from specpress.targets.base import Unsupported
from specpress.targets.typescript.usage import chosen_content

BODY = error("typescript-unsupported-body", "the client cannot write a body of this media type")
ENCODING = error("typescript-unsupported-encoding", "the client writes forms in one way only")
PARAMETER = error(
    "typescript-unsupported-parameter", "the client cannot send a document in this place"
)
SERVER = error("typescript-unsupported-server", "the client has one server for all operations")

_Report = Callable[[Rule, Origin, str, str], None]


def unsupported(model: ApiModel) -> tuple[Unsupported, ...]:
    """Everything that needs what the client does not have."""
    found: list[Unsupported] = []

    def report(rule: Rule, origin: Origin, message: str, hint: str) -> None:
        found.append(
            Unsupported(
                operation=operation.id, rule=rule, origin=origin, message=message, hint=hint
            )
        )

    for operation in model.operations:
        _check_servers(operation, report)
        for parameter in operation.parameters:
            _check_parameter(operation, parameter, report)
        if operation.body is not None:
            _check_body(operation, operation.body, report)
    return tuple(found)


def _check_servers(operation: Operation, report: _Report) -> None:
    if operation.servers:
        report(
            SERVER,
            operation.origin,
            f"{operation.id} has a server of its own, {operation.servers[0].url}",
            "describe it in a document of its own, or drop it with an overlay",
        )


def _check_parameter(operation: Operation, parameter: Parameter, report: _Report) -> None:
    kind = parameter.content_type
    if not kind or (parameter.place is Place.QUERY and kind.endswith(("/json", "+json"))):
        return
    report(
        PARAMETER,
        parameter.origin,
        f"`{parameter.wire_name}` of {operation.id} is a document of {kind} in the"
        f" {parameter.place.value}",
        "only JSON in the query can be sent",
    )


def _check_body(operation: Operation, body: Body, report: _Report) -> None:
    content = chosen_content(operation)
    if content is None or content.codec is Codec.MULTIPART:
        listed = ", ".join(one.media_type for one in body.contents) or "no media type"
        report(BODY, body.origin, f"the body of {operation.id} is {listed}", "")
    elif content.codec is Codec.FORM:
        for encoding in content.encodings:
            if encoding.content_types or encoding.style or encoding.allow_reserved:
                report(
                    ENCODING,
                    body.origin,
                    f"`{encoding.wire_name}` in the form of {operation.id} has an encoding",
                    "only the default encoding can be sent",
                )
