"""The types of Collisions."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from ._runtime.model import Model

__all__ = [
    "Any_",
    "ClassRequest",
    "Client",
    "Error",
    "ErrorRecord",
    "List",
    "Optional",
    "String",
]


class Any_(Model):
    any: Any = None


class ClassRequest(Model):
    id: str | None = None
    n_1st: Annotated[str | None, Field(alias="1st")] = None
    empty: Annotated[str | None, Field(alias="")] = None
    dollar: Annotated[str | None, Field(alias="$")] = None


class Client(Model):
    client: Annotated[str | None, Field(alias="Client")] = None


class Error(Model):
    json_: Annotated[str | None, Field(alias="json")] = None
    copy_: Annotated[str | None, Field(alias="copy")] = None
    model_config_: Annotated[str | None, Field(alias="model_config")] = None
    foo_minus_bar: Annotated[str | None, Field(alias="foo-bar")] = None
    foo_bar: str | None = None
    foo_bar_2: Annotated[str | None, Field(alias="fooBar")] = None
    str_: Annotated[String | None, Field(alias="str")] = None
    client: Client | None = None


class ErrorRecord(Model):
    list_: Annotated[list[List] | None, Field(alias="list")] = None


class List(Model):
    list_: Annotated[str | None, Field(alias="List")] = None


class Optional(Model):
    model: Annotated[str | None, Field(alias="Model")] = None


class String(Model):
    value: str | None = None
