"""The names of the client beside those of the API: classes of groups, methods of jobs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from specpress.model import ApiModel, Group, Header, Name, Operation
from specpress.naming import cases
from specpress.naming.scopes import Entry, Key, NameRule, Names, Scope
from specpress.targets.python import naming
from specpress.targets.python.models.modules import module_names

_JOB_METHODS = ("submit", "resume")
_LAST = 2
"""The rank of names that nobody declared: they give way to all others."""


def scopes(model: ApiModel) -> tuple[Scope, ...]:
    """All names of the package.

    Beside the standard kinds: `("class", group id)` and `("async class", group id)`;
    `("submit", operation id)` and
    `("resume", operation id)` among the operations of the group; `("shape", type id)` for the
    constants that say where errors keep what; `("module", pointer)` for the modules of the models;
    `("content type", operation id)` for the argument that chooses the media type of a body;
    `("headers", operation id)` for the class of its response headers, and `("header", operation id,
    wire name)` for their members.
    """
    shapes = tuple(
        Entry(key=("shape", shape.body), name=_suffixed(model.types[shape.body].name, "shape"))
        for shape in model.error_shapes
    )
    constants = Scope(id=("shape",), rule=NameRule(case=cases.screaming), entries=shapes)
    jobs: dict[Key, Operation] = {
        ("operation", operation.id): operation
        for operation in model.operations
        if operation.long_running
    }
    choosing = frozenset(operation.id for operation in model.operations if has_choice(operation))
    extended = tuple(_extended(scope, jobs, choosing) for scope in naming.scopes(model))
    entries = tuple(entry for group in model.groups for entry in _class_entries(group))
    classes = Scope(id=("class",), rule=naming.group_classes(), entries=entries)
    return (*extended, classes, constants, _modules(model), *_headers(model))


def headers_of(operation: Operation) -> tuple[Header, ...]:
    """The documented headers of the answers of an operation, each once."""
    found: dict[str, Header] = {}
    for response in (*operation.responses, *operation.errors):
        for header in response.headers:
            found.setdefault(header.wire_name.lower(), header)
    return tuple(found.values())


def _headers(model: ApiModel) -> Iterator[Scope]:
    """The classes of response headers, and their members."""
    with_some = [one for one in model.operations if headers_of(one)]
    classes = (
        Entry(key=("headers", one.id), name=_suffixed(one.name, "headers")) for one in with_some
    )
    spelling = naming.conventions()
    yield Scope(id=("headers",), rule=spelling.type, entries=tuple(classes))
    for operation in with_some:
        entries = tuple(
            Entry(key=("header", operation.id, header.wire_name), name=header.name)
            for header in headers_of(operation)
        )
        yield Scope(id=("header", operation.id), rule=spelling.operation, entries=entries)


def _modules(model: ApiModel) -> Scope:
    """The modules of the models, where there are several. None is called like a type."""
    rule = naming.modules(model)
    entries = tuple(
        Entry(key=("module", head), name=name) for head, name in module_names(model).items()
    )
    return Scope(id=("module",), rule=rule, entries=entries)


def group_class(names: Names, group: Group) -> str:
    """The class of a group of a synchronous client."""
    return names.table["class", group.id]


def async_group_class(names: Names, group: Group) -> str:
    """The class of a group of an asynchronous client."""
    return names.table["async class", group.id]


def job_method(names: Names, verb: str, operation: Operation) -> str:
    """The method that submits or resumes (`verb`) a job of the operation."""
    return names.table[verb, operation.id]


def has_choice(operation: Operation) -> bool:
    """Whether a caller chooses the media type of the body."""
    body = operation.body
    return body is not None and len(body.contents) > 1 and not body.arguments


def _extended(scope: Scope, jobs: Mapping[Key, Operation], choosing: frozenset[str]) -> Scope:
    if scope.id[0] == "argument":
        extra = [_choice(scope.id[1])] if scope.id[1] in choosing else []
    else:
        extra = [
            _entry((verb, operation.id), _prefixed(operation.name, verb))
            for entry in scope.entries
            if (operation := jobs.get(entry.key))
            for verb in _JOB_METHODS
        ]
    return dataclasses.replace(scope, entries=(*scope.entries, *extra)) if extra else scope


def _choice(operation: str) -> Entry:
    return _entry(
        ("content type", operation), Name(words=("content", "type"), declared="content type")
    )


def _class_entries(group: Group) -> tuple[Entry, Entry]:
    return (
        _entry(("class", group.id), group.name),
        _entry(("async class", group.id), _prefixed(group.name, "async")),
    )


def _entry(key: Key, name: Name) -> Entry:
    return Entry(key=key, name=name, alternatives=(_suffixed(name, "group"),), rank=_LAST)


def _prefixed(name: Name, word: str) -> Name:
    return Name(words=(word, *name.words), declared=name.declared)


def _suffixed(name: Name, word: str) -> Name:
    return Name(words=(*name.words, word), declared=name.declared)
