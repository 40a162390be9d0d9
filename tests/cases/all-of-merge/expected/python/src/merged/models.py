"""The types of Merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from ._runtime.model import NULLABLE, Int64, Model, OneOf

__all__ = [
    "Base",
    "Closed",
    "Create",
    "CreateWithData",
    "CreateWithDataKind",
    "CreateWithUrl",
    "CreateWithUrlKind",
    "Disagreeing",
    "Holder",
    "Open",
    "Required",
    "Text",
    "Thing",
    "ThingKind",
]


CreateWithDataKind: TypeAlias = Literal["b", "c"] | str


CreateWithUrlKind: TypeAlias = Literal["b", "c"] | str


ThingKind: TypeAlias = Literal["b", "c"] | str


class Base(Model):
    id: Int64
    size: int | None = None
    """From 0 to 100."""

    label: str | None = None
    """At least 1 character."""

    tags: list[str] | None = None


class Closed(Model):
    id: Int64
    size: int | None = None
    """From 0 to 100."""

    label: str | None = None
    """At least 1 character."""

    tags: list[str] | None = None
    extra: str | None = None


class CreateWithData(Model):
    id: Int64
    size: int | None = None
    """From 10 to 100."""

    label: str
    """What it is called.

    From 1 to 20 characters.
    """

    tags: list[str] | None = None
    kind: CreateWithDataKind
    parent: Thing | None = None
    data: str


class CreateWithUrl(Model):
    id: Int64
    size: int | None = None
    """From 10 to 100."""

    label: str
    """What it is called.

    From 1 to 20 characters.
    """

    tags: list[str] | None = None
    kind: CreateWithUrlKind
    parent: Thing | None = None
    url: str


class Holder(Model):
    text: Text | None = None
    odd: Annotated[Disagreeing | None, NULLABLE] = None
    required: Required | None = None
    closed: Closed | None = None
    open: Open | None = None


class Open(Model):
    if not TYPE_CHECKING:
        __pydantic_extra__: dict[str, int]

    id: Int64
    size: int | None = None
    """From 0 to 100."""

    label: str | None = None
    """At least 1 character."""

    tags: list[str] | None = None

    @property
    def model_extra(self) -> dict[str, int]:
        """The members that have no field of their own."""
        return self.__pydantic_extra__ or {}


class Required(Model):
    id: Int64
    size: int
    """From 0 to 100."""

    label: str | None = None
    """At least 1 character."""

    tags: list[str] | None = None


class Thing(Model):
    id: Int64
    size: int | None = None
    """From 10 to 100."""

    label: str
    """What it is called.

    From 1 to 20 characters.
    """

    tags: list[str] | None = None
    kind: ThingKind
    parent: Thing | None = None


Create: TypeAlias = Annotated[CreateWithUrl | CreateWithData | Any, OneOf()]


Disagreeing: TypeAlias = Any


Text: TypeAlias = str
"""From 2 to 5 characters. Matches `^a`."""
