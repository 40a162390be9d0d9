"""The types of Parameter styles."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ._runtime.model import Model

__all__ = [
    "Deep",
    "DeepRange",
    "Numbers",
    "Point",
]


class Deep(Model):
    name: str | None = None
    tags: list[str] | None = None
    range: DeepRange | None = None


class DeepRange(Model):
    from_: Annotated[int | None, Field(alias="from")] = None
    to: int | None = None


class Point(Model):
    x: int | None = None
    y: int | None = None
    label: str | None = None


Numbers: TypeAlias = list[int]
