"""Media types: which codec reads and writes a body, and which of several is preferred."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specpress.model import Codec

_FORM = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+")

_EXACT = {
    "application/json": Codec.JSON,
    "text/json": Codec.JSON,
    "*/*": Codec.JSON,
    "application/*": Codec.JSON,
    "application/x-www-form-urlencoded": Codec.FORM,
    "text/event-stream": Codec.EVENTS,
    "application/jsonl": Codec.JSON_LINES,
    "application/x-jsonl": Codec.JSON_LINES,
    "application/x-ndjson": Codec.JSON_LINES,
    "application/ndjson": Codec.JSON_LINES,
    "application/x-json-stream": Codec.JSON_LINES,
    "application/stream+json": Codec.JSON_LINES,
    "application/xml": Codec.XML,
    "text/xml": Codec.XML,
    "application/yaml": Codec.TEXT,
    "application/x-yaml": Codec.TEXT,
    "application/javascript": Codec.TEXT,
    "application/graphql": Codec.TEXT,
}

_PREFERENCE = (
    Codec.JSON,
    Codec.FORM,
    Codec.MULTIPART,
    Codec.EVENTS,
    Codec.JSON_LINES,
    Codec.TEXT,
    Codec.XML,
    Codec.BYTES,
)


def essence(media_type: str) -> str:
    """The type and subtype in lower case, without parameters (RFC 9110, section 8.3.1)."""
    return media_type.partition(";")[0].strip().lower()


def is_valid(media_type: str) -> bool:
    """Whether `media_type` has the form type/subtype (RFC 9110, section 8.3.1)."""
    return _FORM.fullmatch(essence(media_type)) is not None


def codec_of(media_type: str) -> Codec:
    """How a body of this media type is written; bytes where we know nothing of it."""
    plain = essence(media_type)
    known = _EXACT.get(plain)
    if known is not None:
        return known
    kind, _, subtype = plain.partition("/")
    if subtype.endswith("+json"):
        return Codec.JSON
    if subtype.endswith("+xml"):
        return Codec.XML
    if subtype.endswith("+yaml"):
        return Codec.TEXT
    if kind == "multipart":
        return Codec.MULTIPART
    return Codec.TEXT if kind == "text" else Codec.BYTES


def rank(media_type: str) -> int:
    """How much a body in this media type is preferred; lower comes first. Plain JSON is 0."""
    if essence(media_type) == "application/json":
        return 0
    return 1 + _PREFERENCE.index(codec_of(media_type))


def preferred(media_types: Sequence[str]) -> str:
    """The preferred one of several, whatever their order; "" of none."""
    return min(media_types, key=lambda name: (rank(name), name), default="")
