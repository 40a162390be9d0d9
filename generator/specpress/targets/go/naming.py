"""How Go spells names, and what must be unique in a package."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from specpress.model import (
    ApiModel,
    AuthScheme,
    BearerAuth,
    Codec,
    Group,
    Name,
    OAuth2Auth,
    OpenIdAuth,
    Operation,
)
from specpress.naming import cases
from specpress.naming.reserved import load
from specpress.naming.scopes import Entry, NameRule, Scope
from specpress.naming.standard import Conventions, standard_scopes
from specpress.naming.words import words
from specpress.targets.go.headers import headers
from specpress.targets.go.outcomes import Outcome, outcomes
from specpress.targets.go.reach import kept

_FOLDER = Path(__file__).parent
_INITIALISMS = {word.lower(): word for word in load(_FOLDER / "initialisms.txt")}

_MOST_WORDS, _LONGEST_WORD = 8, 20
"""Of a file's name: file systems have limits."""

_MEMBER, _MADE_UP = 3, 4
"""Ranks in the scope of the package: what nobody declared gives way to what somebody did."""


def pascal(words: tuple[str, ...]) -> str:
    """`BackupStorageUUIDs`: an exported name, with the capitals of initialisms."""
    text = ""
    for word in words:
        part = _INITIALISMS.get(word) or word[:1].upper() + word[1:]
        text += "_" * (text[-1:].isdigit() and part[:1].isdigit()) + part
    return text


def camel(words: tuple[str, ...]) -> str:
    """`backupStorageUUIDs`: a name that stays in the package."""
    rest = pascal(words[1:])
    return words[0] + "_" * (words[0][-1:].isdigit() and rest[:1].isdigit()) + rest


def conventions() -> Conventions:
    """MixedCaps for all that callers see."""
    plain = NameRule(case=pascal, ascii_only=True)
    field = NameRule(case=pascal, ascii_only=True, suffix="Field", reserved=_words("field"))
    return Conventions(
        type=_package_rule(),
        field=field,
        member=plain,
        variant=dataclasses.replace(field, reserved=_words("variant")),
        group=plain,
        operation=plain,
        argument=plain,
        credential=plain,
    )


def scopes(model: ApiModel) -> tuple[Scope, ...]:
    """All names of the package, in scopes.

    Beside the standard kinds: `("params", operation id)`, `("result", operation id)`,
    `("stream-result", operation id)`, `("headers", operation id)` and `("service", group id)` among
    the types; `("tokens", scheme id)` among the options; `("submit", operation id)` and
    `("resume", operation id)` among the methods; `("content", operation id, media type)` among the
    arguments; `("header", operation id, wire name)`; `("outcome", operation id, key)`, the fields
    of a result; `("descriptor", operation id)`, `("stream-descriptor", operation id)` and
    `("shape", type id)`, which stay in the package; and `("file", group id)`. Types, the members of
    enumerations, options and the functions for webhooks share the scope of the package.
    """
    package: list[Entry] = []
    others: list[Scope] = []
    seen = {definition.id for definition in kept(model)}
    operations = {operation.id: operation for operation in model.operations}
    for scope in standard_scopes(model, conventions()):
        match scope.id[0]:
            case "type":
                package += (entry for entry in scope.entries if entry.key[1] in seen)
            case "member" if scope.id[1] in seen:
                definition = model.types[scope.id[1]]
                package += _member_entries(scope, definition.name)
            case "client":
                package += _option_entries(scope, model)
            case "operation":
                others.append(_with_job_methods(scope, model))
            case "webhook":
                package += (_webhook_entry(entry) for entry in scope.entries)
            case "argument":
                others.append(_with_contents(scope, operations[scope.id[1]]))
            case _:
                others.append(scope)
    package += _made_up_types(model)
    package_scope = Scope(id=("package",), rule=_package_rule(), entries=tuple(package))
    return (package_scope, *others, *_results(model), _internal(model), _files(model))


def _package_rule() -> NameRule:
    return NameRule(case=pascal, ascii_only=True, suffix="Model", reserved=_words("package"))


def _words(file: str) -> frozenset[str]:
    return load(_FOLDER / "reserved" / f"{file}.txt")


def _member_entries(scope: Scope, owner: Name) -> Iterator[Entry]:
    for entry in scope.entries:
        yield Entry(
            key=entry.key,
            name=_prefixed(entry.name, *owner.words),
            alternatives=tuple(_prefixed(name, *owner.words) for name in entry.alternatives),
            rank=_MEMBER,
        )


def _option_entries(scope: Scope, model: ApiModel) -> Iterator[Entry]:
    tokens = {scheme.id for scheme in model.auth if has_tokens(scheme)}
    for entry in scope.entries:
        kind, *rest = entry.key
        name = _prefixed(entry.name, "with")
        yield Entry(key=entry.key, name=name, alternatives=(_suffixed(name, kind),), rank=_MADE_UP)
        if kind == "credential" and rest[0] in tokens:
            yield Entry(
                key=("tokens", rest[0]),
                name=_suffixed(name, "tokens"),
                alternatives=(_suffixed(name, "credential", "tokens"),),
                rank=_MADE_UP,
            )


def has_tokens(scheme: AuthScheme) -> bool:
    """Whether a client gets the secrets of a scheme by itself, from a source of tokens."""
    return isinstance(scheme, BearerAuth | OAuth2Auth | OpenIdAuth)


def _webhook_entry(entry: Entry) -> Entry:
    name = _prefixed(entry.name, "decode")
    others = (*entry.alternatives, _suffixed(entry.name, "webhook"))
    return Entry(
        key=entry.key,
        name=name,
        alternatives=tuple(_prefixed(one, "decode") for one in others),
        rank=_MADE_UP,
    )


