"""The page of an operation."""

from __future__ import annotations

from dataclasses import replace

from specpress.model import (
    Access,
    Body,
    Codec,
    Content,
    Idempotency,
    Operation,
    Page,
    Paging,
    PagingStyle,
)
from specpress.targets.docs import curl
from specpress.targets.docs.building import auth, bodies, jobs, text
from specpress.targets.docs.building.corrections import correction_rows
from specpress.targets.docs.building.fields import Rows
from specpress.targets.docs.building.place import Place, json_block, web_links
from specpress.targets.docs.content import (
    Code,
    ExampleBlock,
    HistoryRow,
    Inlines,
    OperationPage,
    Timing,
    Words,
)
from specpress.targets.docs.names import Anchors, operation_ref


def page(place: Place, operation: Operation) -> OperationPage:
    """All about `operation`."""
    anchors = Anchors()
    long_running = anchors.take("long-running")
    given = operation.page or Page()
    rows = Rows(place=place, anchors=anchors, prefix=(), hidden=Access.WRITE)
    responses = tuple(bodies.response(one, "response", rows) for one in operation.responses)
    errors = tuple(bodies.response(one, "error", rows) for one in operation.errors)
    answers = tuple(
        zip((*operation.responses, *operation.errors), (*responses, *errors), strict=True)
    )
    return OperationPage(
        key=operation_ref(place.names, operation.id).page,
        anchor=anchors.take(operation.id),
        id=operation.id,
        title=title(operation),
        breadcrumb=given.breadcrumb,
        method=operation.method.upper(),
        path=operation.path,
        groups=place.group_links(operation.groups),
        since=given.since,
        timing=timing(operation),
        deprecated=operation.deprecated,
        auth=auth.notes(place, operation.auth),
        summary=operation.docs.summary if operation.docs.summary != title(operation) else "",
        description=operation.docs.description,
        links=web_links(operation.docs.links),
        idempotency=_idempotency(operation.idempotency),
        paging=_paging(operation.paging),
        callbacks=place.webhook_links(operation.id),
        parameters=bodies.parameters(operation.parameters, replace(rows, hidden=None)),
        body=bodies.body(operation.body, replace(rows, hidden=Access.READ)),
        responses=responses,
        errors=errors,
        long_running=long_running,
        steps=jobs.steps(place, operation, answers, rows),
        endpoints=_endpoints(place, operation),
        curl=curl.command(place.model, operation),
        samples=place.samples(operation),
        request_examples=_request_examples(operation.body),
        response_examples=(*_response_examples(operation), *jobs.examples(place, operation)),
        history=tuple(HistoryRow(version=one.version, change=one.change) for one in given.history),
        corrections=correction_rows(place, operation.id),
        source=place.source(operation.origin),
    )


def title(operation: Operation) -> str:
    """What people call the operation."""
    return (
        (operation.page.title if operation.page else "") or operation.docs.summary or operation.id
    )


def timing(operation: Operation) -> Timing:
    """When the answer carries the result: what the server does goes before what the page claims."""
    if operation.long_running is not None:
        return Timing.LONG_RUNNING
    match operation.page.synchronous if operation.page else None:
        case True:
            return Timing.SYNCHRONOUS
        case False:
            return Timing.ASYNCHRONOUS
        case None:
            return Timing.UNKNOWN


def _idempotency(given: Idempotency | None) -> Inlines:
    if given is None:
        return ()
    found: Inlines = (
        Words("Safe to repeat with the header "),
        Code(given.wire_name),
        Words(": the server runs a call with the same value once"),
    )
    if given.duplicate:
        found += (Words(", and answers the second with "), Code(str(given.duplicate)))
    return (*found, Words("."))


def _paging(given: Paging | None) -> Inlines:
    if given is None:
        return ()
    start = Words("Answers one page of a list; the next one is ")
    match given.style:
        case PagingStyle.LINK:
            return (start, Words("in the header "), Code("Link"), Words("."))
        case PagingStyle.CURSOR:
            where = Code(given.cursor_header or "/".join(("", *given.cursor)))
            return (
                start,
                Words("named by "),
                where,
                Words(", for "),
                Code(given.parameter),
                Words("."),
            )
        case PagingStyle.OFFSET | PagingStyle.PAGE:
            return (start, Words("asked for with "), Code(given.parameter), Words("."))


def _endpoints(place: Place, operation: Operation) -> tuple[str, ...]:
    servers = operation.servers or place.model.servers
    return tuple(f"{server.url}{operation.path}" for server in servers)


def _request_examples(body: Body | None) -> tuple[ExampleBlock, ...]:
    """Examples of the body beyond the one that the curl command shows."""
    if body is None:
        return ()
    found = [block for one in body.contents for block in examples("", one)]
    return tuple(found) if len(found) > 1 else ()


def _response_examples(operation: Operation) -> tuple[ExampleBlock, ...]:
    return tuple(
        block
        for response in (*operation.responses, *operation.errors)
        for content in response.contents
        for block in examples(text.status(response.status), content)
    )


def examples(status: str, content: Content) -> tuple[ExampleBlock, ...]:
    """The examples of a body in one media type."""
    is_json = content.codec in {Codec.JSON, Codec.JSON_LINES}
    return tuple(
        ExampleBlock(
            title=", ".join(part for part in (status, content.media_type, one.key) if part),
            summary=one.summary,
            lexer="json" if is_json or not isinstance(one.value, str) else "",
            text=one.value if isinstance(one.value, str) and not is_json else json_block(one.value),
        )
        for one in content.docs.examples
    )
