"""The types of Enum symbols."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from ._runtime.model import NULLABLE, Model, OneOf

__all__ = [
    "AnyOf",
    "AnyOfInteger",
    "AnyOfNumber",
    "AnyOfString",
    "Flag",
    "Level",
    "Lists",
    "Mixed",
    "Operator",
    "Ratio",
    "Sort",
]


AnyOfInteger: TypeAlias = Literal[2] | int


AnyOfNumber: TypeAlias = float


AnyOfString: TypeAlias = Literal["one"] | str


Level: TypeAlias = Literal[-1, 0, 1, 100] | int


Operator: TypeAlias = (
    Literal[
        "*",
        "%",
        "1",
        "",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        " ",
        "+1",
        "-1",
        "a b",
        "a-b",
        "a_b",
        "A",
        "a",
        "true",
        "null",
        "None",
        "ñ",
        "中",
        "😀",
        "'",
        '"',
        "\\",
        "class",
        "self",
    ]
    | str
)


Ratio: TypeAlias = Literal[1] | float | int


Sort: TypeAlias = Literal["name", "-name", "created", "-created"] | str


class Mixed(Model):
    op: Operator | None = None
    level: Level | None = None
    ratio: Ratio | None = None
    flag: Flag | None = None
    any: Annotated[AnyOf | None, NULLABLE] = None
    lists: Annotated[Lists | None, NULLABLE] = None
    const: Literal["fix'ed"] | None = None
    number: Literal[7] | None = None


AnyOf: TypeAlias = Annotated[
    AnyOfString | AnyOfInteger | Literal[True] | AnyOfNumber | Any, OneOf()
]


Flag: TypeAlias = Literal[True]


Lists: TypeAlias = Any
