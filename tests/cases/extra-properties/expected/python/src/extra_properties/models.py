"""The types of Extra properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from ._runtime.model import Model

__all__ = [
    "Closed",
    "Extra",
    "Numbers",
    "Thing",
    "ThingPatterned",
]


class Closed(Model):
    a: str | None = None


class Extra(Model):
    value: str | None = None


class Numbers(Model):
    if not TYPE_CHECKING:
        __pydantic_extra__: dict[str, int]

    total: int | None = None

    @property
    def model_extra(self) -> dict[str, int]:
        """The members that have no field of their own."""
        return self.__pydantic_extra__ or {}


class Thing(Model):
    if not TYPE_CHECKING:
        __pydantic_extra__: dict[str, Extra]

    name: str
    labels: dict[str, str] | None = None
    anything: dict[str, Any] | None = None
    closed: Closed | None = None
    numbers: Numbers | None = None
    nested: dict[str, dict[str, list[int]]] | None = None
    patterned: ThingPatterned | None = None
    named: dict[str, int] | None = None
    additional_properties: str | None = None
    additional_properties_2: Annotated[
        str | None, Field(alias="additionalProperties")
    ] = None

    @property
    def model_extra(self) -> dict[str, Extra]:
        """The members that have no field of their own."""
        return self.__pydantic_extra__ or {}


class ThingPatterned(Model):
    if not TYPE_CHECKING:
        __pydantic_extra__: dict[str, str]

    @property
    def model_extra(self) -> dict[str, str]:
        """The members that have no field of their own."""
        return self.__pydantic_extra__ or {}