def _with_contents(scope: Scope, operation: Operation) -> Scope:
    """The arguments of an operation, with one for each media type of its body."""
    body = operation.body
    if body is None or len(body.contents) < 2 or body.arguments:
        return scope
    kept_entries = [entry for entry in scope.entries if entry.key != ("body", operation.id)]
    entries = [
        Entry(
            key=("content", operation.id, content.media_type),
            name=_suffixed(body.name, *_CODEC_WORDS.get(content.codec, ())) if place else body.name,
            rank=2 + (place > 0),
            alternatives=(_suffixed(body.name, *words(content.media_type)),),
        )
        for place, content in enumerate(body.contents)
    ]
    return dataclasses.replace(scope, entries=(*kept_entries, *entries))


_CODEC_WORDS: dict[Codec, tuple[str, ...]] = {
    Codec.JSON: ("json",),
    Codec.FORM: ("form",),
    Codec.MULTIPART: ("multipart",),
    Codec.TEXT: ("text",),
    Codec.XML: ("xml",),
    Codec.EVENTS: ("events",),
    Codec.JSON_LINES: ("json", "lines"),
    Codec.BYTES: ("bytes",),
}


def _made_up_types(model: ApiModel) -> Iterator[Entry]:
    for operation in model.operations:
        yield _made_up(("params", operation.id), operation.name, "params", "call")
        if len(outcomes(operation)) > 1:
            yield _made_up(("result", operation.id), operation.name, "result", "call")
        if operation.has_stream_beside and len(outcomes(operation, streamed=True)) > 1:
            name = _suffixed(operation.name, "stream")
            yield _made_up(("stream-result", operation.id), name, "result", "call")
        if headers(operation):
            yield _made_up(("headers", operation.id), operation.name, "headers", "response")
    for group in model.groups:
        yield _made_up(("service", group.id), group.name, "service", "operations")


def _made_up(key: tuple[str, str], name: Name, word: str, other: str) -> Entry:
    return Entry(
        key=key,
        name=_suffixed(name, word),
        alternatives=(_suffixed(name, other, word),),
        rank=_MADE_UP,
    )


def _with_job_methods(scope: Scope, model: ApiModel) -> Scope:
    operations = {("operation", one.id): one for one in model.operations}
    extra = [
        Entry(
            key=(verb, operation.id),
            name=_prefixed(operation.name, verb),
            alternatives=(_suffixed(_prefixed(operation.name, verb), "job"),),
            rank=_MADE_UP,
        )
        for entry in scope.entries
        if (operation := operations.get((entry.key[0], entry.key[1]))) and operation.long_running
        for verb in ("submit", "resume")
    ]
    return dataclasses.replace(scope, entries=(*scope.entries, *extra))


def _results(model: ApiModel) -> Iterator[Scope]:
    rule = NameRule(case=pascal, ascii_only=True)
    for operation in model.operations:
        for streamed in (False, True)[: 1 + operation.has_stream_beside]:
            found = outcomes(operation, streamed=streamed)
            if len(found) > 1:
                entries = tuple(_outcome_entry(operation, one) for one in found)
                kind = "stream-outcome" if streamed else "outcome"
                yield Scope(id=(kind, operation.id), rule=rule, entries=entries)
        if found_headers := headers(operation):
            entries = tuple(
                Entry(
                    key=("header", operation.id, header.wire_name.lower()),
                    name=header.name,
                    alternatives=(_prefixed(header.name, "header"),),
                )
                for header in found_headers
            )
            yield Scope(id=("header", operation.id), rule=rule, entries=entries)


def _outcome_entry(operation: Operation, outcome: Outcome) -> Entry:
    name = Name(words=outcome.words, declared=" ".join(outcome.words))
    media_type = outcome.content.media_type if outcome.content is not None else ""
    longer = _suffixed(name, *words(media_type.partition("/")[2]))
    key = ("outcome", operation.id, outcome.key)
    return Entry(key=key, name=name, alternatives=(longer,))


def _internal(model: ApiModel) -> Scope:
    entries = [
        Entry(key=("descriptor", one.id), name=_suffixed(one.name, "operation"))
        for one in model.operations
    ]
    entries += [
        Entry(key=("stream-descriptor", one.id), name=_suffixed(one.name, "stream", "operation"))
        for one in model.operations
        if one.has_stream_beside
    ]
    entries += [
        Entry(key=("shape", one.body), name=_suffixed(model.types[one.body].name, "shape"))
        for one in model.error_shapes
    ]
    # A suffix of its own keeps these names apart from those of the runtime.
    rule = NameRule(case=camel, ascii_only=True, reserved=_words("internal"))
    return Scope(id=("internal",), rule=rule, entries=tuple(entries))


def _files(model: ApiModel) -> Scope:
    rule = NameRule(case=cases.snake, ascii_only=True, folds_case=True)
    entries = tuple(_file_entry(group) for group in model.groups)
    return Scope(id=("file",), rule=rule, entries=entries)


def _file_entry(group: Group) -> Entry:
    short = tuple(word[:_LONGEST_WORD] for word in group.name.words[:_MOST_WORDS])
    name = Name(words=short, declared=group.name.declared)
    return Entry(key=("file", group.id), name=name)


def _prefixed(name: Name, *parts: str) -> Name:
    return Name(words=(*parts, *name.words), declared=name.declared)


def _suffixed(name: Name, *parts: str) -> Name:
    return Name(words=(*name.words, *parts), declared=name.declared)
