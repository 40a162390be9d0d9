"""Parameters that are neither body nor form, headers of responses, and what is inside arrays."""

from __future__ import annotations

from specpress.diagnostics import warning
from specpress.jsonvalue import Json, JsonObject, clone
from specpress.source.upgrade.swagger.source import Given, Swagger

SEPARATOR = warning("openapi-collection-format", "OpenAPI 3 has no style for this form of an array")

SCHEMA_WORDS = (
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
)
_QUERY_STYLES: dict[str, JsonObject] = {
    "csv": {"style": "form", "explode": False},
    "multi": {"style": "form", "explode": True},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
}
_SIMPLE_STYLES: dict[str, JsonObject] = {"csv": {"style": "simple", "explode": False}}
_SEPARATORS: dict[str, str] = {"ssv": "spaces", "tsv": "tabs", "pipes": "pipes", "csv": "commas"}


def converted(swagger: Swagger, given: Given, new: str) -> JsonObject:
    """A parameter in the path, query or header, which stands at `new`."""
    old, place = given.value, given.value.get("in")
    result: JsonObject = {
        key: clone(value)
        for key, value in old.items()
        if key not in SCHEMA_WORDS and key not in ("collectionFormat", "x-nullable", "x-example")
    }
    styles = _QUERY_STYLES if place == "query" else _SIMPLE_STYLES
    schema, style = array_form(swagger, given, styles)
    if "x-nullable" in old:
        schema["x-nullable"] = old["x-nullable"]
    if "x-example" in old:
        result["example"] = clone(old["x-example"])
    if place == "path":
        result["required"] = True
    result |= style
    result["schema"] = schema
    swagger.moved(f"{new}/schema", given.pointer)
    return result


def header(swagger: Swagger, given: Given, new: str) -> JsonObject:
    """A header of a response, which stands at `new`."""
    result: JsonObject = {
        key: clone(value)
        for key, value in given.value.items()
        if key not in SCHEMA_WORDS and key != "collectionFormat"
    }
    schema, _ = array_form(swagger, given, _SIMPLE_STYLES)
    result["schema"] = schema
    swagger.moved(f"{new}/schema", given.pointer)
    return result


def form_field(swagger: Swagger, given: Given) -> tuple[JsonObject, JsonObject]:
    """The schema of a field of a form, and its Encoding Object."""
    schema, encoding = array_form(swagger, given, _QUERY_STYLES)
    if schema.get("type") == "file":
        schema |= {"type": "string", "format": "binary"}
    for key in ("description", "x-nullable"):
        if key in given.value:
            schema[key] = given.value[key]
    if "x-example" in given.value:
        schema["example"] = clone(given.value["x-example"])
    return schema, encoding


def array_form(
    swagger: Swagger, given: Given, styles: dict[str, JsonObject]
) -> tuple[JsonObject, JsonObject]:
    """The schema of a value that has its words beside it, and the style that an array has.

    An array without a style in OpenAPI 3 becomes the text that travels, which the caller puts
    together.
    """
    schema = _schema(given.value)
    if schema.get("type") != "array":
        return schema, {}
    form = str(given.value.get("collectionFormat", "csv"))
    style = styles.get(form)
    nested = _nested_format(given.value.get("items"))
    if style is not None and not nested:
        return schema, dict(style)
    separator = _SEPARATORS.get(form, "commas")
    pointer = f"{given.pointer}/collectionFormat"
    if nested:
        pointer, separator = f"{given.pointer}/items", "separators"
    swagger.report(
        SEPARATOR,
        pointer,
        f"OpenAPI 3 cannot say that {separator} part the items, so this becomes a string",
        f"callers join the items with {separator} themselves",
    )
    return {"type": "string"}, {}


def _nested_format(items: Json) -> bool:
    return isinstance(items, dict) and items.get("type") == "array"


def _schema(value: JsonObject) -> JsonObject:
    schema: JsonObject = {}
    for key in SCHEMA_WORDS:
        if key not in value:
            continue
        found = value[key]
        schema[key] = _items(found) if key == "items" and isinstance(found, dict) else clone(found)
    return schema


def _items(value: JsonObject) -> JsonObject:
    """An Items Object as a schema; `x-` words of others stay."""
    extra = {key: clone(item) for key, item in value.items() if key[:2] == "x-" or key == "$ref"}
    return _schema(value) | extra
