"""Calls that are answered at once and finished later: `x-specpress-long-running`."""

from __future__ import annotations

import difflib
import re

from specpress.jsonvalue import unescape
from specpress.model import (
    LongRunning,
    Origin,
    StatusRange,
    TypeRef,
)
from specpress.normalize import docs, rules
from specpress.normalize.nodes import Node
from specpress.normalize.operation_ids import FoundOperation, OperationIds
from specpress.normalize.parameters import VARIABLE
from specpress.normalize.responses import status_range
from specpress.normalize.types import TypeTable
from specpress.source import extensions

_BODY = re.compile(r"\$response\.body#(/.+)")
_HEADER = re.compile(r"\$response\.header\.location", re.IGNORECASE)

_DEFAULTS = {
    "accepted": ("202",),
    "pending": ("202",),
    "done": ("200",),
    "failed": (),
    "expired": ("404",),
}


def long_running_of(
    table: TypeTable, found: FoundOperation, ids: OperationIds, headers: tuple[str, ...]
) -> LongRunning | None:
    """How to follow the call to its end; None for a call that is over when it is answered.

    `headers` are the wire names of the header parameters of the operation.
    """
    if not found.node.has(extensions.LONG_RUNNING):
        return None
    node = found.node.object(extensions.LONG_RUNNING)
    if node is None:
        return None
    location = _location(node)
    poll = _poll(node, ids)
    result = _result(table, node, poll)
    failure = node.schema("failure")
    statuses = {key: _statuses(node, key) for key in _DEFAULTS}
    id_header = _id_header(node, headers)
    if location is None or poll is None or result is None:
        return None
    return LongRunning(
        location=location,
        poll_path=poll.path,
        poll_operation=poll.id,
        **statuses,
        interval=float(node.number("interval") or 1.0),
        result=result,
        failure=table.of_node(failure) if failure is not None else None,
        id_header=id_header,
        docs=docs.of_node(node),
        origin=Origin(node.pointer),
    )


def _location(node: Node) -> tuple[str, ...] | None:
    """The path of wire names in the body, or () for the header Location (section 4.8.20.4)."""
    expression = node.text("location", "$response.header.Location")
    if _HEADER.fullmatch(expression):
        return ()
    match = _BODY.fullmatch(expression)
    if match is not None:
        return tuple(unescape(token) for token in match.group(1).split("/")[1:])
    _wrong(
        node,
        "location",
        f"`{expression}` names no place of a location",
        "write $response.body#/location or $response.header.Location",
    )
    return None


def _poll(node: Node, ids: OperationIds) -> FoundOperation | None:
    wanted = node.text("poll")
    found = next((operation for operation in ids.found if operation.id == wanted), None)
    if found is None:
        near = difflib.get_close_matches(wanted, [known.id for known in ids.found], n=1)
        hint = f"did you mean `{near[0]}`?" if near else "give the operationId of the poll"
        _wrong(node, "poll", f"there is no operation `{wanted}`", hint)
        return None
    variables = VARIABLE.findall(found.path)
    if found.method != "get" or len(variables) != 1:
        _wrong(
            node,
            "poll",
            f"`{wanted}` is {found.method.upper()} {found.path}; a poll is a GET whose path has "
            "one variable, the id of the job",
        )
        return None
    return found


def _result(table: TypeTable, node: Node, poll: FoundOperation | None) -> TypeRef | None:
    """The type of the result: as given, or what the poll answers with 200."""
    schema = node.schema("result")
    if schema is not None:
        return table.of_node(schema)
    if poll is None:
        return None
    response = next((given for key, given in poll.node.entries("responses") if key == "200"), None)
    answered = response.resolved() if response is not None else None
    for _, content in answered.entries("content") if answered and answered.has("content") else ():
        inner = content.schema("schema")
        if inner is not None:
            return table.of_node(inner)
    _wrong(node, "result", "neither `result` nor the poll's 200 says what the result is")
    return None


def _statuses(node: Node, key: str) -> tuple[StatusRange, ...]:
    texts = node.texts(key) if node.has(key) else _DEFAULTS[key]
    found = []
    for text in texts:
        status = status_range(text)
        if status is None:
            _wrong(node, key, f"`{text}` is no status", "a status is three digits or a range")
        else:
            found.append(status)
    return tuple(found)


def _id_header(node: Node, headers: tuple[str, ...]) -> str:
    wanted = node.text("id")
    if wanted and wanted.lower() not in {header.lower() for header in headers}:
        _wrong(node, "id", f"the operation has no header parameter `{wanted}`")
    return wanted


def _wrong(node: Node, key: str, message: str, hint: str = "") -> None:
    node.tree.report(rules.LONG_RUNNING, f"{node.pointer}/{key}", message, hint)
