"""What constraints allow."""

from __future__ import annotations

import functools

import jsonschema_rs

from specpress.jsonvalue import Json
from specpress.model import Constraints

NO_LIMITS = Constraints()


def keeps(value: Json, limits: Constraints) -> bool:
    """Whether a value keeps the limits; those for another kind of value are kept by any."""
    if limits == NO_LIMITS:
        return True
    if isinstance(value, str):
        return _within(len(value), limits.min_length, limits.max_length) and (
            limits.pattern is None or matches(limits.pattern, value)
        )
    if isinstance(value, list):
        repeated = any(one in value[:index] for index, one in enumerate(value))
        return _within(len(value), limits.min_items, limits.max_items) and not (
            limits.unique_items and repeated
        )
    if isinstance(value, dict):
        return _within(len(value), limits.min_properties, limits.max_properties)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_keeps(value, limits)
    return True


def matches(pattern: str, text: str) -> bool:
    """Whether a text has a pattern of JSON Schema; one that cannot be read allows any text."""
    validator = _validator(pattern)
    return validator is None or validator.is_valid(text)


@functools.lru_cache(maxsize=512)
def _validator(pattern: str) -> jsonschema_rs.Draft202012Validator | None:
    try:
        return jsonschema_rs.Draft202012Validator({"pattern": pattern})
    except (jsonschema_rs.ValidationError, ValueError):
        return None


def _within(size: int, least: int | None, most: int | None) -> bool:
    return (least is None or least <= size) and (most is None or size <= most)


def _number_keeps(value: int | float, limits: Constraints) -> bool:
    if limits.minimum is not None and value < limits.minimum:
        return False
    if limits.maximum is not None and value > limits.maximum:
        return False
    if limits.exclusive_minimum is not None and value <= limits.exclusive_minimum:
        return False
    if limits.exclusive_maximum is not None and value >= limits.exclusive_maximum:
        return False
    step = limits.multiple_of
    return not step or abs(value / step - round(value / step)) < 1e-9
