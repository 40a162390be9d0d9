"""What can be called: operations, what goes in, what comes back."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from specpress.model.auth import Requirement
from specpress.model.docs import Docs, Page
from specpress.model.names import Name
from specpress.model.origin import Origin
from specpress.model.paging import Paging
from specpress.model.servers import Server
from specpress.model.types import Constraints, Default, Field, TypeId, TypeRef


class Place(enum.Enum):
    """Where a parameter travels."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    QUERYSTRING = "querystring"  # the whole query is one document (OpenAPI 3.2)


class Style(enum.Enum):
    """How a parameter that is no scalar is spelled (OpenAPI 3.1, section 4.8.12.3)."""

    SIMPLE = "simple"
    LABEL = "label"
    MATRIX = "matrix"
    FORM = "form"
    SPACE_DELIMITED = "spaceDelimited"
    PIPE_DELIMITED = "pipeDelimited"
    DEEP_OBJECT = "deepObject"
    COOKIE = "cookie"  # as form, in a cookie, and not percent-encoded (OpenAPI 3.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One argument that travels outside the body.

    `content_type` is set where the value is a document of its own inside the parameter (the
    `content` form); `style` then does not apply.
    """

    name: Name
    wire_name: str
    place: Place
    type: TypeRef
    required: bool
    style: Style
    explode: bool
    allow_reserved: bool = False
    content_type: str = ""
    default: Default | None = None
    constraints: Constraints = field(default_factory=Constraints)
    deprecated: bool = False
    docs: Docs = field(default_factory=Docs)
    origin: Origin


class Codec(enum.Enum):
    """How a body is written: decided by its media type."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    TEXT = "text"
    BYTES = "bytes"
    XML = "xml"
    EVENTS = "events"
    JSON_LINES = "json-lines"


STREAMED = frozenset({Codec.EVENTS, Codec.JSON_LINES})
"""The codecs of bodies that arrive element by element."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A response header, or a header of a part of a multipart body."""

    name: Name
    wire_name: str
    type: TypeRef
    required: bool
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How one property of a form or multipart body is written; `wire_name` says which."""

    wire_name: str
    content_types: tuple[str, ...] = ()
    headers: tuple[Header, ...] = ()
    style: Style | None = None
    explode: bool | None = None
    allow_reserved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How one property of a form or multipart body travels (OpenAPI 3.1, section 4.8.15.1).

    All defaults are filled in. `type` is that of one part: `repeated` says that the property is an
    array, each of whose items is a part (or a pair of a form) of its own.

    A property that repeats and does not `explode` is one part after all, with its items joined as
    the `style` says.

    `codec` is BYTES for a file, JSON for an object, TEXT for anything that is one string.
    `content_type` is the media type of the part, "" where none is said: a part of text then goes
    without, and a file has the type that the caller gives or application/octet-stream;
    `content_types` are all that the description allows. `style`, `explode` and `allow_reserved`
    hold for forms, and for a multipart body where the description names one of them (`style` is
    None otherwise).
    """

    wire_name: str
    type: TypeRef
    required: bool
    repeated: bool = False
    codec: Codec
    content_type: str = ""
    content_types: tuple[str, ...] = ()
    headers: tuple[Header, ...] = ()
    style: Style | None = None
    explode: bool = True
    allow_reserved: bool = False


class EventForm(enum.Enum):
    """What one element of a stream of server-sent events is.

    DATA: what stands in the data of an event, as JSON (as it is, where the element is a string).
    EVENT: the event itself, an object with `data`, `event`, `id` and `retry`, the data as text.
    EVENT_JSON: the same, the data as the JSON that it holds.
    """

    DATA = "data"
    EVENT = "event"
    EVENT_JSON = "event-json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A body in one media type. `type` is the whole body, `item` one element of a stream.

    `event_form` holds for server-sent events. `parts` are the properties of a form or multipart
    body, in their order; none where it is no record.
    """

    media_type: str
    codec: Codec
    type: TypeRef
    item: TypeRef | None = None
    event_form: EventForm = EventForm.DATA
    parts: tuple[Part, ...] = ()
    encodings: tuple[Encoding, ...] = ()
    docs: Docs = field(default_factory=Docs)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyArgument:
    """A field of the body that is an argument of the call.

    `path` holds the wire names from the body's root to the field: ("params", "name") for a field of
    the envelope `params`, ("systemTags",) for one beside it. `envelopes` of the path that are
    required are sent even when none of their fields is given.
    """

    path: tuple[str, ...]
    field: Field
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a call sends.

    `contents` has one entry a media type, the preferred one first; where there are several, the
    caller chooses. Where `arguments` is not empty, the preferred content is a record (of JSON, a
    form or a multipart body) that is built from the call's own arguments, and callers never see it;
    else the body is one argument named `name`.
    """

    name: Name
    required: bool
    contents: tuple[Content, ...]
    arguments: tuple[BodyArgument, ...] = ()
    envelopes: tuple[Envelope, ...] = ()
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An object of the body that is flattened into the call's arguments: its path of wire names."""

    path: tuple[str, ...]
    required: bool
    type: TypeId


