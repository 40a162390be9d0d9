"""The types of Multipart."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from ._runtime.model import Model, OneOf
from ._runtime.uploads import File

__all__ = [
    "SetAvatarImage",
    "SetAvatarRequest",
    "Upload",
    "UploadColour",
    "UploadMeta",
    "UploadRowsItem",
]


UploadColour: TypeAlias = Literal["red", "green"] | str


class SetAvatarRequest(Model):
    image: list[File] | None = None
    alt: str | None = None


class Upload(Model):
    file: File
    files: list[File]
    picture: File | None = None
    """A picture."""

    title: str | None = None
    count: int | None = None
    active: bool | None = None
    at: datetime.datetime | None = None
    tags: list[str] | None = None
    ids: list[int] | None = None
    meta: UploadMeta | None = None
    rows: list[UploadRowsItem] | None = None
    colour: UploadColour | None = None
    na_me: Annotated[str | None, Field(alias='na"me')] = None


class UploadMeta(Model):
    a: str | None = None


class UploadRowsItem(Model):
    n: int | None = None


SetAvatarImage: TypeAlias = Annotated[str | list[str] | Any, OneOf()]
