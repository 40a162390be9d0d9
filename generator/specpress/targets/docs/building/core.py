"""What a type comes down to, once null, lists, maps and aliases are taken off."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import (
    Alias,
    Constraints,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Record,
    TypeDef,
    TypeId,
    TypeRef,
)
from specpress.targets.docs.building.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The inside of a type.

    `definition` is the record, enumeration or union that is found there, None where there is
    none. `marks` has "[]" for each list and "{}" for each map around it. `constraints` are those of
    the aliases outside the first list or map: they hold for the value as a whole.
    """

    definition: TypeDef | None
    marks: tuple[str, ...]
    constraints: tuple[Constraints, ...]

    @property
    def record(self) -> Record | None:
        """The definition, if it is a record."""
        return self.definition if isinstance(self.definition, Record) else None


def of(place: Place, given: TypeRef) -> Core:
    """The core of a type. An alias that leads to itself has none."""
    marks: list[str] = []
    constraints: list[Constraints] = []
    seen: set[TypeId] = set()
    found: TypeDef | None = None
    inner: TypeRef | None = given
    while inner is not None:
        match inner:
            case Nullable(of=inside):
                inner = inside
            case ListOf(item=inside):
                marks.append("[]")
                inner = inside
            case MapOf(value=inside):
                marks.append("{}")
                inner = inside
            case Named(id=id) if id not in seen:
                seen.add(id)
                definition = place.type(id)
                if isinstance(definition, Alias):
                    constraints += [] if marks else [definition.constraints]
                    inner = definition.target
                else:
                    found, inner = definition, None
            case _:
                inner = None
    return Core(definition=found, marks=tuple(marks), constraints=tuple(constraints))
