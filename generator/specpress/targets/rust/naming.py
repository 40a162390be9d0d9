"""How Rust spells names, and the names that Rust and the crate keep."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from specpress.model import (
    STREAMED,
    ApiModel,
    Codec,
    Content,
    Enumeration,
    Group,
    Header,
    Name,
    Operation,
    StatusRange,
    Union,
)
from specpress.naming import cases
from specpress.naming.reserved import load
from specpress.naming.scopes import Entry, Key, NameRule, Names, Scope
from specpress.naming.standard import Conventions, standard_scopes
from specpress.naming.words import words

_FOLDER = Path(__file__).parent / "reserved"
_LAST = 2
"""The rank of names that nobody declared: they give way to all others."""

_PHRASES = {
    200: ("ok",),
    201: ("created",),
    202: ("accepted",),
    203: ("non", "authoritative"),
    204: ("no", "content"),
    205: ("reset", "content"),
    206: ("partial", "content"),
}


def conventions() -> Conventions:
    """RFC 430: types in UpperCamelCase, values in snake_case; a taken word gets an underscore."""
    return Conventions(
        type=_rule(cases.pascal, "keywords", "models"),
        field=_rule(cases.snake, "keywords", "fields"),
        member=_rule(cases.pascal, "keywords"),
        variant=_rule(cases.pascal, "keywords"),
        group=_rule(cases.snake, "keywords", "groups"),
        operation=_rule(cases.snake, "keywords", "operations"),
        argument=_rule(cases.snake, "keywords", "arguments"),
        credential=_rule(cases.snake, "keywords", "builder"),
    )


def scopes(model: ApiModel) -> tuple[Scope, ...]:
    """All names of the crate.

    Beside the standard kinds: `("unknown", type id)` among the members of an enumeration and the
    variants of a union, for values that the crate does not know; `("resume", operation id)` among
    the operations of a group; `("class", group id)`, `("call", operation id)` and
    `("answer", operation id)`, `("choice", operation id)` (of bodies) and `("headers", operation
    id)` for the types of a group's module, `("static", operation id)`, `("items", operation id)`
    (of a stream) and `("pages", operation id)` for its constants; `("case", operation id, index)`
    for the variants of an answer; `("content", operation id, media type)` for those of a choice;
    `("header", operation id, wire name in lower case)` for the headers of an answer;
    `("shape", type id)` for the constants that say where errors keep what.
    """
    standard = tuple(_extended(scope, model) for scope in standard_scopes(model, conventions()))
    modules = (_module(group, model) for group in model.groups)
    statics = (_statics(group, model) for group in model.groups)
    inner = (*_cases(model), *_choices(model), *_headers(model))
    return (*standard, *modules, *statics, *inner, _shapes(model))


def owned(group: Group, model: ApiModel) -> tuple[Operation, ...]:
    """The operations whose methods the group has, in the order of the description."""
    return tuple(
        operation
        for operation in model.operations
        if (*operation.groups, model.groups[0].id)[0] == group.id
    )


def whole_contents(operation: Operation) -> tuple[tuple[StatusRange, Content | None], ...]:
    """The bodies that success may have and that come whole, by status; None for no body."""
    return tuple(
        (response.status, content)
        for response in operation.responses
        for content in (response.contents or (None,))
        if content is None or content.codec not in STREAMED
    )


def _extended(scope: Scope, model: ApiModel) -> Scope:
    extra: list[Entry] = []
    if scope.id[0] in ("member", "variant"):
        definition = model.types[scope.id[1]]
        if isinstance(definition, Enumeration | Union):
            extra.append(_unknown(definition))
    if scope.id[0] == "operation":
        operations: dict[Key, Operation] = {
            ("operation", operation.id): operation for operation in model.operations
        }
        for entry in scope.entries:
            operation = operations.get(entry.key)
            if operation is not None and operation.long_running is not None:
                name = _prefixed(operation.name, "resume")
                extra.append(Entry(key=("resume", operation.id), name=name, rank=_LAST))
    return dataclasses.replace(scope, entries=(*scope.entries, *extra)) if extra else scope


def _unknown(definition: Enumeration | Union) -> Entry:
    return Entry(
        key=("unknown", definition.id),
        name=Name(words=("unknown",), declared="unknown"),
        alternatives=(Name(words=("unrecognized",), declared="unrecognized"),),
        rank=_LAST,
    )


def _module(group: Group, model: ApiModel) -> Scope:
    rule = _rule(cases.pascal, "keywords", "resource")
    entries = [Entry(key=("class", group.id), name=group.name, rank=1, alternatives=_group(group))]
    for operation in owned(group, model):
        call = _suffixed(operation.name, "call")
        entries.append(Entry(key=("call", operation.id), name=operation.name, alternatives=(call,)))
        answer = _suffixed(operation.name, "answer")
        entries.append(Entry(key=("answer", operation.id), name=answer, rank=_LAST))
        if operation.body is not None and len(operation.body.contents) > 1:
            body = _suffixed(operation.name, "body")
            entries.append(Entry(key=("choice", operation.id), name=body, rank=_LAST))
        if answered_headers(operation):
            headers = _suffixed(operation.name, "headers")
            entries.append(Entry(key=("headers", operation.id), name=headers, rank=_LAST))
    return Scope(id=("module", group.id), rule=rule, entries=tuple(entries))


def _group(group: Group) -> tuple[Name, ...]:
    return (_suffixed(group.name, "group"),)


def _statics(group: Group, model: ApiModel) -> Scope:
    entries = [
        Entry(key=("static", operation.id), name=operation.name)
        for operation in owned(group, model)
    ]
    for operation in owned(group, model):
        if operation.paging is not None:
            pages = _suffixed(operation.name, "pages")
            entries.append(Entry(key=("pages", operation.id), name=pages, rank=_LAST))
        if any(one.codec in STREAMED for good in operation.responses for one in good.contents):
            items = _suffixed(operation.name, "items")
            entries.append(Entry(key=("items", operation.id), name=items, rank=_LAST))
    rule = NameRule(case=cases.screaming, ascii_only=True)
    return Scope(id=("static", group.id), rule=rule, entries=tuple(entries))


def answered_headers(operation: Operation) -> tuple[Header, ...]:
    """The headers that success may have, each once."""
    found = {
        header.wire_name.lower(): header
        for response in reversed(operation.responses)
        for header in reversed(response.headers)
    }
    return tuple(reversed(found.values()))


def _headers(model: ApiModel) -> Iterator[Scope]:
    for operation in model.operations:
        entries = tuple(
            Entry(key=("header", operation.id, one.wire_name.lower()), name=one.name)
            for one in answered_headers(operation)
        )
        if entries:
            rule = _rule(cases.snake, "keywords", "fields")
            yield Scope(id=("header", operation.id), rule=rule, entries=entries)


def _choices(model: ApiModel) -> Iterator[Scope]:
    for operation in model.operations:
        contents = operation.body.contents if operation.body is not None else ()
        if len(contents) < 2:
            continue
        entries = tuple(
            Entry(
                key=("content", operation.id, one.media_type),
                name=_codec_name(one.codec),
                alternatives=(Name(words=words(one.media_type), declared=one.media_type),),
            )
            for one in contents
        )
        rule = _rule(cases.pascal, "keywords")
        yield Scope(id=("content", operation.id), rule=rule, entries=entries)


def _codec_name(codec: Codec) -> Name:
    return Name(words=tuple(codec.value.split("-")), declared=codec.value)


def _cases(model: ApiModel) -> Iterator[Scope]:
    for operation in model.operations:
        entries = tuple(
            Entry(
                key=("case", operation.id, str(index)),
                name=_status_name(status),
                alternatives=_with_codec(status, content),
            )
            for index, (status, content) in enumerate(whole_contents(operation))
        )
        yield Scope(
            id=("case", operation.id), rule=_rule(cases.pascal, "keywords"), entries=entries
        )


def _status_name(status: StatusRange) -> Name:
    if status.first == status.last:
        found = _PHRASES.get(status.first, ("status", str(status.first)))
    elif (status.first, status.last) == (0, 999):
        found = ("other",)
    else:
        found = ("status", f"{status.first // 100}xx")
    return Name(words=found, declared=" ".join(found))


def _with_codec(status: StatusRange, content: Content | None) -> tuple[Name, ...]:
    word = content.codec.value.replace("-", "") if content is not None else "empty"
    return (_suffixed(_status_name(status), word),)


def _shapes(model: ApiModel) -> Scope:
    entries = tuple(
        Entry(key=("shape", shape.body), name=model.types[shape.body].name)
        for shape in model.error_shapes
    )
    return Scope(
        id=("shape",), rule=NameRule(case=cases.screaming, ascii_only=True), entries=entries
    )


def of_unknown(names: Names, type_id: str) -> str:
    """The variant for values that the crate does not know."""
    return names.table["unknown", type_id]


def _prefixed(name: Name, word: str) -> Name:
    return Name(words=(word, *name.words), declared=name.declared)


def _suffixed(name: Name, word: str) -> Name:
    return Name(words=(*name.words, word), declared=name.declared)


def _rule(case: cases.Case, *files: str) -> NameRule:
    reserved = frozenset[str]().union(*(load(_FOLDER / f"{file}.txt") for file in files))
    return NameRule(case=case, reserved=reserved, ascii_only=True)
