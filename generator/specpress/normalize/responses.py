"""Responses: their statuses, and which of them mean success (OpenAPI 3.1, section 4.8.16)."""

from __future__ import annotations

import re

from specpress.model import Origin, Response, StatusRange
from specpress.normalize import docs, rules
from specpress.normalize.bodies import contents_of
from specpress.normalize.nodes import Node
from specpress.normalize.operation_ids import FoundOperation
from specpress.normalize.parameters import headers_of
from specpress.normalize.types import TypeTable

_RANGE = re.compile(r"([1-5])(?:\d\d|[xX]{2})")
_DEFAULT = StatusRange(0, 999)


def status_range(text: str) -> StatusRange | None:
    """The statuses of a key of `responses`: "200", "4XX", "default"; None for anything else."""
    if text == "default":
        return _DEFAULT
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    if text.isdecimal():
        return StatusRange(int(text), int(text))
    first = int(match.group(1)) * 100
    return StatusRange(first, first + 99)


def responses_of(
    table: TypeTable, found: FoundOperation
) -> tuple[tuple[Response, ...], tuple[Response, ...]]:
    """The responses that mean success, and the errors. Narrow ranges come before wide ones, so
    that the first that contains a status is the one that describes it."""
    made: list[Response] = []
    entries = found.node.entries("responses") if found.node.has("responses") else ()
    for key, given in entries:
        if key.startswith("x-"):
            continue
        status = status_range(key)
        if status is None:
            given.report(
                rules.STATUS,
                f"`{key}` is no status",
                hint="a status is three digits, a range like 4XX, or `default`",
            )
            continue
        node = given.resolved() if given.is_object() else None
        if node is not None:
            made.append(_response(table, status, node))
    made.sort(key=lambda response: (_width(response.status), response.status.first))
    good = tuple(response for response in made if response.status.last < 300)
    # A redirect that is documented beside a success is none: nobody calls for it.
    good = good or tuple(response for response in made if response.status.last < 400)
    if not good and len(made) == 1 and made[0].status == _DEFAULT:
        return tuple(made), ()
    return good, tuple(response for response in made if response not in good)


def _response(table: TypeTable, status: StatusRange, node: Node) -> Response:
    return Response(
        status=status,
        contents=contents_of(table, node),
        headers=headers_of(table, node),
        docs=docs.of_node(node),
        origin=Origin(node.pointer),
    )


def _width(status: StatusRange) -> int:
    return status.last - status.first
