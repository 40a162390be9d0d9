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


def is_mapped(at: Node, node: Node) -> bool:
    """Whether the mapping of a discriminator leads to `node`, a reference."""
    return bool(at.has("mapping") and _mapped(at, [node], quiet=True))


def inferred(nodes: list[Node]) -> tuple[str, dict[str, tuple[str, ...]]] | None:
    """A discriminator that the description does not declare: a property that every alternative
    requires and gives a constant of its own. Its name, and the tags by pointer; None without one.
    """
    found = [facts_of(Site(node.pointer, (node,))) for node in nodes]
    if any(facts.choices or facts.types != frozenset({"object"}) for facts in found):
        return None
    for name in sorted(name for name, _ in found[0].properties):
        if not all(name in facts.required for facts in found):
            continue
        tags = [_constants(node, name) for node in nodes]
        flat = [tag for group in tags for tag in group]
        if all(tags) and len(set(flat)) == len(flat):
            return name, {node.pointer: group for node, group in zip(nodes, tags, strict=True)}
    return None


def _mapped(at: Node, nodes: list[Node], *, quiet: bool = False) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    by_reference = {str(node.raw().get("$ref")): node.pointer for node in nodes}
    for tag, target in at.entries("mapping") if at.has("mapping") else ():
        if not target.is_text(target.value):
            continue
        text = target.value
        pointer = by_reference.get(text) or by_reference.get(f"#/components/schemas/{text}")
        if pointer is None:
            if not quiet:
                message = f"`{text}` is none of the alternatives of this schema"
                target.report(rules.DISCRIMINATOR_MAPPING, message)
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
