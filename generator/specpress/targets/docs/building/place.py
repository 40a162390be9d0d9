"""What every builder needs to know: the model, the names of pages, and where links lead."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from specpress.jsonvalue import Json
from specpress.model import ApiModel, Origin, TypeDef, TypeId
from specpress.naming.scopes import Names
from specpress.targets.base import Samples
from specpress.targets.docs import names as pages
from specpress.targets.docs.content import Link, WebLink

_WEB = re.compile(r"https?://\S+\Z|mailto:[^\s@]+@[^\s@]+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The model, and how to speak of its parts. `source` gives the file of a declaration."""

    model: ApiModel
    names: Names
    samples: Samples
    source: Callable[[Origin], str]

    def type(self, type_id: TypeId) -> TypeDef:
        """The definition of a type."""
        return self.model.types[type_id]

    def type_link(self, type_id: TypeId) -> Link:
        """A link to the page of a type."""
        return Link(self.names.type(type_id), pages.schema_ref(self.names, type_id))

    def operation_link(self, operation_id: str) -> Link:
        """A link to the page of an operation."""
        return Link(operation_id, pages.operation_ref(self.names, operation_id))

    def webhook_links(self, operation_id: str | None = None) -> tuple[Link, ...]:
        """Links to the callbacks of an operation, or to all that the API sends."""
        return tuple(
            Link(one.id, pages.webhook_ref(self.names, one.id))
            for one in self.model.webhooks
            if operation_id in (None, one.operation)
        )

    def group_links(self, group_ids: tuple[str, ...]) -> tuple[Link, ...]:
        """Links to the groups of these ids."""
        return tuple(
            Link(group.name.declared, pages.group_ref(self.names, group))
            for group in self.model.groups
            if group.id in group_ids
        )


def web_links(links: tuple[tuple[str, str], ...]) -> tuple[WebLink, ...]:
    """Links out of the documentation. Only schemes that cannot run code in a browser are let by."""
    return tuple(WebLink(label or url, url) for label, url in links if _WEB.match(url))


def json_text(value: Json) -> str:
    """`value` on one line."""
    return json.dumps(value, ensure_ascii=False)


def json_block(value: Json) -> str:
    """`value` over several lines."""
    return json.dumps(value, ensure_ascii=False, indent=2)
