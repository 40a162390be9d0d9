"""The methods of a group of operations: the views of `*_service.go`."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import Group, Operation, Response
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.go.arguments import arguments
from specpress.targets.go.fields import Line, lay_out
from specpress.targets.go.outcomes import outcomes, type_of
from specpress.targets.go.sentences import sentence
from specpress.targets.go.types import Types

_CONTEXT = TypeExpr("ctx context.Context", frozenset({Symbol("context", "Context")}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultType:
    """What a call returns: `held` is what it decodes, `text` what callers get.

    `form` is "struct" where callers get a pointer, "value", or "none".
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
class Method:
    """One operation as a method. `params` is None where it takes no arguments."""

    name: str
    doc: str
    descriptor: str
    context: TypeExpr
    params: Struct | None
    result: ResultType
    outcomes: Struct | None
    job: JobMethods | None


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
        methods=tuple(_method(one, name, types) for one in owned(group, types)),
    )


def owned(group: Group, types: Types) -> tuple[Operation, ...]:
    """The operations whose methods the group has, in the order of the description."""
    first = types.model.groups[0].id
    return tuple(
        operation
        for operation in types.model.operations
        if (*operation.groups, first)[0] == group.id
    )


def result_type(operation: Operation, types: Types) -> ResultType:
    """What a call of an operation returns."""
    if operation.long_running is not None:
        held = types.expr(operation.long_running.result)
        return ResultType(held=held, text=_around("*{}", held), form="struct")
    found = outcomes(operation)
    if len(found) > 1:
        held = TypeExpr(types.prefix + types.names.table["result", operation.id])
        return ResultType(held=held, text=_around("*{}", held), form="struct")
    content = found[0].content
    if content is None:
        return ResultType(held=TypeExpr("struct{}"), text=TypeExpr(""), form="none")
    ref = type_of(content)
    held = types.expr(ref)
    if types.is_struct(ref):
        return ResultType(held=held, text=_around("*{}", held), form="struct")
    return ResultType(held=held, text=held, form="value")


def _method(operation: Operation, service: str, types: Types) -> Method:
    names = types.names
    name = names.operation(operation.id)
    job = _job_methods(operation, service, types) if operation.long_running else None
    return Method(
        name=name,
        doc=_call_doc(operation, name, service, job),
        descriptor=names.table["descriptor", operation.id],
        context=_CONTEXT,
        params=_params(operation, service, types),
        result=result_type(operation, types),
        outcomes=_outcomes(operation, service, types),
        job=job,
    )


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


def _outcomes(operation: Operation, service: str, types: Types) -> Struct | None:
    found = outcomes(operation)
    if len(found) < 2:
        return None
    name = types.names.table["result", operation.id]
    method = types.names.operation(operation.id)
    rows = []
    for one in found:
        field = types.names.table["outcome", operation.id, one.key]
        said = _told(operation, one.status.first)
        held = TypeExpr("bool")
        if one.content is not None:
            held = types.optional(type_of(one.content))
        tag = TypeExpr('`json:",omitzero"`')
        rows.append((f"{field} is the answer {said}", (TypeExpr(field), held, tag)))
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


def _around(pattern: str, inner: TypeExpr) -> TypeExpr:
    return TypeExpr(pattern.replace("{}", inner.text, 1), inner.symbols)
