"""The types of Deduplicated."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from ._runtime.model import Model

__all__ = [
    "Foo",
    "Foo2",
    "Foo2Type",
    "Foo3",
    "FooBar",
    "FooBarEnum",
    "FooBarRecord",
    "FooRecord",
    "FooType",
]


FooBarEnum: TypeAlias = Literal["x", "X", "x2", "x_2"] | str


class Foo(Model):
    a: str | None = None
    upper_a: Annotated[str | None, Field(alias="A")] = None
    a2: str | None = None
    a_2: str | None = None


class FooBar(Model):
    y: int | None = None


class FooBarRecord(Model):
    x: str | None = None


class FooRecord(Model):
    bar: FooBarRecord | None = None


Foo2: TypeAlias = dict[str, Any]


Foo2Type: TypeAlias = dict[str, Any]


Foo3: TypeAlias = dict[str, Any]


FooType: TypeAlias = dict[str, Any]
