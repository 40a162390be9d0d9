"""The scopes that most languages have: types, fields, arguments and so on."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from specpress.model import (
    ApiModel,
    Enumeration,
    Group,
    Member,
    Name,
    Operation,
    Place,
    Record,
    TypeDef,
    Union,
)
from specpress.naming.scopes import Entry, NameRule, Scope
from specpress.naming.words import spelled, words
from specpress.remembered import remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How a language spells each kind of name, with the reserved words of its scope in the rule.

    `argument` is for the parameters and body arguments of one operation, which share a scope;
    `credential` for the secrets and server variables that a client is made with. `flat_operations`:
    operations of all groups share one scope, instead of one a group.
    """

    type: NameRule
    field: NameRule
    member: NameRule
    variant: NameRule
    group: NameRule
    operation: NameRule
    argument: NameRule
    credential: NameRule
    flat_operations: bool = False


def standard_scopes(model: ApiModel, conventions: Conventions) -> tuple[Scope, ...]:
    """The scopes of `model` for a language with these conventions.

    Scope ids: `("type",)`, `("field", type id)`, `("member", type id)`, `("variant", type id)`,
    `("group",)`, `("operation", group id)` or `("operation",)`, `("argument", operation id)`,
    `("client",)`, `("webhook",)`. Values of members are keyed by their JSON text (`member_key`).
    """
    return (
        _types(model, conventions.type),
        *_fields(model, conventions.field),
        *_members(model, conventions.member),
        *_variants(model, conventions.variant),
        _groups(model, conventions.group),
        *_operations(model, conventions),
        *_arguments(model, conventions.argument),
        _client(model, conventions.credential),
        _webhooks(model, conventions.operation),
    )


_Owned: TypeAlias = tuple[tuple[str, tuple[Entry, ...]], ...]
"""The entries of scopes, each with the id of what owns them."""


_once_a_model = remembered(lambda model: model)
"""The languages ask for the entries of the same model in turn."""


def member_key(member: Member) -> str:
    """The value of `member` as JSON text, which its key and `Names.member` use."""
    return json.dumps(member.value, ensure_ascii=False)


def _types(model: ApiModel, rule: NameRule) -> Scope:
    entries = tuple(_type_entry(definition) for definition in model.types.values())
    return Scope(id=("type",), rule=rule, entries=entries)


def _type_entry(definition: TypeDef) -> Entry:
    tokens = definition.id.split("/")
    component = len(tokens) == 4 and tokens[1] == "components"
    return Entry(
        key=("type", definition.id),
        name=definition.name,
        rank=0 if component else 1,
        alternatives=(_suffixed(definition.name, _ROLES.get(type(definition), "type")),),
    )


_ROLES: dict[type, str] = {Record: "record", Enumeration: "enum", Union: "union"}


def _fields(model: ApiModel, rule: NameRule) -> Iterator[Scope]:
    for id_, entries in _entries_of_fields(model):
        yield Scope(id=("field", id_), rule=rule, entries=entries)


@_once_a_model
def _entries_of_fields(model: ApiModel) -> _Owned:
    return tuple(
        (
            definition.id,
            tuple(
                Entry(
                    key=("field", definition.id, field.wire_name),
                    name=field.name,
                    alternatives=_spelled_out(field.name),
                )
                for field in definition.fields
            ),
        )
        for definition in model.types.values()
        if isinstance(definition, Record)
    )


def _members(model: ApiModel, rule: NameRule) -> Iterator[Scope]:
    for id_, entries in _entries_of_members(model):
        yield Scope(id=("member", id_), rule=rule, entries=entries)


@_once_a_model
def _entries_of_members(model: ApiModel) -> _Owned:
    return tuple(
        (
            definition.id,
            tuple(
                Entry(
                    key=("member", definition.id, member_key(member)),
                    name=member.name,
                    alternatives=_spelled_out(member.name),
                )
                for member in definition.members
            ),
        )
        for definition in model.types.values()
        if isinstance(definition, Enumeration)
    )


def _variants(model: ApiModel, rule: NameRule) -> Iterator[Scope]:
    for id_, entries in _entries_of_variants(model):
        yield Scope(id=("variant", id_), rule=rule, entries=entries)


@_once_a_model
def _entries_of_variants(model: ApiModel) -> _Owned:
    return tuple(
        (
            definition.id,
            tuple(
                Entry(
                    key=("variant", definition.id, variant.name.declared),
                    name=variant.name,
                    alternatives=_spelled_out(variant.name),
                )
                for variant in definition.variants
            ),
        )
        for definition in model.types.values()
        if isinstance(definition, Union)
    )


def _groups(model: ApiModel, rule: NameRule) -> Scope:
    return Scope(
        id=("group",),
        rule=rule,
        entries=tuple(
            Entry(key=("group", group.id), name=group.name, alternatives=_spelled_out(group.name))
            for group in model.groups
        ),
    )


