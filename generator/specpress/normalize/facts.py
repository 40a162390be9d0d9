"""What a schema says, with its references followed and its allOf merged by constraint.

A schema of JSON Schema is a conjunction: each of its keywords, each schema of its allOf and the
target of its $ref (2020-12, section 8.2.3.1) must hold. `Facts` is that conjunction as one value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from specpress.jsonvalue import Json
from specpress.model import Constraints
from specpress.normalize.nodes import Node


@dataclass(frozen=True, slots=True)
class Site:
    """A place that wants a type: the schemas that all hold there, and the pointer of its own.

    Mostly one schema. Several where an allOf declares one property more than once.
    """

    pointer: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A oneOf or anyOf; the `discriminator` is that of the same schema."""

    pointer: str
    sites: tuple[Node, ...]
    discriminator: Node | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The conjunction of all parts of a site.

    `types` is None where every type is allowed, and empty where no value fits. `properties` keeps
    the order of the declarations; a property that several parts declare has several schemas.
    `additional` holds the additionalProperties of the parts (also unevaluatedProperties), `closed`
    whether one of them forbids any. `nodes` are the parts themselves, the site's own first.
    """

    pointer: str
    nodes: tuple[Node, ...]
    types: frozenset[str] | None
    nullable: bool = False
    format: str = ""
    enum: tuple[Json, ...] | None = None
    enum_at: Node | None = None
    properties: tuple[tuple[str, tuple[Node, ...]], ...] = ()
    required: tuple[str, ...] = ()
    additional: tuple[Node, ...] = ()
    open: bool = False
    closed: bool = False
    patterns: tuple[Node, ...] = ()
    items: tuple[Node, ...] = ()
    prefix: tuple[Node, ...] = ()
    choices: tuple[Choice, ...] = ()
    discriminator: Node | None = None
    constraints: Constraints = field(default_factory=Constraints)
    never: bool = False
    conflict: bool = False

    @property
    def binary(self) -> bool:
        """Whether strings of this schema are raw octets (OpenAPI 3.1, section 4.8.14.2)."""
        media_type = self.text("contentMediaType")
        return self.format == "binary" or (
            media_type == "application/octet-stream" and not self.text("contentEncoding")
        )

    def first(self, key: str) -> Node | None:
        """The value of an annotation, from the first part that has it."""
        return first(self.nodes, key)

    def text(self, key: str) -> str:
        """The first string annotation of that key, "" where no part has one."""
        for node in self.nodes:
            found = node.child(key)
            if found is not None and isinstance(found.value, str) and found.value:
                return found.value
        return ""

    def flag(self, key: str) -> bool:
        """Whether a part says true to `key`."""
        return any(node.says(key) for node in self.nodes)


def first(nodes: Iterable[Node], key: str) -> Node | None:
    """The child of that key of the first node that has one."""
    return next((child for node in nodes if (child := node.child(key)) is not None), None)
