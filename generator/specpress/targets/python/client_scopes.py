"""The names of the client beside those of the API: classes of groups, methods of jobs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from specpress.model import ApiModel, Group, Name, Operation
from specpress.naming import cases
from specpress.naming.scopes import Entry, Key, NameRule, Names, Scope
from specpress.targets.python import naming
from specpress.targets.python.models.modules import families, module_name

_JOB_METHODS = ("submit", "resume")
_LAST = 2
"""The rank of names that nobody declared: they give way to all others."""


def scopes(model: ApiModel) -> tuple[Scope, ...]:
    """All names of the package.

    Beside the standard kinds: `("class", group id)` and `("async class", group id)` among the
    types, whose names stand in the same files; `("submit", operation id)` and
    `("resume", operation id)` among the operations of the group; `("shape", type id)` for the
    constants that say where errors keep what; `("module", pointer)` for the modules of the models.
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
    extended = tuple(_extended(scope, model, jobs) for scope in naming.scopes(model))
    return (*extended, constants, _modules(model))


def _modules(model: ApiModel) -> Scope:
    """The modules of the models, where there are several. None is called like a type."""
    rule = naming.modules(model)
    entries = tuple(
        Entry(key=("module", head), name=module_name(model, head)) for head in families(model)
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


def _extended(scope: Scope, model: ApiModel, jobs: Mapping[Key, Operation]) -> Scope:
    if scope.id == ("type",):
        extra = [entry for group in model.groups for entry in _class_entries(group)]
    else:
        extra = [
            _entry((verb, operation.id), _prefixed(operation.name, verb))
            for entry in scope.entries
            if (operation := jobs.get(entry.key))
            for verb in _JOB_METHODS
        ]
    return dataclasses.replace(scope, entries=(*scope.entries, *extra)) if extra else scope


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
