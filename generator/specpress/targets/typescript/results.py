"""What operations give: the types of results, and how the bodies of answers are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specpress.model import (
    STREAMED,
    Codec,
    Content,
    Enumeration,
    EventForm,
    Operation,
    Response,
    Scalar,
    ScalarKind,
    TypeRef,
)
from specpress.targets.base import Symbol
from specpress.targets.typescript.escape import ts_string
from specpress.targets.typescript.layout import (
    Doc,
    Uses,
    bracketed,
    generic,
    group,
    render,
)
from specpress.targets.typescript.package import Package
from specpress.targets.typescript.schemas import Schemas
from specpress.targets.typescript.types import Types, union

_BODIES = "runtime/bodies"
_STREAMS = "runtime/streams"
_USUAL = {
    Codec.JSON: "application/json",
    Codec.TEXT: "text/plain",
    Codec.XML: "text/plain",
    Codec.EVENTS: "text/event-stream",
    Codec.JSON_LINES: "application/jsonl",
}
_FORMS = {EventForm.EVENT: "event", EventForm.EVENT_JSON: "event-json"}
_OCTETS = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Results:
    """Makes the types and bodies of the answers of one package."""

    package: Package

    @property
    def types(self) -> Types:
        """What a caller gets."""
        return replace(self.package.types, given=False)

    @property
    def schemas(self) -> Schemas:
        """How it is read."""
        return self.package.schemas

    def result(self, operation: Operation, *, stream: bool = False) -> Doc:
        """What a call gives: the result of its job, or one of the bodies of its answers.

        `stream`: by the method that asks for a stream, where there is one beside the other.
        """
        if operation.long_running is not None:
            return union(self.types.of(operation.long_running.result), indented=False)
        found: dict[str, Doc] = {}
        for response in operation.responses:
            for content in _asked(operation, response, stream=stream):
                for doc in self._received(content):
                    found.setdefault(render(doc).text, doc)
        nothing = any(not response.contents for response in operation.responses)
        if (nothing and not stream) or not found:
            found.setdefault("undefined", "undefined")
        return union(tuple(found.values()), indented=False)

    def answers(self, operation: Operation, *, stream: bool) -> Iterator[tuple[Response, Doc]]:
        """Each success and a body that it may have."""
        for response in operation.responses:
            bodies: dict[str, Doc] = {}
            for content in _asked(operation, response, stream=stream):
                body = self._body(content)
                bodies.setdefault(render(body).text, body)
            if not response.contents:
                bodies["noBody"] = _runtime("noBody")
            for body in bodies.values():
                yield response, body

    def json(self, ref: TypeRef, media_type: str = "application/json") -> Doc:
        """A body that is JSON."""
        return _reader(_runtime("json"), (self.schemas.of(ref),), media_type, _USUAL[Codec.JSON])

    def _received(self, content: Content) -> tuple[Doc, ...]:
        match content.codec:
            case Codec.JSON:
                return self.types.of(content.type)
            case Codec.TEXT | Codec.XML:
                return ("string",)
            case Codec.EVENTS | Codec.JSON_LINES:
                name = _type("ApiStream")
                return (generic(name, (union(self.types.of(_item(content)), indented=False),)),)
            case Codec.BYTES | Codec.FORM | Codec.MULTIPART:
                return (_type("ByteStream"),)

    def _body(self, content: Content) -> Doc:
        """How a body of an answer is read; forms are octets."""
        usual = _USUAL.get(content.codec, _OCTETS)
        match content.codec:
            case Codec.JSON:
                return self.json(content.type, content.media_type)
            case Codec.TEXT | Codec.XML:
                return _reader(_runtime("plainText"), (), content.media_type, usual)
            case Codec.JSON_LINES:
                schema = self.schemas.of(_item(content))
                return _reader(_stream("jsonLines"), (schema,), content.media_type, usual)
            case Codec.EVENTS:
                return self._events(content, usual)
            case Codec.BYTES | Codec.FORM | Codec.MULTIPART:
                return _reader(_stream("octets"), (), content.media_type, usual)

    def _events(self, content: Content, usual: str) -> Doc:
        form = _FORMS.get(content.event_form, "data")
        if form == "data" and self._is_text(_item(content)):
            form = "text"
        own = content.media_type != usual
        told = (ts_string(form),) if form != "data" or own else ()
        arguments = (self.schemas.of(_item(content)), *told)
        return _reader(_stream("events"), arguments, content.media_type, usual)

    def _is_text(self, ref: TypeRef) -> bool:
        match self.schemas.resolved(ref):
            case Scalar(ScalarKind.STRING) | Enumeration(base=Scalar(ScalarKind.STRING)):
                return True
            case _:
                return False


def _asked(operation: Operation, response: Response, *, stream: bool) -> tuple[Content, ...]:
    """The contents that a method asks for: of two methods, each has its own."""
    if not operation.has_stream_beside:
        return response.contents
    return tuple(one for one in response.contents if (one.codec in STREAMED) == stream)


def _item(content: Content) -> TypeRef:
    return content.type if content.item is None else content.item


def _type(name: str) -> Uses:
    return Uses(name, frozenset({Symbol(f"type {_STREAMS}", name)}))


def _runtime(name: str) -> Uses:
    return Uses(name, frozenset({Symbol(_BODIES, name)}))


def _stream(name: str) -> Uses:
    return Uses(name, frozenset({Symbol(_STREAMS, name)}))


def _reader(name: Uses, arguments: tuple[Doc, ...], media_type: str, usual: str) -> Doc:
    more = () if media_type == usual else (ts_string(media_type),)
    return group(name, bracketed("(", (*arguments, *more), ")"))
