"""Lists that come in pages: `x-specpress-paging`."""

from __future__ import annotations

import difflib

from specpress.jsonvalue import unescape
from specpress.model import (
    Alias,
    ListOf,
    Named,
    Nullable,
    Origin,
    Paging,
    PagingStyle,
    Parameter,
    Place,
    Record,
    Response,
    TypeRef,
)
from specpress.normalize import rules
from specpress.normalize.nodes import Node
from specpress.normalize.operation_ids import FoundOperation
from specpress.normalize.types import TypeTable
from specpress.source import extensions

_KEYS = frozenset({"style", "items", "parameter", "cursor", "more", "size", "first"})
_MOVED = frozenset({PagingStyle.CURSOR, PagingStyle.OFFSET, PagingStyle.PAGE})
_HEADER = "$response.header."
_BODY = "$response.body#"


def paging_of(
    table: TypeTable,
    found: FoundOperation,
    parameters: tuple[Parameter, ...],
    responses: tuple[Response, ...],
) -> Paging | None:
    """How to get the next page; None for a call that answers all at once, or is not well described
    (which is reported)."""
    if not found.node.has(extensions.PAGING):
        return None
    node = found.node.object(extensions.PAGING)
    if node is None:
        return None
    read = _Reader(table, node, parameters)
    for key in node.raw():
        if key not in _KEYS and not key.startswith("x-"):
            near = difflib.get_close_matches(key, sorted(_KEYS), n=1)
            read.wrong(key, f"there is no `{key}`", f"did you mean `{near[0]}`?" if near else "")
    style = read.style()
    items = read.path("items")
    more = read.path("more")
    item = None if read.failed else read.item(items, responses)
    cursor, header = read.cursor(style)
    parameter = read.parameter("parameter", needed=style in _MOVED)
    size = read.parameter("size", needed=False)
    if style is None or item is None or read.failed:
        return None
    first = node.count("first")
    return Paging(
        style=style,
        items=items,
        item=item,
        parameter=parameter,
        cursor=cursor,
        cursor_header=header,
        more=more,
        size=size,
        first=1 if first is None else first,
        origin=Origin(node.pointer),
    )


class _Reader:
    """Reads the keys of the extension; `failed` says whether one was wrong."""

    def __init__(self, table: TypeTable, node: Node, parameters: tuple[Parameter, ...]) -> None:
        self.table = table
        self.node = node
        self.queries = [one.wire_name for one in parameters if one.place is Place.QUERY]
        self.failed = False

    def wrong(self, key: str, message: str, hint: str = "") -> None:
        """Reports a fault in the value of `key`."""
        self.failed = True
        place = f"{self.node.pointer}/{key}" if self.node.has(key) else self.node.pointer
        self.node.tree.report(rules.PAGING, place, message, hint)

    def style(self) -> PagingStyle | None:
        """What leads to the next page."""
        given = self.node.text("style")
        known = [style.value for style in PagingStyle]
        if given in known:
            return PagingStyle(given)
        self.wrong("style", f"`{given}` is no style of paging", f"styles are {', '.join(known)}")
        return None

    def path(self, key: str) -> tuple[str, ...]:
        """The wire names of a JSON pointer into the body, () for the body itself."""
        pointer = self.node.text(key).removeprefix(_BODY)
        if pointer and not pointer.startswith("/"):
            self.wrong(key, f"`{pointer}` is no JSON pointer", "a pointer begins with a slash")
            return ()
        return tuple(unescape(token) for token in pointer.split("/")[1:])

    def cursor(self, style: PagingStyle | None) -> tuple[tuple[str, ...], str]:
        """Where the next cursor stands: a path in the body, or a response header."""
        given = self.node.text("cursor")
        if style is PagingStyle.CURSOR and not given:
            hint = "write $response.body#/next_cursor or $response.header.X-Next-Cursor"
            self.wrong("cursor", "it is not said where the next cursor stands", hint)
        if given.lower().startswith(_HEADER):
            return (), given[len(_HEADER) :]
        return self.path("cursor"), ""

    def parameter(self, key: str, *, needed: bool) -> str:
        """The wire name of a query parameter of the operation."""
        given = self.node.text(key)
        if given in self.queries or not (given or needed):
            return given
        listed = ", ".join(f"`{name}`" for name in self.queries) or "none"
        told = f"there is no query parameter `{given}`" if given else f"`{key}` is missing"
        self.wrong(key, told, f"the operation has {listed}")
        return ""

    def item(self, items: tuple[str, ...], responses: tuple[Response, ...]) -> TypeRef | None:
        """The type of the elements of the list at `items` in the body of a success."""
        body = next((one.type for good in responses for one in good.contents), None)
        for key in items:
            record = self.table.target_of(body) if body is not None else None
            fields = record.fields if isinstance(record, Record) else ()
            body = next((field.type for field in fields if field.wire_name == key), None)
        found = self._list(body)
        if found is None:
            where = f"at `/{'/'.join(items)}` of the body" if items else "in the body"
            self.wrong("items", f"there is no array {where}", "`items` is the pointer to the list")
        return found

    def _list(self, type_: TypeRef | None) -> TypeRef | None:
        self.table.define_all()
        seen: set[str] = set()
        while True:
            match type_:
                case ListOf(item):
                    return item
                case Nullable(of):
                    type_ = of
                case Named(id_) if id_ not in seen:
                    seen.add(id_)
                    known = self.table.defined.get(id_)
                    if not isinstance(known, Alias):
                        return None
                    type_ = known.target
                case _:
                    return None
