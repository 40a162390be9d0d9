"""What the page reader and the page printer can find: every rule, its code and its severity.

A warning is a page that contradicts itself; an error is what cannot be read.
"""

from __future__ import annotations

from specpress.diagnostics import error, note, warning

# What cannot be read.
TOO_LARGE = error("page-too-large", "a file is larger than any page")
NO_PAGE = error("page-not-a-page", "a text has none of the labels of a documented page")
NO_ENDPOINT = error("page-endpoint-missing", "a page does not say which path it is about")
NO_METHOD = error("page-method-missing", "a page does not say which HTTP method its endpoint has")
BAD_PATH = error("page-path-unreadable", "the path of an endpoint is no path template")
BAD_ROW = error("page-row-unreadable", "a line where a field should stand is no field")
TOO_DEEP = error("page-nesting-too-deep", "fields are nested deeper than the reader follows")
BAD_EXAMPLE = error("page-example-unreadable", "an example is not JSON")
BAD_CURL = error("page-curl-unreadable", "the request example is no curl command")
REPEATED_OPERATION = error("page-operation-repeated", "two pages have one operation id")

# What a page leaves out.
NO_SECTION = warning("page-section-missing", "a page lacks a section that every page has")
NO_OPERATION_ID = warning("page-operation-id-missing", "a page has no operation id")
NO_RESPONSE_TREE = warning("page-response-tree-missing", "a page lost the fields of its response")
TRUNCATED = warning("page-list-truncated", "a copied list of fields stops short of the example")

# What a page contradicts itself in.
ABSENT = warning("page-required-absent", "an example leaves out a field that is labelled Required")
UNDOCUMENTED = warning("page-undocumented-field", "an example has a field that no list documents")
WHOLE_FLOAT = warning("page-whole-float", "an example prints a whole number as a float")
FOREIGN = warning("page-foreign-description", "a description is left in another language")
OPTIONAL = warning(
    "page-required-optional", "a field is labelled Required and described as optional"
)
QUERY_IN_PATH = warning("page-query-in-path", "a path carries a query string")
UNLISTED_VARIABLE = warning("page-path-variable-unlisted", "no list has a variable of the path")
VARIABLE_IN_BODY = warning(
    "page-path-variable-in-body", "a variable of the path is listed as a field of the body"
)
UNKNOWN_VARIABLE = warning(
    "page-path-parameter-unknown", "a path parameter is listed that the path does not have"
)
OPTIONAL_VARIABLE = warning(
    "page-path-parameter-optional", "a path parameter is not labelled Required"
)
NOT_EMPTY = warning("page-response-not-empty", "a response is called empty, and its example is not")
NOT_WITHOUT = warning(
    "page-parameters-denied", "a page says that there are no request parameters, and there are"
)
ENVELOPE = warning(
    "page-envelope", "the list, the curl and the convention disagree on the envelope"
)
NAME_CASE = warning("page-name-case", "two names differ in nothing but case")
LOGIN = warning("page-login-needs-auth", "an endpoint that logs in is marked Auth Required")
AUTH = warning("page-auth-contradicted", "the badge and the curl disagree on authentication")
GET_BODY = warning("page-get-with-body", "an endpoint without a request body has Body Fields")
ERROR_KEY = warning("page-error-sample-key", "an error sample has a key that is no error field")
REPEATED_FIELD = warning("page-field-repeated", "two rows of one list have one name")
JUMP = warning("page-nesting-jump", "a row is indented by more than one level")
TYPE_UNKNOWN = warning("page-type-unknown", "the type of a field is named nowhere else")
TYPE_GUESSED = warning("page-type-guessed", "nothing says where a name ends and its type begins")
TYPE_CONTRADICTED = warning("page-type-contradicted", "an example does not fit the type of a field")
ITEMS_UNKNOWN = warning("page-list-items-unknown", "nothing says what a list holds")
STRUCT_UNDEFINED = warning("page-struct-undefined", "a type is named whose fields no page lists")
STRUCT_CONFLICT = warning("page-struct-conflict", "a type is documented in two different ways")
RECURSIVE = warning("page-required-recursive", "a type requires itself, so no value could exist")
ENDPOINT = warning("page-endpoint-contradicted", "the parts of a page disagree on the endpoint")
SHARED_ENDPOINT = warning("page-endpoint-shared", "two operations have one method and one path")
EXAMPLES_DIFFER = warning("page-examples-differ", "a page has two different success responses")
ODD_EXAMPLE = warning("page-example-odd", "an example is JSON that no two readers read alike")
UNDOCUMENTED_PARAMETER = warning(
    "page-undocumented-parameter", "the curl sends a parameter that no list documents"
)

# What is worth knowing.
NULL = note("page-null-value", "an example has null where the page does not speak of it")
DESCRIPTIONS = note("page-description-differs", "two pages describe one field in different words")

# What a page has no word for.
PRINT_LOST = warning("print-keyword-lost", "a page has no word for a part of the operation")
PRINT_CHANGED = warning("print-value-changed", "a page can only say something else")
PRINT_NO_OPERATION = error("print-operation-unknown", "the description has no such operation")
PRINT_ELSEWHERE = note("print-evidence-elsewhere", "a fact comes from the example of another page")
