"""The types of Every operation."""

from __future__ import annotations

from ._runtime.model import Model

__all__ = [
    "SendXmlRequest",
]


class SendXmlRequest(Model):
    a: str | None = None
