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

_META_SCHEMA_3_0 = "resources/schemas/v3.0/schema.json"
_META_SCHEMA_3_1 = "resources/schemas/v3.1/schema.json"
_DIALECT_3_1 = "schemas/oas3.1/metaschema.json"
_VOCABULARY_3_1 = "schemas/oas3.1/vocabularies/base"


class MetaSchema(NamedTuple):
    """A compiled meta-schema, and the documents that it is made of, by their identifiers."""

    validator: jsonschema_rs.Validator
    sources: dict[str, Any]


@functools.cache
def for_version(version: str) -> MetaSchema:
    """The meta-schema for descriptions of OpenAPI "3.0" or "3.1"."""
    return _for_3_0() if version == "3.0" else _for_3_1()


def _for_3_0() -> MetaSchema:
    schema = _read("openapi_spec_validator", _META_SCHEMA_3_0)
    # Formats are annotations in OpenAPI; checking them would refuse too much (`{host}` in a URL).
    validator = jsonschema_rs.validator_for(schema, validate_formats=False)
    return MetaSchema(validator, {schema["id"]: schema})


def _for_3_1() -> MetaSchema:
    schema = _read("openapi_spec_validator", _META_SCHEMA_3_1)
    dialect = _read("openapi_schema_validator", _DIALECT_3_1)
    vocabulary = _read("openapi_schema_validator", _VOCABULARY_3_1)
    sources = {part["$id"]: part for part in (schema, dialect, vocabulary)}
    # The meta-schema leaves Schema Objects open at the dynamic anchor `meta`; here they are closed
    # with the dialect of OpenAPI 3.1, as its own variant "schema-base" does.
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:specpress:openapi-3.1",
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
