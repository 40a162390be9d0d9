"""How the calls of a group look on the wire: the views of `_requests/`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specpress.model import (
    ApiModel,
    Idempotency,
    LongRunning,
    Operation,
    Paging,
    Place,
    Server,
    StatusRange,
)
from specpress.naming.scopes import Names
from specpress.targets.base import TypeExpr
from specpress.targets.python import results
from specpress.targets.python.arguments import WIRE, Argument
from specpress.targets.python.escape import py_string
from specpress.targets.python.parameter_view import parameters, querystring
from specpress.targets.python.payload_view import Payload, payload_of
from specpress.targets.python.types import type_expr

_WIRE = frozenset({WIRE})
_VARIABLE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagingView:
    """How the list of an operation comes in pages: keyword arguments as expressions."""

    constant: str
    wire: TypeExpr
    parts: tuple[TypeExpr, ...]


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
    server: TypeExpr | None
    returns: TypeExpr
    answers: tuple[TypeExpr, ...]
    streams: tuple[TypeExpr, ...]
    errors: tuple[TypeExpr, ...]
    security: tuple[tuple[str, ...], ...]
    idempotency: Idempotency | None
    job: Job | None
    arguments: tuple[Argument, ...]
    path_parts: tuple[TypeExpr, ...]
    query: tuple[TypeExpr, ...]
    headers: tuple[TypeExpr, ...]
    cookies: tuple[TypeExpr, ...]
    querystring: TypeExpr | None
    paging: PagingView | None
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
    is_job = operation.long_running is not None
    return WireCall(
        wire=TypeExpr("wire", _WIRE),
        constant=constant_name(name),
        builder=builder_name(name),
        id=operation.id,
        method=operation.method.upper(),
        path=operation.path,
        server=_server(operation.servers[0]) if operation.servers else None,
        returns=results.call_type(operation, names),
        answers=() if is_job else tuple(results.answers(operation, names)),
        streams=() if is_job else tuple(results.stream_answers(operation, model, names)),
        errors=tuple(results.errors(operation.errors, model, names)),
        security=tuple(
            tuple(scheme for scheme, _ in requirement.schemes) for requirement in operation.auth
        ),
        idempotency=operation.idempotency,
        job=_job(operation, resume, model, names),
        arguments=given,
        path_parts=tuple(parameters(given, Place.PATH)),
        query=tuple(parameters(given, Place.QUERY)),
        headers=tuple(parameters(given, Place.HEADER)),
        cookies=tuple(parameters(given, Place.COOKIE)),
        querystring=querystring(given),
        paging=_paging(name, operation.paging, names) if operation.paging else None,
        payload=payload_of(operation.body, given, model),
    )


def constant_name(operation: str) -> str:
    """The constant for an operation in `_requests`; no type and no argument looks like it."""
    return f"{operation}_operation".upper()


def paging_name(operation: str) -> str:
    """The constant for how the list of an operation comes in pages."""
    return f"{operation}_paging".upper()


def builder_name(operation: str) -> str:
    """The function in `_requests` that makes a call of an operation."""
    return f"{operation}_call"


def filled(server: Server) -> str:
    """The URL of a server with the default of each variable in its place."""
    defaults = {variable.wire_name: variable.default for variable in server.variables}
    return _VARIABLE.sub(lambda match: defaults.get(match.group(1), ""), server.url)


def _server(server: Server) -> TypeExpr:
    described, url = py_string(server.url), py_string(filled(server))
    return TypeExpr(f"wire.Server({described}, {url})", _WIRE)


def _paging(name: str, paging: Paging, names: Names) -> PagingView:
    item = type_expr(paging.item, names)
    parts = [
        TypeExpr(f"turn={py_string(paging.style.value)}"),
        TypeExpr(f"item=lambda: {item.text}", item.symbols),
    ]
    for key, path in (("items", paging.items), ("cursor", paging.cursor), ("more", paging.more)):
        if path:
            listed = ", ".join(map(py_string, path))
            parts.append(TypeExpr(f"{key}=({listed},)"))
    texts = (
        ("parameter", paging.parameter),
        ("cursor_header", paging.cursor_header),
        ("size", paging.size),
    )
    parts += [TypeExpr(f"{key}={py_string(text)}") for key, text in texts if text]
    if paging.first != 1:
        parts.append(TypeExpr(f"first={paging.first}"))
    return PagingView(constant=paging_name(name), wire=TypeExpr("wire", _WIRE), parts=tuple(parts))


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
        result=results.json_body(job.result, "application/json", names),
        failure=_failure(job, model, names),
        key_is_id=bool(job.id_header) and operation.idempotency is not None,
        resume=resume,
    )


def _failure(job: LongRunning, model: ApiModel, names: Names) -> TypeExpr | None:
    return None if job.failure is None else results.failure(job.failure, job.failed, model, names)


def _statuses(ranges: tuple[StatusRange, ...]) -> tuple[TypeExpr, ...]:
    return tuple(results.status_expr(one) for one in ranges)
