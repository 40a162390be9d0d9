"""Follows the references of a schema and merges its allOf by constraint, into `Facts`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from specpress.jsonvalue import Json
from specpress.model import Constraints
from specpress.normalize import constraints, rules
from specpress.normalize.facts import Choice, Facts, Site
from specpress.normalize.nodes import Node
from specpress.normalize.schema_types import implied, types_of
from specpress.normalize.values import same
from specpress.source.refs import LONGEST_CHAIN

_OF_OBJECTS = frozenset(
    {
        "properties",
        "required",
        "additionalProperties",
        "unevaluatedProperties",
        "patternProperties",
    }
)

_COMPOSED = _OF_OBJECTS | {
    "$ref",
    "$dynamicRef",
    "allOf",
    "oneOf",
    "anyOf",
    "prefixItems",
    "discriminator",
}
"""The keywords that take more than a look at one schema."""

_BESIDE_REFERENCE = frozenset(
    {
        "$ref",
        "title",
        "summary",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
    }
)
"""What may stand beside a reference and asserts nothing."""

_LEADING_ON = frozenset({"$ref", "allOf", "oneOf", "anyOf"})


def facts_of(site: Site) -> Facts:
    """All that holds at `site`. Reports what is malformed, and parts that exclude each other."""
    known = site.parts[0].tree.known
    # Facts hold their nodes, and so keep alive the values whose identity the key has.
    key = site.key
    found = known.get(key)
    if type(found) is not Facts:
        found = known[key] = _simple(site) or _referred(site) or _merged(site)
    return found


def _simple(site: Site) -> Facts | None:
    """The facts of a schema with nothing to merge, as most are; None for any other."""
    node = site.parts[0]
    raw = node.value
    if len(site.parts) > 1 or not isinstance(raw, dict) or not _COMPOSED.isdisjoint(raw):
        return None
    items = raw.get("items", {})
    enum = [raw["const"]] if "const" in raw else raw.get("enum")
    if not isinstance(items, dict) or not isinstance(enum, list | None):
        return None
    format_ = node.text("format")
    types = types_of(node)
    nullable = raw.get("nullable") is True or raw.get("x-nullable") is True
    if types is None and enum is None:
        types = implied([node], format_)
    if types is not None and nullable:
        types |= {"null"}
    return Facts(
        pointer=site.pointer,
        nodes=site.parts,
        types=types,
        nullable=nullable or (types is not None and "null" in types and len(types) > 1),
        format=format_,
        enum=None if enum is None else tuple(enum),
        enum_at=None if enum is None else node,
        items=tuple(found for found in (node.child("items"),) if found is not None),
        constraints=constraints.read(node),
    )


def _referred(site: Site) -> Facts | None:
    """The facts of a place that only refers to a schema with no reference and no choice of its own;
    None for any other. They are those of that schema, which many places refer to."""
    node = site.parts[0]
    raw = node.value
    if len(site.parts) > 1 or not isinstance(raw, dict) or "$ref" not in raw:
        return None
    if not raw.keys() <= _BESIDE_REFERENCE:
        return None
    target = node.target()
    if target is None or not isinstance(target.value, dict):
        return None
    if not _LEADING_ON.isdisjoint(target.value):
        return None
    facts = facts_of(Site(target.pointer, (target,)))
    if facts.nullable or target.pointer == node.pointer:
        return None
    return facts._replace(pointer=site.pointer, nodes=(node, target), discriminator=None)


def _merged(site: Site) -> Facts:
    merge = _Merge(site)
    for node in _parts(site):
        merge.add(node)
    return merge.facts()


def _parts(site: Site) -> Iterator[Node]:
    """The schemas that hold at a site: its own, then the targets of $ref, then those of allOf.

    Each is given once. One that contains itself is reported.
    """
    above: dict[str, str] = {}
    stack = [(part, "", 0) for part in reversed(site.parts)]
    while stack:
        node, parent, depth = stack.pop()
        if depth > LONGEST_CHAIN:
            continue  # validation refuses such a description, maybe beside this very work
        if node.pointer in above and not isinstance(node.value, bool):
            if parent and _is_ancestor(node.pointer, parent, above):
                _report_cycle(node, parent)
            continue
        above[node.pointer] = parent
        yield node
        inner = list(_conjuncts(node))
        stack += [(part, node.pointer, depth + 1) for part in reversed(inner)]


def _conjuncts(node: Node) -> Iterator[Node]:
    if node.has("$ref"):
        target = node.target()
        if target is not None and (isinstance(target.value, bool) or target.is_object()):
            yield target
    if not node.has("allOf"):
        return
    for part in node.items("allOf"):
        if isinstance(part.value, bool) or part.is_object():
            yield part


def _is_ancestor(pointer: str, start: str, above: dict[str, str]) -> bool:
    at = start
    while at and at != pointer:
        at = above[at]
    return at == pointer


def _report_cycle(node: Node, parent: str) -> None:
    node.tree.report(
        rules.SCHEMA_COMPOSITION_CYCLE,
        parent,
        f"this part contains the schema `{node.pointer}` that it is a part of",
        hint="a schema cannot be a part of itself; refer to it from a property instead",
    )


@dataclass(slots=True)
class _Merge:
    """Adds up the parts of one site."""

    site: Site
    nodes: list[Node] = field(default_factory=list)
    types: frozenset[str] | None = None
    conflict: bool = False
    never: bool = False
    nullable: bool = False
    format: str = ""
    enum: tuple[Json, ...] | None = None
    enum_at: Node | None = None
    properties: dict[str, list[Node]] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    additional: list[Node] = field(default_factory=list)
    open: bool = False
    closers: list[Node] = field(default_factory=list)
    patterns: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    prefix: list[Node] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    constraints: Constraints = field(default_factory=Constraints)

    def add(self, node: Node) -> None:
        """Adds one part."""
        self.nodes.append(node)
        if isinstance(node.value, bool):
            self.never = self.never or not node.value
            return
        if node.has("$dynamicRef"):
            node.report(rules.REF_DYNAMIC, "a dynamic reference says nothing of the type here")
        own = node in self.site.parts
        keys = node.raw().keys()
        self._add_types(node, own=own)
        if keys & {"enum", "const"}:
            self._add_enum(node)
        if keys & _OF_OBJECTS:
            self._add_object(node)
        if keys & {"items", "prefixItems"}:
            self._add_array(node)
        if keys & {"oneOf", "anyOf"}:
            self._add_choices(node)
        self.constraints = constraints.both(self.constraints, constraints.read(node), node)
        self.format = self.format or node.text("format")

    def _add_types(self, node: Node, *, own: bool) -> None:
        types = types_of(node)
        if node.raw().get("nullable") is True or node.raw().get("x-nullable") is True:
            self.nullable = self.nullable or own
            types = types | {"null"} if types is not None else None
        if types is None:
            return
        # A null that the place itself allows holds although its $ref or allOf does not know it:
        # that is how a nullable reference is written in 3.0, and nobody means to forbid it.
        self.nullable = self.nullable or (own and "null" in types and len(types) > 1)
        before = self.types
        self.types = types if before is None else _common_types(before, types)
        if (
            before
            and types
            and not self.types - {"null"}
            and before - {"null"}
            and types - {"null"}
        ):
            self.conflict = True
            told = f"`{_told(types)}` here and `{_told(before)}` in another part"
            node.report(rules.SCHEMA_CONFLICT, f"no value fits the types of this schema: {told}")

    def _add_enum(self, node: Node) -> None:
        values: tuple[Json, ...] | None = None
        if node.has("const"):
            values = (node.raw()["const"],)
        elif node.has("enum"):
            listed = node.child("enum")
            if listed is not None and isinstance(listed.value, list):
                values = tuple(listed.value)
            elif listed is not None:
                listed.wrong("an array")
        if values is None:
            return
        if self.enum is not None:
            values = tuple(value for value in self.enum if any(same(value, new) for new in values))
            if not values:
                node.report(rules.SCHEMA_CONFLICT, "no value is in all enums of this schema")
                self.conflict = True
        self.enum, self.enum_at = values, self.enum_at or node

    def _add_object(self, node: Node) -> None:
        for name, schema in node.entries("properties"):
            if isinstance(schema.value, bool) or schema.is_object():
                known = self.properties.setdefault(name, [])
                if not any(_same_schema(schema, other) for other in known):
                    known.append(schema)
        if node.has("required") and isinstance(node.raw()["required"], list):
            self.required |= dict.fromkeys(node.texts("required"))
        for key in ("additionalProperties", "unevaluatedProperties"):
            schema_or_none = node.schema(key)
            if schema_or_none is None:
                continue
            if schema_or_none.value is False:
                self.closers.append(node)
            elif schema_or_none.value is True or not schema_or_none.value:
                self.open = True
            else:
                self.additional.append(schema_or_none)
        for _, schema in node.entries("patternProperties"):
            if isinstance(schema.value, dict):
                self.patterns.append(schema)

    def _add_array(self, node: Node) -> None:
        prefix = node.items("prefixItems")
        found = node.child("items")
        if found is not None and isinstance(found.value, list):
            prefix, found = node.items("items"), node.schema("additionalItems")
        self.prefix += [item for item in prefix if isinstance(item.value, dict)]
        if found is not None and not isinstance(found.value, bool) and found.is_object():
            self.items.append(found)

    def _add_choices(self, node: Node) -> None:
        for key in ("oneOf", "anyOf"):
            sites = tuple(
                item for item in node.items(key) if isinstance(item.value, bool) or item.is_object()
            )
            # A base that lists its own heirs says nothing more about one of them.
            if not sites or self._is_heir(node, sites):
                continue
            discriminator = node.object("discriminator") if node.has("discriminator") else None
            self.choices.append(
                Choice(pointer=f"{node.pointer}/{key}", sites=sites, discriminator=discriminator)
            )

    def _is_heir(self, node: Node, sites: tuple[Node, ...]) -> bool:
        if node in self.site.parts:
            return False
        return any(item.raw().get("$ref") == f"#{self.site.pointer}" for item in sites)

    def facts(self) -> Facts:
        """The sum."""
        types = self.types
        if types is None and not self.choices and self.enum is None:
            types = implied(self.nodes, self.format)
        if types is not None and self.nullable:
            types = types | {"null"}
        self._check_closed()
        own = [node for node in self.site.parts if node.has("discriminator")]
        return Facts(
            pointer=self.site.pointer,
            nodes=tuple(self.nodes),
            types=types,
            nullable=self.nullable,
            format=self.format,
            enum=self.enum,
            enum_at=self.enum_at,
            properties=tuple((name, tuple(nodes)) for name, nodes in self.properties.items()),
            required=tuple(self.required),
            additional=tuple(self.additional),
            open=self.open,
            closed=bool(self.closers),
            patterns=tuple(self.patterns),
            items=tuple(self.items),
            prefix=tuple(self.prefix),
            choices=tuple(self.choices),
            discriminator=own[0].object("discriminator") if own else None,
            constraints=self.constraints,
            never=self.never,
            conflict=self.conflict,
        )

    def _check_closed(self) -> None:
        for node in self.closers:
            foreign = [name for name in self.properties if name not in _keys(node, "properties")]
            if foreign and not node.has("unevaluatedProperties"):
                told = ", ".join(f"`{name}`" for name in foreign[:3])
                node.report(
                    rules.SCHEMA_CLOSED,
                    f"additionalProperties: false forbids {told} of another part; they are kept",
                    hint="unevaluatedProperties sees the properties of all parts",
                )


def _common_types(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    common = left & right
    if ("integer" in left and "number" in right) or ("number" in left and "integer" in right):
        common |= {"integer"}
    return common


def _same_schema(left: Node, right: Node) -> bool:
    return left.pointer == right.pointer or left.value == right.value


def _keys(node: Node, key: str) -> set[str]:
    return {name for name, _ in node.entries(key)}


def _told(types: frozenset[str]) -> str:
    return ", ".join(sorted(types))
