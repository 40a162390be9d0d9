"""Bodies of requests: how the media types are written."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import canonical_json
from .multipart import FormPart, Multipart, file_part, value_part
from .omit import Omit, omit
from .operation import Payload
from .parameters import Pair, QueryStyle, query_parameter
from .uploads import Octets, Source, Upload, is_octets

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How one member of a form travels.

    `kind` is "text", "json" or "file". A `repeated` member is a list with a part for
    each item. `style` says how a member that is no single text is spelled.
    """

    kind: str = "text"
    media_type: str = ""
    repeated: bool = False
    style: QueryStyle | None = None
    explode: bool = True
    allow_reserved: bool = False


_PLAIN = Part()


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
    value: Octets | Omit, media_type: str = "application/octet-stream"
) -> Payload | None:
    """Octets as they are, or no body where they are omitted."""
    if isinstance(value, Omit):
        return None
    if isinstance(value, bytes | bytearray):
        return Payload(media_type, bytes(value))
    return Payload(media_type, Source((value,)))


def form_payload(
    value: object, media_type: str = FORM, parts: Mapping[str, Part] | None = None
) -> Payload | None:
    """Members as `application/x-www-form-urlencoded`, lists as repeated names."""
    if isinstance(value, Omit):
        return None
    pairs = form_pairs(value, parts)
    text = "&".join(f"{name}={text}" for name, text in pairs)
    return Payload(media_type, text.encode())


def form_pairs(value: object, parts: Mapping[str, Part] | None = None) -> list[Pair]:
    """The members of a form as pairs, percent-encoded."""
    known = parts or {}
    return [
        pair
        for name, item in _members(value)
        for pair in _pairs(name, item, known.get(name, _PLAIN))
    ]


def multipart_payload(
    value: object, media_type: str = MULTIPART, parts: Mapping[str, Part] | None = None
) -> Payload | None:
    """Members as parts of a form; members that are None are left out."""
    if isinstance(value, Omit):
        return None
    known = parts or {}
    found = tuple(
        part
        for name, item in _members(value)
        for part in _parts(name, item, known.get(name))
    )
    return Payload(media_type, Multipart(found))


def chosen_payload(
    value: Any,
    content_type: str | Omit,
    writers: Mapping[str, Callable[[Any, str], Payload | None]],
    *,
    texts: tuple[str, ...] = (),
    octets: tuple[str, ...] = (),
) -> Payload | None:
    """A body in one of several media types.

    Args:
        value: The body.
        content_type: The media type that the caller wants; the first that can have such
            a value where that is omitted.
        writers: How each media type is written.
        texts: The media types of texts.
        octets: The media types of octets.
    """
    if isinstance(value, Omit):
        return None
    if isinstance(content_type, str):
        if content_type not in writers:
            known = ", ".join(writers)
            raise ValueError(f"the body cannot be {content_type}: it can be {known}")
        return writers[content_type](value, content_type)
    objects = tuple(one for one in writers if one not in texts and one not in octets)
    wanted = (
        octets if is_octets(value) else texts if isinstance(value, str) else objects
    )
    chosen = (wanted or tuple(writers))[0]
    return writers[chosen](value, chosen)


def unless_empty(members: Mapping[str, object]) -> Mapping[str, object] | Omit:
    """`members`, or `omit` where all of them are omitted."""
    given = any(not isinstance(value, Omit) for value in members.values())
    return members if given else omit


def json_text(value: object) -> str | Omit:
    """The canonical JSON of a value that stands in a parameter."""
    return value if isinstance(value, Omit) else canonical_json.encode(value).decode()


def query_document(value: object) -> str:
    """A query that is a JSON text, percent-encoded; "" where it is omitted."""
    text = json_text(value)
    return "" if isinstance(text, Omit) else urllib.parse.quote(text, safe="")


def query_form(
    value: object, parts: Mapping[str, Part] | None = None
) -> tuple[Pair, ...]:
    """A query that is a form, none where it is omitted."""
    return () if isinstance(value, Omit) else tuple(form_pairs(value, parts))


def _members(value: object) -> Iterator[tuple[str, Any]]:
    members = canonical_json.plain_members(value)
    if not canonical_json.is_object(members):
        raise TypeError(f"{type(value).__name__} has no form of names and values")
    for name, item in members.items():
        if item is not None and not isinstance(item, Omit):
            yield str(name), item


def _pairs(name: str, item: object, part: Part) -> tuple[Pair, ...]:
    if part.kind == "json" or (part is _PLAIN and canonical_json.is_object(item)):
        if part.repeated and canonical_json.is_array(item):
            item = [canonical_json.encode(one).decode() for one in item]
        else:
            item = canonical_json.encode(item).decode()
    elif isinstance(item, bytes):
        return ((urllib.parse.quote(name, safe=""), urllib.parse.quote(item, safe="")),)
    return query_parameter(
        name,
        item,
        style=part.style or "form",
        explode=part.explode,
        allow_reserved=part.allow_reserved,
    )


def _parts(name: str, item: Any, part: Part | None) -> Iterator[FormPart]:
    if part is None:
        yield from _undocumented(name, item)
    elif part.style is not None:
        pairs = query_parameter(name, item, style=part.style, explode=part.explode)
        for key, text in pairs:
            bare = urllib.parse.unquote(text)
            yield value_part(urllib.parse.unquote(key), bare, part.media_type)
    elif part.repeated and canonical_json.is_array(item):
        for one in item:
            yield _part(name, one, part)
    else:
        yield _part(name, item, part)


def _part(name: str, item: Any, part: Part) -> FormPart:
    match part.kind:
        case "file":
            content = item.encode() if isinstance(item, str) else item
            return file_part(name, content, part.media_type)
        case "json":
            return value_part(
                name, canonical_json.encode(item).decode(), part.media_type
            )
        case _:
            return value_part(name, canonical_json.scalar_text(item), part.media_type)


def _undocumented(name: str, item: Any) -> Iterator[FormPart]:
    """A member that the API does not know: objects and lists as JSON."""
    if isinstance(item, Upload) or is_octets(item):
        yield file_part(name, item)
    elif canonical_json.is_object(item) or canonical_json.is_array(item):
        yield value_part(name, canonical_json.encode(item).decode(), "application/json")
    else:
        yield value_part(name, canonical_json.scalar_text(item))
