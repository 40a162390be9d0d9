"""Makes one type definition from what its schema says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from specpress.model import (
    Access,
    Alias,
    AnyValue,
    Constraints,
    Default,
    Docs,
    Enumeration,
    Field,
    FieldNotes,
    Member,
    Name,
    Origin,
    Record,
    Scalar,
    TypeRef,
    Union,
    Variant,
)
from specpress.naming.words import words
from specpress.normalize import constraints, docs, enums, rules
from specpress.normalize.facts import Facts, Site
from specpress.normalize.nodes import Node
from specpress.normalize.scalar_fields import scalar_field
from specpress.normalize.shape_kinds import Choices, Values
from specpress.normalize.shapes import is_reference, property_site, value_site
from specpress.source import extensions

if TYPE_CHECKING:
    from specpress.normalize.types import TypeTable


_MARKS = frozenset({extensions.ENVELOPE, "readOnly", "writeOnly"})
_NOTED = frozenset(
    {
        extensions.DOCUMENTED_REQUIRED,
        extensions.UNDOCUMENTED,
        extensions.SINCE,
        extensions.RULE,
    }
)


def record(table: TypeTable, site: Site, facts: Facts) -> Record:
    """An object with properties."""
    name = _name(table, site)
    fields = [
        scalar_field(table, name.declared, nodes, key, required=key in facts.required)
        or _field(table, name.declared, property_site(site.pointer, key, nodes), key, facts)
        for key, nodes in facts.properties
    ]
    value = value_site(facts)
    open_type: TypeRef = table.of(value) if value is not None else AnyValue()
    extras = None if facts.closed and value is None else open_type
    known = {key for key, _ in facts.properties}
    for key in facts.required:
        if key not in known and facts.properties:
            facts.nodes[0].report(
                rules.SCHEMA_REQUIRED_UNKNOWN, f"`{key}` is required, and has no schema"
            )
            fields.append(
                Field(
                    name=_field_name(table, name.declared, key),
                    wire_name=key,
                    type=open_type,
                    required=True,
                    origin=Origin(f"{site.pointer}/required"),
                )
            )
    return Record(
        id=site.pointer,
        name=name,
        fields=tuple(fields),
        extras=extras,
        deprecated=facts.flag("deprecated"),
        docs=docs.of_schema(facts.nodes),
        origin=Origin(site.pointer),
    )


def _field(table: TypeTable, owner: str, site: Site, key: str, holder: Facts) -> Field:
    settled, facts = table.facts_at(site)
    own = own_nodes(site, settled, facts)
    marked = facts.mentions(_MARKS)
    if marked and facts.flag(extensions.ENVELOPE):
        table.envelopes.add((holder.pointer, key))
    return Field(
        name=_field_name(table, owner, key),
        wire_name=key,
        type=table.of(site),
        required=key in holder.required,
        default=default_of(facts),
        constraints=own_constraints(settled, facts),
        access=_access(facts) if marked else Access.BOTH,
        deprecated=any(node.says("deprecated") for node in own),
        docs=docs.of_schema(own),
        notes=_notes(own),
        origin=Origin(site.pointer),
    )


def _field_name(table: TypeTable, owner: str, key: str) -> Name:
    return table.naming.name("fields", key, f"{owner}.{key}")


def default_of(facts: Facts) -> Default | None:
    """The documented default, None where there is none."""
    found = facts.first("default")
    return None if found is None else Default(found.value)


def own_constraints(site: Site, facts: Facts) -> Constraints:
    """What a place asserts beside its type; what the target of a reference asserts stays there."""
    if not is_reference(site):
        return facts.constraints
    return constraints.read(site.parts[0])


def own_nodes(site: Site, settled: Site, facts: Facts) -> tuple[Node, ...]:
    """The schemas that document a place: not those that it refers to."""
    if not is_reference(settled):
        return facts.nodes
    return (*site.parts, *(part for part in settled.parts if part not in site.parts))


def _access(facts: Facts) -> Access:
    read, write = facts.flag("readOnly"), facts.flag("writeOnly")
    if read == write:
        return Access.BOTH
    return Access.READ if read else Access.WRITE


def _notes(own: Sequence[Node]) -> FieldNotes | None:
    if all(_NOTED.isdisjoint(node.raw()) for node in own):
        return None
    found = FieldNotes(
        documented_required=any(node.says(extensions.DOCUMENTED_REQUIRED) for node in own),
        undocumented=any(node.says(extensions.UNDOCUMENTED) for node in own),
        since=next((text for node in own if (text := node.text(extensions.SINCE))), ""),
        rule=next((text for node in own if (text := node.text(extensions.RULE))), ""),
    )
    return None if found == FieldNotes() else found


def enumeration(table: TypeTable, site: Site, facts: Facts, values: Values) -> Enumeration:
    """Documented values of one scalar type."""
    name = _name(table, site)
    at = values.listed_at
    listed = at.raw().get("enum")
    count = len(listed) if isinstance(listed, list) else 1
    given = enums.names(at, count)
    texts = enums.descriptions(at, count)
    members = tuple(
        Member(
            name=_member_name(table, name.declared, value.value, _at(given, value.index)),
            value=value.value,
            docs=Docs(description=_at(texts, value.index)),
        )
        for value in values.values
    )
    return Enumeration(
        id=site.pointer,
        name=name,
        base=Scalar(values.base.kind, values.base.format),
        members=members,
        deprecated=facts.flag("deprecated"),
        docs=docs.of_schema(facts.nodes),
        origin=Origin(site.pointer),
    )


def _at(texts: tuple[str, ...], index: int) -> str:
    return texts[index] if index < len(texts) else ""


def _member_name(table: TypeTable, owner: str, value: str | int | float | bool, given: str) -> Name:
    text = value if isinstance(value, str) else json.dumps(value)
    return table.naming.name(
        "members", text, f"{owner}.{text}", split=words(given) if given else ()
    )


def union(table: TypeTable, site: Site, facts: Facts, choices: Choices) -> Union:
    """One of several types."""
    taken: set[str] = set()
    variants = []
    for alternative in choices.variants:
        table.type_names.labels.setdefault(alternative.site.pointer, alternative.label)
        type_ = table.of(alternative.site)
        label = alternative.label
        if label in taken:
            label = table.type_names.of(alternative.site.pointer).declared
        if label in taken:
            label = f"{label} {alternative.site.pointer.rpartition('/')[2]}"
        taken.add(label)
        name = Name(words=words(label), declared=label)
        variants.append(Variant(name=name, type=type_, tags=alternative.tags))
    return Union(
        id=site.pointer,
        name=_name(table, site),
        variants=tuple(variants),
        discriminator=choices.discriminator,
        deprecated=facts.flag("deprecated"),
        docs=docs.of_schema(facts.nodes),
        origin=Origin(site.pointer),
    )


def alias(table: TypeTable, site: Site, facts: Facts, target: TypeRef) -> Alias:
    """A name for a type that has none of its own."""
    settled, _ = table.facts_at(site)
    own = own_nodes(site, settled, facts)
    return Alias(
        id=site.pointer,
        name=_name(table, site),
        target=target,
        constraints=own_constraints(settled, facts),
        deprecated=any(node.says("deprecated") for node in own),
        docs=docs.of_schema(own),
        origin=Origin(site.pointer),
    )


def _name(table: TypeTable, site: Site) -> Name:
    made = table.type_names.of(site.pointer)
    return table.naming.name("types", made.declared, split=made.words)
