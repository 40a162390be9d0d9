"""What comes back: the types of results, and how the bodies of answers are read."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator

from specpress.model import (
    STREAMED,
    Alias,
    ApiModel,
    Codec,
    Content,
    ErrorShape,
    EventForm,
    Named,
    Nullable,
    Operation,
    Response,
    Scalar,
    ScalarKind,
    StatusRange,
    TypeRef,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.python.arguments import WIRE, union
from specpress.targets.python.escape import py_string
from specpress.targets.python.types import ANY, type_expr

SHAPES = "._requests._errors"
STREAMS = "._runtime.streams"

_NOTHING = TypeExpr("wire.NoBody()", frozenset({WIRE}))
_ANY_SUCCESS = StatusRange(200, 299)
_OCTETS = (Codec.BYTES, Codec.FORM, Codec.MULTIPART)


class Mode(enum.Enum):
    """Which client a method belongs to."""

    PLAIN = ""
    ASYNCHRONOUS = "Async"


def streams(operation: Operation) -> bool:
    """Whether the method of the operation gives a stream: all that it answers comes as one."""
    return not operation.has_stream_beside and any(
        content.codec in STREAMED for good in operation.responses for content in good.contents
    )


def return_type(operation: Operation, names: Names, mode: Mode = Mode.PLAIN) -> TypeExpr:
    """What a call returns: the result of its job, a stream, or one of the bodies of its answers."""
    if operation.long_running is not None:
        return type_expr(operation.long_running.result, names)
    if streams(operation):
        return stream_type(operation, names, mode)
    found = [
        _result_type(content, names, mode)
        for response in operation.responses
        for content in whole(response)
    ]
    if any(not response.contents for response in operation.responses) or not found:
        found.append(TypeExpr("None"))
    return union(found)


def call_type(operation: Operation, names: Names) -> TypeExpr:
    """What a call gives in the words of both clients: any value where it is read as it arrives."""
    found = return_type(operation, names)
    if any(symbol.module == STREAMS for symbol in found.symbols):
        return TypeExpr("Any", frozenset({ANY}))
    return found


def stream_type(operation: Operation, names: Names, mode: Mode = Mode.PLAIN) -> TypeExpr:
    """What the method returns that gives the answer element by element."""
    item = union(
        type_expr(content.item, names)
        for response in operation.responses
        for content in response.contents
        if content.item is not None and content.codec in STREAMED
    )
    name = f"{mode.value}Stream"
    return TypeExpr(f"{name}[{item.text}]", item.symbols | {Symbol(STREAMS, name)})


def whole(response: Response) -> tuple[Content, ...]:
    """The contents that come as a whole."""
    return tuple(content for content in response.contents if content.codec not in STREAMED)


def _result_type(content: Content, names: Names, mode: Mode) -> TypeExpr:
    if content.codec is Codec.JSON:
        return type_expr(content.type, names)
    if content.codec in _OCTETS:
        name = f"{mode.value}ByteStream"
        return TypeExpr(name, frozenset({Symbol(STREAMS, name)}))
    return TypeExpr("str")


def answers(operation: Operation, names: Names) -> Iterator[TypeExpr]:
    """How each success is read that comes as a whole."""
    if not operation.responses:
        yield _answer("Answer", _ANY_SUCCESS, _NOTHING)
    for response in operation.responses:
        bodies = {expr.text: expr for one in whole(response) for expr in (_body(one, names),)}
        if response.contents and not bodies:
            continue
        for body in bodies.values() or (_NOTHING,):
            yield _answer("Answer", response.status, body)


def stream_answers(operation: Operation, model: ApiModel, names: Names) -> Iterator[TypeExpr]:
    """How each success is read that comes element by element."""
    for response in operation.responses:
        for content in response.contents:
            if content.codec in STREAMED:
                yield _answer("Answer", response.status, _elements(content, model, names))


def _elements(content: Content, model: ApiModel, names: Names) -> TypeExpr:
    item = content.item if content.item is not None else content.type
    inner = type_expr(item, names)
    if content.codec is Codec.JSON_LINES:
        rest = _rest(content.media_type, "application/jsonl")
        return TypeExpr(f"wire.LinesBody(lambda: {inner.text}{rest})", inner.symbols | {WIRE})
    form = _event_form(content.event_form, item, model)
    told = f", {py_string(form)}" if form != "data" else ""
    return TypeExpr(f"wire.EventsBody(lambda: {inner.text}{told})", inner.symbols | {WIRE})


def _event_form(form: EventForm, item: TypeRef, model: ApiModel) -> str:
    if form is EventForm.DATA and _is_text(item, model):
        return "text"
    return form.value


def _is_text(ref: TypeRef, model: ApiModel) -> bool:
    """Whether the data of an event is the element itself and no JSON."""
    seen: set[str] = set()
    while True:
        match ref:
            case Scalar(kind):
                return kind is ScalarKind.STRING
            case Nullable(of):
                ref = of
            case Named(id) if id not in seen:
                seen.add(id)
                definition = model.types[id]
                if not isinstance(definition, Alias):
                    return False
                ref = definition.target
            case _:
                return False


def errors(found: Iterable[Response], model: ApiModel, names: Names) -> Iterator[TypeExpr]:
    """The failures whose body has a form; all others are kept as text anyway."""
    for response in found:
        for content in response.contents:
            if content.codec is Codec.JSON:
                body = _body(content, names)
                shape = _shape(content.type, model, names)
                yield _answer("ErrorAnswer", response.status, body, shape)


def failure(
    ref: TypeRef, statuses: tuple[StatusRange, ...], model: ApiModel, names: Names
) -> TypeExpr:
    """The answer that says why a job failed."""
    shape = _shape(ref, model, names)
    status = StatusRange(min(one.first for one in statuses), max(one.last for one in statuses))
    return _answer("ErrorAnswer", status, json_body(ref, "application/json", names), shape)


def _shape(ref: TypeRef, model: ApiModel, names: Names) -> TypeExpr | None:
    for shape in model.error_shapes:
        if ref == Named(shape.body):
            name = shape_name(shape, names)
            return TypeExpr(name, frozenset({Symbol(SHAPES, name)}))
    return None


def shape_name(shape: ErrorShape, names: Names) -> str:
    """The constant for the shape of an error body."""
    return names.table["shape", shape.body]


def _answer(
    kind: str, status: StatusRange, body: TypeExpr, shape: TypeExpr | None = None
) -> TypeExpr:
    parts = [status_expr(status), body] + ([shape] if shape is not None else [])
    text = ", ".join(part.text for part in parts)
    symbols = frozenset({WIRE}).union(*(part.symbols for part in parts))
    return TypeExpr(f"wire.{kind}({text})", symbols)


def status_expr(status: StatusRange) -> TypeExpr:
    """A range of status codes."""
    last = "" if status.first == status.last else f", {status.last}"
    return TypeExpr(f"wire.Statuses({status.first}{last})", frozenset({WIRE}))


def _body(content: Content, names: Names) -> TypeExpr:
    """How a body of an answer is read; forms are octets."""
    if content.codec is Codec.JSON:
        return json_body(content.type, content.media_type, names)
    if content.codec in _OCTETS:
        media_type = _unless(content.media_type, "application/octet-stream")
        return TypeExpr(f"wire.BytesBody({media_type})", frozenset({WIRE}))
    media_type = _unless(content.media_type, "text/plain")
    return TypeExpr(f"wire.TextBody({media_type})", frozenset({WIRE}))


def json_body(ref: TypeRef, media_type: str, names: Names) -> TypeExpr:
    """How a body is read that is JSON."""
    inner = type_expr(ref, names)
    rest = _rest(media_type, "application/json")
    return TypeExpr(f"wire.JsonBody(lambda: {inner.text}{rest})", inner.symbols | {WIRE})


def _rest(media_type: str, usual: str) -> str:
    return "" if media_type == usual else f", {py_string(media_type)}"


def _unless(media_type: str, usual: str) -> str:
    return "" if media_type == usual else py_string(media_type)
