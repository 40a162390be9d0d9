"""The kinds of type that a schema can be, before it has a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from specpress.model import Discriminator, Scalar, TypeRef
from specpress.normalize.facts import Site
from specpress.normalize.nodes import Node


class Plain(NamedTuple):
    """A type that needs no name and holds no other."""

    type: TypeRef


class Reference(NamedTuple):
    """What is declared at `target`."""

    target: Node


class Inner(NamedTuple):
    """What another place is: a choice of which only one is left."""

    site: Site


class Items(NamedTuple):
    """An array; `site` is None where its items are any value."""

    site: Site | None


class Keyed(NamedTuple):
    """An object with keys that are not listed; `site` is None where its values are any value."""

    site: Site | None


class Structure(NamedTuple):
    """An object with properties."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an enum: the index in its list, and the value."""

    index: int
    value: str | int | float | bool


class Values(NamedTuple):
    """Documented values of one kind."""

    base: Scalar
    values: tuple[Value, ...]
    listed_at: Node


class Alternative(NamedTuple):
    """One variant of a union. `label` is what the declaration calls it: component, title, kind."""

    label: str
    site: Site
    tags: tuple[str, ...] = ()


class Choices(NamedTuple):
    """One of several types."""

    variants: tuple[Alternative, ...]
    discriminator: Discriminator | None = None


Shape: TypeAlias = "Plain | Reference | Inner | Items | Keyed | Structure | Values | Choices"


class Shaped(NamedTuple):
    """A shape, or null as well."""

    shape: Shape
    nullable: bool = False
