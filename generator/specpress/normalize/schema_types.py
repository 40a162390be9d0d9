"""The types that a schema names, or means without naming them."""

from __future__ import annotations

from specpress.normalize import rules
from specpress.normalize.nodes import Node

TYPES = frozenset({"null", "boolean", "integer", "number", "string", "array", "object"})

_FORMATS = (
    "binary byte date date-time duration email hostname idn-email idn-hostname ipv4 ipv6 iri "
    "iri-reference json-pointer password regex time uri uri-reference uri-template uuid"
)
_STRING_FORMATS = frozenset(_FORMATS.split())

_SINGLE = {name: frozenset({name}) for name in TYPES}

# Which type a schema without `type` means, by the keywords that say something of one type only.
_IMPLIED = (
    (frozenset({"properties", "additionalProperties", "patternProperties"}), "object"),
    (frozenset({"minProperties", "maxProperties", "propertyNames"}), "object"),
    (frozenset({"items", "prefixItems", "minItems", "maxItems", "uniqueItems"}), "array"),
    (frozenset({"pattern", "minLength", "maxLength", "contentEncoding"}), "string"),
    (frozenset({"contentMediaType"}), "string"),
    (frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}), "number"),
    (frozenset({"multipleOf"}), "number"),
)


def types_of(node: Node) -> frozenset[str] | None:
    """The types that a schema names itself; None where it names none. Reports unknown ones."""
    if not node.has("type"):
        return None
    given = node.raw()["type"]
    if isinstance(given, str) and given in _SINGLE:
        return _SINGLE[given]
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list):
        child = node.child("type")
        if child is not None:
            child.wrong("a string or an array of strings")
        return None
    known = frozenset(name for name in names if isinstance(name, str) and name in TYPES)
    for name in names:
        if not isinstance(name, str) or name not in TYPES:
            node.report(
                rules.SCHEMA_TYPE,
                f"`{name}` is not a type of JSON Schema",
                hint=f"types are {', '.join(sorted(TYPES))}",
            )
    return known or None


def implied(nodes: list[Node], format_: str) -> frozenset[str] | None:
    """The type that the keywords of some schemas mean together; None where they tell none."""
    keys = {key for node in nodes for key in node.raw()}
    for keywords, name in _IMPLIED:
        if not keys.isdisjoint(keywords):
            return frozenset({name})
    return frozenset({"string"}) if format_ in _STRING_FORMATS else None
