"""Bodies that arrive element by element: server-sent events and lines of JSON.

OpenAPI 3.2 has `itemSchema` for the element (section 4.14.3); before it, people describe the
element itself, or an array of them, with `schema`.
"""

from __future__ import annotations

from specpress.model import (
    EventForm,
    ListOf,
    Named,
    Record,
    Scalar,
    ScalarKind,
    TypeRef,
    Union,
)
from specpress.normalize.bare import bare
from specpress.normalize.nodes import Node
from specpress.normalize.types import TypeTable

_OF_EVENT = frozenset({"data", "event", "id", "retry", "comment"})
"""The fields of a server-sent event (HTML, section 9.2.6), as names of properties."""


def item_of(table: TypeTable, node: Node, whole: TypeRef) -> TypeRef:
    """The type of one element of the media type object `node`; `whole` is what its schema says."""
    schema = node.schema("itemSchema")
    if schema is not None:
        return table.of_node(schema)
    match bare(table, whole):
        case ListOf(item):
            return item
        case _:
            return whole


def form_of(table: TypeTable, item: TypeRef) -> EventForm:
    """Whether an element of type `item` is a whole event or what its data holds."""
    records = _records(table, item)
    if not records or not all(_is_event(record) for record in records):
        return EventForm.DATA
    data = [
        field.type for record in records for field in record.fields if field.wire_name == "data"
    ]
    texts = [_is_text(table, type_) for type_ in data]
    return EventForm.EVENT if texts and all(texts) else EventForm.EVENT_JSON


def _is_event(record: Record) -> bool:
    names = {field.wire_name for field in record.fields}
    return "data" in names and names <= _OF_EVENT


def _is_text(table: TypeTable, type_: TypeRef) -> bool:
    found = bare(table, type_)
    return isinstance(found, Scalar) and found.kind is ScalarKind.STRING


def _records(table: TypeTable, type_: TypeRef) -> list[Record]:
    """The records that an element may be; none where it may be something else."""
    todo, found, seen = [type_], list[Record](), set[str]()
    while todo:
        match bare(table, todo.pop()):
            case Named(id) if id in seen:
                continue
            case Named(id):
                seen.add(id)
                match table.defined.get(id):
                    case Record() as record:
                        found.append(record)
                    case Union(variants=variants):
                        todo += [variant.type for variant in variants]
                    case _:
                        return []
            case _:
                return []
    return found
