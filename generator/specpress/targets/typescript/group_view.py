"""The methods of a group of operations: the views of `resources/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specpress.model import Content, Group, Operation, Paging, Response
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.typescript.arguments import Argument, arguments, content_type
from specpress.targets.typescript.escape import doc_text, ts_string
from specpress.targets.typescript.layout import (
    SOFT,
    SPACE,
    Doc,
    IfBroken,
    Uses,
    bracketed,
    concat,
    generic,
    group,
    indent,
    join,
    render,
)
from specpress.targets.typescript.models_view import Member
from specpress.targets.typescript.naming import job_method, params_type
from specpress.targets.typescript.sentences import sentence
from specpress.targets.typescript.types import property_type, union
from specpress.targets.typescript.usage import headers_of, owner
from specpress.targets.typescript.wire_view import Wire, WireFile

_STEP = 2
_PROMISE = Uses("ApiPromise", frozenset({Symbol("type runtime/api-promise", "ApiPromise")}))
_JOB = Uses("Job", frozenset({Symbol("type runtime/job", "Job")}))
_OPTIONS = Uses("CallOptions", frozenset({Symbol("type runtime/options", "CallOptions")}))
_ERRORS = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableContentError",
    429: "RateLimitError",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method: its documentation, its head up to the brace, and its one statement."""

    doc: str
    head: TypeExpr
    body: TypeExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """The type of the arguments of a call; of `choices`, a caller gives the members of one."""

    doc: str
    name: str
    members: tuple[Member, ...]
    choices: tuple[tuple[Member, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFile:
    """`resources/<group>.ts`."""

    doc: str
    name: str
    base: Symbol
    params: tuple[Params, ...]
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupViews:
    """Both files of a group."""

    group: GroupFile
    wire: WireFile


def group_views(given: Group, operations: list[Operation], wire: Wire) -> GroupViews:
    """The views of a group of operations, which owns `operations`."""
    call = {one.id: arguments(one, wire.types) for one in operations}
    doc = doc_text(given.docs.description or given.docs.summary or given.name.declared)
    return GroupViews(
        group=GroupFile(
            doc=sentence(doc),
            name=wire.names.table["class", given.id],
            base=Symbol("runtime/group", "Group"),
            params=tuple(
                one for each in operations for one in _types_of(each, call[each.id], wire)
            ),
            methods=tuple(
                method for one in operations for method in _methods(one, call[one.id], wire)
            ),
        ),
        wire=WireFile(
            about=f"The operations of {doc_text(given.name.declared)} on the wire.",
            operations=tuple(wire.operation(one, call[one.id]) for one in operations),
        ),
    )


def _types_of(operation: Operation, given: tuple[Argument, ...], wire: Wire) -> Iterator[Params]:
    """The types that a call has for itself."""
    if given:
        yield _params(operation, given, wire)
    name = wire.headers_type(operation)
    if isinstance(name, str):
        yield _headers(operation, name, wire)


def _headers(operation: Operation, name: str, wire: Wire) -> Params:
    types = replace(wire.types, given=False)
    members = []
    for one in headers_of(operation):
        key = wire.names.table["header", operation.id, one.wire_name]
        declared = property_type(f"readonly {key}?", types.of(one.type))
        said = doc_text(one.docs.description or one.docs.summary or f"The header {one.wire_name}")
        members.append(Member(doc=sentence(said), declaration=render(declared, _STEP)))
    class_name = wire.names.table["class", owner(operation, wire.model)]
    method = wire.names.operation(operation.id)
    doc = f"The headers of an answer to {{@link {class_name}.{method}}}, as far as they came."
    return Params(doc=doc, name=name, members=tuple(members))


def _params(operation: Operation, given: tuple[Argument, ...], wire: Wire) -> Params:
    chosen = [one for one in given if one.contents]
    method = wire.names.operation(operation.id)
    class_name = wire.names.table["class", owner(operation, wire.model)]
    return Params(
        doc=f"The arguments of {{@link {class_name}.{method}}}.",
        name=params_type(wire.names, operation),
        members=tuple(_member(one, one.type, _STEP) for one in given if one not in chosen),
        choices=tuple(
            _choice(one, content, wire.names.table["media", operation.id], wire)
            for one in chosen
            for content in one.contents
        ),
    )


def _member(argument: Argument, type_: tuple[Doc, ...], column: int) -> Member:
    mark, more = ("", ()) if argument.required else ("?", ("undefined",))
    declared = property_type(f"{argument.name}{mark}", (*type_, *more))
    return Member(doc=argument.doc, declaration=render(declared, column))


def _choice(argument: Argument, content: Content, name: str, wire: Wire) -> tuple[Member, ...]:
    """The media type and the body in it; the preferred one need not be named."""
    literal = ts_string(content.media_type)
    is_first = content == argument.contents[0]
    mark, alternatives = ("?", (literal, "undefined")) if is_first else ("", (literal,))
    declared = property_type(f"{name}{mark}", alternatives)
    media = Member(doc="The media type of the body.", declaration=render(declared, 3 * _STEP))
    return media, _member(argument, content_type(content, wire.types), 3 * _STEP)


def _methods(operation: Operation, given: tuple[Argument, ...], wire: Wire) -> list[Method]:
    names = wire.names
    name = names.operation(operation.id)
    result = wire.result(operation)
    promise = _promise(operation, result, wire)
    verb = "call" if operation.long_running is None else "run"
    params = _parameters(operation, given, wire)
    methods = [
        Method(
            doc=_call_doc(operation, wire, has_params=bool(given)),
            head=_head(name, params, promise),
            body=_sends(verb, operation, wire, has_params=bool(given)),
        )
    ]
    if operation.paging is not None:
        methods.append(_paged(operation, operation.paging, params, wire, has_params=bool(given)))
    if operation.has_stream_beside:
        methods.append(_streaming(operation, params, wire, has_params=bool(given)))
    if operation.long_running is None:
        return methods
    job = generic(_JOB, (result,))
    submitted = generic(_PROMISE, (job,))
    submit, resume = (job_method(names, verb, operation) for verb in ("submit", "resume"))
    resumed: list[Doc] = ["jobId: string", concat("options?: ", _OPTIONS)]
    wired = _wired(names.table["wire", operation.id], operation, wire)
    body = concat("return ", bracketed("this.resume(", (wired, "jobId", "options"), ")"), ";")
    return [
        *methods,
        Method(
            doc=f"Submits {{@link {name}}} and gives the job, which goes on at the server.",
            head=_head(submit, params, submitted),
            body=_sends("submit", operation, wire, has_params=bool(given)),
        ),
        Method(
            doc=f"Takes a job of {{@link {name}}} up again. Nothing is sent until it is looked at."
            f"\n\n@param jobId - {_job_id(operation)}",
            head=_head(resume, resumed, job),
            body=render(body, 2 * _STEP),
        ),
    ]


def _promise(operation: Operation, result: Doc, wire: Wire) -> Doc:
    headers = wire.headers_type(operation)
    return generic(_PROMISE, (result,) if headers is None else (result, headers))


def _paged(
    operation: Operation, paging: Paging, params: list[Doc], wire: Wire, *, has_params: bool
) -> Method:
    """The method that goes through all pages."""
    doc = (
        f"All elements of {{@link {wire.names.operation(operation.id)}}}, page after page."
        " A page is asked for when it is wanted."
        + "\n\n@param params - The arguments of the first call." * has_params
        + "\n\n@param options - Settings of each call."
    )
    items = Uses("Items", frozenset({Symbol("type runtime/pages", "Items")}))
    item = union(replace(wire.types, given=False).of(paging.item), indented=False)
    body = _sends("paged", operation, wire, has_params=has_params, further="paging")
    head = _head(wire.names.paged(operation.id), params, generic(items, (item,)))
    return Method(doc=doc, head=head, body=body)


def _streaming(operation: Operation, params: list[Doc], wire: Wire, *, has_params: bool) -> Method:
    """The method that asks for the answer piece by piece."""
    name = wire.names.operation(operation.id)
    doc = (
        f"As {{@link {name}}}, with an answer that arrives piece by piece."
        + "\n\n@param params - The arguments of the call." * has_params
        + "\n\n@param options - Settings of this call alone."
    )
    promise = _promise(operation, wire.result(operation, stream=True), wire)
    return Method(
        doc=doc,
        head=_head(wire.names.stream(operation.id), params, promise),
        body=_sends("call", operation, wire, has_params=has_params, constant="streamed"),
    )


def _parameters(operation: Operation, given: tuple[Argument, ...], wire: Wire) -> list[Doc]:
    options = concat("options?: ", _OPTIONS)
    if not given:
        return [options]
    name = params_type(wire.names, operation)
    default = "" if any(one.required for one in given) else " = {}"
    return [f"params: {name}{default}", options]


def _head(name: str, parameters: list[Doc], result: Doc) -> TypeExpr:
    inner = indent(SOFT, *join((",", SPACE), parameters), IfBroken(","))
    return render(group(f"{name}(", inner, SOFT, "): ", result), _STEP, " {")


def _sends(
    verb: str,
    operation: Operation,
    wire: Wire,
    *,
    has_params: bool,
    constant: str = "wire",
    further: str = "",
) -> TypeExpr:
    table = wire.names.table
    made: Doc = "{}"
    if has_params:
        function = _wired(table["arguments", operation.id], operation, wire)
        made = group(function, bracketed("(", ("params",), ")"))
    constants = [table[kind, operation.id] for kind in (constant, further) if kind]
    given = (*(_wired(one, operation, wire) for one in constants), made, "options")
    return render(concat("return ", bracketed(f"this.{verb}(", given, ")"), ";"), 2 * _STEP)


def _wired(name: str, operation: Operation, wire: Wire) -> Doc:
    module = wire.names.table["module", owner(operation, wire.model)]
    return Uses(f"wire.{name}", frozenset({Symbol(f"* operations/{module}", "wire")}))


def _call_doc(operation: Operation, wire: Wire, *, has_params: bool) -> str:
    docs = operation.docs
    parts = [_sentence(docs.summary), doc_text(docs.description)]
    if parts[0].rstrip(".") == parts[1].rstrip("."):
        parts.pop(0)
    if not any(parts):
        parts = [f"{operation.method.upper()} {doc_text(operation.path)}."]
    if operation.long_running is not None:
        submit = job_method(wire.names, "submit", operation)
        parts.append(f"Waits until the job is done. {{@link {submit}}} gives the job at once.")
    page = operation.page
    if page is not None and page.since:
        parts.append(f"Since {doc_text(page.since)}.")
    tags = ["@param params - The arguments of the call."] * has_params
    tags.append("@param options - Settings of this call alone.")
    tags += _returns(operation)
    tags += _throws(operation)
    tags += ["@deprecated"] * operation.deprecated
    return "\n\n".join([*filter(None, parts), *tags])


def _sentence(text: str) -> str:
    words = doc_text(text)
    return sentence(words) if words else ""


def _returns(operation: Operation) -> list[str]:
    if operation.long_running is not None:
        words = operation.long_running.docs.description
        return [f"@returns {_line(words) or 'The result of the job.'}"]
    said = [_line(one.docs.description) for one in operation.responses]
    return [f"@returns {' Or: '.join(filter(None, said))}"] if any(said) else []


def _throws(operation: Operation) -> list[str]:
    tags = []
    if operation.long_running is not None:
        tags.append("@throws {@link JobFailedError} The job failed.")
    tags += [
        f"@throws {{@link {_error_of(one)}}} {_line(_said(one))}".rstrip()
        for one in operation.errors
    ]
    return list(dict.fromkeys(tags))


def _error_of(response: Response) -> str:
    status = response.status
    if status.first == status.last:
        kind = "ServerError" if status.first >= 500 else "StatusError"
        return _ERRORS.get(status.first, kind)
    return "ServerError" if status.first >= 500 else "StatusError"


def _said(response: Response) -> str:
    status = response.status
    code = f"{status.first}" if status.first == status.last else f"{status.first}-{status.last}"
    return f"{code}: {response.docs.description}" if response.docs.description else f"{code}."


def _line(text: str) -> str:
    words = " ".join(doc_text(text).split())
    return sentence(words) if words else ""


def _job_id(operation: Operation) -> str:
    job = operation.long_running
    if job is not None and job.id_header:
        return f"The id of the job, which is its {doc_text(job.id_header)}."
    return "The id of the job."
