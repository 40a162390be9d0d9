"""The id of every operation: as declared, or made of its method and path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specpress.naming.words import words
from specpress.normalize import rules
from specpress.normalize.nodes import Node, Tree

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""The keys of a path item that are operations (OpenAPI 3.2 adds `query`)."""

_VARIABLE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundOperation:
    """An operation where it is declared: `item` is its path item, `path` its template."""

    id: str
    path: str
    method: str
    item: Node
    node: Node


@dataclass(frozen=True, slots=True)
class OperationIds:
    """All operations of a document, in its order."""

    found: tuple[FoundOperation, ...]
    by_place: dict[tuple[str, str], str]

    def of(self, path: str, method: str) -> str:
        """The id of the operation under `method` of `path`, or a made one where there is none."""
        return self.by_place.get((path, method)) or made_id(method, path)


def find(tree: Tree) -> OperationIds:
    """Every operation under `paths`, with an id that no other has, whatever their order. Reports
    ids that come twice."""
    places = list(_places(tree))
    declared: dict[str, list[tuple[str, str]]] = {}
    made: dict[str, int] = {}
    for path, method, _, node in places:
        own = node.text("operationId")
        if own:
            declared.setdefault(own, []).append((path, method))
        else:
            wanted = made_id(method, path)
            made[wanted] = made.get(wanted, 0) + 1
    found = []
    for path, method, item, node in places:
        own = node.text("operationId")
        if own:
            chosen = _declared_id(node, (path, method), sorted(declared[own]))
        else:
            wanted = made_id(method, path)
            free = made[wanted] == 1 and wanted not in declared
            chosen = wanted if free else f"{method} {path}"
            message = f"{method.upper()} {path} has no operationId; it is called `{chosen}`"
            node.report(rules.OPERATION_ID_MADE, message)
        found.append(FoundOperation(id=chosen, path=path, method=method, item=item, node=node))
    return OperationIds(
        tuple(found), {(operation.path, operation.method): operation.id for operation in found}
    )


def _declared_id(node: Node, place: tuple[str, str], owners: list[tuple[str, str]]) -> str:
    """The operationId; with path and method where another operation has it too."""
    own = node.text("operationId")
    if place == owners[0]:
        return own
    path, method = owners[0]
    node.tree.report(
        rules.OPERATION_ID,
        f"{node.pointer}/operationId",
        f"another operation has the operationId `{own}` too",
        hint=f"it is {method.upper()} {path}",
    )
    return f"{own} {place[1]} {place[0]}"


def _places(tree: Tree) -> Iterator[tuple[str, str, Node, Node]]:
    paths = tree.root.entries("paths")
    for path, given in paths:
        if path.startswith("x-") or not given.is_object():
            continue
        item = given.resolved()
        if item is None:
            continue
        for method in METHODS:
            node = item.object(method) if item.has(method) else None
            if node is not None:
                yield path, method, item, node
        for method, node in item.entries("additionalOperations"):
            if node.is_object():
                yield path, method, item, node


def made_id(method: str, path: str) -> str:
    """The id of an operation without one: `get_images_by_uuid` for GET /images/{uuid}."""
    pieces = [*words(method)]
    for segment in path.strip("/").split("/"):
        names = _VARIABLE.findall(segment)
        plain = _VARIABLE.sub(" ", segment).strip()
        if any(character.isalnum() for character in plain):
            pieces += words(plain)
        for name in names:
            pieces += ["by", *words(name)]
    return "_".join(pieces)
