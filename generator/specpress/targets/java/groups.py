"""The methods of a group of operations: the views of its two classes, and of the requests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import Group, Operation, Paging, Response
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.java.arguments import arguments
from specpress.targets.java.code import call, expr, signature, statement
from specpress.targets.java.javadoc import Ready, Tag, comment
from specpress.targets.java.naming import class_name, owned
from specpress.targets.java.paging import element
from specpress.targets.java.returns import Returned, returned, told_status
from specpress.targets.java.sentences import first_paragraph, sentence
from specpress.targets.java.types import Types


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method of a group; all but the flag are laid out."""

    doc: TypeExpr
    deprecated: bool
    head: TypeExpr
    body: TypeExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFile:
    """A class of a group."""

    package: str
    doc: str
    name: str
    caller: Symbol
    methods: tuple[Method, ...]


_ERRORS = {
    400: "BadRequestException",
    401: "AuthenticationException",
    403: "PermissionDeniedException",
    404: "NotFoundException",
    409: "ConflictException",
    422: "UnprocessableContentException",
    429: "RateLimitException",
}
_THROWN = re.compile(r"@throws (\w+)")
_OPTIONS: Tag = ("@param options", "settings of this call alone")
_REQUEST: Tag = ("@param request", "the arguments")
_JOB_ID: Tag = ("@param jobId", "the id of the job")
_JOB_RETURN: Tag = ("@return", "the job, to poll or to wait for")


def group_file(group: Group, types: Types, *, asynchronous: bool) -> GroupFile:
    """The class of a group for one of the clients."""
    name = class_name(types.names, "async class" if asynchronous else "class", group.id)
    methods = [
        method
        for operation in owned(group, types)
        for method in _Methods(operation, group, types, asynchronous).all()
    ]
    return GroupFile(
        package=types.places.resource(name).module,
        doc=comment(group_text(group)),
        name=name,
        caller=types.places.internal("AsyncCaller" if asynchronous else "Caller"),
        methods=tuple(methods),
    )


def group_text(group: Group) -> list[str]:
    """What a group is for, in paragraphs."""
    docs = group.docs
    said = [text for text in (docs.summary, docs.description) if text.strip()]
    return list(dict.fromkeys(said)) or [sentence(group.name.declared)]


