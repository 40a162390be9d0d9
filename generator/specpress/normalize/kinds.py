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
    given = node.raw()
    value: dict[str, Json] = {}
    for key, child in given.items():
        if key in _FOLLOWED or key in drop:
            continue
        if key in {"oneOf", "anyOf"} and f"{node.pointer}/{key}" not in keep:
            continue
        if key == "type" and isinstance(child, list) and "null" in child:
            value[key] = [name for name in child if name != "null"]
            continue
        value[key] = child
    if len(value) == len(given) and value.get("type") is given.get("type"):
        return node
    made = node.tree.made(("stripped", id(given), *sorted(value)), value)
    return Node(node.tree, node.pointer, made)


def of_kind(facts: Facts, name: str) -> Alternative:
    """The values of type `name` of a schema that allows several types."""
    listed = next((node.raw().get("type") for node in facts.nodes if node.has("type")), None)
    index = listed.index(name) if isinstance(listed, list) and name in listed else 0
    pointer = f"{facts.pointer}/type/{index}"
    parts = stripped(facts, drop={"type"})
    tree = parts[0].tree
    narrowed = Node(tree, pointer, tree.made(("narrowed", name), {"type": name}))
    return Alternative(name, Site(pointer, (narrowed, *parts)))


def of_tuple(facts: Facts) -> Items:
    """An array whose first items have schemas of their own (2020-12, section 10.3.1.1).

    No type of the model counts its items, so it is a list of whatever one of its items may be.
    """
    members = (*facts.prefix, *facts.items)
    if all(member.value == members[0].value for member in members):
        return Items(Site(members[0].pointer, (members[0],)))
    pointer = f"{facts.pointer}/prefixItems"
    tree = members[0].tree
    key: tuple[str | int, ...] = ("either", *(id(member.value) for member in members))
    schema = tree.made(key, {"anyOf": [member.value for member in members]})
    return Items(Site(pointer, (Node(tree, pointer, schema),)))
