"""What an alternative of a oneOf, anyOf or type array is called."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.jsonvalue import unescape
from specpress.normalize.facts import Facts
from specpress.normalize.nodes import Node
from specpress.normalize.values import kind


@dataclass(frozen=True, slots=True)
class Primitive:
    """A scalar type, and whether its values are listed."""

    name: str
    listed: bool


def primitive_kind(facts: Facts) -> Primitive | None:
    """The scalar type that `facts` allows alone; None for all else."""
    types = facts.types
    if facts.choices or facts.never or facts.conflict:
        return None
    if facts.enum:
        kinds = {kind(value) for value in facts.enum}
        if len(kinds) == 1 and kinds <= {"string", "integer"}:
            return Primitive(kinds.pop(), listed=True)
        return None
    if types is None or len(types) != 1 or facts.nullable:
        return None
    name = next(iter(types))
    composed = name in {"object", "array", "null"} or (name == "string" and facts.binary)
    return None if composed else Primitive(name, listed=False)


def label_of(node: Node) -> str:
    """What the declaration calls this alternative; never its place in the list, unless it says
    nothing else of itself.

    In this order: the component that it refers to, its title, the constant of a property (a tag),
    its first required property, what its allOf refers to, its format or type.
    """
    raw = node.raw()
    reference = raw.get("$ref")
    if isinstance(reference, str):
        return unescape(reference.rpartition("/")[2])
    title = raw.get("title")
    if isinstance(title, str) and title:
        return title
    const = raw.get("const")
    if isinstance(const, str):
        return const
    properties = raw.get("properties")
    if isinstance(properties, dict):
        tags = (_only_value(Node(node.tree, "", properties[key])) for key in sorted(properties))
        tag = next((tag for tag in tags if tag is not None), None)
        if tag is not None:
            return tag
        required = [key for key in node.texts("required") if key in properties]
        if properties:
            return f"with {required[0] if required else min(properties)}"
    for part in node.items("allOf"):
        if part.raw().keys() & {"$ref", "title"}:
            return label_of(part)
    kinds = _kinds(node)
    return kinds or f"option {int(node.pointer.rpartition('/')[2] or 0) + 1}"


def _only_value(schema: Node) -> str | None:
    raw = schema.raw()
    values = raw.get("enum")
    if isinstance(raw.get("const"), str):
        return str(raw["const"])
    if isinstance(values, list) and len(values) == 1 and isinstance(values[0], str):
        return values[0]
    return None


def _kinds(node: Node) -> str:
    raw = node.raw()
    name = raw.get("type")
    if name == "array":
        items = raw.get("items")
        if isinstance(items, dict) and isinstance(items.get("$ref"), str):
            return f"{label_of(Node(node.tree, '', items))} list"
        if isinstance(items, dict) and isinstance(items.get("type"), str):
            return f"{items['type']} list"
        return "list"
    form = raw.get("format")
    if isinstance(form, str) and form and isinstance(name, str):
        return form
    return name if isinstance(name, str) else "enum" if "enum" in raw else ""
