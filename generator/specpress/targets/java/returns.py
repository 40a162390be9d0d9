"""What calls return: one type, or a sealed interface with a record for each answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from specpress.model import (
    Codec,
    Content,
    Operation,
    Response,
    Scalar,
    ScalarKind,
    StatusRange,
    TypeRef,
)
from specpress.naming import cases
from specpress.targets.base import TypeExpr
from specpress.targets.java.arguments import content_type
from specpress.targets.java.code import Chain, Invocation, call, expr
from specpress.targets.java.escape import java_string
from specpress.targets.java.javadoc import comment
from specpress.targets.java.models import VariantRecord
from specpress.targets.java.places import NULLABLE
from specpress.targets.java.sentences import first_paragraph, sentence
from specpress.targets.java.types import Types

_ANY_SUCCESS = StatusRange(200, 299)
_TEXTS = (Codec.TEXT, Codec.XML, Codec.EVENTS, Codec.JSON_LINES)


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


def returned(operation: Operation, types: Types) -> Returned:
    """What the calls of an operation return."""
    known = types.memo.get(("returned", operation.id))
    if known is None:
        known = types.memo["returned", operation.id] = _returned(operation, types)
    return cast(Returned, known)


def _returned(operation: Operation, types: Types) -> Returned:
    if operation.long_running is not None:
        result = types.boxed(operation.long_running.result)
        return Returned(type=result, nothing=False, answers=(), variants=())
    found = list(_answers(operation, types))
    if not found:
        nothing = _answer(_ANY_SUCCESS, None, "", "", types)
        return Returned(type=VOID, nothing=True, answers=(nothing[0],), variants=())
    kinds = {kind.text: kind for _, kind in found}
    if len(kinds) == 1:
        (kind,) = kinds.values()
        answers = tuple(answer for answer, _ in found)
        return Returned(type=kind, nothing=kind == VOID, answers=answers, variants=())
    name = types.names.table["result", operation.id]
    own = expr(name, types.places.model(name))
    answers = tuple(_wrapped(answer, own, kind) for answer, kind in found)
    variants = {answer.variant.name: answer.variant for answer in answers}
    return Returned(type=own, nothing=False, answers=answers, variants=tuple(variants.values()))


def body_code(content: Content, types: Types) -> tuple[Invocation, TypeExpr]:
    """How a body of an answer is read, and what that uses; forms are octets."""
    body = types.places.internal("Body")
    media_type = java_string(content.media_type)
    if content.codec is Codec.JSON:
        json = types.whole_json(content.type)
        return call("Body.json", json.text, media_type), expr("", body, json)
    reader = "Body.text" if content.codec in _TEXTS else "Body.bytes"
    return call(reader, media_type), expr("", body)


def _answers(operation: Operation, types: Types) -> Iterator[tuple[ReturnedAnswer, TypeExpr]]:
    for response in operation.responses:
        said = sentence(first_paragraph(response.docs.description) or "No more is documented")
        several = len({_kind(content, types).text for content in response.contents}) > 1
        for content in response.contents:
            suffix = cases.pascal((content.codec.value.replace("-", ""),)) if several else ""
            yield _answer(response.status, content, said, suffix, types)
        if not response.contents:
            yield _answer(response.status, None, said, "", types)


def _answer(
    status: StatusRange, content: Content | None, said: str, suffix: str, types: Types
) -> tuple[ReturnedAnswer, TypeExpr]:
    if content is None:
        kind, component = VOID, TypeExpr("")
        body, uses = call("Body.none"), expr("", types.places.internal("Body"))
    else:
        kind = _kind(content, types)
        plain = types.plain(_answer_type(content))
        component = TypeExpr(f"{plain.text} body", plain.symbols)
        body, uses = body_code(content, types)
    tags = [("@param body", "the body")] if content is not None else []
    variant = VariantRecord(
        doc=comment([f"{_told(status)}: {said}"], tags, indent=2),
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
    return types.boxed(_answer_type(content))


def _answer_type(content: Content) -> TypeRef:
    return Scalar(ScalarKind.BYTES) if content.codec is Codec.FORM else content_type(content)


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
