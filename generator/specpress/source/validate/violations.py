"""Tells each fault in the structure of a description in words, with a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from specpress.diagnostics import Rule
from specpress.jsonvalue import Json
from specpress.jsonvalue import pointer as to_pointer
from specpress.source.kinds import kind_of
from specpress.source.nearest import nearest
from specpress.source.refs import lookup
from specpress.source.validate import rules
from specpress.source.validate.leaves import AMBIGUOUS, ONE_OF_REQUIRED, Leaf, Place

_LONGEST = 120
_OLD_BOOLEANS = ("exclusiveMinimum", "exclusiveMaximum", "$recursiveAnchor")
_COMPONENT_NAME = re.compile(r"[a-zA-Z0-9._-]+\Z")


class Violation(NamedTuple):
    """A fault: its rule, the JSON pointer of its place, what it is, and what helps."""

    rule: Rule
    pointer: str
    message: str
    hint: str = ""


def told(leaf: Leaf, root: Json, sources: dict[str, Any]) -> Iterator[Violation]:
    """`leaf` in words. `root` is the description, `sources` are the meta-schemas by identifier."""
    pointer = to_pointer(*leaf.place)
    found = lookup(root, pointer)
    value = found.value if found is not None else None
    name = _name(leaf.place, root)
    match leaf.keyword:
        case "additionalProperties" | "unevaluatedProperties":
            for field in leaf.details["unexpected"]:
                yield _unknown(leaf, field, name, value, sources)
        case "required":
            yield _missing(leaf.details["property"], pointer, name, value)
        case "type":
            yield _wrong_type(leaf, pointer, name, value)
        case "enum" | "const":
            yield _wrong_choice(leaf, pointer, value)
        case "uniqueItems":
            repeated = _repeated(value if isinstance(value, list) else [])
            yield Violation(rules.REPEATED_ITEM, pointer, f"{name} has {repeated} twice")
        case _:
            yield Violation(rules.WRONG_VALUE, pointer, _otherwise(leaf, name))


def _name(place: Place, root: Json) -> str:
    """How a message calls the part at `place`: its key, or its list and number."""
    if not place:
        return "the description"
    above = lookup(root, to_pointer(*place[:-1]))
    if above is not None and isinstance(above.value, list):
        return f"`{place[-2]}[{place[-1]}]`" if place[:-1] else f"`[{place[-1]}]`"
    return f"`{place[-1]}`"


def _unknown(leaf: Leaf, field: str, name: str, value: Json, sources: dict[str, Any]) -> Violation:
    pointer = to_pointer(*leaf.place, field)
    known = [
        one for one in _known(leaf, sources) if not isinstance(value, dict) or one not in value
    ]
    near = nearest(field, known)
    owner = f" of {name}" if leaf.place else ""
    hint = f"did you mean `{near}`?" if near else _place_hint(leaf.place, field)
    return Violation(rules.UNKNOWN_FIELD, pointer, f"`{field}` is no field{owner}", hint)


def _place_hint(place: Place, field: str) -> str:
    match place:
        case ("paths",):
            return "a path begins with a slash"
        case (*_, "responses") if place[:1] != ("components",):
            return "a response has a status code (`404`), a range (`4XX`) or `default`"
        case ("components", str()) if not _COMPONENT_NAME.match(field):
            return "a component's name has letters, digits, `.`, `-` and `_` only"
        case _:
            return "extensions begin with `x-`"


def _known(leaf: Leaf, sources: dict[str, Any]) -> list[str]:
    """The fields that the schema of `leaf` lists."""
    resource, path = leaf.schema_at
    schema = sources.get(resource)
    for token in path:
        schema = schema.get(token) if isinstance(schema, dict) else None
    listed = schema.get("properties") if isinstance(schema, dict) else None
    return list(listed) if isinstance(listed, dict) else []


def _missing(field: str, pointer: str, name: str, value: Json) -> Violation:
    keys = list(value) if isinstance(value, dict) else []
    near = nearest(field, keys)
    hint = f"did you mean `{field}` for `{near}`?" if near else ""
    return Violation(rules.MISSING_FIELD, pointer, f"{name} has no `{field}`", hint)


def _wrong_type(leaf: Leaf, pointer: str, name: str, value: Json) -> Violation:
    if leaf.place and leaf.place[-1] in _OLD_BOOLEANS and isinstance(value, bool):
        hint = "since JSON Schema 2020-12 it takes the bound itself"
        if leaf.place[-1] == "$recursiveAnchor":
            hint = "JSON Schema 2020-12 has `$dynamicAnchor`"
        message = f"{name} with a boolean is of an older JSON Schema"
        return Violation(rules.OLD_KEYWORD, pointer, message, hint)
    wanted = " or ".join(_articled(kind) for kind in leaf.details["types"])
    hint = ""
    if leaf.details["types"] == ["string"] and isinstance(value, int | float):
        hint = "quote it"
    message = f"{name} must be {wanted}, and this is {kind_of(value)}"
    return Violation(rules.WRONG_TYPE, pointer, message, hint)


def _articled(kind: str) -> str:
    if kind == "null":
        return kind
    return f"an {kind}" if kind[0] in "aio" else f"a {kind}"


def _wrong_choice(leaf: Leaf, pointer: str, value: Json) -> Violation:
    if leaf.keyword == "const":
        options = [leaf.details["expected_value"]]
    else:
        options = leaf.details["options"]
    shown = ", ".join(f"`{option}`" for option in options)
    near = nearest(str(value), [str(option) for option in options])
    hint = f"did you mean `{near}`?" if near else ""
    said = f"`{value}`" if isinstance(value, str | int | float | bool) else kind_of(value)
    if len(options) == 1:
        return Violation(rules.WRONG_VALUE, pointer, f"{said} is not {shown}", hint)
    return Violation(rules.WRONG_VALUE, pointer, f"{said} is none of {shown}", hint)


def _repeated(items: list[Json]) -> str:
    seen: list[Json] = []
    for item in items:
        if item in seen:
            return f"`{item}`"
        seen.append(item)
    return "an item"


def _otherwise(leaf: Leaf, name: str) -> str:
    details = leaf.details
    match leaf.keyword:
        case _ if leaf.keyword == ONE_OF_REQUIRED:
            listed = " or ".join(f"`{field}`" for field in details["properties"])
            return f"{name} needs {listed}"
        case _ if leaf.keyword == AMBIGUOUS:
            return f"{name} has fields that exclude each other"
        case "not":
            fields = (
                details["schema"].get("required") if isinstance(details["schema"], dict) else None
            )
            if fields:
                return f"{name} has " + " and ".join(f"`{field}`" for field in fields) + " together"
            return f"{name} has a form that is ruled out"
        case "pattern":
            return f"{name} does not have the form `{details['pattern']}`"
        case "minProperties" | "minItems":
            return f"{name} needs {details['limit']} entry or more"
        case "propertyNames":
            return f"{name} has a name that is not allowed: {_short(details['error'].message)}"
        case _:
            return f"{name}: {_short(leaf.message)}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
