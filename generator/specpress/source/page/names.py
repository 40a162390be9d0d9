"""The names of components, from what a page calls them or from where they stand."""

from __future__ import annotations

import re

_OTHER = re.compile(r"[^A-Za-z0-9]+")


def pascal(text: str) -> str:
    """A name as part of a component name: `params` is `Params`, `a-b` is `AB`.

    Component names have the characters `A-Za-z0-9.-_` (OpenAPI 3.1, section 4.8.7.1).
    """
    return "".join(part[:1].upper() + part[1:] for part in _OTHER.split(text)) or "Field"


def request_name(operation_id: str) -> str:
    """The component of a request body."""
    return pascal(operation_id) + "Request"


def response_name(operation_id: str) -> str:
    """The component of a success response."""
    return pascal(operation_id) + "Response"


def error_name(operation_id: str) -> str:
    """The component of an error response."""
    return pascal(operation_id) + "Error"


def member_name(prefix: str, field: str) -> str:
    """The component of an object that a field holds: `AddImageParams`.

    A field that repeats the name around it, as the envelope of an action page does, holds `Params`.
    """
    name = pascal(field)
    return prefix + ("Params" if name == prefix else name)


def item_name(prefix: str, field: str) -> str:
    """The component of the items of a list: `ImageInventoryBackupStorageRef`."""
    return prefix + pascal(singular(field))


def singular(word: str) -> str:
    """One of what a plural counts; `Item` is added where a word is no plural."""
    for plural, one in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if word.lower().endswith(plural) and len(word) > len(plural) + 1:
            return word[: -len(plural)] + one
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word + "Item"


def envelope_name(operation_id: str) -> str:
    """The body's one key on the action pages: the operation id, its first letter in lower case."""
    return operation_id[:1].lower() + operation_id[1:]
