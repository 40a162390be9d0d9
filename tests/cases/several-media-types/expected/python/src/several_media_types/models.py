"""The types of Several media types."""

from __future__ import annotations

from ._runtime.model import Model
from ._runtime.uploads import File

__all__ = [
    "AddDocumentFormDataRequest",
    "Created",
    "Document",
    "DocumentV2",
    "Fault",
    "Problem",
]


class AddDocumentFormDataRequest(Model):
    file: File
    title: str | None = None


class Created(Model):
    id: str | None = None


class Document(Model):
    title: str
    pages: int | None = None


class DocumentV2(Model):
    titles: list[str]


class Fault(Model):
    message: str | None = None


class Problem(Model):
    title: str | None = None
    status: int | None = None
