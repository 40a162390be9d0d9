"""Lists that come in pages: how the runtime is told, and the method that takes all elements."""

from __future__ import annotations

from collections.abc import Iterable

from specpress.model import Operation, Paging, PagingStyle
from specpress.targets.base import TypeExpr
from specpress.targets.java.code import Chain, Code, Invocation, assignment, call, expr
from specpress.targets.java.escape import java_string
from specpress.targets.java.places import LIST
from specpress.targets.java.types import Types


def element(paging: Paging, types: Types) -> TypeExpr:
    """The type of an element, boxed."""
    return types.inner(types.resolved(paging.item))


def paging_constant(operation: Operation, paging: Paging, types: Types) -> TypeExpr:
    """The declaration of how the list of an operation comes in pages."""
    item = element(paging, types)
    json = types.whole_json(paging.item)
    constant = types.names.table["paging constant", operation.id]
    target = f"static final PagingRule<{item.text}> {constant}"
    links: list[Invocation] = []
    if paging.more:
        links.append(call("more", _path(paging.more)))
    if paging.size:
        links.append(call("size", java_string(paging.size)))
    head = call(f"PagingRule.{_maker(paging)}", *_arguments(paging, json))
    code: Code = Chain(head, tuple(links)) if links else head
    places = types.places
    return expr(assignment(target, code, 2), places.internal("PagingRule"), LIST, item, json)


def _maker(paging: Paging) -> str:
    match paging.style:
        case PagingStyle.LINK:
            return "link"
        case PagingStyle.CURSOR:
            return "headerCursor" if paging.cursor_header else "cursor"
        case PagingStyle.OFFSET:
            return "offset"
        case PagingStyle.PAGE:
            return "page"


def _arguments(paging: Paging, json: TypeExpr) -> Iterable[Code]:
    yield _path(paging.items)
    yield json.text
    if paging.style is not PagingStyle.LINK:
        yield java_string(paging.parameter)
    if paging.style is PagingStyle.CURSOR:
        header = paging.cursor_header
        yield java_string(header) if header else _path(paging.cursor)
    if paging.style is PagingStyle.PAGE:
        yield str(paging.first)


def _path(names: tuple[str, ...]) -> Invocation:
    return call("List.of", *map(java_string, names))
