"""How a long list comes in pages."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from specpress.model.origin import Origin
from specpress.model.types import TypeRef


class PagingStyle(enum.Enum):
    """What leads from one page to the next."""

    LINK = "link"
    CURSOR = "cursor"
    OFFSET = "offset"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """A call that answers one page of a list.

    `items` is the path of wire names from the body to the list, () where the body is the list, and
    `item` the type of one element.

    LINK: the header Link with rel="next" has the URL of the next page (RFC 8288). CURSOR: the value
    at the path `cursor` in the body, or in the response header `cursor_header`, goes into the query
    parameter `parameter`; absent, null or "" on the last page. OFFSET: `parameter` is the number of
    elements before the page. PAGE: `parameter` is the number of the page, counted from `first`.

    `size` is the query parameter that says how long a page is, "" where there is none; `more` the
    path of a boolean that is false on the last page, () where there is none. An empty page is the
    last one in each style but LINK and CURSOR, which say themselves whether there is another.
    """

    style: PagingStyle
    items: tuple[str, ...]
    item: TypeRef
    parameter: str = ""
    cursor: tuple[str, ...] = ()
    cursor_header: str = ""
    more: tuple[str, ...] = ()
    size: str = ""
    first: int = 1
    origin: Origin
