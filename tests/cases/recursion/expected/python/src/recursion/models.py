"""The types of Recursion."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from ._runtime.model import Int64, Model, OneOf

__all__ = [
    "Leaf",
    "LeafValue",
    "Node",
]


class Leaf(Model):
    on: Node | None = None
    value: LeafValue | None = None


class Node(Model):
    name: str
    parent: Node | None = None
    children: list[Node]
    named: dict[str, Node] | None = None
    leaf: Leaf | None = None


LeafValue: TypeAlias = Annotated[Int64 | list[Leaf] | Any, OneOf()]
