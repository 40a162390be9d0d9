"""What a type is when null and other names for it are seen through."""

from __future__ import annotations

from specpress.model import Alias, Named, Nullable, TypeId, TypeRef
from specpress.normalize.types import TypeTable


def bare(table: TypeTable, type_: TypeRef) -> TypeRef:
    """`type_` without null, and what an alias stands for. Defines what is queued first."""
    table.define_all()
    seen: set[TypeId] = set()
    while True:
        match type_:
            case Nullable(of):
                type_ = of
            case Named(id) if id not in seen and isinstance(alias := table.defined.get(id), Alias):
                seen.add(id)
                type_ = alias.target
            case _:
                return type_
