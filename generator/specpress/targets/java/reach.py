"""Which types the methods of a client can meet; the others are not printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specpress.model import (
    Alias,
    ApiModel,
    Codec,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Operation,
    Record,
    TypeId,
    TypeRef,
    Union,
    Webhook,
)

RECORDS = (Codec.JSON, Codec.FORM, Codec.MULTIPART)
"""The codecs of bodies that have a type of the model."""


def used(model: ApiModel) -> frozenset[TypeId]:
    """The types that requests or answers hold.

    The record of a body that is built from arguments is none of them, nor are its envelopes.
    """
    met = [ref for operation in model.operations for ref in _met(operation)]
    met += [ref for webhook in model.webhooks for ref in _told_by(webhook)]
    return reached(model, met)


def sent(model: ApiModel) -> frozenset[TypeId]:
    """The types that some request holds."""
    return reached(model, (ref for operation in model.operations for ref in _sent_by(operation)))


def reached(model: ApiModel, refs: Iterable[TypeRef]) -> frozenset[TypeId]:
    """The types that `refs` lead to."""
    found: dict[TypeId, None] = {}
    waiting = [type_id for ref in refs for type_id in _named(ref)]
    while waiting:
        type_id = waiting.pop()
        if type_id not in found:
            found[type_id] = None
            waiting += [inner for ref in _parts(model, type_id) for inner in _named(ref)]
    return frozenset(found)


def _met(operation: Operation) -> Iterator[TypeRef]:
    yield from _sent_by(operation)
    for response in (*operation.responses, *operation.errors):
        for content in response.contents:
            if content.codec is Codec.JSON:
                yield content.type
            elif content.item is not None:
                yield content.item
        yield from (header.type for header in response.headers)
    if operation.paging is not None:
        yield operation.paging.item
    if operation.long_running is not None:
        yield operation.long_running.result
        failure = operation.long_running.failure
        yield from () if failure is None else (failure,)


def _sent_by(operation: Operation) -> Iterator[TypeRef]:
    yield from (parameter.type for parameter in operation.parameters)
    body = operation.body
    if body is None:
        return
    if body.arguments:
        yield from (argument.field.type for argument in body.arguments)
        return
    for content in body.contents:
        if content.codec in RECORDS:
            yield content.type


def _told_by(webhook: Webhook) -> Iterator[TypeRef]:
    yield from (parameter.type for parameter in webhook.parameters)
    for content in webhook.body.contents[:1] if webhook.body is not None else ():
        if content.codec in RECORDS:
            yield content.type


def _named(ref: TypeRef) -> tuple[TypeId, ...]:
    match ref:
        case Named(type_id):
            return (type_id,)
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            return _named(inner)
        case _:
            return ()


def _parts(model: ApiModel, type_id: TypeId) -> Iterator[TypeRef]:
    match model.types[type_id]:
        case Record(fields=fields, extras=extras):
            yield from (field.type for field in fields)
            yield from () if extras is None else (extras,)
        case Union(variants=variants):
            yield from (variant.type for variant in variants)
        case Alias(target=target):
            yield target
        case _:
            return
