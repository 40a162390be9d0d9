"""Arguments outside the body, in the styles of OpenAPI (3.1, section 4.8.12) and RFC
6570.

Everything but the unreserved characters of RFC 3986 is percent-encoded as UTF-8,
brackets and the delimiters of `spaceDelimited` and `pipeDelimited` included. A list or
an object without members is not sent, `None` is the word `null`, and booleans are
`true` and `false`.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Sequence
from typing import Any, Literal, TypeAlias
from urllib.parse import unquote

from .canonical_json import is_array, is_object, plain_members, scalar_text
from .omit import Omit

PathStyle: TypeAlias = Literal["simple", "label", "matrix"]
QueryStyle: TypeAlias = Literal["form", "spaceDelimited", "pipeDelimited", "deepObject"]
CookieStyle: TypeAlias = Literal["form", "cookie"]
Pair: TypeAlias = tuple[str, str]
"""A name and a value, both ready to be sent."""

_RESERVED = ":/?@!$'()*,;="
"""What a query value may hold as it is when the API allows it: the reserved characters
without the delimiters of the query itself (`&`, `+`, `#`) and without brackets, which
no query may hold."""

_DELIMITERS = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C"}
_NOT_IN_A_COOKIE = re.compile(r"[^\x21-\x7e]|[\",;\\]")
_NOT_IN_A_HEADER = re.compile(r"[^\t\x20-\x7e]")


def path_parameter(
    name: str, value: object, *, style: PathStyle = "simple", explode: bool = False
) -> Pair:
    """What takes the place of `{name}` in a path.

    Raises:
        ValueError: The text would be another address: it is empty, "." or "..".
    """
    text = _path_text(_quote(name), _shape(value), style, explode=explode)
    if text in ("", ".", ".."):
        raise ValueError(f"{name} must not be {text!r}: the path would lead elsewhere")
    return (name, text)


def query_parameter(
    name: str,
    value: object,
    *,
    style: QueryStyle = "form",
    explode: bool = True,
    allow_reserved: bool = False,
) -> tuple[Pair, ...]:
    """The pairs of a query for one argument, none where it is omitted."""
    if isinstance(value, Omit):
        return ()
    safe = _RESERVED if allow_reserved else ""
    shape = _shape(value)
    if style == "deepObject":
        return tuple(_deep(_quote(name), shape, safe))
    if explode:
        return tuple(_exploded(_quote(name), shape, safe))
    joined = _DELIMITERS[style].join(_flat(shape, safe))
    return ((_quote(name), joined),) if joined or isinstance(shape, str) else ()


def header_parameter(
    name: str, value: object, *, explode: bool = False
) -> tuple[Pair, ...]:
    """The header for one argument, none where it is omitted.

    Raises:
        ValueError: The text has characters that no header may have.
    """
    if isinstance(value, Omit):
        return ()
    return (checked_header(name, _simple(_shape(value), explode=explode, raw=True)),)


def cookie_parameter(
    name: str, value: object, *, style: CookieStyle = "form", explode: bool = True
) -> tuple[Pair, ...]:
    """The cookies for one argument, none where it is omitted.

    Raises:
        ValueError: The style is `cookie`, which encodes nothing (OpenAPI 3.2), and a
            text has characters that no cookie may have.
    """
    pairs = query_parameter(name, value, explode=explode)
    if style == "form":
        return pairs
    bare = tuple((unquote(key), unquote(text)) for key, text in pairs)
    for key, text in bare:
        if _NOT_IN_A_COOKIE.search(f"{key}{text}"):
            raise ValueError(f"the cookie {key} has characters that cannot be sent")
    return bare


def checked_header(name: str, value: str) -> Pair:
    """The pair itself.

    Raises:
        ValueError: The value has characters that no header may have.
    """
    if _NOT_IN_A_HEADER.search(value):
        raise ValueError(f"the header {name} has characters that cannot be sent")
    return (name, value)


def expand(template: str, values: Sequence[Pair]) -> str:
    """The path `template` with each `{name}` replaced by its value."""
    known = dict(values)
    return re.sub(r"\{([^{}]*)\}", lambda found: known[found[1]], template)


_Shape: TypeAlias = "str | list[Any] | dict[str, Any]"


def _shape(value: object) -> _Shape:
    match plain_members(value):
        case str(text):
            return scalar_text(text)
        case members if is_object(members):
            given = {scalar_text(key): item for key, item in members.items()}
            return {k: v for k, v in given.items() if not isinstance(v, Omit)}
        case items if is_array(items):
            return [item for item in items if not isinstance(item, Omit)]
        case scalar:
            return scalar_text(scalar)


def _quote(text: str, safe: str = "") -> str:
    return urllib.parse.quote(text, safe=safe)


def _flat(shape: _Shape, safe: str) -> list[str]:
    """All names and values of a shape, one after the other."""
    match shape:
        case str(text):
            return [_quote(text, safe)]
        case list(items):
            return [_quote(scalar_text(item), safe) for item in items]
        case dict(members):
            return [
                _quote(scalar_text(part), safe)
                for member in members.items()
                for part in member
            ]


def _exploded(name: str, shape: _Shape, safe: str) -> list[Pair]:
    match shape:
        case str(text):
            return [(name, _quote(text, safe))]
        case list(items):
            return [(name, _quote(scalar_text(item), safe)) for item in items]
        case dict(members):
            return [
                (_quote(key), _quote(scalar_text(item), safe))
                for key, item in members.items()
            ]


def _deep(name: str, shape: _Shape, safe: str) -> list[Pair]:
    """`name[key]=value`; objects go deeper, the elements of a list repeat the name."""
    match shape:
        case str(text):
            return [(name, _quote(text, safe))]
        case list(items):
            return [pair for item in items for pair in _deep(name, _shape(item), safe)]
        case dict(members):
            return [
                pair
                for key, item in members.items()
                for pair in _deep(f"{name}%5B{_quote(key)}%5D", _shape(item), safe)
            ]


def _simple(shape: _Shape, *, explode: bool, raw: bool = False) -> str:
    quote = str if raw else _quote
    match shape:
        case dict(members) if explode:
            pairs = members.items()
            return ",".join(f"{quote(k)}={quote(scalar_text(v))}" for k, v in pairs)
        case dict(members):
            flat = [part for member in members.items() for part in member]
            return ",".join(quote(scalar_text(part)) for part in flat)
        case list(items):
            return ",".join(quote(scalar_text(item)) for item in items)
        case str(text):
            return quote(text)


def _path_text(name: str, shape: _Shape, style: PathStyle, *, explode: bool) -> str:
    if style == "simple":
        return _simple(shape, explode=explode)
    if style == "label":
        if not explode:
            return f".{_simple(shape, explode=False)}"
        return "".join(f".{part}" for part in _simple(shape, explode=True).split(","))
    if explode:
        pairs = _exploded(name, shape, "")
        return "".join(
            f";{key}={value}" if value else f";{key}" for key, value in pairs
        )
    joined = _simple(shape, explode=False)
    return f";{name}={joined}" if joined else f";{name}"
