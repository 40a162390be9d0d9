"""The types of Plain unions."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from ._runtime.model import Model, OneOf

__all__ = [
    "Alike",
    "AlikeWithA",
    "AlikeWithB",
    "ByConstant",
    "ByConstantDone",
    "ByConstantFailed",
    "ByKeys",
    "ByType",
    "Everything",
    "EverythingNested",
    "Group",
    "ListOrOne",
    "PutValueFilter",
    "PutValueId",
    "TypeArray",
    "TypeArrayObject",
    "User",
]


class AlikeWithA(Model):
    a: str | None = None


class AlikeWithB(Model):
    b: str | None = None


class ByConstantDone(Model):
    status: Literal["done"]
    result: str | None = None


class ByConstantFailed(Model):
    status: Literal["failed"]
    reason: str | None = None


class Everything(Model):
    by_keys: Annotated[ByKeys | None, Field(alias="byKeys")] = None
    by_type: Annotated[ByType | None, Field(alias="byType")] = None
    by_constant: Annotated[ByConstant | None, Field(alias="byConstant")] = None
    alike: Alike | None = None
    list_or_one: Annotated[ListOrOne | None, Field(alias="listOrOne")] = None
    type_array: Annotated[TypeArray | None, Field(alias="typeArray")] = None
    nested: EverythingNested | None = None


class Group(Model):
    members: list[User]


class TypeArrayObject(Model):
    x: int | None = None


class User(Model):
    login: str


Alike: TypeAlias = Annotated[AlikeWithA | AlikeWithB | Any, OneOf()]


ByConstant: TypeAlias = Annotated[
    ByConstantDone | ByConstantFailed | Any,
    OneOf("status", {"done": ByConstantDone, "failed": ByConstantFailed}),
]


ByKeys: TypeAlias = Annotated[User | Group | Any, OneOf()]


ByType: TypeAlias = Annotated[str | float | bool | Any, OneOf()]


EverythingNested: TypeAlias = Annotated[ByType | ByKeys | Any, OneOf()]


ListOrOne: TypeAlias = Annotated[User | list[User] | Any, OneOf()]


PutValueFilter: TypeAlias = Annotated[str | list[str] | Any, OneOf()]


PutValueId: TypeAlias = Annotated[int | str | Any, OneOf()]


TypeArray: TypeAlias = Annotated[TypeArrayObject | str | int | Any, OneOf()]
