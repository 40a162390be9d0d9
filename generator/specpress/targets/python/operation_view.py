"""The methods of a group of operations: the views of `resources/`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import ApiModel, Group, Operation
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.python.arguments import Argument, arguments
from specpress.targets.python.client_scopes import async_group_class, group_class, job_method
from specpress.targets.python.docstrings import (
    JobNames,
    call_docstring,
    group_docstring,
    paged_docstring,
    resume_docstring,
    stream_docstring,
    submit_docstring,
)
from specpress.targets.python.options import PythonOptions
from specpress.targets.python.results import Mode, call_type, return_type, stream_type, streams
from specpress.targets.python.types import type_expr
from specpress.targets.python.wire_view import (
    WireCall,
    builder_name,
    constant_name,
    paging_name,
    wire_call,
)

_GROUPS = "._runtime.groups"
_OPTIONS = frozenset({Symbol("._runtime.options", "CallOptions")})
_JOBS = frozenset({Symbol("._runtime", "jobs")})


@dataclass(frozen=True, slots=True, kw_only=True)
class JobMethods:
    """The methods that submit a job and take it up again."""

    submit: str
    submit_doc: str
    resume: str
    resume_doc: str
    operation: Symbol


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One operation as a method. `builder` makes the call that it sends, `verb` is what sends it.

    `reads`: the two clients read what comes back in their own ways. `paging` is how the list comes
    in pages, for a method that goes through all of them.
    """

    name: str
    doc: str
    arguments: tuple[Argument, ...]
    options: TypeExpr
    returns: TypeExpr
    async_returns: TypeExpr
    builder: Symbol
    verb: str
    reads: bool = False
    paging: Symbol | None = None
    job: JobMethods | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupClass:
    """The class of a group. `awaits` and `jobs` are what differs between the two kinds."""

    name: str
    base: Symbol
    awaits: bool
    job_class: TypeExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFile:
    """A file of `resources/`."""

    doc: str
    classes: tuple[GroupClass, ...]
    methods: tuple[Method, ...]
    exports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsFile:
    """A file of `_requests/`."""

    group: str
    calls: tuple[WireCall, ...]


def group_file(group: Group, model: ApiModel, names: Names, options: PythonOptions) -> GroupFile:
    """The public classes of a group."""
    classes = (group_class(names, group), async_group_class(names, group))
    return GroupFile(
        doc=group_docstring(group.name.declared, group.docs.summary, group.docs.description),
        classes=tuple(_classes(classes)),
        methods=tuple(
            method
            for operation in owned(group, model)
            for method in _methods(operation, group, model, names, options)
        ),
        exports=tuple(sorted(classes)),
    )


def requests_file(group: Group, model: ApiModel, names: Names) -> RequestsFile:
    """What the calls of a group look like on the wire."""
    return RequestsFile(
        group=names.group(group.id),
        calls=tuple(
            wire_call(
                operation,
                arguments(operation, model, names),
                job_method(names, "resume", operation) if operation.long_running else "",
                model,
                names,
            )
            for operation in owned(group, model)
        ),
    )


def owned(group: Group, model: ApiModel) -> tuple[Operation, ...]:
    """The operations whose methods the group has, in the order of the description."""
    return tuple(
        operation
        for operation in model.operations
        if (*operation.groups, model.groups[0].id)[0] == group.id
    )


def _classes(names: tuple[str, str]) -> tuple[GroupClass, GroupClass]:
    plain, asynchronous = names
    return (
        GroupClass(
            name=plain,
            base=Symbol(_GROUPS, "OperationGroup"),
            awaits=False,
            job_class=TypeExpr("jobs.Job", _JOBS),
        ),
        GroupClass(
            name=asynchronous,
            base=Symbol(_GROUPS, "AsyncOperationGroup"),
            awaits=True,
            job_class=TypeExpr("jobs.AsyncJob", _JOBS),
        ),
    )


def _methods(
    operation: Operation, group: Group, model: ApiModel, names: Names, options: PythonOptions
) -> Iterator[Method]:
    """The method of an operation, and those that take its answer in another way."""
    method = _method(operation, group, model, names, options)
    yield method
    errors = f"{options.package}.errors"
    if operation.has_stream_beside:
        yield dataclasses.replace(
            method,
            name=names.stream(operation.id),
            doc=stream_docstring(operation, method.arguments, method.name, errors),
            returns=stream_type(operation, names),
            async_returns=stream_type(operation, names, Mode.ASYNCHRONOUS),
            verb="_stream",
            reads=False,
            job=None,
        )
    if operation.paging is not None:
        item = type_expr(operation.paging.item, names)
        yield dataclasses.replace(
            method,
            name=names.paged(operation.id),
            doc=paged_docstring(operation, method.arguments, method.name, errors),
            returns=_around("Iterator", item),
            async_returns=_around("AsyncIterator", item),
            verb="_paged",
            reads=False,
            paging=Symbol(method.builder.module, paging_name(method.name)),
            job=None,
        )


def _around(name: str, item: TypeExpr) -> TypeExpr:
    return TypeExpr(f"{name}[{item.text}]", item.symbols | {Symbol("collections.abc", name)})


def _method(
    operation: Operation,
    group: Group,
    model: ApiModel,
    names: Names,
    options: PythonOptions,
) -> Method:
    name = names.operation(operation.id)
    errors = f"{options.package}.errors"
    module = f"._requests.{names.group(group.id)}"
    given = arguments(operation, model, names)
    job = _job_names(operation, names)
    methods = None
    if job is not None:
        methods = JobMethods(
            submit=job.submit,
            submit_doc=submit_docstring(operation, job, errors),
            resume=job.resume,
            resume_doc=resume_docstring(job),
            operation=Symbol(module, constant_name(name)),
        )
    return Method(
        name=name,
        doc=call_docstring(operation, given, job, errors),
        arguments=given,
        options=TypeExpr("options: CallOptions | None = None", _OPTIONS),
        returns=return_type(operation, names),
        async_returns=return_type(operation, names, Mode.ASYNCHRONOUS),
        builder=Symbol(module, builder_name(name)),
        verb="_stream" if streams(operation) else "_call",
        reads=not streams(operation)
        and return_type(operation, names) != call_type(operation, names),
        job=methods,
    )


def _job_names(operation: Operation, names: Names) -> JobNames | None:
    if operation.long_running is None:
        return None
    return JobNames(
        call=names.operation(operation.id),
        submit=job_method(names, "submit", operation),
        resume=job_method(names, "resume", operation),
    )
