"""How TypeScript spells names, and the names that the language and the package keep."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from specpress.model import ApiModel, Name, Operation
from specpress.naming import cases
from specpress.naming.reserved import load
from specpress.naming.scopes import Entry, Key, NameRule, Names, Scope
from specpress.naming.standard import Conventions, standard_scopes
from specpress.targets.typescript.places import INDEX, OTHERS, SHARED, WEBHOOKS, units
from specpress.targets.typescript.usage import Usage, by_group, has_choice, headers_of, usage

_FOLDER = Path(__file__).parent / "reserved"
_LAST = 2
"""The rank of names that nobody declared: they give way to all others."""

_MEDIA = Name(words=("content", "type"), declared="contentType")
_IN_MODULES = ("keywords", "modules", "wire")
_BESIDE: dict[str, Callable[[Operation], bool]] = {
    "arguments": lambda _: True,
    "content": has_choice,
    "paging": lambda operation: operation.paging is not None,
    "streamed": lambda operation: operation.has_stream_beside,
}
_JOB_METHODS = ("submit", "resume")


def conventions() -> Conventions:
    """Types in PascalCase, all else in camelCase; a taken word gets an underscore.

    Fields are not spelled at all: an object has the names that it has on the wire.
    """
    return Conventions(
        type=_rule(cases.pascal, "types", suffix="Model"),
        field=_rule(cases.camel),
        member=_rule(cases.pascal),
        variant=_rule(cases.pascal),
        group=_rule(cases.camel, "properties"),
        operation=_rule(cases.camel, "properties", "methods"),
        argument=_rule(cases.camel, "properties"),
        credential=_rule(cases.camel, "properties", "options"),
    )


def scopes(model: ApiModel) -> tuple[Scope, ...]:
    """All names of the package.

    Beside the standard kinds: among the types `("class", group id)` and `("params", operation id)`,
    the arguments of a call; among the operations of a group `("submit", operation id)` and
    `("resume", operation id)`; `("module", group id)` and `("file", declaration)` for files,
    `("schema", type id)` and `("shape", type id)` for constants, `("wire", operation id)`,
    `("streamed", operation id)`, `("arguments", operation id)` and `("content", operation id)` for
    what an operation is on the wire; `("headers", operation id)` and `("header", operation id, wire
    name)` for the headers of answers, `("paging", operation id)` for how a list comes in pages, and
    `("media", operation id)` for the argument that says which media type a body has.
    """
    used = usage(model)
    operations = {operation.id: operation for operation in model.operations}
    return (
        *(_extended(scope, model, operations) for scope in _shown(model, used.hidden, operations)),
        *_headers(model),
        _modules(model),
        _files(model, used.hidden),
        _constants(model, used),
        *_wire(model),
    )


def params_type(names: Names, operation: Operation) -> str:
    """The interface of an operation's arguments."""
    return names.table["params", operation.id]


def job_method(names: Names, verb: str, operation: Operation) -> str:
    """The method that submits or resumes (`verb`) a job of the operation."""
    return names.table[verb, operation.id]


def _shown(
    model: ApiModel, hidden: frozenset[str], operations: Mapping[str, Operation]
) -> Iterator[Scope]:
    for scope in standard_scopes(model, conventions()):
        match scope.id:
            case ("type",):
                kept = tuple(entry for entry in scope.entries if entry.key[1] not in hidden)
                yield dataclasses.replace(scope, entries=kept)
            case ("field" | "member" | "variant", _):
                pass  # printed as they are on the wire, or not at all
            case ("argument", operation_id):
                entries = tuple(_verbatim(entry) for entry in scope.entries)
                if has_choice(operations[operation_id]):
                    entries += (_entry(("media", operation_id), _MEDIA, "of", "body"),)
                yield dataclasses.replace(scope, entries=entries)
            case ("webhook",):
                yield dataclasses.replace(scope, rule=_rule(cases.camel, *_IN_MODULES))
            case _:
                yield scope


def _verbatim(entry: Entry) -> Entry:
    """An argument is spelled as on the wire where that is an identifier and nobody chose a name."""
    name = entry.name
    if name.pinned or not (name.declared.isascii() and name.declared.isidentifier()):
        return entry
    return dataclasses.replace(entry, name=dataclasses.replace(name, words=(name.declared,)))


