"""The types of Kennel."""

from __future__ import annotations

from typing import Literal, TypeAlias
from uuid import UUID

from ._runtime.model import Int64, Model

__all__ = [
    "Animal",
    "AnimalPage",
    "AnimalStatus",
    "Chip",
    "Id",
    "Owner",
    "OwnerStatus",
    "Problem",
]


AnimalStatus: TypeAlias = Literal["free", "taken"] | str


OwnerStatus: TypeAlias = Literal["known", "unknown"] | str


class Animal(Model):
    id: Id
    status: AnimalStatus
    owner: Owner | None = None
    chip: Chip | None = None


class AnimalPage(Model):
    """Some of the animals."""

    elements: list[Animal]
    next: str | None = None


class Chip(Model):
    number: Int64 | None = None


class Owner(Model):
    name: str
    status: OwnerStatus | None = None
    animals: list[Animal] | None = None


class Problem(Model):
    title: str | None = None
    causes: list[Problem] | None = None


Id: TypeAlias = UUID
