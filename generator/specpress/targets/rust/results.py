"""What a call gives: a value, an enumeration of answers, a stream, the elements of pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import (
    STREAMED,
    ApiModel,
    Codec,
    Content,
    EventForm,
    Operation,
    Paging,
    PagingStyle,
    StatusRange,
)
from specpress.naming.scopes import Names
from specpress.targets.rust import layout
from specpress.targets.rust.escape import rust_string
from specpress.targets.rust.naming import whole_contents
from specpress.targets.rust.types import Types

_FRAMINGS = {
    EventForm.DATA: "EventData",
    EventForm.EVENT: "Event",
    EventForm.EVENT_JSON: "EventJson",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A variant of what a call answers; `type` is "" where there is no body."""

    name: str
    type: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a call gives. `name` is "" where `type` is no enumeration of its own."""

    type: str
    name: str = ""
    doc: str = ""
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """The ways to send a call: invocations of macros, and the constants that these need."""

    macros: tuple[str, ...]
    statics: tuple[tuple[str, ...], ...]


def result(operation: Operation, model: ApiModel, names: Names) -> Result:
    """What a call gives: the result of its job, its one answer, or an enumeration of answers."""
    types = Types(model=model, names=names)
    if operation.long_running is not None:
        return Result(type=types.text(operation.long_running.result))
    found = whole_contents(operation)
    texts = [_body_type(content, types) for _, content in found]
    if len(set(texts)) <= 1:
        return Result(type=texts[0] if texts else "()")
    name = names.table["answer", operation.id]
    cases = tuple(
        Case(
            name=names.table["case", operation.id, str(index)],
            type="" if text == "()" else text,
            doc=_case_doc(operation, status),
        )
        for index, ((status, _), text) in enumerate(zip(found, texts, strict=True))
    )
    return Result(type=name, name=name, doc=f"What {operation.id} answers.", cases=cases)


def sending(operation: Operation, call: str, answered: Result, types: Types) -> Sending:
    """The methods that send the call of an operation."""
    macros: list[str] = []
    statics: list[tuple[str, ...]] = []
    streamed = streamed_content(operation)
    if whole_contents(operation) or streamed is None or operation.long_running is not None:
        macros.append(f"wire::send_methods! {{ {call}, {answered.type} }}")
    if operation.long_running is not None:
        macros.append(f"wire::job_methods! {{ {call}, {answered.type} }}")
    elif streamed is not None:
        name = types.names.table["items", operation.id]
        item = types.text(streamed.item) if streamed.item is not None else "String"
        method = "send_stream" if whole_contents(operation) else "send"
        macros.append(f"wire::stream_methods! {{ {call}, {method}, {item}, {name} }}")
        statics.append(_items(name, item, streamed))
    elif any(one is not None and one.codec is Codec.BYTES for _, one in whole_contents(operation)):
        macros.append(f"wire::octets_methods! {{ {call} }}")
    if operation.paging is not None and operation.long_running is None:
        name = types.names.table["pages", operation.id]
        item = types.text(operation.paging.item)
        macros.append(f"wire::page_methods! {{ {call}, {item}, {name} }}")
        statics.append(tuple(_pages(name, item, operation.paging)))
    return Sending(macros=tuple(macros), statics=tuple(statics))


def streamed_content(operation: Operation) -> Content | None:
    """What an operation answers element by element, if it does."""
    found = (
        content
        for response in operation.responses
        for content in response.contents
        if content.codec in STREAMED
    )
    return next(found, None)


def _items(name: str, item: str, content: Content) -> tuple[str, ...]:
    framing = "Lines"
    if content.codec is Codec.EVENTS:
        framing = _FRAMINGS[content.event_form]
        if framing == "EventData" and item == "String":
            framing = "EventText"
    arguments = [rust_string(content.media_type), f"wire::Framing::{framing}"]
    head = f"static {name}: wire::Items<{item}>"
    return tuple(layout.assigned(head, "wire::items", arguments).split("\n"))


def _pages(name: str, item: str, paging: Paging) -> Iterator[str]:
    head = layout.constant(f"static {name}", f"wire::Paging<{item}>", "wire::Paging {")
    yield from head.split("\n")
    yield f"    turn: wire::Turn::{_turn(paging)},"
    yield f"    items: &[{_path(paging.items)}],"
    yield f"    parameter: {rust_string(paging.parameter)},"
    yield f"    size: {rust_string(paging.size)},"
    yield f"    more: &[{_path(paging.more)}],"
    yield "    read: wire::list_of,"
    yield "};"


def _turn(paging: Paging) -> str:
    match paging.style:
        case PagingStyle.LINK:
            return "Link"
        case PagingStyle.CURSOR if paging.cursor_header:
            return f"CursorHeader({rust_string(paging.cursor_header)})"
        case PagingStyle.CURSOR:
            return f"Cursor(&[{_path(paging.cursor)}])"
        case PagingStyle.OFFSET:
            return "Offset"
        case PagingStyle.PAGE:
            return f"Page({layout.integer(paging.first)})"


def _path(names: tuple[str, ...]) -> str:
    return ", ".join(rust_string(name) for name in names)


def _case_doc(operation: Operation, status: StatusRange) -> str:
    said = next(
        (one.docs.description or one.docs.summary)
        for one in operation.responses
        if one.status == status
    )
    codes = str(status.first) if status.first == status.last else f"{status.first}-{status.last}"
    return f"{codes}: {said}" if said else f"The answer {codes}."


def _body_type(content: Content | None, types: Types) -> str:
    if content is None:
        return "()"
    match content.codec:
        case Codec.JSON:
            return types.text(content.type)
        case Codec.TEXT | Codec.XML | Codec.EVENTS | Codec.JSON_LINES:
            return "String"
        case Codec.BYTES | Codec.FORM | Codec.MULTIPART:
            return "bytes::Bytes"
