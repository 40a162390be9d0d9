"""The types of Discriminator."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from ._runtime.model import Model, OneOf

__all__ = [
    "Bicycle",
    "Car",
    "Cat",
    "Circle",
    "Dog",
    "Pet",
    "Shape",
    "Square",
    "SquareKind",
    "Vehicle",
]


SquareKind: TypeAlias = Literal["Square"] | str


class Bicycle(Model):
    type: Annotated[str, Field(alias="@type")]
    wheels: int | None = None
    bell: bool | None = None


class Car(Model):
    type: Annotated[str, Field(alias="@type")]
    wheels: int | None = None
    doors: int


class Cat(Model):
    pet_type: Annotated[str, Field(alias="petType")]
    name: str | None = None
    indoor: bool | None = None


class Circle(Model):
    kind: Literal["Circle"]
    radius: float


class Dog(Model):
    pet_type: Annotated[str, Field(alias="petType")]
    name: str | None = None
    barks: bool | None = None


class Square(Model):
    kind: SquareKind
    side: float


Pet: TypeAlias = Annotated[
    Cat | Dog | Any, OneOf("petType", {"cat": Cat, "kitten": Cat, "dog": Dog})
]


Shape: TypeAlias = Annotated[
    Circle | Square | Any, OneOf("kind", {"Circle": Circle, "Square": Square})
]


Vehicle: TypeAlias = Annotated[
    Car | Bicycle | Any, OneOf("@type", {"car": Car, "Bicycle": Bicycle})
]
