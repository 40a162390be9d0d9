"""What must be unique among what, and the identifiers that come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from specpress.model import Name, Place
from specpress.naming.cases import Case

Key: TypeAlias = tuple[str, ...]
"""What a name belongs to. The first element is the kind:

`("type", id)`, `("field", type id, wire name)`, `("member", type id, value as JSON)`,
`("variant", type id, declared name)`, `("group", id)`, `("operation", id)`,
`("parameter", operation id, place, wire name)`, `("body", operation id, *path)` (the whole body
when the path is empty), `("credential", scheme id)`, `("variable", wire name)` (of a server's URL),
`("stream", operation id)` and `("paged", operation id)` (further methods of an operation),
`("webhook", id)`.
A target may add kinds of its own.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRule:
    """How a language spells one kind of name.

    `reserved` words get `suffix`; a name that would begin with a digit gets `digit_prefix`, whose
    words come first and are cased with the rest. `folds_case`: two names that differ in case only
    collide (file names, and languages whose case carries meaning). `ascii_only`: letters outside
    ASCII are written as ASCII.
    """

    case: Case
    reserved: frozenset[str] = frozenset()
    suffix: str = "_"
    digit_prefix: str = "n"
    folds_case: bool = False
    ascii_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A name that wants an identifier.

    Where two entries want the same one, the one with the lower `rank` keeps it, and the other takes
    the first of its `alternatives` that is free, and only then a number.
    """

    key: Key
    name: Name
    alternatives: tuple[Name, ...] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Names of one rule that must differ from each other. `id` is stable; a lock file uses it."""

    id: Key
    rule: NameRule
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The identifier of every name of a model, for one target."""

    table: Mapping[Key, str]

    def type(self, type_id: str) -> str:
        """The identifier of a type definition."""
        return self.table["type", type_id]

    def field(self, type_id: str, wire_name: str) -> str:
        """The identifier of a record's field."""
        return self.table["field", type_id, wire_name]

    def member(self, type_id: str, value: str) -> str:
        """The identifier of an enumeration's member; `value` is its JSON text."""
        return self.table["member", type_id, value]

    def variant(self, type_id: str, declared: str) -> str:
        """The identifier of a union's variant."""
        return self.table["variant", type_id, declared]

    def group(self, group_id: str) -> str:
        """The identifier of a group of operations."""
        return self.table["group", group_id]

    def operation(self, operation_id: str) -> str:
        """The identifier of an operation."""
        return self.table["operation", operation_id]

    def stream(self, operation_id: str) -> str:
        """The identifier of the method that takes the answer of an operation as a stream, where
        another takes it whole."""
        return self.table["stream", operation_id]

    def paged(self, operation_id: str) -> str:
        """The identifier of the method that goes through all pages of an operation."""
        return self.table["paged", operation_id]

    def webhook(self, webhook_id: str) -> str:
        """The identifier of a webhook or callback."""
        return self.table["webhook", webhook_id]

    def parameter(self, operation_id: str, place: Place, wire_name: str) -> str:
        """The identifier of a parameter, as an argument of its operation."""
        return self.table["parameter", operation_id, place.value, wire_name]

    def body(self, operation_id: str, *path: str) -> str:
        """The identifier of a body argument, or of the whole body when `path` is empty."""
        return self.table["body", operation_id, *path]

    def credential(self, scheme_id: str) -> str:
        """The identifier of a security scheme's secret."""
        return self.table["credential", scheme_id]

    def variable(self, wire_name: str) -> str:
        """The identifier of a variable of a server's URL; servers share it by its wire name."""
        return self.table["variable", wire_name]
