"""Schemas to bulleted rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from specpress.jsonvalue import Json, JsonObject
from specpress.source import extensions
from specpress.source.page import labels
from specpress.source.page.names import member_name
from specpress.source.page.rows import DEEPEST
from specpress.source.page.split import Ground, split
from specpress.source.page.views import Description, list_of, object_of, objects_of, text_of
from specpress.source.page.words import CONTAINERS, SCALARS, is_name

_SCALAR_WORDS = {
    "string": ("String",),
    "boolean": ("Boolean", "boolean"),
    "number": ("Double", "double", "Float", "float"),
}
_OPEN = ("Map", "LinkedHashMap", "Object")
_BULLET = "•"
_MANY = 2000
"""Rows after which a type that was listed before is only named."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """The type words that a schema could have, the best first, and the objects below it."""

    words: tuple[str, ...]
    below: JsonObject = field(default_factory=dict)
    component: str = ""
    prefix: str = ""


class RowPrinter:
    """Prints the lists of fields of one operation."""

    def __init__(self, description: Description, operation_id: str) -> None:
        self._description = description
        self._operation_id = operation_id
        self._named = frozenset(_types(description.root))
        self._count = 0
        self._printed: set[str] = set()

    def of_schema(self, schema: Json, prefix: str, objects: Sequence[JsonObject]) -> str:
        """The rows of the properties of a schema. `objects` are the examples at its place."""
        found, _ = self._description.resolved(schema)
        lines = self._list(_rows(found), prefix, objects, 1, ())
        return "\n\n".join(lines)

    def printed(
        self,
        rows: Iterable[tuple[str, JsonObject, bool]],
        prefix: str,
        objects: Sequence[JsonObject],
    ) -> str:
        """Rows of a name, a schema and the label Required each."""
        return "\n\n".join(self._list(rows, prefix, objects, 1, ()))

    def _list(
        self,
        rows: Iterable[tuple[str, JsonObject, bool]],
        prefix: str,
        objects: Sequence[JsonObject],
        level: int,
        around: tuple[str, ...],
    ) -> Iterator[str]:
        keys = {key for value in objects for key in value}
        for name, schema, required in rows:
            self._count += 1
            typed = self._typed(name, schema, prefix)
            word = self._glued(name, typed.words, keys)
            indent = "  " * level
            yield f"{indent}{_BULLET} {word}" + (labels.REQUIRED[0] if required else "")
            text = text_of(schema, "description") or labels.NO_DESCRIPTION[0]
            yield "\n".join(f"{indent}  {line}" if line else "" for line in text.split("\n"))
            if level == DEEPEST or not self._goes_below(typed, around):
                continue
            inside = [part for value in objects for part in objects_of(value.get(name))]
            inner = (*around, typed.component) if typed.component else around
            yield from self._list(_rows(typed.below), typed.prefix, inside, level + 1, inner)

    def _goes_below(self, typed: _Typed, around: tuple[str, ...]) -> bool:
        """Whether the fields of a type are listed: not inside themselves, and not without end."""
        name = typed.component
        if not name:
            return True
        if name in around or (name in self._printed and self._count > _MANY):
            return False
        self._printed.add(name)
        return True

    def _glued(self, name: str, words: tuple[str, ...], keys: set[str]) -> str:
        """Name and type, with the first type word that the reader finds again behind the name.

        Where it would find none, a space stands between the two.
        """
        for word in words:
            ways = [split(name + word, keys, named) for named in (frozenset(), self._named)]
            certain = all(found.ground is not Ground.GUESS for found in ways)
            if certain and all((found.name, found.type) == (name, word) for found in ways):
                return name + word
        return f"{name} {words[0]}".rstrip()

    def _typed(self, name: str, schema: JsonObject, prefix: str) -> _Typed:
        own = schema.get(extensions.PAGE_TYPE)
        schema = _without_null(schema)
        below: JsonObject = {}
        component = ""
        found, target = self._description.resolved(schema)
        if "properties" in found or (target and not _is_plain(found)):
            below, component = found, target
            words = self._struct_words(name, prefix, below, component)
        elif found.get("type") == "array":
            words = ("Set" if found.get("uniqueItems") else "List",)
            items = _without_null(object_of(found.get("items")))
            below, component = self._description.resolved(items)
        else:
            words = _plain_words(_without_null(found))
        if isinstance(own, str):
            words = (own,)
        return _Typed(words, below, component, component or member_name(prefix, name))

    def _struct_words(
        self, name: str, prefix: str, below: JsonObject, component: str
    ) -> tuple[str, ...]:
        mark = text_of(below, extensions.PAGE_TYPE)
        if mark:
            return (mark,)
        if not component or component == member_name(prefix, name):
            return ("Object",)
        return (component if is_name(component) else "Object",)


def _rows(schema: JsonObject) -> Iterator[tuple[str, JsonObject, bool]]:
    """The documented properties of a schema."""
    required = list_of(schema.get("required"))
    for name, part in object_of(schema.get("properties")).items():
        found = object_of(part)
        if not found.get(extensions.UNDOCUMENTED):
            needed = name in required or bool(found.get(extensions.DOCUMENTED_REQUIRED))
            yield name, found, needed


def _without_null(schema: JsonObject) -> JsonObject:
    """A nullable schema without its null: the example shows it."""
    choices = [choice for choice in list_of(schema.get("anyOf")) if choice != {"type": "null"}]
    if len(choices) == 1:
        rest = {key: part for key, part in schema.items() if key != "anyOf"}
        return {**object_of(choices[0]), **rest}
    kinds = [kind for kind in list_of(schema.get("type")) if kind != "null"]
    if len(kinds) == 1:
        return {**schema, "type": kinds[0]}
    return schema


def _is_plain(schema: JsonObject) -> bool:
    """Whether a component is no struct: a scalar, a list, or a choice of names."""
    return schema.get("type") not in (None, "object") and "enum" not in schema


def _plain_words(schema: JsonObject) -> tuple[str, ...]:
    match schema.get("type"):
        case "integer":
            return ("Integer", "int") if schema.get("format") == "int32" else ("Long", "long")
        case "string" if schema.get("format") == "timestamp":
            return ("Timestamp",)
        case str() as kind if kind in _SCALAR_WORDS:
            return _SCALAR_WORDS[kind]
        case _:
            return _OPEN


def _types(value: Json) -> set[str]:
    """The type words of a document that are names of its own."""
    found: set[str] = set()
    waiting: list[Json] = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, dict):
            own = part.get(extensions.PAGE_TYPE)
            if isinstance(own, str) and is_name(own):
                found.add(own)
            waiting.extend(part.values())
    return found - {*SCALARS, *CONTAINERS}
