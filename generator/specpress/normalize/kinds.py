"""Schemas that allow several kinds of value: type arrays, tuples, and what is left of a schema when
one of its parts is taken out."""

from __future__ import annotations

from collections.abc import Collection

from specpress.jsonvalue import Json
from specpress.normalize.facts import Facts, Site
from specpress.normalize.nodes import Node
from specpress.normalize.shape_kinds import Alternative, Items

_FOLLOWED = frozenset({"$ref", "allOf", "discriminator", "nullable", "x-nullable"})


def stripped(facts: Facts, *, drop: Collection[str] = (), keep: Collection[str] = ()) -> list[Node]:
    """The parts of `facts` as schemas of their own: without references and allOf (each part is
    given itself), without null, without the keywords in `drop`, and without oneOf and anyOf but for
    those whose pointer is in `keep`."""
    return [_strip(node, drop, keep) for node in facts.nodes]


def _strip(node: Node, drop: Collection[str], keep: Collection[str]) -> Node:
    value: dict[str, Json] = {}
    for key, child in node.raw().items():
        if key in _FOLLOWED or key in drop:
            continue
        if key in {"oneOf", "anyOf"} and f"{node.pointer}/{key}" not in keep:
            continue
        if key == "type" and isinstance(child, list):
            value[key] = [name for name in child if name != "null"]
            continue
        value[key] = child
    return Node(node.tree, node.pointer, value)


def of_kind(facts: Facts, name: str) -> Alternative:
    """The values of type `name` of a schema that allows several types."""
    listed = next((node.raw().get("type") for node in facts.nodes if node.has("type")), None)
    index = listed.index(name) if isinstance(listed, list) and name in listed else 0
    pointer = f"{facts.pointer}/type/{index}"
    parts = stripped(facts, drop={"type"})
    narrowed = Node(parts[0].tree, pointer, {"type": name})
    return Alternative(name, Site(pointer, (narrowed, *parts)))


def of_tuple(facts: Facts) -> Items:
    """An array whose first items have schemas of their own (2020-12, section 10.3.1.1).

    No type of the model counts its items, so it is a list of whatever one of its items may be.
    """
    members = (*facts.prefix, *facts.items)
    if all(member.value == members[0].value for member in members):
        return Items(Site(members[0].pointer, (members[0],)))
    pointer = f"{facts.pointer}/prefixItems"
    either = Node(members[0].tree, pointer, {"anyOf": [member.value for member in members]})
    return Items(Site(pointer, (either,)))
