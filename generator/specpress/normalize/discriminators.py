"""The property that says which alternative a value is (OpenAPI 3.1, section 4.8.25)."""

from __future__ import annotations

from specpress.jsonvalue import unescape
from specpress.normalize import rules
from specpress.normalize.facts import Choice, Site
from specpress.normalize.merge import facts_of
from specpress.normalize.nodes import Node


def wire_name(choice: Choice) -> str:
    """The name of the discriminating property, "" where the choice has none."""
    return choice.discriminator.text("propertyName") if choice.discriminator else ""


def tags(choice: Choice, nodes: list[Node]) -> dict[str, tuple[str, ...]]:
    """The values of the discriminator that select each of `nodes`, by its pointer.

    What the mapping says; else the constants that the alternative itself gives the property; else
    the name of the component. Reports a mapping that leads to none of them.
    """
    at = choice.discriminator
    if at is None:
        return {}
    name = wire_name(choice)
    if not name:
        at.report(rules.DISCRIMINATOR_NAME, "the discriminator has no propertyName")
        return {}
    mapped = _mapped(at, nodes)
    return {
        node.pointer: mapped.get(node.pointer) or _constants(node, name) or _implicit(node)
        for node in nodes
    }


def _mapped(at: Node, nodes: list[Node]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    by_reference = {str(node.raw().get("$ref")): node.pointer for node in nodes}
    for tag, target in at.entries("mapping") if at.has("mapping") else ():
        if not target.is_text(target.value):
            continue
        text = target.value
        pointer = by_reference.get(text) or by_reference.get(f"#/components/schemas/{text}")
        if pointer is None:
            target.report(
                rules.DISCRIMINATOR_MAPPING, f"`{text}` is none of the alternatives of this schema"
            )
            continue
        found[pointer] = (*found.get(pointer, ()), tag)
    return found


def _constants(node: Node, name: str) -> tuple[str, ...]:
    properties = dict(facts_of(Site(node.pointer, (node,))).properties)
    if name not in properties:
        return ()
    facts = facts_of(Site("", properties[name]))
    return tuple(value for value in facts.enum or () if isinstance(value, str))


def _implicit(node: Node) -> tuple[str, ...]:
    reference = node.raw().get("$ref")
    return (unescape(reference.rpartition("/")[2]),) if isinstance(reference, str) else ()
