"""Discriminators whose values are names of schemas, where a schema could not keep its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specpress.jsonvalue import Json, JsonObject
from specpress.source.refs import local, pointer_of
from specpress.source.structure import walk


def spell_out(root: JsonObject, renamed: Mapping[str, str]) -> None:
    """Adds to the mapping of each discriminator the values that the names were.

    `renamed` has the name that a schema would have, by the pointer where it stands under another.
    A value without a mapping is the name of a schema (OpenAPI 3.1, section 4.8.25).
    """
    if not renamed:
        return
    for part in walk(root):
        discriminator = part.value.get("discriminator") if part.kind == "schema" else None
        if not isinstance(discriminator, dict):
            continue
        mapping = discriminator.get("mapping", {})
        for pointer in _alternatives(part.value):
            name = renamed.get(pointer)
            if name is None or not isinstance(mapping, dict) or name in mapping:
                continue
            if local(pointer) not in mapping.values():
                mapping[name] = local(pointer)
                discriminator["mapping"] = mapping


def _alternatives(schema: JsonObject) -> Iterator[str]:
    for word in ("oneOf", "anyOf"):
        choices: Json = schema.get(word)
        for choice in choices if isinstance(choices, list) else ():
            pointer = pointer_of(choice.get("$ref")) if isinstance(choice, dict) else None
            if pointer is not None:
                yield pointer
