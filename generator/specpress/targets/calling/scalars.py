"""Scalars that fit their format and constraints, where nobody gave an example."""

from __future__ import annotations

import math

from specpress.jsonvalue import Json
from specpress.model import Constraints, Scalar, ScalarKind
from specpress.targets.calling.limits import keeps
from specpress.targets.calling.patterns import text_for

_LONGEST = 1000

_FORMS: dict[str, str] = {
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "time": "12:00:00Z",
    "duration": "PT1H",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
    "decimal": "1.5",
    "uri": "https://example.com/",
    "uri-reference": "/example",
    "iri": "https://example.com/",
    "url": "https://example.com/",
    "email": "someone@example.com",
    "idn-email": "someone@example.com",
    "hostname": "example.com",
    "idn-hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "json-pointer": "/example",
    "regex": "example",
    "byte": "ZXhhbXBsZQ==",
}


def scalar(name: str, given: Scalar, limits: Constraints, nth: int = 0) -> Json:
    """A value of a scalar type; `name` is what a text without a format says.

    `nth` asks for another value than the one for 0, where the type has more than one.
    """
    match given.kind:
        case ScalarKind.STRING:
            return _text(name, given.format, limits, nth)
        case ScalarKind.BYTES:
            return name
        case ScalarKind.BOOLEAN:
            return nth % 2 == 0
        case ScalarKind.INTEGER:
            return _integer(limits) + nth * _step(limits)
        case ScalarKind.NUMBER:
            return _number(limits) + nth * _step(limits)
        case ScalarKind.NULL:
            return None


def _text(name: str, form: str, limits: Constraints, nth: int) -> str:
    base = _FORMS.get(form, name or "text") + (str(nth + 1) if nth and form not in _FORMS else "")
    if form in _FORMS and keeps(base, limits):
        return base
    if limits.pattern is not None and not keeps(base, limits):
        least = min(limits.min_length or 0, _LONGEST)
        made = text_for(limits.pattern, max(least, 1)) or ""
        # A pattern without an end leaves what follows open.
        for text in (made, made.ljust(least, "a")):
            if keeps(text, limits):
                return text
    if limits.max_length is not None and len(base) > limits.max_length:
        return base[: limits.max_length]
    least = min(limits.min_length or 0, _LONGEST)
    return base + base[-1:] * (least - len(base))


def _step(limits: Constraints) -> int:
    step = limits.multiple_of
    return int(step) if step and step == int(step) else 1


def _integer(limits: Constraints) -> int:
    least, most = _bounds(limits)
    step = limits.multiple_of
    if step and step == int(step) and step > 0:
        size = int(step)
        if least is not None:
            return -(-least // size) * size
        return size if most is None or size <= most else most // size * size
    return _nearest(1, least, most)


def _bounds(limits: Constraints) -> tuple[int | None, int | None]:
    lows = [math.ceil(limits.minimum)] if limits.minimum is not None else []
    if limits.exclusive_minimum is not None:
        lows.append(math.floor(limits.exclusive_minimum) + 1)
    highs = [math.floor(limits.maximum)] if limits.maximum is not None else []
    if limits.exclusive_maximum is not None:
        highs.append(math.ceil(limits.exclusive_maximum) - 1)
    return max(lows, default=None), min(highs, default=None)


def _number(limits: Constraints) -> int | float:
    for value in (1.5, 0.5, 0.05, -0.5):
        if keeps(value, limits):
            return value
    whole = _integer(limits)
    if keeps(whole, limits):
        return whole
    ends = (
        limits.minimum,
        limits.exclusive_minimum,
        limits.maximum,
        limits.exclusive_maximum,
    )
    known = [one for one in ends if one is not None]
    return sum(known) / len(known) if known else limits.multiple_of or 1.5


def _nearest(value: int, least: int | None, most: int | None) -> int:
    if least is not None and value < least:
        return least
    return most if most is not None and value > most else value
