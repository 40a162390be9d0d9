"""Schema Objects of OpenAPI 3.0 in the words of 3.1.

- `nullable` beside a `type` makes the type an array. Without a type it means nothing by the letter
  (3.0.3, section 4.7.24.1), yet people mean it; it stays, and the normalisation honours it.
- A boolean `exclusiveMinimum` or `exclusiveMaximum` becomes the bound.
- `example` becomes the one entry of `examples`.
- The formats `byte` and `binary` become `contentEncoding` and `contentMediaType`.
- Beside `$ref` 3.0 ignores everything and 3.1 nothing: what asserts something is taken away.
"""

from __future__ import annotations

from specpress.diagnostics import Sink, note
from specpress.jsonvalue import Json, JsonObject
from specpress.source.document import LoadedDocument
from specpress.source.structure import Part, walk, walk_from

IGNORED_SIBLING = note(
    "openapi-ignored-sibling", "OpenAPI 2.0 and 3.0 ignore what stands beside a `$ref`"
)

_ANNOTATIONS = frozenset(
    (
        "$ref",
        "title",
        "description",
        "summary",
        "default",
        "example",
        "deprecated",
        "readOnly",
        "writeOnly",
        "nullable",
        "externalDocs",
        "xml",
    )
)
_FORMATS = {
    "byte": ("contentEncoding", "base64"),
    "binary": ("contentMediaType", "application/octet-stream"),
}


def upgrade(root: JsonObject, origin: LoadedDocument, sink: Sink) -> None:
    """Changes all schemas of `root` in place; `origin` has their positions and their version."""
    for part in walk(root):
        if part.kind != "schema":
            continue
        if "$ref" in part.value:
            _drop_siblings(part.value, part.pointer, origin, sink)
        _upgrade_schema(part.value)


def upgrade_part(part: Part) -> None:
    """Changes all schemas in a part of OpenAPI 3.0 in place; what is beside a `$ref` stays."""
    for inner in walk_from(part):
        if inner.kind == "schema":
            _upgrade_schema(inner.value)


def _drop_siblings(schema: JsonObject, pointer: str, document: LoadedDocument, sink: Sink) -> None:
    for key in list(schema):
        if key in _ANNOTATIONS or key.startswith("x-"):
            continue
        del schema[key]
        place = document.positions.locate(f"{pointer}/{key}")
        version = "Swagger 2.0" if document.dialect == "2.0" else "OpenAPI 3.0"
        message = f"`{key}` beside a `$ref` has no effect in {version}"
        hint = "put the reference into an allOf of its own"
        sink.report(IGNORED_SIBLING.at(place, message, hint=hint))


def _upgrade_schema(schema: JsonObject) -> None:
    kind = schema.get("type")
    if isinstance(kind, str) and schema.pop("nullable", False) is True:
        schema["type"] = [kind, "null"]
        _admit_null(schema)
    _upgrade_bound(schema, "minimum", "exclusiveMinimum")
    _upgrade_bound(schema, "maximum", "exclusiveMaximum")
    if "example" in schema and "examples" not in schema:
        schema["examples"] = [schema.pop("example")]
    keyword, value = _FORMATS.get(str(schema.get("format")), ("", ""))
    if keyword and kind == "string":
        del schema["format"]
        schema.setdefault(keyword, value)


def _admit_null(schema: JsonObject) -> None:
    """Adds null to the enum of a nullable schema, where by the letter it had to be."""
    values: Json = schema.get("enum")
    if isinstance(values, list) and None not in values:
        schema["enum"] = [*values, None]


def _upgrade_bound(schema: JsonObject, inclusive: str, exclusive: str) -> None:
    strict = schema.get(exclusive)
    if not isinstance(strict, bool):
        return
    del schema[exclusive]
    if strict and inclusive in schema:
        schema[exclusive] = schema.pop(inclusive)
