"""JSON values for types: the documented example where one fits, else one that is made up.

The value of a type is a function of the type, the name and the level alone: not of the way on which
it was reached, nor of the language that asks.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field

from specpress.jsonvalue import Json
from specpress.model import (
    Access,
    Alias,
    AnyValue,
    ApiModel,
    Constant,
    Constraints,
    Default,
    Docs,
    Enumeration,
    Field,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Record,
    Scalar,
    TypeDef,
    TypeId,
    TypeRef,
    Union,
    Variant,
)
from specpress.targets.calling.fitting import Fit, settled
from specpress.targets.calling.limits import NO_LIMITS
from specpress.targets.calling.scalars import scalar

_LEVELS = 5
"""How deep definitions are followed; below, values are as short as their types allow."""

_GENEROUS = 2
"""On how many levels of records the fields are given that may be left out."""

_MOST_ITEMS = 10

_BIGGEST = 20_000
"""How many values a record may hold in all. Few definitions can demand a billion."""

_ENDLESS = 1_000_000


class Extent(enum.Enum):
    """How much a call says: what it must, or also what it may."""

    BRIEF = "brief"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Making:
    """Makes values for one API. `toward` is the direction: WRITE to the server, READ from it."""

    model: ApiModel
    extent: Extent = Extent.BRIEF
    toward: Access = Access.WRITE
    _known: dict[tuple[TypeId, str, int], Json] = field(default_factory=dict, repr=False)
    _heights: dict[TypeId, int] = field(default_factory=dict, repr=False)
    _sizes: dict[int, int] = field(default_factory=dict, repr=False)

    def of(
        self,
        docs: Docs,
        name: str,
        ref: TypeRef,
        *,
        limits: Constraints = NO_LIMITS,
        default: Default | None = None,
    ) -> Json:
        """The first example that fits, else the default, else a value made up.

        `name` says what the value is for: a text without an example is that word.
        """
        return self._of(docs, name, ref, limits, default, _LEVELS)

    def made_up(
        self, name: str, ref: TypeRef, limits: Constraints = NO_LIMITS, level: int = _LEVELS
    ) -> Json:
        """A value of a type without an example. At level 0 it is the shortest that there is."""
        match ref:
            case Nullable(of):
                ends = level > 0 and self.height(of) < _ENDLESS
                return self.made_up(name, of, limits, level) if ends else None
            case ListOf(item):
                return self._list(name, item, limits, level)
            case MapOf(value):
                return self._map(name, value, limits, level)
            case Constant(value):
                return value
            case AnyValue():
                return name
            case Scalar():
                return scalar(name, ref, limits)
            case Named(type_id):
                return self._named(name, type_id, limits, level)

    def _of(
        self,
        docs: Docs,
        name: str,
        ref: TypeRef,
        limits: Constraints,
        default: Default | None,
        level: int,
    ) -> Json:
        given = [example.value for example in docs.examples]
        if default is not None and default.value is not None:
            given.append(default.value)
        found = self._first(given, ref, limits)
        return self.made_up(name, ref, limits, level) if found is None else found.value

    def _first(self, given: Iterable[Json], ref: TypeRef, limits: Constraints) -> Fit | None:
        for value in given:
            found = settled(self.model, value, ref, limits=limits, toward=self.toward)
            if found is not None:
                return found
        return None

    def _named(self, name: str, type_id: TypeId, limits: Constraints, level: int) -> Json:
        definition = self.model.types[type_id]
        if limits != NO_LIMITS and isinstance(definition, Alias):
            return self._made(name, definition, limits, level)
        # Names matter for texts only, so that big definitions are made once.
        key = (type_id, "" if isinstance(definition, Record) else name, max(level, 0))
        if key not in self._known:
            self._known[key] = self._made(name, definition, limits, level)
        return self._known[key]

    def _made(self, name: str, definition: TypeDef, limits: Constraints, level: int) -> Json:
        known = self._first(
            (one.value for one in definition.docs.examples), Named(definition.id), limits
        )
        if known is not None:
            return known.value
        match definition:
            case Enumeration(members=members) if members:
                return members[0].value
            case Enumeration(base=base):
                return scalar(name, base, limits)
            case Alias(target=target, constraints=own):
                both = own if limits == NO_LIMITS else limits
                return self._alias(name, definition, target, both, level)
            case Union():
                return self._union(name, definition, level)
            case Record():
                return self._record(definition, level)

    def _alias(
        self, name: str, alias: Alias, target: TypeRef, limits: Constraints, level: int
    ) -> Json:
        if self.height(Named(alias.id)) >= _ENDLESS:
            return None
        return self.made_up(name, target, limits, level - 1)

    def _union(self, name: str, union: Union, level: int) -> Json:
        if not union.variants:
            return None
        if level <= 0:
            variant = min(union.variants, key=lambda one: self.height(one.type))
        else:
            ending = (one for one in union.variants if self.height(one.type) < _ENDLESS)
            variant = next(ending, union.variants[0])
        if self.height(variant.type) >= _ENDLESS:
            return {}
        return _tagged(self.made_up(name, variant.type, level=level - 1), union, variant)

    def _record(self, record: Record, level: int) -> Json:
        if self.height(Named(record.id)) >= _ENDLESS:
            return {}
        made: dict[str, Json] = {}
        size = 1
        for one in record.fields:
            if one.access in (Access.BOTH, self.toward) and self._is_given(one, level):
                value = self._of(
                    one.docs, one.wire_name, one.type, one.constraints, one.default, level - 1
                )
                size += _size(value, self._sizes)
                made[one.wire_name] = value
        if size > _BIGGEST:
            return {}
        self._sizes[id(made)] = size
        return made

    def _is_given(self, one: Field, level: int) -> bool:
        if one.required:
            return True
        generous = self.extent is Extent.FULL and level > _LEVELS - _GENEROUS
        return generous and self.height(one.type) < _ENDLESS

    def _list(self, name: str, item: TypeRef, limits: Constraints, level: int) -> Json:
        # A list that must hold lists that must hold lists has no end of its own.
        least = 0 if level < -_LEVELS else min(limits.min_items or 0, _MOST_ITEMS)
        fits = level > 0 and limits.max_items != 0 and self.height(item) < _ENDLESS
        count = max(least, 1) if fits else least
        if count == 1:
            return [self.made_up(name, item, level=level)]
        return [self._other(name, item, nth, level) for nth in range(count)]

    def _other(self, name: str, item: TypeRef, nth: int, level: int) -> Json:
        """The item at a place of a list whose items should differ."""
        match item:
            case Scalar():
                return scalar(name, item, NO_LIMITS, nth)
            case Named(type_id):
                definition = self.model.types[type_id]
                if isinstance(definition, Enumeration) and definition.members:
                    return definition.members[nth % len(definition.members)].value
        return self.made_up(name, item, level=level)

    def _map(self, name: str, value: TypeRef, limits: Constraints, level: int) -> Json:
        least = 0 if level < -_LEVELS else min(limits.min_properties or 0, _MOST_ITEMS)
        wanted = self.extent is Extent.FULL and level > 0 and self.height(value) < _ENDLESS
        count = max(least, 1) if wanted and limits.max_properties != 0 else least
        return {f"key{nth or ''}": self.made_up(name, value, level=level) for nth in range(count)}

    def height(self, ref: TypeRef) -> int:
        """How many definitions the shortest value of a type nests; a million where none ends."""
        if not self._heights:
            self._heights.update(_heights(self.model, self.toward))
        return _height(ref, self._heights)


def _size(value: Json, known: dict[int, int]) -> int:
    """How many values a value holds. Records are shared, so that theirs are remembered by `id`."""
    if isinstance(value, dict):
        if id(value) in known:
            return known[id(value)]
        return 1 + sum(_size(one, known) for one in value.values())
    return 1 + sum(_size(one, known) for one in value) if isinstance(value, list) else 1


def _tagged(value: Json, union: Union, variant: Variant) -> Json:
    """A value with the tag that its variant has, where the variant does not say it itself."""
    if union.discriminator is None or not isinstance(value, dict) or not variant.tags:
        return value
    if value.get(union.discriminator.wire_name) in variant.tags:
        return value
    return {**value, union.discriminator.wire_name: variant.tags[0]}


def _heights(model: ApiModel, toward: Access) -> dict[TypeId, int]:
    """The height of each definition: the least fixed point, in as many rounds as the deepest."""
    found = dict.fromkeys(model.types, _ENDLESS)
    waiting = dict(model.types)
    while waiting:
        # All of a round see the round before, so that the order of the definitions is nothing.
        fresh = {
            type_id: height
            for type_id, definition in waiting.items()
            if (height := _definition_height(definition, toward, found)) < _ENDLESS
        }
        if not fresh:
            break
        found |= fresh
        waiting = {key: value for key, value in waiting.items() if key not in fresh}
    return found


def _definition_height(definition: TypeDef, toward: Access, known: dict[TypeId, int]) -> int:
    match definition:
        case Enumeration():
            return 0
        case Alias(target=target):
            return 1 + _height(target, known)
        case Union(variants=variants):
            return 1 + min((_height(one.type, known) for one in variants), default=0)
        case Record(fields=fields):
            needed = (
                _height(one.type, known)
                for one in fields
                if one.required and one.access in (Access.BOTH, toward)
            )
            return 1 + max(needed, default=0)


def _height(ref: TypeRef, known: dict[TypeId, int]) -> int:
    match ref:
        case Named(type_id):
            return known[type_id]
        case _:
            return 0
