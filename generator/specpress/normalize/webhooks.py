"""What the API sends: webhooks (OpenAPI 3.1, section 4.8.1) and callbacks (section 4.8.18)."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.model import Name, Origin, Webhook, WebhookKind
from specpress.naming.words import words
from specpress.normalize import docs
from specpress.normalize.bodies import body_of
from specpress.normalize.nodes import Node, Tree
from specpress.normalize.operation_ids import METHODS, FoundOperation, OperationIds
from specpress.normalize.parameters import parameters_of
from specpress.normalize.responses import responses_of
from specpress.normalize.types import TypeTable


def webhooks_of(table: TypeTable, ids: OperationIds) -> tuple[Webhook, ...]:
    """All webhooks, then the callbacks of each operation; ids are made unique by their method."""
    made: dict[str, Webhook] = {}
    for kind, owner, expression, found in (*_webhooks(table.tree), *_callbacks(ids)):
        id_ = found.id if found.id not in made else f"{found.id} {found.method}"
        while id_ in made:
            id_ = f"{id_} {expression}".strip() if expression not in id_ else f"{id_}'"
        made[id_] = _webhook(table, kind, owner, expression, id_, found)
    return tuple(made.values())


_Found = tuple[WebhookKind, str, str, FoundOperation]


def _webhooks(tree: Tree) -> Iterator[_Found]:
    for name, given in tree.root.entries("webhooks") if tree.root.has("webhooks") else ():
        item = given.resolved() if given.is_object() else None
        for method, node in _methods(item):
            found = FoundOperation(id=name, path="", method=method, item=item or given, node=node)
            yield WebhookKind.WEBHOOK, "", "", found


def _callbacks(ids: OperationIds) -> Iterator[_Found]:
    for operation in ids.found:
        held = operation.node.entries("callbacks") if operation.node.has("callbacks") else ()
        for name, given in held:
            callback = given.resolved() if given.is_object() else None
            for expression, path in callback.members() if callback is not None else ():
                if expression.startswith("x-") or not path.is_object():
                    continue
                item = path.resolved()
                for method, node in _methods(item):
                    found = FoundOperation(
                        id=f"{operation.id} {name}",
                        path=expression,
                        method=method,
                        item=item or path,
                        node=node,
                    )
                    yield WebhookKind.CALLBACK, operation.id, expression, found


def _methods(item: Node | None) -> Iterator[tuple[str, Node]]:
    for method in METHODS if item is not None else ():
        node = item.object(method) if item is not None and item.has(method) else None
        if node is not None:
            yield method, node


def _webhook(
    table: TypeTable,
    kind: WebhookKind,
    owner: str,
    expression: str,
    id_: str,
    found: FoundOperation,
) -> Webhook:
    good, _ = responses_of(table, found)
    return Webhook(
        id=id_,
        name=Name(words=words(id_), declared=id_),
        kind=kind,
        method=found.method.upper(),
        path=expression,
        operation=owner,
        parameters=parameters_of(table, found, of_path=False),
        body=body_of(table, found, flat=False),
        responses=good,
        deprecated=found.node.flag("deprecated"),
        docs=docs.of_node(found.node),
        origin=Origin(found.node.pointer),
    )
