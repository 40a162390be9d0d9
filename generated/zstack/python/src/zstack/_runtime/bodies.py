"""Bodies: how the media types are written and read."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pydantic

from . import canonical_json
from .omit import Omit, omit
from .operation import Payload
from .parameters import query_parameter
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
        """The JSON value as the type. Raises ValueError where it does not fit.

        A text is no number and a number is no boolean; whole floats are integers
        already.
        """
        try:
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            return _adapter(self.annotation()).validate_json(
                text, strict=True, by_alias=True, by_name=False
            )
        except RecursionError:
            raise ValueError("the JSON is nested too deeply") from None


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
class BytesBody:
    """Octets as they are."""

    media_type: str = "application/octet-stream"

    def accepts(self, media_type: str) -> bool:
        """Anything."""
        return True

    def read(self, reply: Reply) -> bytes:
        """The octets."""
        return reply.content


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


def json_payload(value: object, media_type: str = "application/json") -> Payload | None:
    """The canonical JSON of `value`, or no body where it is omitted."""
    if isinstance(value, Omit):
        return None
    return Payload(media_type, canonical_json.encode(value))


def text_payload(value: str | Omit, media_type: str = "text/plain") -> Payload | None:
    """A text in UTF-8, or no body where it is omitted."""
    if isinstance(value, Omit):
        return None
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Payload(f"{media_type}{charset}", value.encode())


def bytes_payload(
    value: bytes | Omit, media_type: str = "application/octet-stream"
) -> Payload | None:
    """Octets as they are, or no body where they are omitted."""
    return None if isinstance(value, Omit) else Payload(media_type, value)


def form_payload(value: object) -> Payload | None:
    """Members as `application/x-www-form-urlencoded`, lists as repeated names."""
    if isinstance(value, Omit):
        return None
    members = canonical_json.plain_members(value)
    if not canonical_json.is_object(members):
        raise TypeError(f"{type(value).__name__} has no form of names and values")
    pairs = [
        f"{name}={text}"
        for key, item in members.items()
        for name, text in query_parameter(str(key), item)
    ]
    return Payload("application/x-www-form-urlencoded", "&".join(pairs).encode())


def unless_empty(members: Mapping[str, object]) -> Mapping[str, object] | Omit:
    """`members`, or `omit` where all of them are omitted."""
    given = any(not isinstance(value, Omit) for value in members.values())
    return members if given else omit


@functools.cache
def _adapter(annotation: Any) -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(annotation)
