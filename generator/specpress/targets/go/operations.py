"""The methods of a group of operations: the views of `*_service.go`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specpress.model import ApiModel, Group, Operation, Paging, PagingStyle, Response
from specpress.remembered import remembered
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.go.arguments import arguments
from specpress.targets.go.escape import go_string, go_tag
from specpress.targets.go.fields import Line, lay_out
from specpress.targets.go.headers import headers
from specpress.targets.go.layout import key_values
from specpress.targets.go.outcomes import held, is_live, outcomes, type_of
from specpress.targets.go.sentences import sentence
from specpress.targets.go.types import Types, around
from specpress.targets.wording import described

_CONTEXT = TypeExpr("ctx context.Context", frozenset({Symbol("context", "Context")}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultType:
    """What a call returns: `held` is what it decodes, `text` what callers get.

    `form` is "struct" where callers get a pointer, "live" where they read what it points to as it
    arrives, "value", or "none".
    """

    held: TypeExpr
    text: TypeExpr
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Struct:
    """A struct of arguments or of results."""

    name: str
    doc: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobMethods:
    """The methods that submit a job and take it up again."""

    submit: str
    submit_doc: str
    resume: str
    resume_doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagedMethod:
    """The method that goes through all pages; `how` are the lines that say how they follow."""

    name: str
    doc: str
    result: TypeExpr
    item: TypeExpr
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One operation as a method. `params` is None where it takes no arguments, or where another
    method of the operation has declared them; `takes` is their name."""

    name: str
    doc: str
    descriptor: str
    context: TypeExpr
    params: Struct | None
    takes: str
    result: ResultType
    outcomes: Struct | None
    headers: Struct | None = None
    job: JobMethods | None = None
    paged: PagedMethod | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFile:
    """A file with the methods of a group."""

    package: str
    name: str
    doc: str
    methods: tuple[Method, ...]


def service_file(group: Group, types: Types, package: str) -> ServiceFile:
    """The public side of a group."""
    name = types.names.table["service", group.id]
    said = sentence(group.docs.description or group.docs.summary)
    about = f"{name} has the operations of {sentence(group.name.declared)}"
    return ServiceFile(
        package=package,
        name=name,
        doc=f"{about} A [Client] has one.\n\n{said}",
        methods=tuple(
            method for one in owned(group, types) for method in _methods(one, name, types)
        ),
    )


def owned(group: Group, types: Types) -> tuple[Operation, ...]:
    """The operations whose methods the group has, in the order of the description."""
    return _owners(types.model).get(group.id, ())


@remembered(lambda model: model)
def _owners(model: ApiModel) -> Mapping[str, tuple[Operation, ...]]:
    """The operations of each group."""
    found: dict[str, list[Operation]] = {}
    for operation in model.operations:
        group = operation.groups[0] if operation.groups else model.groups[0].id
        found.setdefault(group, []).append(operation)
    return {group: tuple(some) for group, some in found.items()}


def result_type(operation: Operation, types: Types, *, streamed: bool = False) -> ResultType:
    """What a call of an operation returns; `streamed`: that of its method for the stream."""
    if operation.long_running is not None:
        whole = types.expr(operation.long_running.result)
        return ResultType(held=whole, text=around("*{}", whole), form="struct")
    found = outcomes(operation, streamed=streamed)
    if len(found) > 1:
        kind = "stream-result" if streamed else "result"
        name = TypeExpr(types.prefix + types.names.table[kind, operation.id])
        return ResultType(held=name, text=around("*{}", name), form="struct")
    content = found[0].content
    if content is None:
        return ResultType(held=TypeExpr("struct{}"), text=TypeExpr(""), form="none")
    value = held(content, types)
    if is_live(content) or types.is_struct(type_of(content)):
        form = "live" if is_live(content) else "struct"
        return ResultType(held=value, text=around("*{}", value), form=form)
    return ResultType(held=value, text=value, form="value")


def _methods(operation: Operation, service: str, types: Types) -> Iterator[Method]:
    names = types.names
    name = names.operation(operation.id)
    job = _job_methods(operation, service, types) if operation.long_running else None
    params = _params(operation, service, types)
    yield Method(
        name=name,
        doc=_call_doc(operation, name, service, job),
        descriptor=names.table["descriptor", operation.id],
        context=_CONTEXT,
        params=params,
        takes=params.name if params else "",
        result=result_type(operation, types),
        outcomes=_outcomes(operation, service, types),
        headers=_headers(operation, service, types),
        job=job,
        paged=_paged(operation, operation.paging, service, types) if operation.paging else None,
    )
    if not operation.has_stream_beside:
        return
    stream = names.stream(operation.id)
    yield Method(
        name=stream,
        doc=f"{stream} is [{service}.{name}] with an answer that comes piece by piece.",
        descriptor=names.table["stream-descriptor", operation.id],
        context=_CONTEXT,
        params=None,
        takes=params.name if params else "",
        result=result_type(operation, types, streamed=True),
        outcomes=_outcomes(operation, service, types, streamed=True),
    )


_STYLES = {
    PagingStyle.LINK: "byLink",
    PagingStyle.CURSOR: "byCursor",
    PagingStyle.OFFSET: "byOffset",
    PagingStyle.PAGE: "byPage",
}


