"""How Java spells names, and the names that Java and the project keep."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from specpress.model import Alias, ApiModel, Group, Name, Operation
from specpress.naming import cases
from specpress.naming.reserved import load
from specpress.naming.scopes import Entry, Key, NameRule, Names, Scope
from specpress.naming.standard import Conventions, standard_scopes
from specpress.targets.java import reach
from specpress.targets.java.contents import has_choice
from specpress.targets.java.options import JavaOptions
from specpress.targets.java.types import Types
from specpress.targets.java.wires import documented_headers

_FOLDER = Path(__file__).parent / "reserved"
_LAST = 2
"""The rank of names that nobody declared: they give way to all others."""


def scopes(model: ApiModel, options: JavaOptions) -> tuple[Scope, ...]:
    """All names of the project.

    Beside the standard kinds, among the types: `("request", operation id)` and `("result",
    operation id)`, `("class", group id)`, `("async class", group id)` and `("calls", group id)`.
    Among the operations of a group, whose methods are overloaded: `("raw", operation id)`,
    `("submit", operation id)`, `("resume", operation id)`. A scope `("constant", group id)` has the
    constants of the operations of a group, `("shape",)` those of error bodies.
    """
    standard = standard_scopes(model, _conventions(options))
    extended = [_extended(scope, model) for scope in standard]
    constants = [_constants(group, operations) for group, operations in _by_group(model)]
    shapes = tuple(
        Entry(key=("shape", shape.body), name=model.types[shape.body].name)
        for shape in model.error_shapes
    )
    rule = NameRule(case=cases.screaming, ascii_only=True)
    headers = _headers(model, _rule(cases.camel, "keywords", "object"))
    return (*extended, *constants, *headers, Scope(id=("shape",), rule=rule, entries=shapes))


def _by_group(model: ApiModel) -> Iterator[tuple[Group, tuple[Operation, ...]]]:
    """Each group with the operations whose methods it has, in the order of the description."""
    found: dict[str, list[Operation]] = {group.id: [] for group in model.groups}
    for operation in model.operations:
        found[owner(operation, model)].append(operation)
    for group in model.groups:
        yield group, tuple(found[group.id])


def owner(operation: Operation, model: ApiModel) -> str:
    """The id of the group that has the methods of an operation."""
    return operation.groups[0] if operation.groups else model.groups[0].id


def owned(group: Group, types: Types) -> tuple[Operation, ...]:
    """The operations whose methods the group has, in the order of the description."""
    known = types.memo.get("owned")
    if known is None:
        known = {one.id: operations for one, operations in _by_group(types.model)}
        types.memo["owned"] = known
    return cast("tuple[Operation, ...]", known[group.id])


def class_name(names: Names, kind: str, owner: str) -> str:
    """A class of the project: `kind` is `request`, `result`, `class`, `async class` or `calls`."""
    return names.table[kind, owner]


def _conventions(options: JavaOptions) -> Conventions:
    member = _rule(cases.camel, "keywords", "object", "model")
    clients = frozenset({options.client, options.async_client})
    types = _rule(cases.pascal, "types")
    return Conventions(
        type=dataclasses.replace(
            types, reserved=types.reserved | clients, suffix="Type", folds_case=True
        ),
        field=member,
        member=_rule(cases.screaming, "member"),
        variant=_rule(_of),
        group=_rule(cases.camel, "keywords", "object", "client"),
        operation=_rule(cases.camel, "keywords", "object", "group"),
        argument=member,
        credential=_rule(cases.camel, "keywords", "object", "client"),
    )


def _of(words: tuple[str, ...]) -> str:
    """`OfCat`: a variant is no other name for what it holds."""
    return cases.pascal(("of", *words))


def _rule(case: cases.Case, *files: str) -> NameRule:
    words = frozenset[str]().union(*(load(_FOLDER / f"{file}.txt") for file in files))
    return NameRule(case=case, reserved=words, ascii_only=True)


def _extended(scope: Scope, model: ApiModel) -> Scope:
    if scope.id == ("type",):
        printed = reach.used(model)
        kept = [
            entry
            for entry in scope.entries
            if entry.key[1] in printed and not isinstance(model.types[entry.key[1]], Alias)
        ]
        extra = [entry for operation in model.operations for entry in _of_operation(operation)]
        extra += [entry for group in model.groups for entry in _of_group(group)]
        return dataclasses.replace(scope, entries=(*kept, *extra))
    if scope.id[0] != "operation":
        return scope
    operations: dict[Key, Operation] = {
        ("operation", operation.id): operation for operation in model.operations
    }
    methods: list[Entry] = []
    for entry in scope.entries:
        if operation := operations.get(entry.key):
            methods.append(
                _entry(
                    ("raw", operation.id),
                    operation.name,
                    after=("with", "response"),
                    otherwise="raw",
                )
            )
            if operation.has_stream_beside:
                methods.append(
                    _entry(
                        ("raw stream", operation.id),
                        operation.name,
                        after=("stream", "with", "response"),
                        otherwise="stream_raw",
                    )
                )
            if operation.long_running:
                methods.append(_entry(("submit", operation.id), operation.name, ("submit",)))
                methods.append(_entry(("resume", operation.id), operation.name, ("resume",)))
    return dataclasses.replace(scope, entries=(*scope.entries, *methods))


def _of_operation(operation: Operation) -> Iterator[Entry]:
    """The classes of an operation: its arguments, and what it sends and returns in many forms."""
    kinds: list[tuple[str, tuple[str, ...], str]] = [
        ("request", ("request",), "arguments"),
        ("result", ("result",), "answer"),
    ]
    if has_choice(operation):
        kinds.append(("content", ("body",), "content"))
    if operation.has_stream_beside:
        kinds.append(("stream result", ("stream", "result"), "events"))
    if documented_headers(operation):
        kinds.append(("headers", ("headers",), "header_values"))
    for kind, after, otherwise in kinds:
        key = (kind, operation.id)
        yield _entry(key, operation.name, after=after, otherwise=otherwise)


def _of_group(group: Group) -> list[Entry]:
    return [
        _entry(("class", group.id), group.name),
        _entry(("async class", group.id), group.name, ("async",)),
        _entry(("calls", group.id), group.name, after=("calls",), otherwise="wire"),
    ]


def _headers(model: ApiModel, rule: NameRule) -> Iterator[Scope]:
    """The methods of the classes for headers."""
    rule = dataclasses.replace(rule, reserved=rule.reserved | {"of", "headers"})
    for operation in model.operations:
        if found := documented_headers(operation):
            entries = tuple(
                Entry(key=("header", operation.id, one.wire_name.lower()), name=one.name)
                for one in found
            )
            yield Scope(id=("header", operation.id), rule=rule, entries=entries)


def _constants(group: Group, operations: tuple[Operation, ...]) -> Scope:
    entries = [
        Entry(key=("constant", operation.id), name=operation.name) for operation in operations
    ]
    entries += [
        _entry(("stream constant", operation.id), operation.name, after=("stream",))
        for operation in operations
        if operation.has_stream_beside
    ]
    entries += [
        _entry(("paging constant", operation.id), operation.name, after=("paging",))
        for operation in operations
        if operation.paging is not None
    ]
    rule = NameRule(case=cases.screaming, ascii_only=True)
    return Scope(id=("constant", group.id), rule=rule, entries=tuple(entries))


def _entry(
    key: Key,
    name: Name,
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    otherwise: str = "group",
) -> Entry:
    own = Name(words=(*before, *name.words, *after), declared=name.declared)
    other = Name(words=(*before, *name.words, otherwise), declared=name.declared)
    return Entry(key=key, name=own, alternatives=(other,), rank=_LAST)
