"""The `x-specpress-*` words: what a documented page or an overlay says and OpenAPI has no word for.

On an operation:
"""

SINCE = "x-specpress-since"
"""String: the first version with this operation, field or value ("0.6")."""

BREADCRUMB = "x-specpress-breadcrumb"
"""Array of strings: where the page stands in the documentation, outermost first."""

SYNCHRONOUS = "x-specpress-synchronous"
"""Boolean: whether the page calls the operation synchronous."""

HISTORY = "x-specpress-history"
"""Array of `{version, change}`: the change history of the page."""

LONG_RUNNING = "x-specpress-long-running"
"""Object on an operation: answered at once, finished later. Keys:

`location` (a runtime expression, OpenAPI 3.1 section 4.8.20.4: `$response.body#/location` or
`$response.header.Location`), `poll` (the operation id of the operation that reads the location),
`accepted`, `pending`, `done`, `failed`, `expired` (arrays of status codes as strings, "4XX"
allowed), `interval` (seconds), `result` and `failure` (schemas, usually references), `id` (the
wire name of the idempotency header whose value is the job's id).
"""

PAGING = "x-specpress-paging"
"""Object on an operation that answers one page of a list. Keys:

`style` ("link", "cursor", "offset" or "page"), `items` (JSON pointer from the body to the list, ""
where the body is the list), `parameter` (the query parameter that moves: cursor, offset or page
number), `cursor` (`$response.body#/next_cursor`, or `$response.header.X-Next-Cursor`), `more` (JSON
pointer to a boolean that is false on the last page), `size` (the query parameter for the length of
a page), `first` (the number of the first page, 1).
"""

DOCUMENTED_REQUIRED = "x-specpress-documented-required"
"""`true` on a property or a parameter that the page labels Required and that is not: its own
example leaves it out, its description calls it optional, or its type would have no end."""

UNDOCUMENTED = "x-specpress-undocumented"
"""`true` on a property that only an example knows."""

ENVELOPE = "x-specpress-envelope"
"""`true` on a body property whose own properties are arguments of the call."""

RULE = "x-specpress-rule"
"""String on a property: a condition in words ("required unless mediaType is ISO")."""

IDEMPOTENCY = "x-specpress-idempotency-key"
"""Object on a header parameter: `form` ("uuid" or "hex32") and, where the server refuses a key that
it knows, `duplicate` (the status of that refusal, an integer)."""

ERROR_SHAPE = "x-specpress-error"
"""Object on the schema of an error body, of JSON pointers: `error` leads from the body to the error
object; `code`, `message`, `details` and `cause` from the error object. All are optional."""

CORRECTION = "x-specpress-correction"
"""Object on an action of an overlay: `documented` (what the page says), `actual` (what the server
does), `source` (where that can be read)."""

PAGE_TYPE = "x-specpress-type"
"""String on a schema: the type word of the page, where the schema does not tell it (the name of an
enumeration, or a label that the example contradicts)."""
