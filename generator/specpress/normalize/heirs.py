"""Discriminators of a base schema: its heirs refer to it in their allOf (OpenAPI 3.1, 4.8.25.4).

Such a base stands for any of its heirs where it is referred to, and for its own properties where an
heir takes it up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from specpress.model import Discriminator
from specpress.normalize import discriminators, rules
from specpress.normalize.facts import Choice, Site
from specpress.normalize.labels import label_of
from specpress.normalize.nodes import Node, Tree
from specpress.normalize.shape_kinds import Alternative, Choices


@dataclass(frozen=True, slots=True)
class Heirs:
    """For each component, the components whose allOf refers to it, by pointer."""

    children: dict[str, tuple[Node, ...]]

    def shape_of(self, site: Site) -> Choices | None:
        """The union of the heirs of a base with a discriminator; None for any other place."""
        if len(site.parts) != 1 or site.pointer not in self.children:
            return None
        base = site.parts[0]
        at = base.object("discriminator") if base.has("discriminator") else None
        if at is None or base.has("oneOf") or base.has("anyOf"):
            return None
        wire_name = at.text("propertyName")
        if not wire_name:
            at.report(rules.DISCRIMINATOR_NAME, "the discriminator has no propertyName")
            return None
        references = [_reference_to(heir) for heir in self._below(site.pointer)]
        listed = [_reference_to(base), *references]
        choice = Choice(pointer=site.pointer, sites=tuple(listed), discriminator=at)
        tags = discriminators.tags(choice, listed)
        variants = [
            Alternative(label_of(node), Site(node.pointer, (node,)), tags[node.pointer])
            for node in references
        ]
        if discriminators.is_mapped(at, listed[0]):
            variants.insert(0, _own(base, tags[listed[0].pointer]))
        return Choices(tuple(variants), Discriminator(wire_name=wire_name))

    def _below(self, pointer: str) -> Iterator[Node]:
        """All heirs, and theirs, each once, in the order of the description as far as it goes."""
        seen = {pointer}
        waiting = [pointer]
        while waiting:
            for heir in self.children.get(waiting.pop(0), ()):
                if heir.pointer not in seen:
                    seen.add(heir.pointer)
                    waiting.append(heir.pointer)
                    yield heir


def _own(base: Node, tags: tuple[str, ...]) -> Alternative:
    """The base itself as one of its alternatives: its own properties, under a name of its own."""
    rest = {key: value for key, value in base.raw().items() if key != "discriminator"}
    pointer = f"{base.pointer}/discriminator"
    made = base.tree.made(("own", id(base.value)), rest)
    site = Site(pointer, (Node(base.tree, base.pointer, made),))
    return Alternative(label_of(_reference_to(base)), site, tags)


def _reference_to(node: Node) -> Node:
    """A schema that refers to `node`; its pointer is made up, and different for each."""
    return Node(node.tree, f"{node.pointer}/$ref", {"$ref": f"#{node.pointer}"})


def find(tree: Tree) -> Heirs:
    """The heirs of every component of a document."""
    components = tree.root.down(("components", "schemas"))
    children: dict[str, list[Node]] = {}
    for _, schema in components.members() if components is not None else ():
        for part in schema.items("allOf"):
            reference = part.raw().get("$ref")
            if isinstance(reference, str) and reference.startswith("#"):
                children.setdefault(unquote(reference[1:]), []).append(schema)
    return Heirs({pointer: tuple(heirs) for pointer, heirs in children.items()})
