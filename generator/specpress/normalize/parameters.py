"""Parameters and headers (OpenAPI 3.1, sections 4.8.12 and 4.8.21)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from specpress.model import (
    AnyValue,
    Constraints,
    Default,
    Docs,
    Header,
    Idempotency,
    Name,
    Origin,
    Parameter,
    Place,
    Scalar,
    ScalarKind,
    Style,
    TypeRef,
)
from specpress.naming.words import words
from specpress.normalize import docs, rules, uploads
from specpress.normalize.definitions import default_of, own_constraints
from specpress.normalize.facts import Site
from specpress.normalize.nodes import Node
from specpress.normalize.operation_ids import FoundOperation
from specpress.normalize.types import TypeTable
from specpress.source import extensions

_STYLES: dict[Place, tuple[Style, ...]] = {
    Place.PATH: (Style.SIMPLE, Style.LABEL, Style.MATRIX),
    Place.QUERY: (Style.FORM, Style.SPACE_DELIMITED, Style.PIPE_DELIMITED, Style.DEEP_OBJECT),
    Place.HEADER: (Style.SIMPLE,),
    Place.COOKIE: (Style.FORM, Style.COOKIE),
    Place.QUERYSTRING: (Style.FORM,),
}
"""The styles of each place; the first is the default (section 4.8.12.2; `cookie` is of 3.2)."""

_ELSEWHERE = frozenset({"accept", "content-type", "authorization"})
"""Headers that no parameter describes (section 4.8.12.1)."""

VARIABLE = re.compile(r"\{([^{}]*)\}")


def parameters_of(
    table: TypeTable, found: FoundOperation, *, of_path: bool = True
) -> tuple[Parameter, ...]:
    """The parameters of an operation: those of its path item, overridden by its own (section
    4.8.9.1), in the order in which they are declared. `of_path`: whether the path is a template
    whose variables are parameters; that of a callback is an expression."""
    merged: dict[tuple[str, str], Node] = {}
    for holder in (found.item, found.node):
        merged |= _listed(holder)
    made = [
        parameter
        for node in merged.values()
        if (parameter := _parameter(table, found, node)) is not None
    ]
    return (*made, *_missing(table, found, made)) if of_path else tuple(made)


def _listed(holder: Node) -> dict[tuple[str, str], Node]:
    result: dict[tuple[str, str], Node] = {}
    for given in holder.items("parameters"):
        node = given.resolved() if given.is_object() else None
        if node is None:
            continue
        name, place = node.text("name"), node.text("in")
        if not name:
            node.report(rules.PARAMETER_NAME, "the parameter has no name")
            continue
        if (place, name) in result:
            given.report(
                rules.PARAMETER_TWICE, f"the {place} parameter `{name}` is in this list already"
            )
        result[place, name] = node
    return result


def _parameter(table: TypeTable, found: FoundOperation, node: Node) -> Parameter | None:
    name = node.text("name")
    place = _place(node)
    if place is None or not _is_ours(found, node, place, name):
        return None
    style, explode = _style(node, place)
    content = _content(node)
    schema = content[1] if content is not None else node.schema("schema")
    type_, default, constraints = _typed(table, node, schema)
    required = node.flag("required")
    if place is Place.PATH and not required:
        node.report(rules.PARAMETER_OPTIONAL, f"the path parameter `{name}` must be required")
    return Parameter(
        name=parameter_name(table, found.id, place, name),
        wire_name=name,
        place=place,
        type=type_,
        required=required or place is Place.PATH,
        style=style,
        explode=explode,
        allow_reserved=node.flag("allowReserved"),
        content_type=content[0] if content is not None else "",
        default=default,
        constraints=constraints,
        deprecated=node.flag("deprecated"),
        docs=_docs(node, schema),
        origin=Origin(node.pointer),
    )


def parameter_name(table: TypeTable, operation_id: str, place: Place, name: str) -> Name:
    """The name of a parameter, with its pin if there is one."""
    keys = (f"{operation_id}.{place.value}.{name}", f"{operation_id}.{name}")
    return table.naming.name("parameters", name, *keys)


def _place(node: Node) -> Place | None:
    given = node.text("in")
    try:
        return Place(given)
    except ValueError:
        places = ", ".join(place.value for place in Place)
        node.report(
            rules.PARAMETER_PLACE,
            f"the parameter `{node.text('name')}` is in `{given}`",
            hint=f"places are {places}",
        )
        return None


def _is_ours(found: FoundOperation, node: Node, place: Place, name: str) -> bool:
    if place is Place.HEADER and name.lower() in _ELSEWHERE:
        node.report(
            rules.PARAMETER_HEADER,
            f"the header {name} follows from bodies and security, and is no parameter",
        )
        return False
    if place is Place.PATH and name not in VARIABLE.findall(found.path):
        node.report(
            rules.PATH_PARAMETER,
            f"the path {found.path} has no variable `{name}`",
            hint=f"write {{{name}}} where the value belongs",
        )
        return False
    return True


def _style(node: Node, place: Place) -> tuple[Style, bool]:
    """Style and explode, with the defaults of the place: explode is the default of `form` only."""
    styles = _STYLES[place]
    given = node.text("style")
    style = next((style for style in styles if style.value == given), styles[0])
    if given and style.value != given:
        node.tree.report(
            rules.PARAMETER_STYLE,
            f"{node.pointer}/style",
            f"a {place.value} parameter cannot have the style `{given}`",
            hint=f"it can have {', '.join(style.value for style in styles)}",
        )
    return style, node.flag("explode", default=style in (Style.FORM, Style.COOKIE))


def _content(node: Node) -> tuple[str, Node | None] | None:
    """The media type and schema of the `content` form, None for the `schema` form."""
    for media_type, content in node.entries("content") if node.has("content") else ():
        return media_type, content.schema("schema")
    return None


def _typed(
    table: TypeTable, node: Node, schema: Node | None
) -> tuple[TypeRef, Default | None, Constraints]:
    if schema is None:
        node.report(
            rules.PARAMETER_SCHEMA, f"`{node.text('name')}` has neither a schema nor content"
        )
        return AnyValue(), None, Constraints()
    site = Site(schema.pointer, (schema,))
    settled, facts = table.facts_at(site)
    return uploads.as_text(table.of(site)), default_of(facts), own_constraints(settled, facts)


def _docs(node: Node, schema: Node | None) -> Docs:
    own = docs.of_node(node)
    if schema is None or "$ref" in schema.raw():
        return own
    inner = docs.of_schema((schema,))
    return replace(
        own,
        description=own.description or inner.description,
        examples=own.examples or inner.examples,
    )


def _missing(
    table: TypeTable, found: FoundOperation, made: Sequence[Parameter]
) -> Iterator[Parameter]:
    """Variables of the path that no parameter declares: strings, so that a call can be made."""
    known = {parameter.wire_name for parameter in made if parameter.place is Place.PATH}
    for name in dict.fromkeys(VARIABLE.findall(found.path)):
        if name in known:
            continue
        found.node.report(
            rules.PATH_VARIABLE,
            f"no parameter declares the variable `{name}` of {found.path}; it is taken for text",
        )
        yield Parameter(
            name=parameter_name(table, found.id, Place.PATH, name),
            wire_name=name,
            place=Place.PATH,
            type=Scalar(ScalarKind.STRING),
            required=True,
            style=Style.SIMPLE,
            explode=False,
            origin=Origin(found.node.pointer),
        )


def headers_of(table: TypeTable, holder: Node) -> tuple[Header, ...]:
    """The headers of a response or of a part of a body, without Content-Type (section 4.8.17.1)."""
    made = []
    for name, given in holder.entries("headers") if holder.has("headers") else ():
        node = given.resolved() if given.is_object() else None
        if node is None or name.lower() == "content-type":
            continue
        content = _content(node)
        schema = content[1] if content is not None else node.schema("schema")
        type_: TypeRef = Scalar(ScalarKind.STRING)
        made.append(
            Header(
                name=Name(words=words(name), declared=name),
                wire_name=name,
                type=table.of_node(schema) if schema is not None else type_,
                required=node.flag("required"),
                docs=_docs(node, schema),
                origin=Origin(node.pointer),
            )
        )
    return tuple(made)


def idempotency_of(found: FoundOperation) -> Idempotency | None:
    """The header that makes a call safe to repeat: `x-specpress-idempotency-key`."""
    for holder in (found.node, found.item):
        for given in holder.items("parameters"):
            node = given.resolved() if given.is_object() else None
            if node is None or not node.has(extensions.IDEMPOTENCY):
                continue
            described = node.object(extensions.IDEMPOTENCY)
            if described is None:
                continue
            form = described.text("form", "uuid")
            if form not in {"uuid", "hex32"} or node.text("in") != "header":
                described.report(
                    rules.IDEMPOTENCY,
                    "an idempotency key is a header of the form `uuid` or `hex32`",
                )
                continue
            duplicate = described.count("duplicate") or 0
            return Idempotency(wire_name=node.text("name"), form=form, duplicate=duplicate)
    return None
