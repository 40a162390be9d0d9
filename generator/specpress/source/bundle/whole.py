"""Whether there is anything to bundle, told from the text: most descriptions are one file."""

from __future__ import annotations

import re

from specpress.jsonvalue import Json
from specpress.source.document import LoadedDocument
from specpress.source.positions import TextPositions

# One pass each of the regex engine is faster than `in` and `count`, which matters for large texts.
_REFERENCE = re.compile(r"\$ref")
_LOCAL = re.compile(r"""\$ref["']?\s*:\s*["']?\#(?:/|["'])""")
_NAME = re.compile(r"\$(?:id|anchor|dynamicRef|dynamicAnchor|self)\b")
_ESCAPE = re.compile(r"\\(?:u0024|x24)")
_JSON_MAPPING = re.compile(r'"mapping"\s*:\s*(?:\{([^{}]*)\})?')
_JSON_VALUE = re.compile(r':\s*"((?:[^"\\]|\\.)*)"')


def is_whole(document: LoadedDocument) -> bool:
    """Whether every reference is a pointer into the document itself. A text that leaves it open
    is no whole: the rest of `bundle` looks closer."""
    positions = document.positions
    if not isinstance(positions, TextPositions):
        return False
    text = positions.text
    if _NAME.search(text) or _ESCAPE.search(text):
        return False
    if len(_REFERENCE.findall(text)) != len(_LOCAL.findall(text)):
        return False
    if "mapping" not in text:
        return True
    if positions.form == "json":
        return not any(
            _leads_out(value)
            for mapping in _JSON_MAPPING.findall(text)
            for value in _JSON_VALUE.findall(mapping)
        )
    return not _maps_outside(document.root)


def _maps_outside(root: Json) -> bool:
    """Whether the mapping of a discriminator may lead to another file."""
    todo: list[Json] = [root]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            mapping = value.get("mapping")
            if isinstance(mapping, dict) and any(map(_leads_out, mapping.values())):
                return True
            todo += [item for item in value.values() if isinstance(item, dict | list)]
        elif isinstance(value, list):
            todo += [item for item in value if isinstance(item, dict | list)]
    return False


def _leads_out(value: Json) -> bool:
    return isinstance(value, str) and not value.startswith("#/") and is_reference(value)


def is_reference(value: str) -> bool:
    """Whether a value of a mapping is a reference, rather than the name of a schema."""
    return "/" in value or "#" in value or value.endswith((".json", ".yaml", ".yml"))
