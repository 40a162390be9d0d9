"""What operations are on the wire: the views of `operations/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from specpress.model import (
    ApiModel,
    Codec,
    LongRunning,
    Named,
    Operation,
    Paging,
    PagingStyle,
    Response,
    Server,
    StatusRange,
    TypeRef,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.typescript.arguments import Argument
from specpress.targets.typescript.escape import ts_key, ts_string
from specpress.targets.typescript.layout import (
    Doc,
    Uses,
    assigned,
    block,
    bracketed,
    concat,
    forced,
    generic,
    keyed,
    render,
)
from specpress.targets.typescript.naming import job_method
from specpress.targets.typescript.package import Package
from specpress.targets.typescript.payloads import argument_functions
from specpress.targets.typescript.results import Results
from specpress.targets.typescript.schemas import Schemas, named_constant
from specpress.targets.typescript.types import Types, union
from specpress.targets.typescript.usage import headers_of, owner

_ANY_SUCCESS = StatusRange(200, 299)


@dataclass(frozen=True, slots=True, kw_only=True)
class WireOperation:
    """An operation as a constant, and the functions that make its arguments, if it has any."""

    statements: tuple[TypeExpr, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WireFile:
    """`operations/<group>.ts`."""

    about: str
    operations: tuple[WireOperation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Makes the views of one package."""

    package: Package

    @property
    def model(self) -> ApiModel:
        """The API."""
        return self.package.model

    @property
    def names(self) -> Names:
        """The names of the package."""
        return self.package.names

    @property
    def types(self) -> Types:
        """What a caller gives."""
        return self.package.types

    @property
    def schemas(self) -> Schemas:
        """The schemas of the types."""
        return self.package.schemas

    @property
    def results(self) -> Results:
        """What operations give."""
        return Results(self.package)

    def operation(self, operation: Operation, given: tuple[Argument, ...]) -> WireOperation:
        """The view of one operation."""
        constants = [self._constant(operation, stream=False)]
        if operation.has_stream_beside:
            constants.append(self._constant(operation, stream=True))
        if operation.paging is not None:
            constants.append(self._paging(operation, operation.paging))
        functions = argument_functions(operation, given, self.package) if given else ()
        return WireOperation(statements=tuple(map(render, (*constants, *functions))))

    def result(self, operation: Operation, *, stream: bool = False) -> Doc:
        """What a call gives."""
        return self.results.result(operation, stream=stream)

    def headers_type(self, operation: Operation, *, module: str = "") -> Doc | None:
        """The type of the headers of answers, None where the API documents none."""
        if not headers_of(operation):
            return None
        name = self.names.table["headers", operation.id]
        if not module:
            return name
        path = f"type * resources/{self.names.table['module', owner(operation, self.model)]}"
        return Uses(f"{module}.{name}", frozenset({Symbol(path, module)}))

    def _headers(self, operation: Operation) -> Doc | None:
        given = self.headers_type(operation, module="resource")
        if given is None:
            return None
        rows = [
            keyed(
                ts_key(self.names.table["header", operation.id, one.wire_name]),
                bracketed("[", (ts_string(one.wire_name), self.schemas.of(one.type)), "]"),
            )
            for one in headers_of(operation)
        ]
        function = Uses("headersOf", frozenset({Symbol("runtime/headers", "headersOf")}))
        return keyed("headers", concat(function, "<", given, ">(", block("{", rows, "}"), ")"))

    def _paging(self, operation: Operation, paging: Paging) -> Doc:
        name = self.names.table["paging", operation.id]
        item = union(replace(self.types, given=False).of(paging.item), indented=False)
        kind = generic(Uses("Paging", frozenset({Symbol("type runtime/pages", "Paging")})), (item,))
        rows = [
            keyed("style", ts_string(paging.style.value)),
            keyed("items", _path(paging.items)),
            keyed("item", self.schemas.of(paging.item)),
        ]
        texts = {
            "parameter": paging.parameter,
            "size": paging.size,
            "cursorHeader": paging.cursor_header,
        }
        rows += [keyed(key, ts_string(text)) for key, text in texts.items() if text]
        paths = {"cursor": paging.cursor, "more": paging.more}
        rows += [keyed(key, _path(path)) for key, path in paths.items() if path]
        if paging.style is PagingStyle.PAGE:
            rows.append(keyed("first", str(paging.first)))
        return concat(f"export const {name}: ", kind, " =", assigned(block("{", rows, "}")), ";")

    def _constant(self, operation: Operation, *, stream: bool) -> Doc:
        kind = "JobOperation" if operation.long_running else "Operation"
        used = frozenset({Symbol("type runtime/operation", kind)})
        rows = [row for row in self._rows(operation, stream=stream) if row is not None]
        headers = self.headers_type(operation, module="resource")
        result = self.result(operation, stream=stream)
        kind_of = generic(Uses(kind, used), (result, *([] if headers is None else [headers])))
        name = self.names.table["streamed" if stream else "wire", operation.id]
        right = assigned(block("{", rows, "}"))
        return concat(f"export const {name}: ", kind_of, " =", right, ";")

    def _rows(self, operation: Operation, *, stream: bool) -> Iterator[Doc | None]:
        yield keyed("id", ts_string(operation.id))
        yield keyed("method", ts_string(operation.method.upper()))
        yield keyed("path", ts_string(operation.path))
        if operation.servers:
            yield keyed("server", _server(operation.servers[0]))
        if operation.long_running is None:
            answers = self._answers(operation, stream=stream)
            yield _listed("answers", [block("{", one, "}") for one in answers])
        if operation.long_running is None:
            yield self._headers(operation)
        yield _listed("errors", [block("{", one, "}") for one in self._errors(operation.errors)])
        yield _listed("security", _security(operation))
        if operation.idempotency is not None:
            yield keyed("idempotency", _idempotency(operation))
        if operation.long_running is not None:
            rows = [row for row in self._job(operation, operation.long_running) if row is not None]
            yield keyed("longRunning", block("{", rows, "}"))

    def _answers(self, operation: Operation, *, stream: bool) -> Iterator[list[Doc]]:
        if not operation.responses:
            nothing = Uses("noBody", frozenset({Symbol("runtime/bodies", "noBody")}))
            yield [_statuses(_ANY_SUCCESS), keyed("body", nothing)]
        for response, body in self.results.answers(operation, stream=stream):
            yield [_statuses(response.status), keyed("body", body)]

    def _errors(self, errors: Iterable[Response]) -> Iterator[list[Doc]]:
        """The failures whose body has a form; all others are kept as text anyway."""
        for response in errors:
            for content in response.contents:
                if content.codec is Codec.JSON:
                    yield self._error(response.status, content.type, content.media_type)

    def _error(self, status: StatusRange, ref: TypeRef, media_type: str) -> list[Doc]:
        rows = [_statuses(status), keyed("body", self.results.json(ref, media_type))]
        shape = self.names.table.get(("shape", ref.id)) if isinstance(ref, Named) else None
        if shape is not None and isinstance(ref, Named):
            constant = named_constant(shape, ref.id, self.package.places, whole=True)
            rows.append(keyed("shape", constant))
        return rows

    def _job(self, operation: Operation, job: LongRunning) -> Iterator[Doc | None]:
        yield keyed("accepted", _ranges(job.accepted))
        yield keyed("location", bracketed("[", [ts_string(one) for one in job.location], "]"))
        yield keyed("pollPath", ts_string(job.poll_path))
        yield keyed("pending", _ranges(job.pending))
        yield keyed("done", _ranges(job.done))
        yield keyed("failed", _ranges(job.failed))
        yield keyed("expired", _ranges(job.expired))
        yield keyed("interval", str(round(job.interval * 1000)))
        yield keyed("result", self.results.json(job.result))
        if job.failure is not None:
            failed = StatusRange(
                min(one.first for one in job.failed), max(one.last for one in job.failed)
            )
            rows = self._error(failed, job.failure, "application/json")
            yield keyed("failure", block("{", rows, "}"))
        if job.id_header and operation.idempotency is not None:
            yield keyed("keyIsId", "true")
        yield keyed("resume", ts_string(job_method(self.names, "resume", operation)))


