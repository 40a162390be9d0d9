"""JSON in one form, and JSON without loss.

Written (the canonical form; the same bytes from a client in any language):

- UTF-8, no byte order mark, no space between tokens
- the members of an object in the order of the API's schema, members of no schema last
- strings escape what RFC 8259 (section 7) says must be: `\\"`, `\\\\`, `\\b`, `\\t`,
  `\\n`, `\\f`, `\\r`, other control characters as `\\u00xx` in lower case; nothing else
- integers in all their digits; other numbers as RFC 8785 (section 3.2.2.3) writes them,
  which is the shortest form that reads back as the same double

Read: numbers that are whole are integers, however they are written, and exact
(`0.0`, `1.073741824E10`, `9007199254740993.0`). NaN, Infinity and a number of more than
400 digits are no JSON.
"""

from __future__ import annotations

import base64
import datetime
import enum
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, TypeGuard

from .omit import Omit

if TYPE_CHECKING:
    import pydantic

_EXACT = 2.0**53
_MOST_DIGITS = 400


def encode(value: object) -> bytes:
    """The canonical JSON of `value`; omitted members and elements are left out.

    Takes what JSON has, models, enumeration members, dates, UUIDs, decimals and octets
    (base64).

    Raises:
        TypeError: A value has no JSON form.
        ValueError: A number is not finite, a time has no zone, or a text is no Unicode.
    """
    return "".join(_parts(value)).encode()


def decode(content: bytes) -> Any:
    """The value of a JSON text.

    Raises:
        ValueError: It is no JSON, or it is nested deeper than Python can follow.
    """
    try:
        return json.loads(
            content.decode("utf-8-sig"), parse_float=_number, parse_constant=_refuse
        )
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None


def scalar_text(value: object) -> str:
    """The text of one value outside JSON: in a path, a query or a header.

    Raises:
        TypeError: The value is no scalar.
        ValueError: A number is not finite, or a time has no zone.
    """
    match _plain(value):
        case str(text):
            return text
        case None:
            return "null"
        case bool(flag):
            return "true" if flag else "false"
        case int() | float() | Decimal() as number:
            return _number_text(number)
        case other:
            raise TypeError(f"{type(other).__name__} is no single value")


def _parts(value: object) -> Iterator[str]:
    match _plain(value):
        case str(text):
            yield encode_basestring(text)
        case Decimal() as number:  # the type of strings with the format decimal
            yield encode_basestring(_number_text(number))
        case None | bool() | int() | float() as scalar:
            yield scalar_text(scalar)
        case members if is_object(members):
            yield from _object(members)
        case items if is_array(items):
            yield from _array(items)
        case other:
            raise TypeError(f"{type(other).__name__} has no JSON form")


def _object(members: Mapping[str, object]) -> Iterator[str]:
    before = "{"
    for name, value in members.items():
        if not isinstance(value, Omit):
            yield f"{before}{encode_basestring(scalar_text(name))}:"
            yield from _parts(value)
            before = ","
    yield "{}" if before == "{" else "}"


def _array(items: Sequence[object]) -> Iterator[str]:
    before = "["
    for item in items:
        if not isinstance(item, Omit):
            yield before
            yield from _parts(item)
            before = ","
    yield "[]" if before == "[" else "]"


def is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether a value becomes a JSON object."""
    return isinstance(value, Mapping)


def is_array(value: object) -> TypeGuard[Sequence[object]]:
    """Whether a value becomes a JSON array."""
    return isinstance(value, Sequence) and not isinstance(
        value, str | bytes | bytearray
    )


def plain_members(value: object) -> object:
    """A model as a mapping of its wire names, without fields that were never set."""
    if _is_model(value):
        return value.model_dump(by_alias=True, exclude_unset=True)
    return value


def _plain(value: object) -> object:
    match plain_members(value):
        case enum.Enum() as member:
            return _plain(member.value)
        case datetime.datetime() as moment:
            return _moment(moment)
        case datetime.date() | datetime.time() as day:
            return day.isoformat()
        case uuid.UUID() as identifier:
            return str(identifier)
        case bytes() | bytearray() as octets:
            return base64.b64encode(octets).decode()
        case other:
            return other


def _is_model(value: object) -> TypeGuard[pydantic.BaseModel]:
    return hasattr(type(value), "__pydantic_validator__")


def _moment(moment: datetime.datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone: give it a tzinfo")
    return moment.isoformat().replace("+00:00", "Z")


def _number_text(number: float | Decimal) -> str:
    match number:
        case int():
            return int.__repr__(number)
        case Decimal() if number.is_finite():
            return format(number, "f")
        case float() if abs(number) < float("inf"):
            return _double_text(number)
        case _:
            raise ValueError(f"{number} is no number in JSON")


def _double_text(number: float) -> str:
    """Number.prototype.toString of ECMAScript, which RFC 8785 prescribes."""
    sign, digits, exponent = Decimal(repr(number)).normalize().as_tuple()
    text = "".join(map(str, digits))
    point = len(text) + int(exponent)
    if text == "0":
        return "0"
    if len(text) <= point <= 21:
        body = text + "0" * (point - len(text))
    elif 0 < point <= 21:
        body = f"{text[:point]}.{text[point:]}"
    elif -6 < point <= 0:
        body = f"0.{'0' * -point}{text}"
    else:
        fraction = f".{text[1:]}" if len(text) > 1 else ""
        body = f"{text[0]}{fraction}e{point - 1:+d}"
    return f"-{body}" if sign else body


def _number(text: str) -> float | int:
    number = float(text)
    if abs(number) < _EXACT:
        return int(number) if number.is_integer() else number
    exact = Decimal(text)
    if exact.adjusted() > _MOST_DIGITS:
        raise ValueError("a number has too many digits")
    whole = int(exact)
    return whole if whole == exact else number


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")
