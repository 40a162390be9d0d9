"""What calls return: one type, or a sealed interface with a record for each answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from specpress.model import (
    AnyValue,
    Codec,
    Content,
    EventForm,
    Operation,
    Response,
    StatusRange,
    TypeRef,
)
from specpress.targets.base import TypeExpr
from specpress.targets.java.code import Chain, Invocation, call, expr
from specpress.targets.java.contents import answered, called
from specpress.targets.java.escape import java_string
from specpress.targets.java.javadoc import comment
from specpress.targets.java.models import VariantRecord
from specpress.targets.java.places import INPUT_STREAM, NULLABLE
from specpress.targets.java.sentences import first_paragraph, sentence
from specpress.targets.java.types import Types

_ANY_SUCCESS = StatusRange(200, 299)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedAnswer:
    """A documented success: its statuses, and how its body is read, which `uses` symbols."""

    status: StatusRange
    body: Invocation | Chain
    uses: TypeExpr
    variant: VariantRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a call returns. `type` is boxed; `nothing`: there is no value at all.

    `variants` are there where the type is a sealed interface of the operation's own.
    """

    type: TypeExpr
    nothing: bool
    answers: tuple[ReturnedAnswer, ...]
    variants: tuple[VariantRecord, ...]


VOID = expr("@Nullable Void", NULLABLE)


def returned(operation: Operation, types: Types, *, streams: bool = False) -> Returned:
    """What the calls of an operation return.

    Where a success comes whole or as a stream, `streams` asks for the method with the stream.
    """
    key = ("returned", operation.id, streams)
    known = types.memo.get(key)
    if known is None:
        known = types.memo[key] = _returned(operation, types, streams)
    return cast(Returned, known)


def _returned(operation: Operation, types: Types, streams: bool) -> Returned:
    if operation.long_running is not None:
        result = types.boxed(operation.long_running.result)
        return Returned(type=result, nothing=False, answers=(), variants=())
    found = list(_answers(operation, types, streams))
    if not found:
        nothing = _answer(_ANY_SUCCESS, None, "", "", types)
        return Returned(type=VOID, nothing=True, answers=(nothing[0],), variants=())
    kinds = {kind.text: kind for _, kind in found}
    if len(kinds) == 1:
        (kind,) = kinds.values()
        answers = tuple(answer for answer, _ in found)
        return Returned(type=kind, nothing=kind == VOID, answers=answers, variants=())
    name = types.names.table["stream result" if streams else "result", operation.id]
    own = expr(name, types.places.model(name))
    answers = tuple(_wrapped(answer, own, kind) for answer, kind in found)
    variants = {answer.variant.name: answer.variant for answer in answers}
    return Returned(type=own, nothing=False, answers=answers, variants=tuple(variants.values()))


def body_code(content: Content, types: Types) -> tuple[Invocation, TypeExpr]:
    """How a body of an answer is read, and what that uses; forms are octets."""
    body = types.places.internal("Body")
    media_type = java_string(content.media_type)
    match content.codec:
        case Codec.JSON:
            json = types.whole_json(content.type)
            return call("Body.json", json.text, media_type), expr("", body, json)
        case Codec.EVENTS:
            json = types.whole_json(_item(content))
            form = f"EventForm.{_form(content, types)}"
            uses = expr("", body, json, types.places.internal("EventForm"))
            return call("Body.events", json.text, form, media_type), uses
        case Codec.JSON_LINES:
            json = types.whole_json(_item(content))
            return call("Body.lines", json.text, media_type), expr("", body, json)
        case Codec.TEXT | Codec.XML:
            return call("Body.text", media_type), expr("", body)
        case _:
            return call("Body.bytes", media_type), expr("", body)


def _item(content: Content) -> TypeRef:
    return AnyValue() if content.item is None else content.item


def _form(content: Content, types: Types) -> str:
    """What of an event is an element: data that is a text is no JSON."""
    match content.event_form:
        case EventForm.EVENT:
            return "EVENT"
        case EventForm.EVENT_JSON:
            return "EVENT_JSON"
        case EventForm.DATA:
            return "TEXT" if types.is_text(_item(content)) else "JSON"


def _answers(
    operation: Operation, types: Types, streams: bool
) -> Iterator[tuple[ReturnedAnswer, TypeExpr]]:
    for response in operation.responses:
        said = sentence(first_paragraph(response.docs.description) or "No more is documented")
        contents = answered(operation, response.contents, streams=streams)
        several = len({_kind(content, types).text for content in contents}) > 1
        for content, name in zip(contents, called(contents), strict=True):
            yield _answer(response.status, content, said, name if several else "", types)
        if not response.contents and not streams:
            yield _answer(response.status, None, said, "", types)


def _answer(
    status: StatusRange, content: Content | None, said: str, suffix: str, types: Types
) -> tuple[ReturnedAnswer, TypeExpr]:
    if content is None:
        kind, component = VOID, TypeExpr("")
        body, uses = call("Body.none"), expr("", types.places.internal("Body"))
    else:
        kind = _kind(content, types)
        plain = types.plain(content.type) if content.codec is Codec.JSON else kind
        component = TypeExpr(f"{plain.text} body", plain.symbols)
        body, uses = body_code(content, types)
    variant = VariantRecord(
        doc=comment([f"{_told(status)}: {said}"], indent=2),
        name=f"{_status_name(status)}{suffix}",
        component=component,
    )
    return ReturnedAnswer(status=status, body=body, uses=uses, variant=variant), kind


def _wrapped(answer: ReturnedAnswer, own: TypeExpr, kind: TypeExpr) -> ReturnedAnswer:
    maker = f"{own.text}.{answer.variant.name}"
    wrap = f"nothing -> new {maker}()" if kind == VOID else f"{maker}::new"
    assert isinstance(answer.body, Invocation)
    return ReturnedAnswer(
        status=answer.status,
        body=Chain(answer.body, (call("as", wrap),)),
        uses=expr("", answer.uses, own),
        variant=answer.variant,
    )


def _kind(content: Content, types: Types) -> TypeExpr:
    """The type of a body that comes back, boxed."""
    match content.codec:
        case Codec.JSON:
            return types.boxed(content.type)
        case Codec.EVENTS | Codec.JSON_LINES:
            item = types.inner(types.resolved(_item(content)))
            return expr(f"ItemStream<{item.text}>", types.places.at("ItemStream"), item)
        case Codec.TEXT | Codec.XML:
            return TypeExpr("String")
        case _:
            return expr("InputStream", INPUT_STREAM)


def told_status(response: Response) -> str:
    """The statuses of a response in words."""
    return _told(response.status)


def _told(status: StatusRange) -> str:
    if (status.first, status.last) == (0, 999):
        return "Any other status"
    if status.first == status.last:
        return str(status.first)
    return f"{status.first} to {status.last}"


def _status_name(status: StatusRange) -> str:
    if status.first == status.last:
        return f"Status{status.first}"
    if (status.first, status.last) == (0, 999):
        return "OtherStatus"
    return f"Status{status.first}To{status.last}"
