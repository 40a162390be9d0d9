"""The names that schemas give themselves: `$id`, `$anchor`, `$dynamicAnchor` (JSON Schema 2020-12,
section 8.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin

from specpress.jsonvalue import Json, escape

_VALUES = frozenset(("example", "examples", "default", "const", "enum", "dataValue", "value"))
_MAPS = frozenset(("properties", "patternProperties", "$defs", "definitions", "schemas"))


@dataclass(slots=True)
class Identifiers:
    """What is named in one document. `bases` has the base URI by the pointer of each resource,
    `anchors` the pointer by the URI of the resource and the name, `dynamic` the names among those
    that are dynamic."""

    bases: dict[str, str] = field(default_factory=dict)
    anchors: dict[tuple[str, str], str] = field(default_factory=dict)
    dynamic: set[str] = field(default_factory=set)

    def base_of(self, pointer: str) -> tuple[str, str]:
        """The base URI of the part at `pointer`, and the pointer of the resource it is in."""
        known = pointer
        while known and known not in self.bases:
            known = known.rpartition("/")[0]
        return self.bases[known], known


def find(root: Json, base: str) -> Identifiers:
    """All names in a document whose own base URI is `base`. Which parts are schemas is not known
    before a reference leads to them, so every object counts that is no plain value."""
    found = Identifiers({"": base})
    todo: list[tuple[Json, str, str, bool]] = [(root, "", base, False)]
    while todo:
        value, pointer, inside, is_map = todo.pop()
        if isinstance(value, list):
            todo += [
                (item, f"{pointer}/{number}", inside, False) for number, item in enumerate(value)
            ]
        if not isinstance(value, dict):
            continue
        inside = _note(found, value, pointer, inside)
        todo += [
            (item, f"{pointer}/{escape(key)}", inside, key in _MAPS)
            for key, item in value.items()
            if isinstance(item, dict | list) and (is_map or key not in _VALUES)
        ]
    return found


def _note(found: Identifiers, value: dict[str, Json], pointer: str, inside: str) -> str:
    """Notes what `value` is called; its base URI."""
    named = value.get("$id")
    if isinstance(named, str) and named.partition("#")[0]:
        inside = found.bases[pointer] = _joined(inside, named.partition("#")[0])
    for word in ("$anchor", "$dynamicAnchor"):
        name = value.get(word)
        if isinstance(name, str):
            found.anchors.setdefault((inside, name), pointer)
            if word == "$dynamicAnchor":
                found.dynamic.add(name)
    return inside


def _joined(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference
