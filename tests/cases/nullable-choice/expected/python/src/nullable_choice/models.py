"""The types of Nullable choice."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from ._runtime.model import NULLABLE, Model, OneOf

__all__ = [
    "Colour",
    "MaybeOwner",
    "Owner",
    "Thing",
    "ThingEither",
]


Colour: TypeAlias = Literal["red", "green"] | str


class Owner(Model):
    name: str


class Thing(Model):
    owner: Owner | None
    optional: Annotated[Owner | None, NULLABLE] = None
    named: Annotated[MaybeOwner | None, NULLABLE] = None
    colour: Colour | None
    number: Annotated[float | None, NULLABLE] = None
    list_: Annotated[list[str | None] | None, Field(alias="list")]
    map: dict[str, int | None] | None = None
    nothing: Annotated[None, NULLABLE] = None
    either: Annotated[ThingEither | None, NULLABLE] = None


MaybeOwner: TypeAlias = Owner | None


ThingEither: TypeAlias = Annotated[str | int | Any, OneOf()]
