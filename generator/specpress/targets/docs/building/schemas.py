"""The page of a type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specpress.model import (
    Alias,
    AnyValue,
    Constant,
    Enumeration,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Operation,
    Record,
    Scalar,
    TypeDef,
    TypeId,
    TypeRef,
    Union,
)
from specpress.targets.docs.building import constraints, types
from specpress.targets.docs.building.fields import Rows
from specpress.targets.docs.building.place import Place, json_block, web_links
from specpress.targets.docs.content import ExampleBlock, Inlines, SchemaPage, Shape, VariantRow
from specpress.targets.docs.names import Anchors, schema_ref


def page(place: Place, definition: TypeDef, users: Mapping[TypeId, tuple[str, ...]]) -> SchemaPage:
    """All about a type. `users` has the ids of the operations that use each type."""
    anchors = Anchors()
    link = place.type_link(definition.id)
    alias = definition if isinstance(definition, Alias) else None
    return SchemaPage(
        key=schema_ref(place.names, definition.id).page,
        anchor=anchors.take(link.text),
        title=link.text,
        declared=definition.name.declared,
        deprecated=definition.deprecated,
        summary=definition.docs.summary,
        description=definition.docs.description,
        links=web_links(definition.docs.links),
        shape=_shape(place, definition, anchors),
        constraints=constraints.worded(alias.constraints) if alias else (),
        variants=_variants(place, definition),
        discriminator=_discriminator(definition),
        examples=tuple(
            ExampleBlock(
                title=one.key, summary=one.summary, lexer="json", text=json_block(one.value)
            )
            for one in definition.docs.examples
        ),
        used_by=tuple(place.operation_link(user) for user in users.get(definition.id, ())),
        source=place.source(definition.origin),
    )


def _shape(place: Place, definition: TypeDef, anchors: Anchors) -> Shape:
    rows = Rows(place=place, anchors=anchors, prefix=("field",))
    match definition:
        case Alias(target=target):
            return rows.shape(target)
        case Record() | Union() | Enumeration():
            found = rows.shape(Named(definition.id))
            return Shape(
                type=_kind(place, definition),
                values=found.values,
                fields=found.fields,
                extras=found.extras,
            )


def _kind(place: Place, definition: Record | Union | Enumeration) -> Inlines:
    match definition:
        case Record():
            return types.OBJECT
        case Union():
            return types.ONE_OF
        case Enumeration(base=base):
            return types.words(place, base)


def _variants(place: Place, definition: TypeDef) -> tuple[VariantRow, ...]:
    if not isinstance(definition, Union):
        return ()
    return tuple(
        VariantRow(type=types.words(place, one.type), tags=one.tags) for one in definition.variants
    )


def _discriminator(definition: TypeDef) -> str:
    if isinstance(definition, Union) and definition.discriminator is not None:
        return definition.discriminator.wire_name
    return ""


def users(place: Place) -> Mapping[TypeId, tuple[str, ...]]:
    """The ids of the operations that a value of each type can travel with."""
    found: dict[TypeId, list[str]] = {}
    for operation in place.model.operations:
        seen: set[TypeId] = set()
        waiting = [named for one in _carried(operation) for named in _named(one)]
        while waiting:
            named = waiting.pop()
            if named in seen:
                continue
            seen.add(named)
            waiting += [inner for one in _parts(place.type(named)) for inner in _named(one)]
        for named in seen:
            found.setdefault(named, []).append(operation.id)
    return {named: tuple(operations) for named, operations in found.items()}


def _carried(operation: Operation) -> Iterator[TypeRef]:
    """The types of everything that travels with a call."""
    contents = list(operation.body.contents) if operation.body else []
    for one in operation.parameters:
        yield one.type
    for response in (*operation.responses, *operation.errors):
        contents += response.contents
        yield from (header.type for header in response.headers)
    for content in contents:
        yield content.type
        if content.item is not None:
            yield content.item
    if operation.long_running is not None:
        yield operation.long_running.result
        if operation.long_running.failure is not None:
            yield operation.long_running.failure


def _parts(definition: TypeDef) -> Iterator[TypeRef]:
    match definition:
        case Record(fields=fields, extras=extras):
            yield from (one.type for one in fields)
            if extras is not None:
                yield extras
        case Union(variants=variants):
            yield from (one.type for one in variants)
        case Alias(target=target):
            yield target
        case Enumeration():
            return


def _named(given: TypeRef) -> Iterator[TypeId]:
    match given:
        case Named(id=id):
            yield id
        case Nullable(of=inner) | ListOf(item=inner) | MapOf(value=inner):
            yield from _named(inner)
        case Scalar() | Constant() | AnyValue():
            return
