"""The headers of answers: the struct that reads them."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import Operation
from specpress.targets.rust import layout
from specpress.targets.rust.escape import rust_string
from specpress.targets.rust.naming import answered_headers
from specpress.targets.rust.sentences import code, prose, sentence
from specpress.targets.rust.types import Types


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderView:
    """A header: its field, and the statement of the literal that reads it."""

    doc: str
    declaration: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """The headers that the answers of an operation may have."""

    name: str
    doc: str
    fields: tuple[HeaderView, ...]


def headers(operation: Operation, types: Types) -> Headers | None:
    """The documented headers of a success, None where there are none."""
    found = answered_headers(operation)
    if not found:
        return None
    fields = []
    for header in found:
        name = types.names.table["header", operation.id, header.wire_name.lower()]
        kept = types.text(types.bare(header.type))
        fields.append(
            HeaderView(
                doc=prose(header.docs) or sentence(f"The header {code(header.wire_name)}"),
                declaration=layout.member(f"pub {name}", f"Option<{kept}>", 4),
                read=layout.call(
                    f"{name}: wire::header", ["reply", rust_string(header.wire_name)], ",", 12
                ),
            )
        )
    return Headers(
        name=types.names.table["headers", operation.id],
        doc=f"The headers of what {operation.id} answers. None: not there, or not what the API "
        "documents.",
        fields=tuple(fields),
    )
