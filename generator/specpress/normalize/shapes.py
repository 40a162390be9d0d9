"""What kind of type a schema is: the closed set of answers, and who gives them."""

from __future__ import annotations

from specpress.jsonvalue import escape
from specpress.model import AnyValue, Scalar, ScalarKind, TypeRef
from specpress.normalize import choices, constraints, enums, kinds, rules
from specpress.normalize.facts import Facts, Site
from specpress.normalize.merge import facts_of
from specpress.normalize.nodes import Node
from specpress.normalize.shape_kinds import (
    Choices,
    Items,
    Keyed,
    Plain,
    Reference,
    Shape,
    Shaped,
    Structure,
)

_WORDS = (
    "title description summary default example examples deprecated readOnly writeOnly externalDocs "
    "nullable xml $comment"
)
_ANNOTATIONS = frozenset(_WORDS.split()) | constraints.KEYWORDS
"""Keywords that leave a type what it is: they concern the place that has them."""

_REFERRING = frozenset({"$ref", "allOf"})

_CONTENT = frozenset({"contentEncoding", "contentMediaType"})

_SCALARS = {
    "string": ScalarKind.STRING,
    "boolean": ScalarKind.BOOLEAN,
    "integer": ScalarKind.INTEGER,
    "number": ScalarKind.NUMBER,
    "null": ScalarKind.NULL,
}
_ORDER = ("object", "array", "string", "integer", "number", "boolean")


def shape_of(site: Site) -> Shaped:
    """What kind of type `site` has, and whether it may be null."""
    known = site.parts[0].tree.known
    key = ("shape", *site.key)
    found = known.get(key)
    if type(found) is not Shaped:
        reference = _plain_reference(site) if _refers(site) else None
        found = known[key] = reference or shape_of_facts(facts_of(site))
    return found


def shape_of_facts(facts: Facts) -> Shaped:
    """The same, for facts that are known already."""
    if facts.never:
        facts.nodes[0].report(rules.SCHEMA_NEVER, "no value fits this schema")
        return Shaped(Plain(AnyValue()))
    if facts.conflict:
        return Shaped(Plain(AnyValue()))
    if facts.choices:
        chosen = choices.shape_of(facts)
        if chosen is not None:
            return chosen
    if facts.enum is not None:
        listed = enums.shape_of(facts)
        if listed is not None:
            return listed
    return _by_types(facts)


def is_reference(site: Site) -> bool:
    """Whether a place is a reference to a definition, perhaps with annotations beside it."""
    found = _plain_reference(site) if _refers(site) else None
    return found is not None and isinstance(found.shape, Reference)


def _refers(site: Site) -> bool:
    """Whether a place can be nothing but a reference: most have none of these keywords."""
    return len(site.parts) == 1 and not _REFERRING.isdisjoint(site.parts[0].raw())


def _plain_reference(site: Site) -> Shaped | None:
    """A place that is nothing but a reference, perhaps with annotations beside it."""
    node = site.parts[0]
    raw = node.raw()
    nullable = raw.get("nullable") is True
    if "$ref" in raw:
        rest = raw.keys() - {"$ref"}
        target = node.target() if _harmless(node, rest) else None
    elif isinstance(raw.get("allOf"), list) and len(node.items("allOf")) == 1:
        part = node.items("allOf")[0]
        if not _harmless(node, raw.keys() - {"allOf", "type"}) or part.raw().keys() != {"$ref"}:
            return None
        if raw.get("type") not in (None, "object", ["object", "null"], ["null", "object"]):
            return None
        nullable = nullable or isinstance(raw.get("type"), list)
        target = part.target()
    else:
        return None
    if target is None:
        return Shaped(Plain(AnyValue())) if "$ref" in raw and raw.keys() == {"$ref"} else None
    return Shaped(Reference(target), nullable=nullable)


def _harmless(node: Node, keywords: set[str]) -> bool:
    return all(
        word in _ANNOTATIONS or word.startswith("x-") or (word == "type" and _is_object(node))
        for word in keywords
    )


def _is_object(node: Node) -> bool:
    return node.raw().get("type") == "object"


def _by_types(facts: Facts) -> Shaped:
    types = facts.types
    if types is not None and len(types) == 1 and "null" not in types:
        return Shaped(_of_type(facts, next(iter(types))))
    if types is None or types >= {"object", "array", "string", "number", "boolean"}:
        return Shaped(Plain(AnyValue()))
    nullable = "null" in types
    rest = types - {"null"}
    if "number" in rest:
        rest -= {"integer"}
    if not rest:
        return Shaped(Plain(Scalar(ScalarKind.NULL)))
    if len(rest) == 1:
        return Shaped(_of_type(facts, next(iter(rest))), nullable=nullable)
    variants = tuple(kinds.of_kind(facts, name) for name in _ORDER if name in rest)
    return Shaped(Choices(variants), nullable=nullable)


def _of_type(facts: Facts, name: str) -> Shape:
    match name:
        case "object":
            return _object(facts)
        case "array":
            return _array(facts)
        case "string":
            return Plain(_string(facts))
        case _:
            return Plain(Scalar(_SCALARS[name], facts.format))


def _object(facts: Facts) -> Shape:
    if facts.properties or facts.closed:
        return Structure()
    return Keyed(value_site(facts))


def value_site(facts: Facts) -> Site | None:
    """The place of the properties that a schema does not list; None where they are any value."""
    nodes = facts.additional
    if not nodes and facts.patterns and not facts.open:
        alike = all(node.value == facts.patterns[0].value for node in facts.patterns)
        nodes = facts.patterns[:1] if alike else ()
    return joined(f"{facts.pointer}/additionalProperties", nodes)


def joined(pointer: str, nodes: tuple[Node, ...]) -> Site | None:
    """The site where all of `nodes` hold; `pointer` is its place when there is more than one."""
    if not nodes:
        return None
    return Site(nodes[0].pointer if len(nodes) == 1 else pointer, nodes)


def property_site(owner: str, name: str, nodes: tuple[Node, ...]) -> Site:
    """The site of one property of the record declared at `owner`."""
    if len(nodes) == 1:
        return Site(nodes[0].pointer, nodes)
    return Site(f"{owner}/properties/{escape(name)}", nodes)


def _array(facts: Facts) -> Shape:
    if facts.prefix:
        return kinds.of_tuple(facts)
    return Items(joined(f"{facts.pointer}/items", facts.items))


def _string(facts: Facts) -> TypeRef:
    if not facts.mentions(_CONTENT):
        binary = facts.format == "binary"
        return Scalar(ScalarKind.BYTES) if binary else Scalar(ScalarKind.STRING, facts.format)
    encoding = facts.text("contentEncoding").lower()
    if encoding in {"base64", "base64url"}:
        return Scalar(ScalarKind.STRING, "byte" if encoding == "base64" else "base64url")
    if facts.binary:
        return Scalar(ScalarKind.BYTES)
    return Scalar(ScalarKind.STRING, facts.format)
