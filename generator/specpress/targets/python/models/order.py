"""The order of aliases, which Python evaluates where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from specpress.model import Alias, ApiModel, TypeId, Union
from specpress.targets.python.models import directions


def aliases(model: ApiModel, ids: Iterable[TypeId]) -> tuple[tuple[TypeId, ...], frozenset[TypeId]]:
    """The aliases and unions of `ids`, each after those that it is made of, else in their order.

    Second comes the set of those that are made of themselves with no record between, which have no
    such order.
    """
    nodes = [type_id for type_id in ids if isinstance(model.types[type_id], Alias | Union)]
    members = frozenset(nodes)
    edges = {type_id: _needs(model, type_id, members) for type_id in nodes}
    groups = components(nodes, edges)
    recursive = frozenset(
        type_id
        for group in groups
        for type_id in group
        if len(group) > 1 or type_id in edges[type_id]
    )
    return tuple(type_id for group in groups for type_id in group), recursive


def _needs(model: ApiModel, type_id: TypeId, members: frozenset[TypeId]) -> tuple[TypeId, ...]:
    found = (directions.named(ref) for ref in directions.parts(model, type_id))
    return tuple(dict.fromkeys(inner for inner in found if inner in members and inner is not None))


def components(
    nodes: Iterable[TypeId], edges: Mapping[TypeId, tuple[TypeId, ...]]
) -> list[tuple[TypeId, ...]]:
    """The sets of nodes that lead to each other, each sorted, after those that it leads to.

    (Tarjan's strongly connected components, without recursion.)
    """
    index: dict[TypeId, int] = {}
    low: dict[TypeId, int] = {}
    open_nodes: dict[TypeId, None] = {}
    found: list[tuple[TypeId, ...]] = []
    for start in nodes:
        if start in index:
            continue
        index[start] = low[start] = len(index)
        open_nodes[start] = None
        work = [(start, iter(edges[start]))]
        while work:
            node, following = work[-1]
            following_node = next(following, None)
            if following_node is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_close(node, open_nodes))
            elif following_node not in index:
                index[following_node] = low[following_node] = len(index)
                open_nodes[following_node] = None
                work.append((following_node, iter(edges[following_node])))
            elif following_node in open_nodes:
                low[node] = min(low[node], index[following_node])
    return found


def _close(node: TypeId, open_nodes: dict[TypeId, None]) -> tuple[TypeId, ...]:
    """Takes a finished component from the open nodes; its members are sorted."""
    group = []
    while True:
        last, _ = open_nodes.popitem()
        group.append(last)
        if last == node:
            return tuple(sorted(group))
