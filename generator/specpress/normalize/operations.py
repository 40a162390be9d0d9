"""Operations: one call each."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import AuthScheme, History, Operation, Origin, Page, Place
from specpress.normalize import docs, rules
from specpress.normalize.bodies import body_of
from specpress.normalize.groups import group_ids
from specpress.normalize.long_running import long_running_of
from specpress.normalize.nodes import Node
from specpress.normalize.operation_ids import FoundOperation, OperationIds
from specpress.normalize.paging import paging_of
from specpress.normalize.parameters import idempotency_of, parameters_of
from specpress.normalize.responses import responses_of
from specpress.normalize.security import requirements_of
from specpress.normalize.servers import servers_of
from specpress.normalize.types import TypeTable
from specpress.source import extensions

_PAGE_WORDS = (
    extensions.SINCE,
    extensions.BREADCRUMB,
    extensions.SYNCHRONOUS,
    extensions.HISTORY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationContext:
    """What all operations of a document share."""

    table: TypeTable
    ids: OperationIds
    schemes: tuple[AuthScheme, ...]


def operation_of(shared: OperationContext, found: FoundOperation) -> Operation:
    """The operation, whole: whatever is wrong in it is reported, and it comes out nevertheless."""
    table, node = shared.table, found.node
    _check_path(found)
    parameters = parameters_of(table, found)
    headers = tuple(p.wire_name for p in parameters if p.place is Place.HEADER)
    responses, errors = responses_of(table, found)
    return Operation(
        id=found.id,
        name=table.naming.name("operations", found.id),
        groups=group_ids(found),
        method=found.method.upper(),
        path=found.path.partition("#")[0],
        servers=servers_of(_server_holder(found)),
        parameters=parameters,
        body=body_of(table, found),
        responses=responses,
        errors=errors,
        auth=requirements_of(node, shared.schemes),
        idempotency=idempotency_of(found),
        long_running=long_running_of(table, found, shared.ids, headers),
        paging=paging_of(table, found, parameters, responses),
        deprecated=node.flag("deprecated"),
        docs=docs.of_node(node),
        page=_page(node),
        origin=Origin(node.pointer),
    )


def _server_holder(found: FoundOperation) -> Node:
    """The servers of an operation stand before those of its path item; those of the document are
    not the operation's own."""
    return found.node if found.node.has("servers") else found.item


def _check_path(found: FoundOperation) -> None:
    item = found.node.pointer.rpartition("/")[0]
    if not found.path.startswith("/"):
        found.node.tree.report(
            rules.PATH_FORM, item, f"the path `{found.path}` does not begin with a slash"
        )
    path, _, fragment = found.path.partition("#")
    if fragment:
        message = f"the fragment of `{found.path}` is not sent (RFC 9110, section 7.1)"
        found.node.tree.report(rules.PATH_FRAGMENT, item, message)
    if "?" in path:
        message = f"the path `{found.path}` holds a query"
        hint = "declare query parameters instead"
        found.node.tree.report(rules.PATH_QUERY, item, message, hint)


def _page(node: Node) -> Page | None:
    if not any(node.has(word) for word in _PAGE_WORDS):
        return None
    synchronous = node.flag(extensions.SYNCHRONOUS) if node.has(extensions.SYNCHRONOUS) else None
    return Page(
        title=node.text("summary"),
        breadcrumb=node.texts(extensions.BREADCRUMB),
        since=node.text(extensions.SINCE),
        synchronous=synchronous,
        history=tuple(
            History(version=entry.text("version"), change=entry.text("change"))
            for entry in node.items(extensions.HISTORY)
            if entry.is_object()
        ),
    )
