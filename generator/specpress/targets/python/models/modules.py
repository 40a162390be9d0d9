"""Which module of the package `models` holds which definition.

A small API has one module. A big one has a module a family: a definition that the description
names, with all that is declared inside of it; or what is declared inside of one operation. Families
that need each other share a module, so that modules never import each other in a circle.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping

from specpress.model import ApiModel, Name, TypeId
from specpress.targets.python.models import directions
from specpress.targets.python.models.order import components

MOST_IN_ONE = 200
"""How many definitions stand in one module, before there is one for each family."""

_DEEPEST = 80
"""How many modules may import each other in a row: Python follows each import in a call of its own,
and allows about 160."""


@functools.lru_cache(maxsize=1)
def _families(model: _Same) -> Mapping[str, tuple[TypeId, ...]]:
    found: dict[str, list[TypeId]] = defaultdict(list)
    heads = {operation.origin.pointer for operation in model.model.operations}
    heads |= {webhook.origin.pointer for webhook in model.model.webhooks}
    for type_id in sorted(model.model.types):
        found[_head(type_id, heads, model.model.types)].append(type_id)
    merged = _merged(model.model, found)
    if merged is None:
        return {}
    return {head: tuple(sorted(members)) for head, members in sorted(merged.items())}


class _Same:
    """A model as a key: it is told from another by what it is, not by what is in it."""

    def __init__(self, model: ApiModel) -> None:
        self.model = model

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.model is other.model

    def __hash__(self) -> int:
        return id(self.model)


def families(model: ApiModel) -> Mapping[str, tuple[TypeId, ...]]:
    """The definitions of each module by the pointer of the family it is named after.

    Empty where all of them stand in one.
    """
    return _families(_Same(model)) if len(model.types) > MOST_IN_ONE else {}


def module_names(model: ApiModel) -> Mapping[str, Name]:
    """What the module of each family is called: as its first definition, or as its operation."""
    callers = {webhook.origin.pointer: webhook.name for webhook in model.webhooks}
    callers |= {operation.origin.pointer: operation.name for operation in model.operations}
    return {
        head: model.types[head].name if head in model.types else callers[head]
        for head in families(model)
    }


def _head(type_id: TypeId, heads: Iterable[str], types: Mapping[TypeId, object]) -> str:
    """The outermost operation or definition that a definition is declared in."""
    parts = type_id.split("/")
    for length in range(2, len(parts)):
        outer = "/".join(parts[:length])
        if outer in heads or outer in types:
            return outer
    return type_id


def _merged(
    model: ApiModel, found: Mapping[str, list[TypeId]]
) -> Mapping[str, list[TypeId]] | None:
    """Families that need each other under the first of their names; None where the modules would
    import each other in too long a row."""
    home = {type_id: head for head, members in found.items() for type_id in members}
    needs = {
        head: tuple(
            dict.fromkeys(
                home[inner]
                for type_id in members
                for ref in directions.parts(model, type_id)
                if (inner := directions.named(ref)) is not None and home[inner] != head
            )
        )
        for head, members in found.items()
    }
    merged: dict[str, list[TypeId]] = {}
    depth: dict[str, int] = {}
    for group in components(found, needs):
        below = [depth[head] for one in group for head in needs[one] if head in depth]
        depth |= dict.fromkeys(group, 1 + max(below, default=0))
        merged[group[0]] = [type_id for head in group for type_id in found[head]]
    return merged if max(depth.values(), default=0) <= _DEEPEST else None