@dataclass(frozen=True, slots=True)
class _Methods:
    """The methods of one operation in one class."""

    operation: Operation
    group: Group
    types: Types
    asynchronous: bool

    def all(self) -> Iterator[Method]:
        """The methods, those for jobs last."""
        yield from self._calls_of(streams=False)
        if self.operation.has_stream_beside:
            yield from self._calls_of(streams=True)
        if self.operation.paging is not None:
            yield from self._paged(self.operation.paging)
        if self.operation.long_running is not None:
            yield from self._job_methods(returned(self.operation, self.types))

    def _paged(self, paging: Paging) -> Iterator[Method]:
        """The methods that take the elements of all pages."""
        names = self.types.names
        name = names.operation(self.operation.id)
        item = element(paging, self.types)
        returns = expr(f"ItemStream<{item.text}>", self._at("ItemStream"), item)
        paged = names.paged(self.operation.id)
        link = Ready(f"The elements of all pages of {self._link(name)}, read while they are taken.")
        yield self._short(paged, returns, comment([link], self._deprecated(), indent=2))
        given = arguments(self.operation, self.types)
        given_any = bool(given)
        if given and not any(one.required for one in given):
            yield self._bare(paged, returns)
        parameters = [f"{self._request.text} request"] if given_any else []
        constant = f"{self._calls}.{names.table['paging constant', self.operation.id]}"
        made = f"() -> {self._calls}.{name}({'request' if given_any else ''})"
        yield self._method(
            self._same(paged, "settings of each call"),
            expr(
                signature(
                    f"public {returns.text} {paged}", [*parameters, "RequestOptions options"], 2
                ),
                returns,
                self._at("RequestOptions"),
                *([self._request] if given_any else []),
            ),
            TypeExpr(statement(call("caller.pages", constant, made, "options"), 4, "return ")),
        )

    def _calls_of(self, *, streams: bool) -> Iterator[Method]:
        """The methods that call: with arguments alone, with options, with the whole answer."""
        names = self.types.names
        name = (names.stream if streams else names.operation)(self.operation.id)
        given = arguments(self.operation, self.types)
        result = returned(self.operation, self.types, streams=streams)
        wrapped = self._wrapped(result)
        yield self._short(name, wrapped, self._call_doc(name, result, streams=streams))
        if given and not any(one.required for one in given):
            yield self._bare(name, wrapped)
        doc = self._same(name, "settings of this call alone")
        yield self._full(name, name, "call", wrapped, doc)
        raw = names.table["raw stream" if streams else "raw", self.operation.id]
        raw_type = self._outer(
            expr(f"RawResponse<{result.type.text}>", self._at("RawResponse"), result.type)
        )
        yield self._full(raw, name, "raw", raw_type, self._same(name, "the whole answer"))

    def _job_methods(self, result: Returned) -> Iterator[Method]:
        names = self.types.names.table
        kind = "AsyncJob" if self.asynchronous else "Job"
        job = expr(f"{kind}<{result.type.text}>", self._at(kind), result.type)
        submit, resume = names["submit", self.operation.id], names["resume", self.operation.id]
        text = f"Submits `{self.operation.id}`. The job goes on at the server."
        tags = [] if self.asynchronous else self._throws(submits=True)
        doc = comment([text], [*tags, *self._deprecated()], indent=2)
        yield self._short(submit, self._outer(job), doc)
        link = Ready(f"The same as {self._link(submit)}, with settings of all its requests.")
        name = self.types.names.operation(self.operation.id)
        doc = comment([link], indent=2)
        yield self._full(submit, name, "submit", self._outer(job), doc)
        constant = f"{self._calls}.{names['constant', self.operation.id]}"
        again = comment([f"Takes up a job of `{submit}` again. No request is made."], indent=2)
        yield self._method(
            again,
            expr(signature(f"public {job.text} {resume}", ["String jobId"], 2), job),
            expr(
                statement(call(resume, "jobId", "RequestOptions.none()"), 4, "return "),
                self._at("RequestOptions"),
            ),
        )
        parameters = ["String jobId", "RequestOptions options"]
        yield self._method(
            again,
            expr(signature(f"public {job.text} {resume}", parameters, 2), job),
            TypeExpr(statement(call("caller.resume", constant, "jobId", "options"), 4, "return ")),
        )

    def _short(self, name: str, returns: TypeExpr, doc: str) -> Method:
        """The method without options."""
        given_any = bool(arguments(self.operation, self.types))
        parameters = [f"{self._request.text} request"] if given_any else []
        passed = ["request"] if given_any else []
        before = "" if returns.text == "void" else "return "
        return self._method(
            doc,
            expr(
                signature(f"public {returns.text} {name}", parameters, 2),
                returns,
                *([self._request] if given_any else []),
            ),
            expr(
                statement(call(name, *passed, "RequestOptions.none()"), 4, before),
                self._at("RequestOptions"),
            ),
        )

    def _bare(self, name: str, returns: TypeExpr) -> Method:
        """The method without arguments, where all of them may be left out."""
        request = f"{self._request.text}.builder().build()"
        before = "" if returns.text == "void" else "return "
        return self._method(
            self._same(name, "no argument"),
            expr(signature(f"public {returns.text} {name}", [], 2), returns),
            TypeExpr(statement(call(name, request, "RequestOptions.none()"), 4, before)),
        )

    def _full(self, name: str, wire: str, verb: str, returns: TypeExpr, doc: str) -> Method:
        """The method with options; `wire` makes the call."""
        given_any = bool(arguments(self.operation, self.types))
        made = f"{self._calls}.{wire}"
        made += "(request)" if given_any else "()"
        parameters = [f"{self._request.text} request"] if given_any else []
        parameters.append("RequestOptions options")
        passed = [f"() -> {made}" if self.asynchronous else made, "options"]
        if self.asynchronous and verb == "submit":
            constant = self.types.names.table["constant", self.operation.id]
            passed.insert(0, f"{self._calls}.{constant}")
        before = "" if returns.text == "void" else "return "
        return self._method(
            doc,
            expr(
                signature(f"public {returns.text} {name}", parameters, 2),
                returns,
                self._at("RequestOptions"),
                *([self._request] if given_any else []),
            ),
            TypeExpr(statement(call(f"caller.{verb}", *passed), 4, before)),
        )

    def _method(self, doc: str, head: TypeExpr, body: TypeExpr) -> Method:
        thrown = [self.types.places.error(name) for name in _THROWN.findall(doc)]
        return Method(
            doc=expr(doc, *thrown), deprecated=self.operation.deprecated, head=head, body=body
        )

    def _link(self, name: str) -> str:
        """A link to the method without options, in this class."""
        given_any = bool(arguments(self.operation, self.types))
        return f"{{@link #{name}({self._request.text if given_any else ''})}}"

    def _same(self, name: str, what: str) -> str:
        """The comment of a method that is the first one with something more."""
        return comment([Ready(f"The same as {self._link(name)}, with {what}.")], indent=2)

    @property
    def _request(self) -> TypeExpr:
        name = class_name(self.types.names, "request", self.operation.id)
        return expr(name, self.types.places.model(name))

    @property
    def _calls(self) -> str:
        return class_name(self.types.names, "calls", self.group.id)

    def _at(self, name: str) -> Symbol:
        return self.types.places.at(name)

    def _wrapped(self, result: Returned) -> TypeExpr:
        if self.asynchronous:
            return self._outer(result.type)
        return TypeExpr("void") if result.nothing else result.type

    def _outer(self, inner: TypeExpr) -> TypeExpr:
        if not self.asynchronous:
            return inner
        future = Symbol("java.util.concurrent", "CompletableFuture")
        return expr(f"CompletableFuture<{inner.text}>", future, inner)

    def _call_doc(self, name: str, result: Returned, *, streams: bool) -> str:
        """The documentation of the operation, which the synchronous class has in full."""
        if self.asynchronous:
            there = class_name(self.types.names, "class", self.group.id)
            link = self._link(name).replace("#", f"{there}#", 1)
            return comment([self._summary(), Ready(f"See {link}.")], self._deprecated(), indent=2)
        tags: list[Tag] = []
        if streams:
            plain = self._link(self.types.names.operation(self.operation.id))
            text = Ready(f"The same as {plain}, element by element while they come.")
            return comment([text], self._deprecated(), indent=2)
        if not result.nothing:
            tags.append(("@return", self._result_text()))
        tags += [*self._throws(submits=False), *self._deprecated()]
        return comment(self._texts(), tags, indent=2)

    def _texts(self) -> list[str]:
        texts = [self._summary(), *self._description()]
        if self.operation.long_running is not None:
            submit = self.types.names.table["submit", self.operation.id]
            texts.append(f"Waits until the job is done; `{submit}` gives the job at once.")
        page = self.operation.page
        if page is not None and page.since:
            texts.append(f"Since {sentence(page.since)}")
        return texts

    def _summary(self) -> str:
        docs = self.operation.docs
        said = docs.summary or first_paragraph(docs.description)
        said = said or f"{self.operation.method.upper()} `{self.operation.path}`"
        return sentence(" ".join(said.split()))

    def _description(self) -> list[str]:
        docs = self.operation.docs
        text = docs.description if docs.summary else docs.description.partition("\n\n")[2]
        return [text] if text.strip() else []

    def _result_text(self) -> str:
        job = self.operation.long_running
        if job is not None:
            return first_paragraph(job.docs.description) or "the result of the job"
        said = [
            sentence(first_paragraph(one.docs.description))
            for one in self.operation.responses
            if one.contents and one.docs.description.strip()
        ]
        return " ".join(said) or "the body of the answer"

    def _deprecated(self) -> list[Tag]:
        return [("@deprecated", "The API says so.")] if self.operation.deprecated else []

    def _throws(self, *, submits: bool) -> list[Tag]:
        """What a call throws."""
        found: dict[str, list[str]] = {}
        for response in self.operation.errors:
            said = first_paragraph(response.docs.description) or "The call failed"
            text = f"{told_status(response)}: {sentence(said)}"
            found.setdefault(_error_of(response), []).append(text)
        tags = [(f"@throws {kind}", " ".join(texts)) for kind, texts in found.items()]
        if self.operation.long_running is not None and not submits:
            tags.append(("@throws JobFailedException", "The job failed."))
            late = "The time is over, and the job still runs."
            tags.append(("@throws JobDeadlineException", late))
        tags.append(("@throws ApiException", "Any other failure."))
        return tags


def _error_of(response: Response) -> str:
    first, last = response.status.first, response.status.last
    if first == last and first in _ERRORS:
        return _ERRORS[first]
    return "ServerException" if first >= 500 and last <= 599 else "StatusException"