def _paged(operation: Operation, paging: Paging, service: str, types: Types) -> PagedMethod:
    name, item = types.names.paged(operation.id), types.expr(paging.item)
    single = types.names.operation(operation.id)
    pairs = [("style", _STYLES[paging.style])]
    for key, path in (("items", paging.items), ("cursor", paging.cursor), ("more", paging.more)):
        if path:
            pairs.append((key, f"[]string{{{', '.join(map(go_string, path))}}}"))
    for key, text in (
        ("parameter", paging.parameter),
        ("cursorHeader", paging.cursor_header),
        ("size", paging.size),
    ):
        if text:
            pairs.append((key, go_string(text)))
    if paging.style is PagingStyle.PAGE:
        pairs.append(("first", str(paging.first)))
    return PagedMethod(
        name=name,
        doc=f"{name} goes through what all pages of [{service}.{single}] have, and asks for a page"
        " when it needs it. An error ends it. The options are those of each call.",
        result=TypeExpr(f"iter.Seq2[{item.text}, error]", item.symbols | {Symbol("iter", "Seq2")}),
        item=item,
        how=tuple(key_values(pairs)),
    )


def _headers(operation: Operation, service: str, types: Types) -> Struct | None:
    found = headers(operation)
    if not found:
        return None
    name = types.names.table["headers", operation.id]
    method = types.names.operation(operation.id)
    rows = [
        (
            sentence(described(header.docs)),
            (
                TypeExpr(types.names.table["header", operation.id, header.wire_name.lower()]),
                types.optional(header.type),
                TypeExpr(go_tag(("header", header.wire_name))),
            ),
        )
        for header in found
    ]
    doc = (
        f"{name} are the headers of an answer to [{service}.{method}]. [HeadersOf] reads them from"
        " the one that [WithResponseInto] gives."
    )
    return Struct(name=name, doc=doc, lines=lay_out(rows))


def _params(operation: Operation, service: str, types: Types) -> Struct | None:
    found = arguments(operation, types)
    if not found:
        return None
    name = types.names.table["params", operation.id]
    method = types.names.operation(operation.id)
    return Struct(
        name=name,
        doc=f"{name} are the arguments of [{service}.{method}].",
        lines=lay_out([(one.doc, (TypeExpr(one.name), one.type)) for one in found]),
    )


def _outcomes(
    operation: Operation, service: str, types: Types, *, streamed: bool = False
) -> Struct | None:
    found = outcomes(operation, streamed=streamed)
    if len(found) < 2:
        return None
    names = types.names
    name = names.table["stream-result" if streamed else "result", operation.id]
    method = names.stream(operation.id) if streamed else names.operation(operation.id)
    rows = []
    for one in found:
        field = names.table["outcome", operation.id, one.key]
        said = _told(operation, one.status.first)
        type_ = TypeExpr("bool")
        if one.content is not None and is_live(one.content):
            type_ = around("*{}", held(one.content, types))
        elif one.content is not None:
            type_ = types.optional(type_of(one.content))
        tag = TypeExpr('`json:",omitzero"`')
        rows.append((f"{field} is the answer {said}", (TypeExpr(field), type_, tag)))
    doc = f"{name} is what [{service}.{method}] returns: one of its fields is set."
    return Struct(name=name, doc=doc, lines=lay_out(rows))


def _told(operation: Operation, status: int) -> str:
    for response in operation.responses:
        if response.status.first == status:
            said = _first_line(response)
            return f"{_range(response)}: {said}" if said else f"{_range(response)}."
    return f"{status}."


def _job_methods(operation: Operation, service: str, types: Types) -> JobMethods:
    names = types.names
    submit, resume = names.table["submit", operation.id], names.table["resume", operation.id]
    call = names.operation(operation.id)
    return JobMethods(
        submit=submit,
        submit_doc=f"{submit} is [{service}.{call}] without the waiting: it returns a job as soon"
        " as the server has accepted the call.",
        resume=resume,
        resume_doc=f"{resume} takes up a job of [{service}.{submit}] again, by its id. No request"
        " is made. The options are those of the job's calls.",
    )


def _call_doc(operation: Operation, name: str, service: str, job: JobMethods | None) -> str:
    docs = operation.docs
    parts = [_first_words(operation, name), docs.description]
    if job is not None:
        parts.append(
            f"It waits until the job is done. [{service}.{job.submit}] returns at once, with the"
            " job."
        )
    if operation.page is not None and operation.page.since:
        parts.append(f"Since {sentence(operation.page.since)}")
    parts.append(_failures(operation, job))
    if operation.deprecated:
        parts.append("Deprecated: the API says so.")
    return "\n\n".join(part for part in parts if part)


def _first_words(operation: Operation, name: str) -> str:
    """What a doc comment begins with: the name, and what goes over the wire."""
    request = f"{name} sends {operation.method.upper()} {operation.path}"
    return f"{request}: {sentence(operation.docs.summary)}" if operation.docs.summary else request


def _failures(operation: Operation, job: JobMethods | None) -> str:
    said = "A failure that the server tells of is a [*StatusError]"
    if job is not None:
        said += ", a job that failed a [*JobFailedError]"
    told = (
        f"- {_range(response)}: {line}"
        for response in operation.errors
        if (line := _first_line(response))
    )
    listed = "\n".join(told)
    return f"{said}:\n{listed}" if listed else f"{said}."


def _first_line(response: Response) -> str:
    return sentence(" ".join(response.docs.description.strip().partition("\n\n")[0].split()))


def _range(response: Response) -> str:
    first, last = response.status.first, response.status.last
    if (first, last) == (0, 999):
        return "any other status"
    return str(first) if first == last else f"{first} to {last}"
