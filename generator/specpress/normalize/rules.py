"""What normalisation can find wrong with a description."""

from specpress.diagnostics import error, note, warning

SHAPE = error("normalize-shape", "a part of the description is not the kind of value it must be")
REF_DYNAMIC = warning("normalize-ref-dynamic", "a dynamic reference is taken for any value")

SCHEMA_TYPE = error("normalize-schema-type", "a schema names a type that JSON Schema does not have")
SCHEMA_NEVER = note("normalize-schema-never", "a schema that no value fits is taken for any value")
SCHEMA_CONFLICT = warning("normalize-schema-conflict", "no value can fit all parts of a schema")
SCHEMA_CLOSED = note(
    "normalize-schema-closed", "one part of an allOf forbids the properties of another"
)
SCHEMA_PATTERNS = note("normalize-schema-patterns", "of several patterns only the first is kept")
SCHEMA_WIDE = warning(
    "normalize-schema-wide", "several oneOf or anyOf of one schema have too many combinations"
)
SCHEMA_COMPOSITION_CYCLE = error(
    "normalize-schema-composition-cycle", "an allOf, oneOf or anyOf contains itself"
)
SCHEMA_REQUIRED_UNKNOWN = note(
    "normalize-schema-required-unknown", "a required property has no schema"
)
ENUM_EMPTY = warning("normalize-enum-empty", "an enum lists no value")
ENUM_DUPLICATE = warning("normalize-enum-duplicate", "an enum lists a value twice")
ENUM_TYPE = warning("normalize-enum-type", "an enum lists a value that the type does not allow")
ENUM_STRUCTURED = note(
    "normalize-enum-structured", "an enum of arrays or objects is taken for its type"
)
ENUM_NAMES = warning("normalize-enum-names", "an enum and the list of its names differ in length")
DISCRIMINATOR_NAME = error(
    "normalize-discriminator-name", "a discriminator does not say which property it reads"
)
DISCRIMINATOR_MAPPING = warning(
    "normalize-discriminator-mapping", "a mapping of a discriminator leads to no variant"
)

PATH_FORM = error("normalize-path-form", "a path does not begin with a slash")
PATH_QUERY = warning("normalize-path-query", "a path holds a query")
PATH_FRAGMENT = note("normalize-path-fragment", "a path holds a fragment, which is never sent")
PATH_VARIABLE = warning(
    "normalize-path-variable", "a path has a variable that no parameter declares"
)
PATH_PARAMETER = warning(
    "normalize-path-parameter", "a path parameter is not in the path, and is left out"
)
OPERATION_ID = error("normalize-operation-id", "two operations have one operationId")
OPERATION_ID_MADE = note("normalize-operation-id-made", "an operation without an operationId")

PARAMETER_PLACE = error("normalize-parameter-place", "a parameter is in a place there is none of")
PARAMETER_NAME = error("normalize-parameter-name", "a parameter has no name")
PARAMETER_TWICE = error("normalize-parameter-twice", "a list of parameters has one twice")
PARAMETER_STYLE = error("normalize-parameter-style", "a style that the place does not have")
PARAMETER_HEADER = note(
    "normalize-parameter-header", "a header that OpenAPI describes elsewhere is left out"
)
PARAMETER_OPTIONAL = warning("normalize-parameter-optional", "a path parameter must be required")
PARAMETER_SCHEMA = warning(
    "normalize-parameter-schema", "a parameter has neither schema nor content"
)

MEDIA_TYPE = warning("normalize-media-type", "a media type is not of the form type/subtype")
MEDIA_XML = note("normalize-media-xml", "XML is handed on as text")
MEDIA_MULTIPART = warning(
    "normalize-media-multipart", "a multipart body that is no object is taken for bytes"
)
STATUS = error("normalize-status", "a key of responses is neither a status, a range nor `default`")

SECURITY_SCHEME = error("normalize-security-scheme", "a security scheme of a kind there is none of")
SECURITY_UNKNOWN = warning("normalize-security-unknown", "a requirement names no security scheme")
SECURITY_TLS = note(
    "normalize-security-tls", "client certificates belong to the transport, not to the calls"
)
SERVER_VARIABLE = warning("normalize-server-variable", "a server's URL has an undeclared variable")

ENVELOPE = error(
    "normalize-envelope", "an envelope is not an object with properties of a JSON body"
)
LONG_RUNNING = error("normalize-long-running", "a long-running operation is not fully described")
PAGING = error("normalize-paging", "the paging of an operation is not fully described")
IDEMPOTENCY = error("normalize-idempotency", "an idempotency key is not fully described")
ERROR_SHAPE = error("normalize-error-shape", "an error shape leads to no field of the error body")
EXTERNAL_EXAMPLE = note("normalize-external-example", "an example in another file is left out")
PIN_UNUSED = warning("name-pin-unused", "a pinned name belongs to nothing")
