"""The types of Archive."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from ._runtime.model import Base64, Int64, Model, OneOf
from ._runtime.uploads import File

__all__ = [
    "Document",
    "Letter",
    "Problem",
    "SignFileRequest",
    "UploadFileRequest",
]


class Letter(Model):
    id: Int64 | None = None
    """Set by the server."""

    kind: str
    title: str | None
    content: Base64 | None = None
    sender: str | None = None


class Problem(Model):
    message: str | None = None


class SignFileRequest(Model):
    reason: str


class UploadFileRequest(Model):
    file: File
    title: str | None = None


Document: TypeAlias = Annotated[Letter | Any, OneOf("kind", {"Letter": Letter})]
