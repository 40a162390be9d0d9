"""What operations are on the wire: the views of `operations/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from specpress.model import (
    ApiModel,
    Codec,
    Content,
    LongRunning,
    Named,
    Operation,
    Response,
    StatusRange,
    TypeRef,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.typescript.arguments import Argument, content_type
from specpress.targets.typescript.escape import ts_string
from specpress.targets.typescript.layout import (
    Doc,
    Uses,
    assigned,
    block,
    bracketed,
    concat,
    forced,
    generic,
    group,
    keyed,
    render,
)
from specpress.targets.typescript.naming import job_method
from specpress.targets.typescript.package import Package
from specpress.targets.typescript.payloads import argument_function
from specpress.targets.typescript.schemas import Schemas, named_constant
from specpress.targets.typescript.types import Types, union

_ANY_SUCCESS = StatusRange(200, 299)
_BODIES = "runtime/bodies"


@dataclass(frozen=True, slots=True, kw_only=True)
class WireOperation:
    """An operation as a constant, and the function that makes its arguments, if it has any."""

    constant: TypeExpr
    function: TypeExpr | None


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

    def operation(self, operation: Operation, given: tuple[Argument, ...]) -> WireOperation:
        """The view of one operation."""
        function = None
        if given:
            function = render(argument_function(operation, given, self.names, self.schemas))
        return WireOperation(constant=render(self._constant(operation)), function=function)

    def result(self, operation: Operation) -> Doc:
        """What a call gives: the result of its job, or one of the bodies of its answers."""
        types = replace(self.types, given=False)
        if operation.long_running is not None:
            return union(types.of(operation.long_running.result), indented=False)
        found: dict[str, Doc] = {}
        for response in operation.responses:
            for content in response.contents:
                for doc in _received(content, types):
                    found.setdefault(render(doc).text, doc)
        if any(not response.contents for response in operation.responses) or not found:
            found.setdefault("undefined", "undefined")
        return union(tuple(found.values()), indented=False)

    def _constant(self, operation: Operation) -> Doc:
        kind = "JobOperation" if operation.long_running else "Operation"
        used = frozenset({Symbol("type runtime/operation", kind)})
        rows = [row for row in self._rows(operation) if row is not None]
        kind_of = generic(Uses(kind, used), (self.result(operation),))
        name = self.names.table["wire", operation.id]
        right = assigned(block("{", rows, "}"))
        return concat(f"export const {name}: ", kind_of, " =", right, ";")

    def _rows(self, operation: Operation) -> Iterator[Doc | None]:
        yield keyed("id", ts_string(operation.id))
        yield keyed("method", ts_string(operation.method.upper()))
        yield keyed("path", ts_string(operation.path))
        if operation.long_running is None:
            yield _listed("answers", [block("{", one, "}") for one in self._answers(operation)])
        yield _listed("errors", [block("{", one, "}") for one in self._errors(operation.errors)])
        yield _listed("security", _security(operation))
        if operation.idempotency is not None:
            yield keyed("idempotency", _idempotency(operation))
        if operation.long_running is not None:
            rows = [row for row in self._job(operation, operation.long_running) if row is not None]
            yield keyed("longRunning", block("{", rows, "}"))

    def _answers(self, operation: Operation) -> Iterator[list[Doc]]:
        if not operation.responses:
            yield [_statuses(_ANY_SUCCESS), keyed("body", _runtime("noBody"))]
        for response in operation.responses:
            bodies: dict[str, Doc] = {}
            for content in response.contents:
                body = self._body(content)
                bodies.setdefault(render(body).text, body)
            for body in bodies.values() or (_runtime("noBody"),):
                yield [_statuses(response.status), keyed("body", body)]

    def _errors(self, errors: Iterable[Response]) -> Iterator[list[Doc]]:
        """The failures whose body has a form; all others are kept as text anyway."""
        for response in errors:
            for content in response.contents:
                if content.codec is Codec.JSON:
                    yield self._error(response.status, content.type, content.media_type)

    def _error(self, status: StatusRange, ref: TypeRef, media_type: str) -> list[Doc]:
        rows = [_statuses(status), keyed("body", self._json(ref, media_type))]
        shape = self.names.table.get(("shape", ref.id)) if isinstance(ref, Named) else None
        if shape is not None and isinstance(ref, Named):
            constant = named_constant(shape, ref.id, self.package.places, whole=True)
            rows.append(keyed("shape", constant))
        return rows

    def _body(self, content: Content) -> Doc:
        """How a body of an answer is read; forms are octets."""
        match content.codec:
            case Codec.JSON:
                return self._json(content.type, content.media_type)
            case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
                return _reader("plainText", (), content.media_type, "text/plain")
            case Codec.BYTES | Codec.FORM | Codec.MULTIPART:
                return _reader("octets", (), content.media_type, "application/octet-stream")

    def _json(self, ref: TypeRef, media_type: str = "application/json") -> Doc:
        return _reader("json", (self.schemas.of(ref),), media_type, "application/json")

    def _job(self, operation: Operation, job: LongRunning) -> Iterator[Doc | None]:
        yield keyed("accepted", _ranges(job.accepted))
        yield keyed("location", bracketed("[", [ts_string(one) for one in job.location], "]"))
        yield keyed("pollPath", ts_string(job.poll_path))
        yield keyed("pending", _ranges(job.pending))
        yield keyed("done", _ranges(job.done))
        yield keyed("failed", _ranges(job.failed))
        yield keyed("expired", _ranges(job.expired))
        yield keyed("interval", str(round(job.interval * 1000)))
        yield keyed("result", self._json(job.result))
        if job.failure is not None:
            failed = StatusRange(
                min(one.first for one in job.failed), max(one.last for one in job.failed)
            )
            rows = self._error(failed, job.failure, "application/json")
            yield keyed("failure", block("{", rows, "}"))
        if job.id_header and operation.idempotency is not None:
            yield keyed("keyIsId", "true")
        yield keyed("resume", ts_string(job_method(self.names, "resume", operation)))


def _received(content: Content, types: Types) -> tuple[Doc, ...]:
    if content.codec is Codec.FORM:
        return ("Uint8Array",)
    return content_type(content, types)


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


def _reader(name: str, arguments: tuple[Doc, ...], media_type: str, usual: str) -> Doc:
    more = () if media_type == usual else (ts_string(media_type),)
    return group(_runtime(name), bracketed("(", (*arguments, *more), ")"))


def _runtime(name: str) -> Doc:
    return Uses(name, frozenset({Symbol(_BODIES, name)}))
