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
    """Every operation under `paths`, with an id that no other has. Reports ids that come twice."""
    found: list[FoundOperation] = []
    owners: dict[str, FoundOperation] = {}
    places = list(_places(tree))
    declared = {node.text("operationId") for _, _, _, node in places} - {""}
    for path, method, item, node in places:
        own = node.text("operationId")
        chosen = own or _free(made_id(method, path), f"{method} {path}", declared, owners)
        if own in owners:
            node.tree.report(
                rules.OPERATION_ID,
                f"{node.pointer}/operationId",
                f"another operation has the operationId `{own}` too",
                hint=f"it is {owners[own].method.upper()} {owners[own].path}",
            )
            chosen = f"{own} {method} {path}"
        elif not own:
            node.report(
                rules.OPERATION_ID_MADE,
                f"{method.upper()} {path} has no operationId; it is called `{chosen}`",
            )
        operation = FoundOperation(id=chosen, path=path, method=method, item=item, node=node)
        owners[chosen] = operation
        found.append(operation)
    return OperationIds(
        tuple(found), {(operation.path, operation.method): operation.id for operation in found}
    )


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


def _free(wanted: str, whole: str, declared: set[str], owners: dict[str, FoundOperation]) -> str:
    return whole if wanted in declared or wanted in owners else wanted


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
