"""Lists that come in pages, walked through as one, decided step by step like `flow`."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ..errors import DecodeError
from . import canonical_json
from .answers import at
from .bodies import fitted
from .flow import Flow, answered
from .operation import Call
from .options import Settings
from .reply import Reply
from .requests import server_of

_LINK = re.compile(r'<([^>]*)>((?:[^,"]|"[^"]*")*)')
_RELATIONS = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))', re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How a list comes in pages.

    `turn` says what leads to the next page: "link" (the header Link, RFC 8288),
    "cursor" (a value at the path `cursor` of the body, or in the header
    `cursor_header`), "offset" (how many elements there were) or "page" (a number,
    counted from `first`). `parameter` is the query parameter that it sets, `size` the
    one that says how long a page is, `items` the path to the list, `more` the path of a
    boolean that is false on the last page. What is empty is not there.
    """

    turn: str
    item: Callable[[], Any]
    items: tuple[str, ...] = ()
    parameter: str = ""
    cursor: tuple[str, ...] = ()
    cursor_header: str = ""
    more: tuple[str, ...] = ()
    size: str = ""
    first: int = 1


def page(
    settings: Settings, call: Call[Any], paging: Paging
) -> Flow[tuple[list[Any], Call[Any] | None]]:
    """The elements of one page, and the call for the next, None after the last."""
    _, reply = yield from answered(settings, call)
    body = canonical_json.decode(reply.content)
    given = at(body, paging.items) if paging.items else body
    try:
        elements: list[Any] = fitted(list[paging.item()], given or [])  # type: ignore[misc]
    except ValueError as error:
        raise DecodeError(
            f"{call.operation.id}: the page has no list: {error}", reply=reply
        ) from error
    if paging.more and at(body, paging.more) is False:
        return elements, None
    if paging.turn == "link":
        return elements, _linked(settings, call, reply)
    value = _value(call, paging, reply, body, len(elements))
    return elements, _moved(call, paging.parameter, value) if value else None


def next_link(header: str) -> str:
    """The target whose relations have `next` among them, "" where there is none."""
    for target, parameters in _LINK.findall(header):
        for quoted, bare in _RELATIONS.findall(parameters):
            if "next" in (quoted or bare).lower().split():
                return str(target)
    return ""


def _value(
    call: Call[Any], paging: Paging, reply: Reply, body: object, found: int
) -> str:
    """What the parameter becomes, "" after the last page."""
    if paging.turn == "cursor":
        if paging.cursor_header:
            return reply.headers.get(paging.cursor_header, "")
        cursor = at(body, paging.cursor)
        return "" if cursor is None else canonical_json.scalar_text(cursor)
    size = _number(call, paging.size)
    if not found or (size is not None and found < size):
        return ""
    now = _number(call, paging.parameter)
    if paging.turn == "page":
        return str((paging.first if now is None else now) + 1)
    return str((now or 0) + found)


def _number(call: Call[Any], parameter: str) -> int | None:
    """The number that a call gives a query parameter."""
    name = urllib.parse.quote(parameter, safe="")
    text = next((value for key, value in call.query if key == name), "")
    return int(text) if text.isascii() and text.isdigit() else None


def _moved(call: Call[Any], parameter: str, value: str) -> Call[Any]:
    name, text = (urllib.parse.quote(one, safe="") for one in (parameter, value))
    if not any(key == name for key, _ in call.query):
        return replace(call, query=(*call.query, (name, text)))
    changed = ((key, text if key == name else old) for key, old in call.query)
    return replace(call, query=tuple(changed))


def _linked(settings: Settings, call: Call[Any], reply: Reply) -> Call[Any] | None:
    """The call of the page that the header Link names; no other server gets it.

    Raises:
        DecodeError: It is at another server.
    """
    target = next_link(reply.headers.get("link", ""))
    if not target:
        return None
    here = call.link or server_of(settings, call.operation)
    try:
        url = urllib.parse.urljoin(reply.request.url, target)
        old, new = urllib.parse.urlsplit(here), urllib.parse.urlsplit(url)
    except ValueError as error:
        raise DecodeError("the header Link has no URL", reply=reply) from error
    if (old.scheme, old.netloc) != (new.scheme, new.netloc):
        message = f"{call.operation.id}: the next page is at another server"
        raise DecodeError(message, reply=reply)
    return replace(call, link=url, query=(), querystring="")
