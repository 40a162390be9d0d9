"""What the parts of the conversion share: the old description, and what moved where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from specpress.diagnostics import Rule, Sink
from specpress.jsonvalue import Json, JsonObject
from specpress.source.document import LoadedDocument
from specpress.source.refs import follow

JSON = "application/json"
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


class Given(NamedTuple):
    """An object of the old description, and its JSON pointer there."""

    value: JsonObject
    pointer: str


@dataclass(frozen=True, slots=True)
class Swagger:
    """The old description, and two tables that grow with the new one.

    `moves` has the old pointer of each part that moved, by its new one. `now` has the new pointer
    of a part by its old one: its first place, if it went to many.
    """

    document: LoadedDocument
    sink: Sink
    moves: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> JsonObject:
        """The whole of the old description."""
        return self.document.root

    def moved(self, new: str, old: str) -> None:
        """Notes that the part at `old` stands at `new` now; a part before what is inside it."""
        self.now.setdefault(old, new)
        if new != old:
            self.moves[new] = old

    def resolved(self, value: Json, pointer: str) -> Given | None:
        """The object at `pointer` itself or, for a reference, what it leads to in the end."""
        if isinstance(value, dict) and "$ref" in value:
            found = follow(self.document, value["$ref"], pointer, Sink())
            value, pointer = (found.value, found.pointer) if found else (None, "")
        return Given(value, pointer) if isinstance(value, dict) else None

    def report(self, rule: Rule, pointer: str, message: str, hint: str = "") -> None:
        """Reports a breach of `rule` at an old pointer."""
        place = self.document.positions.locate(pointer)
        self.sink.report(rule.at(place, message, hint=hint))


def listed(value: Json) -> list[Json]:
    """`value` if it is an array, else an empty one."""
    return value if isinstance(value, list) else []


def members(value: Json) -> JsonObject:
    """`value` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def extensions(value: JsonObject) -> JsonObject:
    """The members of `value` that begin with `x-`."""
    return {key: item for key, item in value.items() if key.startswith("x-")}


def media_types(value: Json, default: str = JSON) -> list[str]:
    """The media types of a `consumes` or `produces`, each once."""
    found = [item for item in listed(value) if isinstance(item, str)]
    return list(dict.fromkeys(found)) or [default]
