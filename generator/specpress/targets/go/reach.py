"""Which definitions callers see, and which records hold themselves by value."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.model import (
    Access,
    Alias,
    ApiModel,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Operation,
    Record,
    TypeDef,
    TypeId,
    TypeRef,
    Union,
    Webhook,
)
from specpress.remembered import remembered
from specpress.targets.go.types import Types, nullable_only


@remembered(lambda model: model)
def kept(model: ApiModel) -> tuple[TypeDef, ...]:
    """The definitions that callers see.

    They do not see bodies that are flattened into arguments and stand nowhere else, nor definitions
    that only add null to another.
    """
    flattened = {type_id for operation in model.operations for type_id in _flattened(operation)}
    needed: set[TypeId] = set()
    todo = [ref for operation in model.operations for ref in _refs(operation)]
    todo += [ref for webhook in model.webhooks for ref in _webhook_refs(webhook)]
    todo += [
        ref
        for definition in model.types.values()
        if definition.id not in flattened
        for ref in _inner(definition)
    ]
    while todo:
        for type_id in _named(todo.pop()):
            if type_id not in needed:
                needed.add(type_id)
                todo += _inner(model.types[type_id])
    return tuple(
        definition
        for definition in model.types.values()
        if (definition.id not in flattened or definition.id in needed)
        and nullable_only(model, definition.id) is None
    )


@remembered(lambda types: types.model)
def by_value_cycles(types: Types) -> frozenset[tuple[TypeId, str]]:
    """The fields, as type and wire name, through which a struct would hold itself by value."""
    edges = {
        definition.id: {
            field.wire_name: target.id
            for field in definition.fields
            if field.required
            and field.access is Access.BOTH
            and not types.is_nullable(field.type)
            and isinstance(target := types.definition(field.type), Record)
        }
        for definition in types.model.types.values()
        if isinstance(definition, Record)
    }
    return frozenset(
        (type_id, wire_name)
        for type_id, fields in edges.items()
        for wire_name, target in fields.items()
        if _leads_to(target, type_id, edges)
    )


def _leads_to(start: TypeId, goal: TypeId, edges: dict[TypeId, dict[str, TypeId]]) -> bool:
    seen: set[TypeId] = set()
    todo = [start]
    while todo:
        one = todo.pop()
        if one == goal:
            return True
        if one not in seen:
            seen.add(one)
            todo += edges[one].values()
    return False


def _flattened(operation: Operation) -> Iterator[TypeId]:
    body = operation.body
    if body is None or not body.arguments:
        return
    yield from _named(body.contents[0].type)
    for envelope in body.envelopes:
        yield envelope.type


def _refs(operation: Operation) -> Iterator[TypeRef]:
    for parameter in operation.parameters:
        yield parameter.type
    body = operation.body
    if body is not None and body.arguments:
        yield from (argument.field.type for argument in body.arguments)
    elif body is not None:
        yield from (content.type for content in body.contents)
    for response in (*operation.responses, *operation.errors):
        for content in response.contents:
            yield content.type
            if content.item is not None:
                yield content.item
        yield from (header.type for header in response.headers)
    if operation.paging is not None:
        yield operation.paging.item
    if operation.long_running is not None:
        yield operation.long_running.result
        if operation.long_running.failure is not None:
            yield operation.long_running.failure


def _webhook_refs(webhook: Webhook) -> Iterator[TypeRef]:
    if webhook.body is not None:
        yield from (content.type for content in webhook.body.contents)


def _inner(definition: TypeDef) -> list[TypeRef]:
    match definition:
        case Record(fields=fields, extras=extras):
            return [field.type for field in fields] + ([extras] if extras is not None else [])
        case Union(variants=variants):
            return [variant.type for variant in variants]
        case Alias(target=target):
            return [target]
        case _:
            return []


def _named(ref: TypeRef) -> Iterator[TypeId]:
    match ref:
        case Named(type_id):
            yield type_id
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            yield from _named(inner)
        case _:
            pass
