"""A description becomes an `ApiModel`: references followed, allOf merged, every type named."""

from __future__ import annotations

from collections.abc import Sequence

from specpress.diagnostics import Sink
from specpress.model import ApiModel, Docs, Server
from specpress.naming.pins import Pins
from specpress.normalize import cycles, docs, heirs, operation_ids, uploads
from specpress.normalize.corrections import AppliedCorrection, corrections_of
from specpress.normalize.errors import error_shapes_of
from specpress.normalize.groups import groups_of
from specpress.normalize.info import info_of
from specpress.normalize.nodes import Tree
from specpress.normalize.operations import OperationContext, operation_of
from specpress.normalize.pinning import Naming
from specpress.normalize.security import schemes_of
from specpress.normalize.servers import servers_of
from specpress.normalize.type_names import TypeNames
from specpress.normalize.types import TypeTable
from specpress.normalize.webhooks import webhooks_of
from specpress.source.document import LoadedDocument

__all__ = ["AppliedCorrection", "normalize"]


def normalize(
    document: LoadedDocument,
    *,
    pins: Pins | None = None,
    corrections: Sequence[AppliedCorrection] = (),
    sink: Sink,
) -> ApiModel:
    """The model of a description in the form of OpenAPI 3.1.

    Every operation and every component schema comes out; what cannot be expressed is reported to
    `sink`, with the place of its JSON pointer. `pins` are names that the user chose; `corrections`
    are what overlays changed in the document, for the documentation.
    """
    tree = Tree(document, sink)
    naming = Naming(pins or Pins())
    ids = operation_ids.find(tree)
    table = TypeTable(tree, naming, TypeNames(tree, ids), heirs.find(tree))
    _declare_components(table)
    shared = OperationContext(table=table, ids=ids, schemes=schemes_of(tree, naming))
    operations = tuple(operation_of(shared, found) for found in ids.found)
    webhooks = webhooks_of(table, ids)
    table.define_all()
    model = ApiModel(
        info=info_of(tree),
        servers=servers_of(tree.root) or (Server(url=""),),
        auth=shared.schemes,
        groups=groups_of(tree, operations, naming),
        operations=operations,
        types=uploads.settled(cycles.broken(table), operations),
        webhooks=webhooks,
        error_shapes=error_shapes_of(table),
        corrections=corrections_of(tree, corrections, ids.found),
        docs=_docs(tree),
    )
    naming.report_unused(sink)
    tree.forget()
    return model


def _declare_components(table: TypeTable) -> None:
    """Queues all component schemas first, so that types keep the order of the description."""
    components = table.tree.root.object("components") if table.tree.root.has("components") else None
    if components is None or not components.has("schemas"):
        return
    for _, schema in components.entries("schemas"):
        if isinstance(schema.value, bool) or schema.is_object():
            table.of_component(schema)


def _docs(tree: Tree) -> Docs:
    return docs.of_node(tree.root, examples=False)
