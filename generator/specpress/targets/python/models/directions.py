"""Which types travel to the server, and which from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specpress.model import (
    Alias,
    ApiModel,
    Enumeration,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Operation,
    Record,
    TypeId,
    TypeRef,
    Union,
)


def sent(model: ApiModel) -> frozenset[TypeId]:
    """The types that some request can hold."""
    return _reached(model, (ref for item in model.operations for ref in _sent_by(item)))


def received(model: ApiModel) -> frozenset[TypeId]:
    """The types that some response can hold."""
    return _reached(model, (ref for item in model.operations for ref in _received_by(item)))


def named(ref: TypeRef) -> TypeId | None:
    """The definition that `ref` leads to, through lists, maps and null; None where it is inline."""
    match ref:
        case Named(type_id):
            return type_id
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            return named(inner)
        case _:
            return None


def _sent_by(operation: Operation) -> Iterator[TypeRef]:
    yield from (parameter.type for parameter in operation.parameters)
    if operation.body is not None:
        for content in operation.body.contents:
            yield content.type
            yield from () if content.item is None else (content.item,)


def _received_by(operation: Operation) -> Iterator[TypeRef]:
    for response in (*operation.responses, *operation.errors):
        yield from (header.type for header in response.headers)
        for content in response.contents:
            yield content.type
            yield from () if content.item is None else (content.item,)
    if operation.long_running is not None:
        yield operation.long_running.result
        failure = operation.long_running.failure
        yield from () if failure is None else (failure,)


def _reached(model: ApiModel, refs: Iterable[TypeRef]) -> frozenset[TypeId]:
    found: dict[TypeId, None] = {}
    waiting = [type_id for ref in refs if (type_id := named(ref)) is not None]
    while waiting:
        type_id = waiting.pop()
        if type_id not in found:
            found[type_id] = None
            waiting += [inner for ref in parts(model, type_id) if (inner := named(ref)) is not None]
    return frozenset(found)


def parts(model: ApiModel, type_id: TypeId) -> Iterator[TypeRef]:
    """The types that a definition is made of, not those that they are made of."""
    match model.types[type_id]:
        case Record(fields=fields, extras=extras):
            yield from (field.type for field in fields)
            yield from () if extras is None else (extras,)
        case Union(variants=variants):
            yield from (variant.type for variant in variants)
        case Alias(target=target):
            yield target
        case Enumeration():
            return