def _path(names: tuple[str, ...]) -> Doc:
    return bracketed("[", [ts_string(name) for name in names], "]")


def _listed(key: str, docs: list[Doc]) -> Doc | None:
    return keyed(key, bracketed("[", docs, "]")) if docs else None


def _security(operation: Operation) -> list[Doc]:
    alternatives = [[name for name, _ in one.schemes] for one in operation.auth]
    docs: list[Doc] = [
        bracketed("[", [ts_string(one) for one in names], "]") for names in alternatives
    ]
    if len(docs) > 1 and all(len(names) > 1 for names in alternatives):
        return [forced(doc) for doc in docs]  # Prettier breaks a matrix.
    return docs


def _idempotency(operation: Operation) -> Doc:
    assert operation.idempotency is not None
    given = operation.idempotency
    rows: list[Doc] = [
        keyed("header", ts_string(given.wire_name)),
        keyed("form", ts_string(given.form)),
    ]
    if given.duplicate:
        rows.append(keyed("duplicate", str(given.duplicate)))
    return block("{", rows, "}")


def _statuses(status: StatusRange) -> Doc:
    return keyed("statuses", _range(status))


def _ranges(ranges: tuple[StatusRange, ...]) -> Doc:
    return bracketed("[", [_range(one) for one in ranges], "]")


def _range(status: StatusRange) -> Doc:
    if status.first == status.last:
        return str(status.first)
    return f"[{status.first}, {status.last}]"


def _server(server: Server) -> Doc:
    """The server of an operation, with its variables at their defaults."""
    rows = [
        keyed("described", ts_string(server.url)),
        keyed("url", ts_string(filled(server))),
    ]
    return block("{", rows, "}")


def filled(server: Server) -> str:
    """The URL of a server with the defaults of its variables."""
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.wire_name}}}", variable.default)
    return url
