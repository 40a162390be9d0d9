"""Builds the type definitions of a model from schemas.

A place in the description asks for its type and gets a `TypeRef` at once; what needs a name is
queued and defined later. So no schema is too deep or too recursive.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from specpress.model import (
    Alias,
    AnyValue,
    Constant,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
)
from specpress.normalize import constraints, definitions, rules
from specpress.normalize.facts import Facts, Site
from specpress.normalize.heirs import Heirs
from specpress.normalize.merge import facts_of
from specpress.normalize.nodes import Node, Tree
from specpress.normalize.pinning import Naming
from specpress.normalize.shape_kinds import (
    Choices,
    Inner,
    Items,
    Keyed,
    Plain,
    Reference,
    Shaped,
    Structure,
    Values,
)
from specpress.normalize.shapes import shape_of
from specpress.normalize.type_names import TypeNames

_Wrap: TypeAlias = Callable[[TypeRef], TypeRef]

_MOST_MERGED = 12
"""How many merged schemas may be inside each other, each of other parts than those around it."""

_DEEPEST = 16
"""How many lists, maps and nullables may be around a type before the inner ones get a name."""


@dataclass(slots=True)
class TypeTable:
    """The types of a document, by the pointer of their declaration.

    `records` has what the schema of each record says, and `envelopes` the fields (type id and wire
    name) that are marked as envelopes.
    """

    tree: Tree
    naming: Naming
    type_names: TypeNames
    heirs: Heirs
    defined: dict[TypeId, TypeDef] = field(default_factory=dict)
    records: dict[TypeId, Facts] = field(default_factory=dict)
    envelopes: set[tuple[TypeId, str]] = field(default_factory=set)
    _queued: dict[TypeId, Site] = field(default_factory=dict)
    _waiting: deque[Site] = field(default_factory=deque)

    def of_node(self, node: Node) -> TypeRef:
        """The type of the schema at `node`."""
        return self.of(Site(node.pointer, (node,)))

    def of_component(self, schema: Node) -> TypeRef:
        """A reference to the definition of a component, whatever kind of type it is."""
        return self.declare(Site(schema.pointer, (schema,)))

    def of(self, site: Site) -> TypeRef:
        """The type that `site` has. Definitions that it needs are queued for `define_all`."""
        shaped = self._shape(site)
        if not shaped.nullable and isinstance(shaped.shape, Plain):
            return shaped.shape.type
        wraps: list[_Wrap] = []
        while len(wraps) < _DEEPEST:
            shaped = self._shape(site)
            if shaped.nullable:
                wraps.append(nullable)
            match shaped.shape:
                case Plain(leaf):
                    return _wrapped(leaf, wraps)
                case Reference(target):
                    return _wrapped(self._referred(target), wraps)
                case Structure() | Values() | Choices():
                    return _wrapped(self.declare(site), wraps)
                case Inner(inner):
                    site = inner
                case Items(inner) | Keyed(inner):
                    wraps.append(ListOf if isinstance(shaped.shape, Items) else MapOf)
                    if inner is None:
                        return _wrapped(AnyValue(), wraps)
                    site = inner
        return _wrapped(self.declare(site), wraps)

    def declare(self, site: Site) -> TypeRef:
        """A reference to the definition of `site`, which is queued unless it is known.

        A site that is merged of several schemas may hold itself, at an ever longer pointer; it is
        then the type of the site above it that has the same parts.
        """
        if site.pointer in self._queued:
            return Named(site.pointer)
        parts = tuple(id(part.value) for part in site.parts)
        above = site.pointer
        merged = 0
        while above := above.rpartition("/")[0]:
            known = self._queued.get(above)
            if known is None:
                continue
            if tuple(id(part.value) for part in known.parts) == parts:
                return Named(above)
            merged += len(known.parts) > 1
        if merged > _MOST_MERGED:
            site.parts[0].report(rules.SCHEMA_WIDE, "the parts of this schema combine without end")
            return AnyValue()
        self._queued[site.pointer] = site
        self._waiting.append(site)
        return Named(site.pointer)

    def define_all(self) -> None:
        """Defines what is queued, and what the definitions themselves ask for."""
        while self._waiting:
            site = self._waiting.popleft()
            self.defined[site.pointer] = self._define(site)

    def target_of(self, type_: TypeRef) -> TypeDef | None:
        """The definition that a reference leads to, through aliases and nullables. Defines what is
        queued first, since the answer may be among it."""
        self.define_all()
        seen: set[TypeId] = set()
        while True:
            match type_:
                case Nullable(inner):
                    type_ = inner
                case Named(id) if id not in seen:
                    seen.add(id)
                    found = self.defined.get(id)
                    if not isinstance(found, Alias):
                        return found
                    type_ = found.target
                case _:
                    return None

    def _referred(self, target: Node) -> TypeRef:
        """The type of a $ref: components always have a definition, other places if needed."""
        site = Site(target.pointer, (target,))
        shaped = self._shape(site)
        component = target.pointer.startswith("/components/schemas/")
        named = component and target.pointer.count("/") == 3
        if not named and isinstance(shaped.shape, Plain):
            return nullable(shaped.shape.type) if shaped.nullable else shaped.shape.type
        reference = self.declare(site)
        final = self._settled(site, shaped)
        if final.nullable and isinstance(final.shape, Structure | Values | Choices):
            return nullable(reference)
        return reference

    def facts_at(self, site: Site) -> tuple[Site, Facts]:
        """What a place says, with what the only alternative of its choices says; and the site that
        this alternative is."""
        whole = facts = facts_of(site)
        while isinstance(inner := self._shape(site).shape, Inner):
            site = inner.site
            facts = facts_of(site)
        if facts is whole:
            return site, facts
        listed = {node.pointer: node for node in (*facts.nodes, *whole.nodes)}
        order = dict.fromkeys(node.pointer for node in (*whole.nodes, *facts.nodes))
        asserted = constraints.both(whole.constraints, facts.constraints, whole.nodes[0])
        nodes = tuple(listed[pointer] for pointer in order)
        return site, facts._replace(nodes=nodes, constraints=asserted)

    def _shape(self, site: Site) -> Shaped:
        heirs = self.heirs.shape_of(site)
        return Shaped(heirs) if heirs is not None else shape_of(site)

    def _settled(self, site: Site, shaped: Shaped) -> Shaped:
        """The shape of a definition: choices with one alternative left are that alternative."""
        maybe_null = shaped.nullable
        while isinstance(shaped.shape, Inner) and shaped.shape.site.pointer == site.pointer:
            shaped = self._shape(shaped.shape.site)
            maybe_null = maybe_null or shaped.nullable
        return Shaped(shaped.shape, nullable=maybe_null)

    def _define(self, site: Site) -> TypeDef:
        whole = site
        site, facts = self.facts_at(whole)
        match self._shape(site).shape:
            case Structure():
                self.records[site.pointer] = facts
                return definitions.record(self, site, facts)
            case Values() as values:
                return definitions.enumeration(self, site, facts, values)
            case Choices() as choices:
                return definitions.union(self, site, facts, choices)
            case _:
                return definitions.alias(self, whole, facts, self._unnamed(whole))

    def _unnamed(self, site: Site) -> TypeRef:
        """The type of a site that has a name itself: one level of it, so that it ends."""
        found = self.of(site)
        return AnyValue() if found == Named(site.pointer) else found


def nullable(type_: TypeRef) -> TypeRef:
    """`type_`, or null: never a nullable of a nullable, or of what is null or anything anyway."""
    match type_:
        case Nullable() | AnyValue() | Constant(None) | Scalar(ScalarKind.NULL):
            return type_
        case _:
            return Nullable(type_)


def _wrapped(type_: TypeRef, wraps: list[_Wrap]) -> TypeRef:
    for wrap in reversed(wraps):
        type_ = wrap(type_)
    return type_
