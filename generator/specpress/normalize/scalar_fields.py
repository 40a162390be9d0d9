"""Fields whose schema is a scalar and nothing else, as most are: made at a glance.

What comes out is what the way of all other schemas would make of them; it takes a third of the time
of that, and a large description has tens of thousands.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from specpress.jsonvalue import Json
from specpress.model import (
    Access,
    Default,
    Field,
    Nullable,
    Origin,
    Scalar,
    ScalarKind,
    TypeRef,
)
from specpress.normalize import constraints, docs
from specpress.normalize.nodes import Node

if TYPE_CHECKING:
    from specpress.normalize.types import TypeTable

_KEYWORDS = frozenset(
    {
        "type",
        "format",
        "title",
        "description",
        "example",
        "examples",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
    }
)
_KINDS = {
    "string": ScalarKind.STRING,
    "boolean": ScalarKind.BOOLEAN,
    "integer": ScalarKind.INTEGER,
    "number": ScalarKind.NUMBER,
}


def scalar_field(
    table: TypeTable, owner: str, nodes: tuple[Node, ...], key: str, *, required: bool
) -> Field | None:
    """The field `key` of the type named `owner`; None where its schema says more than a scalar."""
    node = nodes[0]
    raw = node.value
    if len(nodes) > 1 or not isinstance(raw, dict) or not raw.keys() <= _KEYWORDS:
        return None
    type_ = _type(raw.get("type"), raw.get("format", ""))
    if type_ is None:
        return None
    read, write = raw.get("readOnly") is True, raw.get("writeOnly") is True
    return Field(
        name=table.naming.name("fields", key, f"{owner}.{key}"),
        wire_name=key,
        type=type_,
        required=required,
        default=Default(raw["default"]) if "default" in raw else None,
        constraints=constraints.NONE,
        access=Access.BOTH if read == write else Access.READ if read else Access.WRITE,
        deprecated=raw.get("deprecated") is True,
        docs=docs.of_schema(nodes),
        origin=Origin(node.pointer),
    )


def _type(given: Json, form: Json) -> TypeRef | None:
    names = given if isinstance(given, list) else [given]
    kinds = [_KINDS.get(name) for name in names if isinstance(name, str) and name != "null"]
    if len(kinds) != 1 or kinds[0] is None or not isinstance(form, str) or form == "binary":
        return None
    match names:
        case [_] | [_, "null"] | ["null", _]:
            return _scalar(kinds[0], form, nullable=len(names) > 1)
        case _:
            return None


@functools.lru_cache(maxsize=1024)
def _scalar(kind: ScalarKind, form: str, *, nullable: bool) -> TypeRef:
    scalar = Scalar(kind, form)
    return Nullable(scalar) if nullable else scalar
