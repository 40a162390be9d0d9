"""Headers of answers as values: a class for each operation that documents some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specpress.model import Header, ListOf, Nullable, Operation
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.java.code import call, expr, statement
from specpress.targets.java.escape import java_string
from specpress.targets.java.javadoc import comment
from specpress.targets.java.naming import class_name
from specpress.targets.java.places import LIST, OPTIONAL
from specpress.targets.java.sentences import first_paragraph, sentence
from specpress.targets.java.types import Types
from specpress.targets.java.wires import documented_headers


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderMethod:
    """A header; all is laid out."""

    doc: str
    head: TypeExpr
    body: TypeExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadersFile:
    """The headers of an operation's answers."""

    package: str
    doc: str
    name: str
    headers: tuple[HeaderMethod, ...]
    use: Mapping[str, Symbol]


def headers_file(operation: Operation, types: Types) -> HeadersFile | None:
    """The class for the headers of an operation's answers, None where none are documented."""
    found = documented_headers(operation)
    if not found:
        return None
    name = class_name(types.names, "headers", operation.id)
    return HeadersFile(
        package=types.places.model(name).module,
        doc=comment([f"The documented headers of the answers of `{operation.id}`."]),
        name=name,
        headers=tuple(_method(operation, header, types) for header in found),
        use=types.places.vocabulary,
    )


def _method(operation: Operation, header: Header, types: Types) -> HeaderMethod:
    name = types.names.table["header", operation.id, header.wire_name.lower()]
    ref = types.resolved(header.type)
    ref = ref.of if isinstance(ref, Nullable) else ref
    listed = isinstance(ref, ListOf)
    inner = types.boxed(ref.item if isinstance(ref, ListOf) else ref)
    json = types.json(ref.item if isinstance(ref, ListOf) else ref)
    kind = expr(f"List<{inner.text}>", LIST, inner) if listed else inner
    reader = "HeaderValues.list" if listed else "HeaderValues.one"
    code = statement(
        call(reader, "headers", java_string(header.wire_name), json.text), 4, "return "
    )
    said = first_paragraph(header.docs.description or header.docs.summary)
    return HeaderMethod(
        doc=comment([sentence(said) if said else f"The header `{header.wire_name}`."], indent=2),
        head=expr(f"  public Optional<{kind.text}> {name}() {{", OPTIONAL, kind),
        body=expr(code, json, types.places.internal("HeaderValues")),
    )
