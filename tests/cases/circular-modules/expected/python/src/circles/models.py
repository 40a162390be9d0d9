"""The types of Circles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import Field
from typing_extensions import TypeAliasType

from ._runtime.model import NULLABLE, Model, OneOf

__all__ = [
    "A",
    "B",
    "C",
    "M",
    "Node",
    "U",
]


class A(Model):
    b: B | None = None
    self_: Annotated[A | None, Field(alias="self")] = None


class B(Model):
    c: C


class C(Model):
    as_: Annotated[list[A] | None, Field(alias="as")] = None
    u: U | None = None


class Node(Model):
    children: list[Node]
    next: Annotated[Node | None, NULLABLE] = None


if TYPE_CHECKING:
    M: TypeAlias = "dict[str, U]"
else:
    M = TypeAliasType("M", "dict[str, U]")


if TYPE_CHECKING:
    U: TypeAlias = "A | M | str | Any"
else:
    U = TypeAliasType("U", "Annotated[A | M | str | Any, OneOf()]")
