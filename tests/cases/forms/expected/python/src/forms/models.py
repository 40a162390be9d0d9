"""The types of Forms."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from ._runtime.model import Model

__all__ = [
    "GetTokenResponse",
    "Grant",
    "GrantGrantType",
    "SearchFilter",
    "SearchRange",
    "SearchRequest",
]


GrantGrantType: TypeAlias = Literal["client_credentials", "refresh_token"] | str


class GetTokenResponse(Model):
    access_token: str | None = None


class Grant(Model):
    grant_type: GrantGrantType
    client_id: str | None = None
    scope: str | None = None


class SearchFilter(Model):
    name: str | None = None
    list_: Annotated[list[str] | None, Field(alias="list")] = None


class SearchRange(Model):
    from_: Annotated[int | None, Field(alias="from")] = None
    to: int | None = None


class SearchRequest(Model):
    q: str
    tags: list[str] | None = None
    ids: list[int] | None = None
    range: SearchRange | None = None
    filter: SearchFilter | None = None
    path: str | None = None
    when: datetime.datetime | None = None
    flag: bool | None = None