@dataclass(frozen=True, slots=True)
class StatusRange:
    """The status codes from `first` to `last`, both included: 200-200, 400-499, 0-999 (default)."""

    first: int
    last: int

    def __contains__(self, status: int) -> bool:
        return self.first <= status <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What comes back with a status. No `contents`: no body that the description knows of."""

    status: StatusRange
    contents: tuple[Content, ...]
    headers: tuple[Header, ...] = ()
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorShape:
    """Where an error body keeps what a caller asks of it.

    Each path holds wire names from the body's root, and is () where the body has no such part.
    `error` leads to the error object itself; the others count from there. `cause` leads from an
    error object to the one that caused it, which has the same type.
    """

    body: TypeId
    error: tuple[str, ...]
    error_type: TypeId
    code: tuple[str, ...] = ()
    message: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    cause: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    """A header that makes a call safe to repeat: the server runs a key once.

    `form` says how a client makes a key when the caller gives none: "uuid" or "hex32" (a UUID
    without dashes). `duplicate` is the status that answers a key the server knows already, 0 where
    it repeats the first answer.
    """

    wire_name: str
    form: str
    duplicate: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRunning:
    """A call that is answered at once and finished later.

    Submit: the answer with a status in `accepted` names a location; `location` is its path of wire
    names in the body, or () when it is the header Location. The client keeps the scheme, host and
    port that it was given and takes the path and query from the location.

    Poll: GET that location. A status in `pending` means that it still runs, one in `done` that the
    body is the `result`, one in `failed` that the body is a `failure`, one in `expired` that the
    server does not know the job (any more). `poll_path` is the template of the location with the
    job's id as its one variable, so that a job can be taken up again from its id. `interval` is the
    pause between polls in seconds, where the server does not say Retry-After.

    `id_header` is the idempotency header whose value becomes the job's id, "" where there is none.
    """

    accepted: tuple[StatusRange, ...]
    location: tuple[str, ...]
    poll_path: str
    poll_operation: str
    pending: tuple[StatusRange, ...]
    done: tuple[StatusRange, ...]
    failed: tuple[StatusRange, ...]
    expired: tuple[StatusRange, ...]
    interval: float
    result: TypeRef
    failure: TypeRef | None
    id_header: str = ""
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One call. `id` is the operation id of the description, or made from method and path.

    `responses` are those that mean success (2xx, or documented 3xx where there is no 2xx), `errors`
    the others; a default response is an error unless it is the only one. `groups` name the groups
    it is listed under, the first of which owns it in clients. `servers` are its own, instead of
    those of the API; none where it has none of its own.
    """

    id: str
    name: Name
    groups: tuple[str, ...]
    method: str
    path: str
    servers: tuple[Server, ...] = ()
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: tuple[Response, ...]
    errors: tuple[Response, ...]
    auth: tuple[Requirement, ...]
    idempotency: Idempotency | None = None
    long_running: LongRunning | None = None
    paging: Paging | None = None
    deprecated: bool = False
    docs: Docs = field(default_factory=Docs)
    page: Page | None = None
    origin: Origin

    @property
    def has_stream_beside(self) -> bool:
        """Whether a success comes whole or as a stream, as the caller asks: two methods.

        The first takes what comes whole, the second, which is named for it, the stream.
        """
        streamed = {one.codec in STREAMED for good in self.responses for one in good.contents}
        return len(streamed) == 2
