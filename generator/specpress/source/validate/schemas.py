"""The meta-schemas of OpenAPI, compiled. They come with openapi-spec-validator.

Only its data files are read: to import it costs more than all of the validation here.
"""

from __future__ import annotations

import functools
import importlib.util
import json
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs

_META_SCHEMA = "resources/schemas/v{}/schema.json"
_DIALECTS = {
    "3.1": ("schemas/oas3.1/metaschema.json", "schemas/oas3.1/vocabularies/base"),
    "3.2": (
        "schemas/oas3.2/dialect/2025-09-17.json",
        "schemas/oas3.2/meta/2025-09-17.json",
    ),
}


class MetaSchema(NamedTuple):
    """A compiled meta-schema, and the documents that it is made of, by their identifiers."""

    validator: jsonschema_rs.Validator
    sources: dict[str, Any]


@functools.cache
def for_version(version: str) -> MetaSchema:
    """The meta-schema for descriptions of Swagger "2.0", OpenAPI "3.0", "3.1" or "3.2"."""
    schema = _read("openapi_spec_validator", _META_SCHEMA.format(version))
    if version in _DIALECTS:
        return _with_dialect(schema, version)
    # Formats are annotations in OpenAPI; checking them would refuse too much (`{host}` in a URL).
    validator = jsonschema_rs.validator_for(schema, validate_formats=False)
    return MetaSchema(validator, {schema.get("id", ""): schema})


def _with_dialect(schema: dict[str, Any], version: str) -> MetaSchema:
    dialect, vocabulary = (_read("openapi_schema_validator", name) for name in _DIALECTS[version])
    sources = {part["$id"]: part for part in (schema, dialect, vocabulary)}
    # The meta-schema leaves Schema Objects open at the dynamic anchor `meta`; here they are closed
    # with the dialect of that version, as its own variant "schema-base" does.
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:specpress:openapi-{version}",
        "$ref": schema["$id"],
        "$defs": {"schema-object": {"$dynamicAnchor": "meta", "$ref": dialect["$id"]}},
    }
    registry = jsonschema_rs.Registry(list(sources.items()))
    validator = jsonschema_rs.validator_for(whole, registry=registry, validate_formats=False)
    return MetaSchema(validator, sources)


def _read(package: str, name: str) -> dict[str, Any]:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise RuntimeError(f"the package {package} is not installed")
    parsed: dict[str, Any] = json.loads((Path(found.origin).parent / name).read_bytes())
    return parsed
