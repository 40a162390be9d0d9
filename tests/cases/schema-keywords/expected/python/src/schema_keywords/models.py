"""The types of Schema keywords."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import Field

from ._runtime.model import Base64, Int64, Model, OneOf

__all__ = [
    "All",
    "AllConditional",
    "AllDependent",
    "AllFormats",
    "AllListOfListsItemItemItem",
    "AllLocal",
    "AllMixedTupleItem",
    "AllTupleItem",
    "Other",
]


class All(Model):
    any: Any = None
    never: Any = None
    empty: Any = None
    tuple: list[AllTupleItem] | None = None
    mixed_tuple: Annotated[
        list[AllMixedTupleItem] | None, Field(alias="mixedTuple")
    ] = None
    local: AllLocal | None = None
    anchored: Other | None = None
    not_: Annotated[str | None, Field(alias="not")] = None
    conditional: AllConditional | None = None
    bounded: list[str] | None = None
    """From 1 to 3 items. No item twice."""

    number: float | None = None
    """At most 1. More than 0. A multiple of 0.01."""

    dependent: AllDependent | None = None
    contains: list[int] | None = None
    encoded: Base64 | None = None
    embedded: str | None = None
    deprecated: str | None = None
    """Use `any`.

    Deprecated.
    """

    examples: str | None = None
    big: Int64 | None = None
    """At most 9223372036854775807."""

    huge: int | None = None
    """At most 18446744073709551615."""

    formats: AllFormats | None = None
    with_siblings: Annotated[Other | None, Field(alias="withSiblings")] = None
    """Described here.

    Deprecated.
    """

    list_of_lists: Annotated[
        list[list[list[AllListOfListsItemItemItem]]] | None, Field(alias="listOfLists")
    ] = None


class AllConditional(Model):
    kind: str | None = None
    a: str | None = None


class AllDependent(Model):
    card: str | None = None


class AllFormats(Model):
    email: str | None = None
    ip: str | None = None
    uri: str | None = None
    unknown: str | None = None
    int32: int | None = None
    float_: Annotated[float | None, Field(alias="float")] = None
    password: Annotated[str | None, Field(repr=False)] = None


class AllListOfListsItemItemItem(Model):
    deep: str | None = None


class AllLocal(Model):
    x: int | None = None


class Other(Model):
    b: str | None = None


AllMixedTupleItem: TypeAlias = Annotated[str | AllLocal | bool | Any, OneOf()]


AllTupleItem: TypeAlias = Annotated[str | int | Any, OneOf()]
