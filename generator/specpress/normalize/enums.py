"""Documented values: enum and const."""

from __future__ import annotations

import json

from specpress.jsonvalue import Json
from specpress.model import Constant, Scalar, ScalarKind
from specpress.normalize import rules
from specpress.normalize.facts import Facts, Site
from specpress.normalize.kinds import stripped
from specpress.normalize.nodes import Node
from specpress.normalize.shape_kinds import Alternative, Choices, Plain, Shaped, Value, Values
from specpress.normalize.values import identity, kind

_SCALARS = {
    "string": ScalarKind.STRING,
    "integer": ScalarKind.INTEGER,
    "number": ScalarKind.NUMBER,
}
_NAMES = ("x-enum-varnames", "x-enumNames", "x-enum-names")
_TEXTS = ("x-enum-descriptions", "x-enumDescriptions")


def shape_of(facts: Facts) -> Shaped | None:
    """The type of a schema with an enum or const; None where they say nothing of its type."""
    at = facts.enum_at
    if at is None or facts.enum is None:
        return None
    if not facts.enum:
        at.report(rules.ENUM_EMPTY, "the enum lists no value, and is left out")
        return None
    if any(isinstance(value, (list, dict)) for value in facts.enum):
        at.report(rules.ENUM_STRUCTURED, "the enum lists arrays or objects; only the type is kept")
        return None
    nullable = facts.nullable or any(value is None for value in facts.enum)
    if at.has("const") and len(facts.enum) == 1:
        value = facts.enum[0]
        if isinstance(value, (list, dict)):
            return None
        if value is None:
            return Shaped(Plain(Scalar(ScalarKind.NULL)))
        return Shaped(Plain(Constant(value)), nullable=facts.nullable)
    values = _checked(facts, at)
    if not values:
        return Shaped(Plain(Scalar(ScalarKind.NULL)))
    kinds = {_kind(value.value) for value in values}
    if kinds == {"integer", "number"}:
        kinds = {"number"}
    if len(kinds) == 1:
        return Shaped(_of_one_kind(facts, at, values, kinds.pop()), nullable=nullable)
    return Shaped(_of_kinds(facts, at, values), nullable=nullable)


def _of_one_kind(facts: Facts, at: Node, values: tuple[Value, ...], name: str) -> Plain | Values:
    if name == "boolean":
        both = len(values) > 1
        return Plain(Scalar(ScalarKind.BOOLEAN) if both else Constant(values[0].value))
    return Values(Scalar(_SCALARS[name], facts.format), values, at)


def _of_kinds(facts: Facts, at: Node, values: tuple[Value, ...]) -> Choices:
    """An enum of mixed types: a union of one enumeration a type."""
    groups: dict[str, list[Value]] = {}
    for value in values:
        groups.setdefault(_kind(value.value), []).append(value)
    base = tuple(stripped(facts, drop={"enum", "const", "type", *_NAMES, *_TEXTS}))
    variants = []
    for name, group in groups.items():
        pointer = f"{facts.pointer}/enum/{group[0].index}"
        schema: dict[str, Json] = {"type": name, "enum": [value.value for value in group]}
        for key in (*_NAMES, *_TEXTS):
            listed = at.raw().get(key)
            if isinstance(listed, list):
                schema[key] = [listed[value.index] for value in group if value.index < len(listed)]
        schema = at.tree.made(("listed", id(at.value), name), schema)
        variants.append(Alternative(name, Site(pointer, (Node(at.tree, pointer, schema), *base))))
    return Choices(tuple(variants))


def _checked(facts: Facts, at: Node) -> tuple[Value, ...]:
    """The values but null, each once, of the type that the schema names."""
    found: dict[tuple[str, object], Value] = {}
    for index, given in enumerate(facts.enum or ()):
        if given is None or isinstance(given, (list, dict)):
            continue
        value = _fitted(given, facts.types, at, index)
        key = identity(value)
        if key in found:
            at.tree.report(
                rules.ENUM_DUPLICATE,
                f"{at.pointer}/enum/{index}",
                f"the enum lists {json.dumps(given, ensure_ascii=False)} twice",
            )
        found.setdefault(key, Value(index, value))
    return tuple(found.values())


def _fitted(
    value: str | int | float | bool, types: frozenset[str] | None, at: Node, index: int
) -> str | int | float | bool:
    """`value` in the type that the schema names; a value of another type is reported."""
    whole = int(value) if kind(value) == "integer" and isinstance(value, float) else value
    named = (types or frozenset()) - {"null"}
    if not named or kind(value) in named or (kind(value) == "integer" and "number" in named):
        return whole if "integer" in named or not named else value
    text = json.dumps(value, ensure_ascii=False)
    hint = "quote the value, if it is meant to be text" if named == {"string"} else ""
    at.tree.report(
        rules.ENUM_TYPE,
        f"{at.pointer}/enum/{index}",
        f"{text} is no value of the type {', '.join(sorted(named))}",
        hint=hint,
    )
    return text if named == {"string"} else value


def _kind(value: str | int | float | bool) -> str:
    return "number" if isinstance(value, float) else kind(value)


def names(at: Node, count: int) -> tuple[str, ...]:
    """The names that the description gives to the values, by index; "" where it gives none."""
    return _listed(at, _NAMES, count)


def descriptions(at: Node, count: int) -> tuple[str, ...]:
    """The texts that the description gives to the values, by index; "" where it gives none."""
    return _listed(at, _TEXTS, count)


def _listed(at: Node, keys: tuple[str, ...], count: int) -> tuple[str, ...]:
    key = next((key for key in keys if isinstance(at.raw().get(key), list)), None)
    if key is None:
        return ("",) * count
    listed = at.items(key)
    if len(listed) != count:
        at.tree.report(
            rules.ENUM_NAMES,
            f"{at.pointer}/{key}",
            f"`{key}` has {len(listed)} entries for {count} values",
        )
    found = [item.value if isinstance(item.value, str) else "" for item in listed[:count]]
    return (*found, *([""] * (count - len(found))))
