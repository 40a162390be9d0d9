"""Types that are nothing but themselves: an alias of itself, a union that is one of its variants.

A type may hold itself in a field, a list or a map, where a value ends somewhere. Without one of
these between, no value could ever be told to be of the type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specpress.model import Alias, AnyValue, Named, Nullable, TypeDef, TypeId, TypeRef, Union
from specpress.normalize import rules
from specpress.normalize.types import TypeTable


def broken(table: TypeTable) -> dict[TypeId, TypeDef]:
    """The definitions with each such circle reported, and cut where it closes."""
    types = dict(table.defined)
    state: dict[TypeId, bool] = {}
    for start in types:
        stack: list[tuple[TypeId, Iterator[TypeId]]] = []
        if start not in state:
            state[start] = True
            stack.append((start, _parts(types[start])))
        while stack:
            at, parts = stack[-1]
            following = next(parts, None)
            if following is None:
                state[at] = False
                stack.pop()
            elif state.get(following) is True:
                _report(table, at, following)
                types[at] = _without(types[at], following)
            elif following not in state and following in types:
                state[following] = True
                stack.append((following, _parts(types[following])))
    return types


def _parts(definition: TypeDef) -> Iterator[TypeId]:
    match definition:
        case Alias():
            refs: tuple[TypeRef, ...] = (definition.target,)
        case Union():
            refs = tuple(variant.type for variant in definition.variants)
        case _:
            refs = ()
    for ref in refs:
        inner = ref.of if isinstance(ref, Nullable) else ref
        if isinstance(inner, Named):
            yield inner.id


def _without(definition: TypeDef, part: TypeId) -> TypeDef:
    match definition:
        case Alias():
            return replace(definition, target=AnyValue())
        case Union():
            cut = (Named(part), Nullable(Named(part)))
            kept = tuple(variant for variant in definition.variants if variant.type not in cut)
            return replace(definition, variants=kept)
        case _:
            return definition


def _report(table: TypeTable, at: TypeId, part: TypeId) -> None:
    table.tree.report(
        rules.SCHEMA_COMPOSITION_CYCLE,
        at,
        f"this schema is one of the alternatives of `{part}`, which is one of its own",
        hint="a schema may contain itself in a property, an array or a map only",
    )
