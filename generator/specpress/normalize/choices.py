"""oneOf and anyOf: null first, then what only asserts, then what is left of the alternatives."""

from __future__ import annotations

import math

from specpress.jsonvalue import Json
from specpress.model import AnyValue, Discriminator, Scalar, ScalarKind
from specpress.normalize import discriminators, rules
from specpress.normalize.facts import Choice, Facts, Site
from specpress.normalize.kinds import stripped
from specpress.normalize.labels import label_of, primitive_kind
from specpress.normalize.merge import facts_of
from specpress.normalize.nodes import Node
from specpress.normalize.shape_kinds import Alternative, Choices, Inner, Plain, Shaped

_WIDEST = 64
"""The most combinations of several oneOf or anyOf in one schema."""


def shape_of(facts: Facts) -> Shaped | None:
    """The type of a schema with oneOf or anyOf; None where they only assert (`required` alone)."""
    if math.prod(len(choice.sites) for choice in facts.choices) > _WIDEST and facts.choices[1:]:
        facts.nodes[0].report(
            rules.SCHEMA_WIDE, "the oneOf and anyOf of this schema combine in too many ways"
        )
        return Shaped(Plain(AnyValue()))
    choice, others = facts.choices[0], facts.choices[1:]
    base = tuple(stripped(facts, keep={other.pointer for other in others}))
    base_site = Site(facts.pointer, base)
    structural = bool(others) or _is_structural(facts_of(base_site))
    nullable = facts.nullable
    nodes: list[Node] = []
    for node in choice.sites:
        if _is_null(node):
            nullable = True
        elif node.value is not False and not any(node.value == other.value for other in nodes):
            nodes.append(node)
    if not nodes:
        return Shaped(Plain(Scalar(ScalarKind.NULL) if nullable else AnyValue()))
    if structural and all(_only_asserts(node) for node in nodes):
        return Shaped(Inner(base_site), nullable=nullable)
    if any(node.value is True or node.value == {} for node in nodes):
        return Shaped(Inner(base_site) if structural else Plain(AnyValue()), nullable=nullable)
    if not structural:
        nodes = _collapsed(nodes)
        base = ()
    if len(nodes) == 1:
        return Shaped(Inner(Site(facts.pointer, (*base, nodes[0]))), nullable=nullable)
    return Shaped(_union(facts, choice, nodes, base), nullable=nullable)


def _union(facts: Facts, choice: Choice, nodes: list[Node], base: tuple[Node, ...]) -> Choices:
    key = choice.pointer.rpartition("/")[2]
    tags = discriminators.tags(choice, nodes)
    wire_name = discriminators.wire_name(choice)
    if choice.discriminator is None and (found := discriminators.inferred(nodes)):
        wire_name, tags = found
    variants = []
    for node in nodes:
        pointer = f"{facts.pointer}/{key}/{node.pointer.rpartition('/')[2]}"
        site = Site(pointer, (*base, node)) if base else Site(node.pointer, (node,))
        variants.append(Alternative(label_of(node), site, tags.get(node.pointer, ())))
    return Choices(tuple(variants), Discriminator(wire_name=wire_name) if wire_name else None)


def _is_null(node: Node) -> bool:
    raw = node.raw()
    if "const" in raw:
        return raw["const"] is None
    return raw.get("type") in ("null", ["null"]) or raw.get("enum") == [None]


def _is_structural(facts: Facts) -> bool:
    """Whether the schema beside a oneOf says more of the type than that it is an object."""
    types = (facts.types or frozenset()) - {"null"}
    return bool(
        types - {"object"}
        or facts.properties
        or facts.additional
        or facts.closed
        or facts.patterns
        or facts.enum is not None
    )


def _only_asserts(node: Node) -> bool:
    facts = facts_of(Site(node.pointer, (node,)))
    structure = facts.items or facts.prefix or facts.choices or facts.additional or facts.enum
    typed = any(
        value.raw().keys() & {"type", "$ref", "enum", "const", "properties", "items", "allOf"}
        for _, values in facts.properties
        for value in values
    )
    return not structure and not typed and not any(part.has("type") for part in facts.nodes)


def _collapsed(nodes: list[Node]) -> list[Node]:
    """The alternatives without those that another one covers.

    A plain string beside one enum of strings is that enum, since enumerations are open. Plain
    scalars of one kind are one, without a format when theirs differ; an integer beside a number is
    a number.
    """
    kinds = {node.pointer: primitive_kind(facts_of(Site(node.pointer, (node,)))) for node in nodes}
    plain: dict[str, list[Node]] = {}
    listed: dict[str, list[Node]] = {}
    for node in nodes:
        kind = kinds[node.pointer]
        if kind is not None:
            (listed if kind.listed else plain).setdefault(kind.name, []).append(node)
    if "number" in plain:
        plain.pop("integer", None)
    kept: list[Node] = []
    for node in nodes:
        kind = kinds[node.pointer]
        if kind is None or kind.listed:
            kept.append(node)
            continue
        alike = plain.get(kind.name, [])
        if alike and alike[0] is node and len(listed.get(kind.name, ())) != 1:
            kept.append(_common(alike, kind.name))
    return kept


def _common(nodes: list[Node], name: str) -> Node:
    if len(nodes) == 1:
        return nodes[0]
    schema: dict[str, Json] = {"type": name}
    formats = {facts_of(Site(node.pointer, (node,))).format for node in nodes}
    if len(formats) == 1 and (only := formats.pop()):
        schema["format"] = only
    made = nodes[0].tree.made(("common", name, str(schema.get("format"))), schema)
    return Node(nodes[0].tree, nodes[0].pointer, made)
