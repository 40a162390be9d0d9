"""The kinds of type that a schema can be, before it has a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from specpress.model import Discriminator, Scalar, TypeRef
from specpress.normalize.facts import Site
from specpress.normalize.nodes import Node


@dataclass(frozen=True, slots=True)
class Plain:
    """A type that needs no name and holds no other."""

    type: TypeRef


@dataclass(frozen=True, slots=True)
class Reference:
    """What is declared at `target`."""

    target: Node


@dataclass(frozen=True, slots=True)
class Inner:
    """What another place is: a choice of which only one is left."""

    site: Site


@dataclass(frozen=True, slots=True)
class Items:
    """An array; `site` is None where its items are any value."""

    site: Site | None


@dataclass(frozen=True, slots=True)
class Keyed:
    """An object with keys that are not listed; `site` is None where its values are any value."""

    site: Site | None


@dataclass(frozen=True, slots=True)
class Structure:
    """An object with properties."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an enum: the index in its list, and the value."""

    index: int
    value: str | int | float | bool


@dataclass(frozen=True, slots=True)
class Values:
    """Documented values of one kind."""

    base: Scalar
    values: tuple[Value, ...]
    listed_at: Node


@dataclass(frozen=True, slots=True)
class Alternative:
    """One variant of a union. `label` is what the declaration calls it: component, title, kind."""

    label: str
    site: Site
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """One of several types."""

    variants: tuple[Alternative, ...]
    discriminator: Discriminator | None = None


Shape: TypeAlias = "Plain | Reference | Inner | Items | Keyed | Structure | Values | Choices"


@dataclass(frozen=True, slots=True)
class Shaped:
    """A shape, or null as well."""

    shape: Shape
    nullable: bool = False
