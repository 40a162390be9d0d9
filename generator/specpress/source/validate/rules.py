"""What can be wrong with a description that is sound JSON or YAML."""

from __future__ import annotations

from specpress.diagnostics import error, warning

MISSING_FIELD = error("openapi-missing-field", "an object leaves out a field that it must have")
UNKNOWN_FIELD = error("openapi-unknown-field", "an object has a field that OpenAPI does not know")
WRONG_TYPE = error("openapi-wrong-type", "a value has the wrong type")
WRONG_VALUE = error("openapi-wrong-value", "a value is not one that OpenAPI allows")
REPEATED_ITEM = warning("openapi-repeated-item", "a list of distinct values has one twice")
OLD_KEYWORD = warning("openapi-old-keyword", "a keyword of a schema has the form of an old draft")

DUPLICATE_OPERATION_ID = error("openapi-duplicate-operation-id", "two operations have one id")
DUPLICATE_PARAMETER = error("openapi-duplicate-parameter", "a parameter is declared twice")
DUPLICATE_TAG = error("openapi-duplicate-tag", "a tag is declared twice")
UNDECLARED_VARIABLE = error(
    "openapi-undeclared-path-variable", "a path has a variable that no parameter declares"
)
STRAY_PATH_PARAMETER = error("openapi-stray-path-parameter", "a path parameter is not in the path")
AMBIGUOUS_PATH = warning("openapi-ambiguous-path", "two paths differ in variable names only")
BAD_DEFAULT = warning("openapi-bad-default", "a default does not fit its own schema")
BAD_PATTERN = warning(
    "openapi-bad-pattern", "a pattern is no regular expression, or not everywhere"
)
