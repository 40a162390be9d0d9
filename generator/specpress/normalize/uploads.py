"""Raw octets inside of types: a file where a form or multipart body can carry it, else a string.

JSON has no octets (RFC 8259, section 3): a `format: binary` in it is a string that somebody
described badly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from specpress.model import (
    Alias,
    Codec,
    Content,
    Enumeration,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Operation,
    Record,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
    Union,
)

_TEXT = Scalar(ScalarKind.STRING, "binary")


def settled(
    types: Mapping[TypeId, TypeDef], operations: Iterable[Operation]
) -> dict[TypeId, TypeDef]:
    """`types` with octets left only where a multipart or form body reaches them, and with a list
    for what such a body may hold once or many times."""
    contents = tuple(_multipart(operations))
    listed = dict(types)
    for content in contents:
        _list(listed, content)
    carried = _reached(listed, (content.type for content in contents))
    return {
        id_: definition if id_ in carried else _without_octets(definition)
        for id_, definition in listed.items()
    }


def lists_of(contents: Iterable[Content]) -> dict[str, TypeRef]:
    """The parts that repeat, by wire name, as the lists that a caller gives."""
    return {
        part.wire_name: ListOf(part.type)
        for content in contents
        for part in content.parts
        if part.repeated
    }


def _list(types: dict[TypeId, TypeDef], content: Content) -> None:
    """Makes lists of the fields of a body that are parts which repeat."""
    record = types.get(content.type.id) if isinstance(content.type, Named) else None
    if not isinstance(record, Record):
        return
    lists = lists_of((content,))
    fields = tuple(
        replace(field, type=lists[field.wire_name])
        if isinstance(_definition(types, field.type), Union) and field.wire_name in lists
        else field
        for field in record.fields
    )
    if fields != record.fields:
        types[record.id] = replace(record, fields=fields)


def _definition(types: Mapping[TypeId, TypeDef], type_: TypeRef) -> TypeDef | None:
    inner = type_.of if isinstance(type_, Nullable) else type_
    return types.get(inner.id) if isinstance(inner, Named) else None


def _multipart(operations: Iterable[Operation]) -> Iterator[Content]:
    for operation in operations:
        contents = list(operation.body.contents) if operation.body is not None else []
        for response in (*operation.responses, *operation.errors):
            contents += response.contents
        yield from (one for one in contents if one.codec in (Codec.MULTIPART, Codec.FORM))


def _reached(types: Mapping[TypeId, TypeDef], starts: Iterable[TypeRef]) -> set[TypeId]:
    found: set[TypeId] = set()
    todo = list(starts)
    while todo:
        match todo.pop():
            case Named(id_) if id_ not in found and id_ in types:
                found.add(id_)
                todo += _parts(types[id_])
            case ListOf(inner) | MapOf(inner) | Nullable(inner):
                todo.append(inner)
            case _:
                pass
    return found


def _parts(definition: TypeDef) -> tuple[TypeRef, ...]:
    match definition:
        case Record(fields=fields, extras=extras):
            return (*(field.type for field in fields), *((extras,) if extras is not None else ()))
        case Union(variants=variants):
            return tuple(variant.type for variant in variants)
        case Alias(target=target):
            return (target,)
        case Enumeration():
            return ()


def _without_octets(definition: TypeDef) -> TypeDef:
    if not any(_has_octets(part) for part in _parts(definition)):
        return definition
    match definition:
        case Record(fields=fields, extras=extras):
            return replace(
                definition,
                fields=tuple(replace(field, type=as_text(field.type)) for field in fields),
                extras=None if extras is None else as_text(extras),
            )
        case Union(variants=variants):
            return replace(
                definition,
                variants=tuple(replace(one, type=as_text(one.type)) for one in variants),
            )
        case Alias(target=target):
            return replace(definition, target=as_text(target))
        case Enumeration():
            return definition


def _has_octets(type_: TypeRef) -> bool:
    while isinstance(type_, ListOf | MapOf | Nullable):
        type_ = type_.of if isinstance(type_, Nullable) else _inner(type_)
    return isinstance(type_, Scalar) and type_.kind is ScalarKind.BYTES


def _inner(type_: ListOf | MapOf) -> TypeRef:
    return type_.item if isinstance(type_, ListOf) else type_.value


def as_text(type_: TypeRef) -> TypeRef:
    """`type_` for JSON: strings where it has octets."""
    match type_:
        case Scalar(ScalarKind.BYTES):
            return _TEXT
        case ListOf(item):
            return ListOf(as_text(item))
        case MapOf(value):
            return MapOf(as_text(value))
        case Nullable(of):
            return Nullable(as_text(of))
        case _:
            return type_
