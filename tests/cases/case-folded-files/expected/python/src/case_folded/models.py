"""The types of Case folded."""

from __future__ import annotations

from typing import Any, TypeAlias

from ._runtime.model import Model

__all__ = [
    "Client",
    "Con",
    "Index",
    "Models",
    "Nul",
    "UserList",
    "Userlist",
    "UserlistRecord",
]


class Con(Model):
    aux: str | None = None


class Index(Model):
    mod: str | None = None


class UserList(Model):
    items: list[str] | None = None


class UserlistRecord(Model):
    users: int | None = None


Client: TypeAlias = dict[str, Any]


Models: TypeAlias = dict[str, Any]


Nul: TypeAlias = dict[str, Any]


Userlist: TypeAlias = list[str]
