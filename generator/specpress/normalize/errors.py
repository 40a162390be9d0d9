"""Where error bodies keep code, message and cause, as `x-specpress-error` describes it."""

from __future__ import annotations

from specpress.jsonvalue import unescape
from specpress.model import ErrorShape, Record, TypeId
from specpress.normalize import rules
from specpress.normalize.nodes import Node
from specpress.normalize.types import TypeTable
from specpress.source import extensions


def error_shapes_of(table: TypeTable) -> tuple[ErrorShape, ...]:
    """The error shape of every record whose schema describes one, in the order of the types."""
    made = []
    for type_id, facts in tuple(table.records.items()):
        own = next((node for node in facts.nodes if node.has(extensions.ERROR_SHAPE)), None)
        described = own.object(extensions.ERROR_SHAPE) if own is not None else None
        if described is not None and (shape := _shape(table, type_id, described)) is not None:
            made.append(shape)
    return tuple(made)


def _shape(table: TypeTable, body: TypeId, node: Node) -> ErrorShape | None:
    error = _path(node, "error")
    error_type = _record_at(table, body, error)
    if error_type is None:
        _wrong(node, "error", "leads to no object of the error body")
        return None
    paths = {key: _path(node, key) for key in ("code", "message", "details", "cause")}
    for key, path in paths.items():
        if path and not _has(table, error_type, path):
            _wrong(node, key, "leads to no field of the error object")
            return None
    if paths["cause"] and _record_at(table, error_type, paths["cause"]) != error_type:
        _wrong(node, "cause", "must lead to an object of the same type as the error itself")
        return None
    return ErrorShape(body=body, error=error, error_type=error_type, **paths)


def _path(node: Node, key: str) -> tuple[str, ...]:
    return tuple(unescape(token) for token in node.text(key).split("/")[1:])


def _record_at(table: TypeTable, start: TypeId, path: tuple[str, ...]) -> TypeId | None:
    """The id of the record that a path of wire names leads to."""
    at = start
    for wire_name in path:
        record = table.defined[at]
        fields = record.fields if isinstance(record, Record) else ()
        field = next((field for field in fields if field.wire_name == wire_name), None)
        inner = table.target_of(field.type) if field is not None else None
        if not isinstance(inner, Record):
            return None
        at = inner.id
    return at


def _has(table: TypeTable, start: TypeId, path: tuple[str, ...]) -> bool:
    holder = _record_at(table, start, path[:-1])
    record = table.defined[holder] if holder is not None else None
    fields = record.fields if isinstance(record, Record) else ()
    return any(field.wire_name == path[-1] for field in fields)


def _wrong(node: Node, key: str, message: str) -> None:
    node.tree.report(rules.ERROR_SHAPE, f"{node.pointer}/{key}", f"`{node.text(key)}` {message}")
