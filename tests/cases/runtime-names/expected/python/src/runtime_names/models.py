"""The types of Runtime names."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias
from uuid import UUID

from pydantic import Field
from typing_extensions import TypeAliasType

from ._runtime.model import Model

__all__ = [
    "Any_",
    "Array",
    "BaseModel",
    "Bool",
    "Box",
    "Client",
    "Context",
    "Date",
    "Decimal_",
    "Deprecated",
    "Error",
    "Holder",
    "Int",
    "Integer",
    "List",
    "Map",
    "Minus",
    "N123",
    "Number",
    "Object",
    "Omit",
    "Option",
    "Override",
    "Promise",
    "Record",
    "Request",
    "Response",
    "Result",
    "String",
    "Time",
    "Type",
    "Unicode",
    "Uuid",
    "Vec",
]


Bool: TypeAlias = Literal["true", "false"] | str


Type: TypeAlias = Literal["type", "Type", "self", "Self", "super", "crate"] | str


class Any_(Model):
    any: Any = None


class BaseModel(Model):
    r_type: Annotated[str | None, Field(alias="r#type")] = None
    r: str | None = None


class Box(Model):
    box: Box | None = None


class Client(Model):
    close: str | None = None
    client: str | None = None


class Date(Model):
    date: datetime.date | None = None


class Decimal_(Model):
    decimal: Decimal | None = None


class Error(Model):
    error: str | None = None
    message: str | None = None
    code: int | None = None


class Holder(Model):
    error: Error | None = None
    option: Option | None = None
    result: Result | None = None
    string: String | None = None
    object: Object | None = None
    vec: Vec | None = None
    list_: Annotated[List | None, Field(alias="list")] = None
    map: Map | None = None
    type: Type | None = None
    record: Record | None = None
    date: Date | None = None
    uuid: Uuid | None = None
    box: Box | None = None
    time: Time | None = None
    number: N123 | None = None
    unicode: Unicode | None = None


class Int(Model):
    int_: Annotated[int | None, Field(alias="int")] = None


class List(Model):
    lower_list: Annotated[list[str] | None, Field(alias="list")] = None
    list_: Annotated[str | None, Field(alias="List")] = None


class N123(Model):
    n_123: Annotated[str | None, Field(alias="123")] = None
    n_1a: Annotated[str | None, Field(alias="1a")] = None
    minus: Annotated[str | None, Field(alias="-")] = None
    space: Annotated[str | None, Field(alias=" ")] = None


class Object(Model):
    get_class: Annotated[str | None, Field(alias="getClass")] = None
    hash_code: Annotated[int | None, Field(alias="hashCode")] = None
    equals: bool | None = None
    constructor: str | None = None
    proto: Annotated[str | None, Field(alias="__proto__")] = None
    prototype: str | None = None


class Option(Model):
    some: Annotated[str | None, Field(alias="Some")] = None
    none: Annotated[str | None, Field(alias="None")] = None


class Record(Model):
    builder: str | None = None
    build: str | None = None
    validate_: Annotated[str | None, Field(alias="validate")] = None
    dict_: Annotated[str | None, Field(alias="dict")] = None
    json_: Annotated[str | None, Field(alias="json")] = None
    model_dump_: Annotated[str | None, Field(alias="model_dump")] = None
    model_fields_: Annotated[str | None, Field(alias="model_fields")] = None
    schema_: Annotated[str | None, Field(alias="schema")] = None
    copy_: Annotated[str | None, Field(alias="copy")] = None
    clone: str | None = None
    default: str | None = None
    from_: Annotated[str | None, Field(alias="from")] = None
    to: str | None = None


class Request(Model):
    method: str | None = None
    url: str | None = None


class Response(Model):
    status: int | None = None
    headers: dict[str, str] | None = None
    body: str | None = None


class Result(Model):
    ok: Annotated[str | None, Field(alias="Ok")] = None
    err: Annotated[Error | None, Field(alias="Err")] = None


class String(Model):
    length: int | None = None
    to_string: Annotated[str | None, Field(alias="toString")] = None


class Unicode(Model):
    値: str | None = None
    ключ: str | None = None
    clé: str | None = None
    grinning_face: Annotated[str | None, Field(alias="😀")] = None


class Uuid(Model):
    uuid: UUID | None = None


Array: TypeAlias = dict[str, Any]


Context: TypeAlias = dict[str, Any]


Deprecated: TypeAlias = dict[str, Any]
"""Deprecated."""


Integer: TypeAlias = int


if TYPE_CHECKING:
    Map: TypeAlias = "dict[str, Map]"
else:
    Map = TypeAliasType("Map", "dict[str, Map]")


Minus: TypeAlias = dict[str, Any]


Number: TypeAlias = float


Omit: TypeAlias = dict[str, Any]


Override: TypeAlias = dict[str, Any]


Promise: TypeAlias = dict[str, Any]


Time: TypeAlias = datetime.datetime


Vec: TypeAlias = list[Option]
