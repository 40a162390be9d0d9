"""Examples filled by the rule of the site, for descriptions that no page gave."""

from __future__ import annotations

from specpress.jsonvalue import Json
from specpress.source.page.views import Description, list_of, object_of

_DEEPEST = 12


def filled(
    description: Description, schema: Json, name: str = "body", around: tuple[str, ...] = ()
) -> Json:
    """A value for a schema: String `"<name>"`, List `["<name>"]`, Map `{}`, boolean true, number 1.

    A type inside itself is an empty object. Values that the schema itself gives come first.
    """
    found, component = description.resolved(schema)
    for key in ("example", "default", "const"):
        if key in found:
            return found[key]
    for key in ("examples", "enum"):
        given = list_of(found.get(key))
        if given:
            return given[0]
    if component in around or len(around) >= _DEEPEST:
        return {}
    inner = (*around, component or f"level {len(around)}")
    kind = found.get("type")
    kinds = list_of(kind) or [kind]
    match next((one for one in kinds if one != "null"), None):
        case "string":
            return f"<{name}>"
        case "boolean":
            return True
        case "integer" | "number":
            return 1
        case "array":
            return [filled(description, found.get("items"), name, inner)]
        case "object" | None if "properties" in found:
            properties = object_of(found["properties"])
            return {key: filled(description, part, key, inner) for key, part in properties.items()}
        case _:
            return {}
