"""What a schema says, with its references followed and its allOf merged by constraint.

A schema of JSON Schema is a conjunction: each of its keywords, each schema of its allOf and the
target of its $ref (2020-12, section 8.2.3.1) must hold. `Facts` is that conjunction as one value.

The values of this module are made for every part of a description, some of them several times, so
they are named tuples: as immutable as frozen dataclasses, and made in a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from specpress.jsonvalue import Json
from specpress.model import Constraints
from specpress.normalize.nodes import Node


class Site(NamedTuple):
    """A place that wants a type: the schemas that all hold there, and the pointer of its own.

    Mostly one schema. Several where an allOf declares one property more than once.
    """

    pointer: str
    parts: tuple[Node, ...]

    @property
    def key(self) -> tuple[str | int, ...]:
        """What is the same for two sites of the same place and parts. It has the identity of the
        values, which live as long as the document."""
        if len(self.parts) == 1:
            return (self.pointer, id(self.parts[0].value))
        return (self.pointer, *(id(part.value) for part in self.parts))


class Choice(NamedTuple):
    """A oneOf or anyOf; the `discriminator` is that of the same schema."""

    pointer: str
    sites: tuple[Node, ...]
    discriminator: Node | None


class Facts(NamedTuple):
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
    constraints: Constraints = Constraints()
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
            found = node.raw().get(key)
            if isinstance(found, str) and found:
                return found
        return ""

    def mentions(self, keys: frozenset[str]) -> bool:
        """Whether a part has one of `keys`: for most places, one question instead of many."""
        return any(not keys.isdisjoint(node.raw()) for node in self.nodes)

    def flag(self, key: str) -> bool:
        """Whether a part says true to `key`."""
        return any(node.says(key) for node in self.nodes)


def first(nodes: Iterable[Node], key: str) -> Node | None:
    """The child of that key of the first node that has one."""
    return next((child for node in nodes if (child := node.child(key)) is not None), None)