def _operations(model: ApiModel, conventions: Conventions) -> Iterator[Scope]:
    if conventions.flat_operations:
        entries = tuple(entry for one in model.operations for entry in _operation_entries(one))
        yield Scope(id=("operation",), rule=conventions.operation, entries=entries)
        return
    for group in model.groups:
        entries = tuple(
            entry
            for operation in model.operations
            if _owner(operation, model.groups) == group.id
            for entry in _operation_entries(operation)
        )
        yield Scope(id=("operation", group.id), rule=conventions.operation, entries=entries)


def _owner(operation: Operation, groups: tuple[Group, ...]) -> str:
    return operation.groups[0] if operation.groups else groups[0].id


def _operation_entries(operation: Operation) -> Iterator[Entry]:
    """The method of an operation, and those beside it, which give way to any other."""
    name, method = operation.name, operation.method.lower()
    yield Entry(key=("operation", operation.id), name=name, alternatives=(_prefixed(name, method),))
    beside = (("stream", operation.has_stream_beside), ("paged", operation.paging is not None))
    for kind, wanted in beside:
        if wanted:
            longer = _suffixed(name, "stream" if kind == "stream" else "all")
            yield Entry(
                key=(kind, operation.id),
                name=longer,
                rank=1,
                alternatives=(_prefixed(longer, method),),
            )


_PLACE_RANKS = {
    Place.PATH: 0,
    Place.QUERY: 1,
    Place.HEADER: 3,
    Place.COOKIE: 4,
    Place.QUERYSTRING: 1,
}


def _arguments(model: ApiModel, rule: NameRule) -> Iterator[Scope]:
    for id_, entries in _entries_of_arguments(model):
        yield Scope(id=("argument", id_), rule=rule, entries=entries)


@_once_a_model
def _entries_of_arguments(model: ApiModel) -> _Owned:
    return tuple(
        (one.id, (*_parameter_entries(one), *_body_entries(one))) for one in model.operations
    )


def _parameter_entries(operation: Operation) -> Iterator[Entry]:
    for parameter in operation.parameters:
        yield Entry(
            key=("parameter", operation.id, parameter.place.value, parameter.wire_name),
            name=parameter.name,
            rank=_PLACE_RANKS[parameter.place],
            alternatives=(
                _prefixed(parameter.name, parameter.place.value),
                *_spelled_out(parameter.name),
            ),
        )


def _body_entries(operation: Operation) -> Iterator[Entry]:
    body = operation.body
    if body is None:
        return
    if not body.arguments:
        yield Entry(
            key=("body", operation.id),
            name=body.name,
            rank=2,
            alternatives=(_prefixed(body.name, "request"),),
        )
    for argument in body.arguments:
        envelopes = tuple(word for key in argument.path[:-1] for word in words(key))
        yield Entry(
            key=("body", operation.id, *argument.path),
            name=argument.field.name,
            rank=2,
            alternatives=(
                _prefixed(argument.field.name, *(envelopes or ("body",))),
                _prefixed(argument.field.name, "body", *envelopes),
                *_spelled_out(argument.field.name),
            ),
        )


def _client(model: ApiModel, rule: NameRule) -> Scope:
    entries = [
        Entry(
            key=("credential", scheme.id),
            name=scheme.name,
            alternatives=(_suffixed(scheme.name, "credential"),),
        )
        for scheme in model.auth
    ]
    variables = {
        variable.wire_name: variable for server in model.servers for variable in server.variables
    }
    entries += [
        Entry(
            key=("variable", wire_name),
            name=variable.name,
            rank=1,
            alternatives=(_prefixed(variable.name, "server"),),
        )
        for wire_name, variable in variables.items()
    ]
    return Scope(id=("client",), rule=rule, entries=tuple(entries))


def _webhooks(model: ApiModel, rule: NameRule) -> Scope:
    return Scope(
        id=("webhook",),
        rule=rule,
        entries=tuple(
            Entry(
                key=("webhook", webhook.id),
                name=webhook.name,
                alternatives=(_prefixed(webhook.name, webhook.method.lower()),),
            )
            for webhook in model.webhooks
        ),
    )


@functools.lru_cache(maxsize=65536)
def _spelled_out(name: Name) -> tuple[Name, ...]:
    """Names with what `words` leaves out: the symbols, then the case of the whole text."""
    found = [Name(words=spelled(name.declared), declared=name.declared)]
    if name.declared.isupper():
        found.append(_prefixed(name, "upper"))
    elif name.declared.islower():
        found.append(_prefixed(name, "lower"))
    return tuple(found)


def _prefixed(name: Name, *parts: str) -> Name:
    return Name(words=(*parts, *name.words), declared=name.declared)


def _suffixed(name: Name, *parts: str) -> Name:
    return Name(words=(*name.words, *parts), declared=name.declared)