def _extended(scope: Scope, model: ApiModel, operations: Mapping[str, Operation]) -> Scope:
    if scope.id == ("type",):
        classes = [_entry(("class", group.id), group.name, "group") for group in model.groups]
        params = [
            _entry(("params", operation.id), _suffixed(operation.name, "params"), "of", "call")
            for operation in model.operations
        ]
        headers = [
            _entry(("headers", operation.id), _suffixed(operation.name, "headers"), "of", "answer")
            for operation in model.operations
            if headers_of(operation)
        ]
        more = (*classes, *params, *headers)
        return dataclasses.replace(scope, entries=(*scope.entries, *more))
    if scope.id[0] != "operation":
        return scope
    owned = [operations[entry.key[1]] for entry in scope.entries if entry.key[0] == "operation"]
    jobs = [
        _entry((verb, operation.id), _prefixed(operation.name, verb), "job")
        for operation in owned
        if operation.long_running
        for verb in _JOB_METHODS
    ]
    return dataclasses.replace(scope, entries=(*scope.entries, *jobs))


def _headers(model: ApiModel) -> Iterator[Scope]:
    for operation in model.operations:
        entries = tuple(
            _entry(("header", operation.id, one.wire_name), one.name, "header")
            for one in headers_of(operation)
        )
        if entries:
            rule = _rule(cases.camel, "properties")
            yield Scope(id=("header", operation.id), rule=rule, entries=entries)


def _modules(model: ApiModel) -> Scope:
    taken = frozenset({INDEX, SHARED, WEBHOOKS, OTHERS})
    rule = NameRule(
        case=cases.kebab, reserved=taken, suffix="-group", folds_case=True, ascii_only=True
    )
    entries = tuple(_entry(("module", group.id), group.name, "group") for group in model.groups)
    return Scope(id=("module",), rule=rule, entries=entries)


def _files(model: ApiModel, hidden: frozenset[str]) -> Scope:
    rule = NameRule(
        case=cases.kebab,
        reserved=frozenset({INDEX}),
        suffix="-type",
        folds_case=True,
        ascii_only=True,
    )
    entries = tuple(
        _entry(key, model.types[type_id].name, "type") for key, type_id in units(model, hidden)
    )
    return Scope(id=("file",), rule=rule, entries=entries)


def _constants(model: ApiModel, used: Usage) -> Scope:
    schemas = [
        Entry(
            key=("schema", definition.id),
            name=definition.name,
            rank=0 if definition.id.startswith("/components/schemas/") else 1,
            alternatives=(_suffixed(definition.name, "schema"),),
        )
        for definition in model.types.values()
        if used.users(definition.id)
    ]
    shapes = [
        _entry(("shape", shape.body), _suffixed(model.types[shape.body].name, "shape"), "of")
        for shape in model.error_shapes
    ]
    rule = _rule(cases.camel, "keywords", "modules")
    return Scope(id=("schema",), rule=rule, entries=(*schemas, *shapes))


def _wire(model: ApiModel) -> Iterator[Scope]:
    rule = _rule(cases.camel, *_IN_MODULES)
    for group, operations in by_group(model).items():
        entries = [_entry(("wire", one.id), one.name, "operation") for one in operations]
        entries += [
            _entry((kind, one.id), _suffixed(one.name, kind), "of", "call")
            for one in operations
            for kind, is_there in _BESIDE.items()
            if is_there(one)
        ]
        yield Scope(id=("wire", group), rule=rule, entries=tuple(entries))


def _entry(key: Key, name: Name, *suffix: str) -> Entry:
    return Entry(key=key, name=name, alternatives=(_suffixed(name, *suffix),), rank=_LAST)


def _prefixed(name: Name, word: str) -> Name:
    return Name(words=(word, *name.words), declared=name.declared)


def _suffixed(name: Name, *words: str) -> Name:
    return Name(words=(*name.words, *words), declared=name.declared)


def _rule(case: cases.Case, *files: str, suffix: str = "_") -> NameRule:
    words = frozenset[str]().union(*(load(_FOLDER / f"{file}.txt") for file in files))
    return NameRule(case=case, reserved=words, suffix=suffix)
