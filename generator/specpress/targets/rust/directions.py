"""Which types callers send, and which they receive."""

from __future__ import annotations

from collections.abc import Iterable

from specpress.model import (
    Alias,
    ApiModel,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Record,
    TypeDef,
    TypeId,
    TypeRef,
    Union,
)


def directions(model: ApiModel) -> tuple[frozenset[TypeId], frozenset[TypeId]]:
    """The types that callers send, and those that they receive."""
    sent: list[TypeRef] = []
    received: list[TypeRef] = []
    for operation in model.operations:
        sent += [parameter.type for parameter in operation.parameters]
        body = operation.body
        if body is not None and body.arguments:
            sent += [argument.field.type for argument in body.arguments]
        elif body is not None:
            sent += [content.type for content in body.contents]
        for response in (*operation.responses, *operation.errors):
            received += [content.type for content in response.contents]
            received += [content.item for content in response.contents if content.item is not None]
        if operation.long_running is not None:
            received.append(operation.long_running.result)
            if operation.long_running.failure is not None:
                received.append(operation.long_running.failure)
    for webhook in model.webhooks:
        received += [one.type for one in (webhook.body.contents if webhook.body else ())]
    return _closed(sent, model), _closed(received, model)


def _closed(start: Iterable[TypeRef], model: ApiModel) -> frozenset[TypeId]:
    seen: set[TypeId] = set()
    pending = list(start)
    while pending:
        match pending.pop():
            case ListOf(inner) | MapOf(inner) | Nullable(inner):
                pending.append(inner)
            case Named(id) if id not in seen:
                seen.add(id)
                pending += _below(model.types[id])
            case _:
                pass
    return frozenset(seen)


def _below(definition: TypeDef) -> list[TypeRef]:
    match definition:
        case Record(fields=fields, extras=extras):
            return [one.type for one in fields] + ([extras] if extras is not None else [])
        case Union(variants=variants):
            return [one.type for one in variants]
        case Alias(target=target):
            return [target]
        case _:
            return []
