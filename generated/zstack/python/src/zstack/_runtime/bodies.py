"""Bodies of answers: how the media types are read."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pydantic

from . import canonical_json
from .reply import Reply


@dataclass(frozen=True)
class JsonBody:
    """A JSON text that fits a type: `annotation` gives any that pydantic understands.

    It is a function, so that the models are imported when an answer needs them.
    """

    annotation: Callable[[], Any]
    media_type: str = "application/json"

    def accepts(self, media_type: str) -> bool:
        """JSON under any of its names (RFC 6839, section 3.1), or without one."""
        return is_json(media_type) or not media_type

    def read(self, reply: Reply) -> Any:
        """The value. Raises ValueError where the text is no JSON or does not fit."""
        return self.fit(canonical_json.decode(reply.content))

    def fit(self, value: object) -> Any:
        """The JSON value as the type. Raises ValueError where it does not fit."""
        return fitted(self.annotation(), value)


@dataclass(frozen=True, slots=True)
class TextBody:
    """Plain text."""

    media_type: str = "text/plain"

    def accepts(self, media_type: str) -> bool:
        """Text of any kind, or without a name."""
        return media_type.startswith("text/") or media_type in ("", self.media_type)

    def read(self, reply: Reply) -> str:
        """The text."""
        return reply.text


@dataclass(frozen=True, slots=True)
class NoBody:
    """No body, or one that nobody described."""

    media_type: str = ""

    def accepts(self, media_type: str) -> bool:
        """Anything."""
        return True

    def read(self, reply: Reply) -> None:
        """Nothing."""


def is_json(media_type: str) -> bool:
    """Whether `media_type` is JSON: `application/json`, `text/json`,
    `application/x+json`.
    """
    return media_type.endswith(("/json", "+json"))


def fitted(annotation: Any, value: object) -> Any:
    """A JSON value as a type. Raises ValueError where it does not fit.

    A text is no number and a number is no boolean; whole floats are integers already.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return adapter(annotation).validate_json(
            text, strict=True, by_alias=True, by_name=False
        )
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None


@functools.cache
def adapter(annotation: Any) -> pydantic.TypeAdapter[Any]:
    """Reads and checks values of a type."""
    return pydantic.TypeAdapter(annotation)
