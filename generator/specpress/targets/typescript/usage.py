"""Which definitions a caller sees, and in which direction their values travel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specpress.model import (
    Access,
    Alias,
    ApiModel,
    Enumeration,
    Field,
    Header,
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


@dataclass(frozen=True, slots=True)
class Usage:
    """`sent` and `received` name the definitions that some request or answer can hold.

    `hidden` are those of which nothing is left but the arguments of calls: bodies and envelopes
    that are flattened, and that nothing else refers to. `groups` has the groups of operations that
    use a definition, and "" among them where a webhook does.
    """

    sent: frozenset[TypeId]
    received: frozenset[TypeId]
    hidden: frozenset[TypeId]
    groups: Mapping[TypeId, tuple[str, ...]]

    def users(self, type_id: TypeId) -> tuple[str, ...]:
        """The groups that use a definition; "" stands for the webhooks."""
        return self.groups.get(type_id, ())

    def is_given(self, type_id: TypeId) -> bool:
        """Whether values come from the caller only."""
        return type_id in self.sent and type_id not in self.received

    def has(self, type_id: TypeId, field: Field) -> bool:
        """Whether a field is part of the type: not when it never travels with it."""
        if field.access is Access.READ:
            return not self.is_given(type_id)
        if field.access is Access.WRITE:
            return type_id in self.sent or type_id not in self.received
        return True

    def is_certain(self, type_id: TypeId, field: Field) -> bool:
        """Whether a field is always there: one that travels one way is not, where both happen."""
        both = type_id in self.sent and type_id in self.received
        return field.required and (field.access is Access.BOTH or not both)


def usage(model: ApiModel) -> Usage:
    """How the definitions of a model are used."""
    sent: set[TypeId] = set()
    received: set[TypeId] = set()
    groups: dict[TypeId, list[str]] = defaultdict(list)
    for group, operations in by_group(model).items():
        out = _reached(model, (ref for item in operations for ref in _sent_by(item)))
        back = _reached(model, (ref for item in operations for ref in _received_by(item)))
        sent |= out
        received |= back
        for type_id in out | back:
            groups[type_id].append(group)
    called = _reached(model, (ref for item in model.webhooks for ref in _told_by(item)))
    received |= called
    for type_id in called:
        groups[type_id].append("")
    flattened = frozenset(type_id for item in model.operations for type_id in _flattened(item))
    roots = (type_id for type_id in model.types if type_id not in flattened)
    seen = _reached(model, (Named(type_id) for type_id in roots))
    seen |= sent | received
    return Usage(
        sent=frozenset(sent),
        received=frozenset(received),
        hidden=flattened - seen,
        groups={type_id: tuple(users) for type_id, users in groups.items()},
    )


def by_group(model: ApiModel) -> dict[str, list[Operation]]:
    """The operations that each group owns, in the order of the description."""
    found: dict[str, list[Operation]] = {group.id: [] for group in model.groups}
    for operation in model.operations:
        found[owner(operation, model)].append(operation)
    return found


def owner(operation: Operation, model: ApiModel) -> str:
    """The group that an operation belongs to."""
    return operation.groups[0] if operation.groups else model.groups[0].id


def headers_of(operation: Operation) -> tuple[Header, ...]:
    """The headers that the answers to a call may have, each once."""
    if operation.long_running is not None:
        return ()
    found: dict[str, Header] = {}
    for response in operation.responses:
        for header in response.headers:
            found.setdefault(header.wire_name.lower(), header)
    return tuple(found.values())


def has_choice(operation: Operation) -> bool:
    """Whether a caller chooses the media type of the body."""
    body = operation.body
    return body is not None and not body.arguments and len(body.contents) > 1


def _flattened(operation: Operation) -> Iterator[TypeId]:
    body = operation.body
    if body is not None and body.arguments:
        for content in body.contents:
            if isinstance(content.type, Named):
                yield content.type.id
        yield from (envelope.type for envelope in body.envelopes)


def _sent_by(operation: Operation) -> Iterator[TypeRef]:
    yield from (parameter.type for parameter in operation.parameters)
    body = operation.body
    if body is None:
        return
    if body.arguments:
        yield from (argument.field.type for argument in body.arguments)
        return
    for content in body.contents:
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


def _told_by(webhook: Webhook) -> Iterator[TypeRef]:
    for content in webhook.body.contents if webhook.body is not None else ():
        yield content.type


def _reached(model: ApiModel, refs: Iterable[TypeRef]) -> frozenset[TypeId]:
    found: set[TypeId] = set()
    waiting = [*refs]
    while waiting:
        match waiting.pop():
            case Named(type_id):
                if type_id not in found:
                    found.add(type_id)
                    waiting += _parts(model, type_id)
            case ListOf(inner) | MapOf(inner) | Nullable(inner):
                waiting.append(inner)
            case _:
                pass
    return frozenset(found)


def _parts(model: ApiModel, type_id: TypeId) -> Iterator[TypeRef]:
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
