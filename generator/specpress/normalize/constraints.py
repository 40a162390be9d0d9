"""Reads what a schema asserts beside its type, and merges two such sets into one."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator

from specpress.jsonvalue import Json
from specpress.model import Constraints
from specpress.normalize import rules
from specpress.normalize.nodes import Node, Number

_WORDS = (
    "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern "
    "minItems maxItems uniqueItems minProperties maxProperties"
)
_FURTHER_WORDS = (
    "not if then else patternProperties propertyNames dependentRequired dependentSchemas contains "
    "minContains maxContains unevaluatedItems contentSchema"
)
_FURTHER = tuple(_FURTHER_WORDS.split())
_ANY_FURTHER = frozenset(_FURTHER)
_ASSERTED = frozenset(_WORDS.split())
KEYWORDS = _ASSERTED | {"propertyNames", "contentSchema"}
"""The keywords that `read` reads and that leave a type what it is."""

_READ = _ASSERTED | frozenset(_FURTHER)
_OF_ITEMS = _ASSERTED - {"minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"}


NONE = Constraints()
"""Nothing is asserted."""


def read(node: Node) -> Constraints:
    """The constraints of one schema, without its allOf and $ref (2020-12 validation, section 6).

    The form of OpenAPI 3.0, a boolean exclusiveMinimum, counts as what it means.
    """
    if _READ.isdisjoint(node.raw()) and "items" not in node.raw():
        return NONE
    further = tuple(_further(node))
    if _ASSERTED.isdisjoint(node.raw()):
        return Constraints(further=further) if further else NONE
    minimum, exclusive_minimum = _bound(node, "minimum", "exclusiveMinimum")
    maximum, exclusive_maximum = _bound(node, "maximum", "exclusiveMaximum")
    return Constraints(
        minimum=minimum,
        maximum=maximum,
        exclusive_minimum=exclusive_minimum,
        exclusive_maximum=exclusive_maximum,
        multiple_of=node.number("multipleOf"),
        min_length=node.count("minLength"),
        max_length=node.count("maxLength"),
        pattern=node.text("pattern") or None,
        min_items=node.count("minItems"),
        max_items=node.count("maxItems"),
        unique_items=node.flag("uniqueItems"),
        min_properties=node.count("minProperties"),
        max_properties=node.count("maxProperties"),
        further=further,
    )


def _further(node: Node) -> Iterator[tuple[str, str]]:
    """What no type can say, and the bounds of the items of an array."""
    raw = node.raw()
    for keyword in () if _ANY_FURTHER.isdisjoint(raw) else _FURTHER:
        if keyword in raw:
            yield keyword, _text(raw[keyword])
    items = raw.get("items")
    if isinstance(items, dict):
        bounds = {key: value for key, value in items.items() if key in _OF_ITEMS}
        if bounds:
            yield "items", _text(bounds)


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(", ", ": "))


def _bound(node: Node, inclusive: str, exclusive: str) -> tuple[Number | None, Number | None]:
    value = node.number(inclusive)
    if isinstance(node.raw().get(exclusive), bool):
        return (None, value) if node.raw()[exclusive] else (value, None)
    return value, node.number(exclusive)


def both(left: Constraints, right: Constraints, at: Node) -> Constraints:
    """What holds when both hold: the tighter of two bounds.

    Two patterns cannot be one in every language; the first is kept and `at` gets a note.
    """
    if right is NONE or left is NONE:
        return left if right is NONE else right
    if left == NONE or right == NONE:
        return right if left == NONE else left
    if left.pattern and right.pattern and left.pattern != right.pattern:
        at.report(
            rules.SCHEMA_PATTERNS, f"only the pattern `{left.pattern}` is kept of the two here"
        )
    return Constraints(
        minimum=_tighter(left.minimum, right.minimum, max),
        maximum=_tighter(left.maximum, right.maximum, min),
        exclusive_minimum=_tighter(left.exclusive_minimum, right.exclusive_minimum, max),
        exclusive_maximum=_tighter(left.exclusive_maximum, right.exclusive_maximum, min),
        multiple_of=_tighter(left.multiple_of, right.multiple_of, _common_multiple),
        min_length=_larger(left.min_length, right.min_length),
        max_length=_smaller(left.max_length, right.max_length),
        pattern=left.pattern or right.pattern,
        min_items=_larger(left.min_items, right.min_items),
        max_items=_smaller(left.max_items, right.max_items),
        unique_items=left.unique_items or right.unique_items,
        min_properties=_larger(left.min_properties, right.min_properties),
        max_properties=_smaller(left.max_properties, right.max_properties),
        further=tuple(dict.fromkeys((*left.further, *right.further))),
    )


def _tighter(
    left: Number | None, right: Number | None, pick: Callable[[Number, Number], Number]
) -> Number | None:
    if left is None or right is None:
        return right if left is None else left
    return pick(left, right)


def _larger(left: int | None, right: int | None) -> int | None:
    return right if left is None else left if right is None else max(left, right)


def _smaller(left: int | None, right: int | None) -> int | None:
    return right if left is None else left if right is None else min(left, right)


def _common_multiple(left: Number, right: Number) -> Number:
    if isinstance(left, int) and isinstance(right, int):
        return math.lcm(left, right)
    return max(left, right)
