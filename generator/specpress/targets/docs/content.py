"""What the documentation says: pages as values, with no markup and no paths of files.

The target `docs` prints them as Markdown; a site prints the same values as HTML. Everything that a
reader is told is in here, and every decision about it is made before: a template prints.

Three kinds of text: `str` fields named `summary` or `description` (and those that say so) are
CommonMark from the description of the API, and untrusted; `Inlines` are built by us and name their
parts; all other strings are plain.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TypeAlias

from specpress.targets.base import Sample


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in the documentation: the key of a page (`operations/AddImage`) and an anchor on it.

    An `anchor` of "" is the page itself.
    """

    page: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is written exactly so: a name, a value, a header."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere in the documentation."""

    text: str
    to: Ref


@dataclass(frozen=True, slots=True)
class WebLink:
    """Text that leads out of the documentation; the URL comes from the description of the API."""

    text: str
    url: str


Inline: TypeAlias = "Words | Code | Link | WebLink"

Inlines: TypeAlias = tuple[Inline, ...]
"""A piece of running text."""


class Timing(enum.Enum):
    """When the answer carries the result. UNKNOWN: nobody says."""

    SYNCHRONOUS = "synchronous"
    ASYNCHRONOUS = "asynchronous"
    LONG_RUNNING = "long-running"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """One documented value: its JSON text, and what it means (CommonMark)."""

    value: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field of a request or response, with its own fields below it.

    `path` is where the value stands on the wire, from the root of the body: ("inventory",
    "backupStorageRefs", "[]", "id"); "[]" is any element, "{}" the value of any key. `default` and
    `examples` are JSON texts, "" and () where there are none. `constraints` are conditions in
    words, `rule` one that the description words itself. `further` leads to the fields that are not
    repeated below this row: those of a type that contains itself, or nests too deep for one page.

    `envelope`: the fields of this one are arguments of the call. `documented_required`: the page
    calls it required, its own example leaves it out. `undocumented`: only an example knows it.
    """

    anchor: str
    name: str
    path: tuple[str, ...]
    type: Inlines
    required: bool
    nullable: bool
    default: str
    constraints: tuple[Inlines, ...]
    values: tuple[ValueRow, ...]
    examples: tuple[str, ...]
    description: str
    children: tuple[FieldRow, ...]
    further: Link | None
    read_only: bool = False
    write_only: bool = False
    deprecated: bool = False
    envelope: bool = False
    documented_required: bool = False
    undocumented: bool = False
    since: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a body looks like: its type, the values it may have, and the fields it has.

    `extras` says what fields there may be that are not listed, () when there is nothing to say.
    """

    type: Inlines
    values: tuple[ValueRow, ...]
    fields: tuple[FieldRow, ...]
    extras: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSection:
    """The parameters of one place: "Path parameters"."""

    title: str
    anchor: str
    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentBlock:
    """A body in one media type. `stream` says that `shape` is one element of a stream."""

    anchor: str
    media_type: str
    shape: Shape
    stream: bool
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyBlock:
    """The body of a request."""

    anchor: str
    required: bool
    contents: tuple[ContentBlock, ...]
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseBlock:
    """One answer. `status` is "200", "4XX", "500-503" or "default", `reason` its phrase in HTTP."""

    anchor: str
    status: str
    reason: str
    headers: tuple[FieldRow, ...]
    contents: tuple[ContentBlock, ...]
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a long-running operation, in words; with the body that it gives, if any."""

    title: str
    anchor: str
    text: Inlines
    shape: Shape | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleBlock:
    """An example. `title` says of what ("200, application/json"), `lexer` how to highlight it."""

    title: str
    summary: str
    lexer: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """A change (CommonMark) and the version that made it."""

    version: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """What the page says, what the server does, where that can be read: three CommonMark texts."""

    documented: str
    actual: str
    source: str
    location: str
    operations: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthNote:
    """How a caller says who it is: the scheme, how it travels, and the scopes that are needed."""

    name: Link
    text: Inlines
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationPage:
    """All about one operation, in the order in which a reader meets it.

    `auth` are alternatives, each of schemes that are needed together; an alternative without
    schemes is anonymous access, and no alternative at all means that none is needed. `endpoints`
    are full URLs. `steps` are those of a long-running operation, none in others; `long_running` is
    their anchor.
    """

    key: str
    anchor: str
    id: str
    title: str
    breadcrumb: tuple[str, ...]
    method: str
    path: str
    groups: tuple[Link, ...]
    since: str
    timing: Timing
    deprecated: bool
    auth: tuple[tuple[AuthNote, ...], ...]
    summary: str
    description: str
    links: tuple[WebLink, ...]
    idempotency: Inlines
    parameters: tuple[ParameterSection, ...]
    body: BodyBlock | None
    responses: tuple[ResponseBlock, ...]
    errors: tuple[ResponseBlock, ...]
    long_running: str
    steps: tuple[Step, ...]
    endpoints: tuple[str, ...]
    curl: str
    samples: tuple[Sample, ...]
    request_examples: tuple[ExampleBlock, ...]
    response_examples: tuple[ExampleBlock, ...]
    history: tuple[HistoryRow, ...]
    corrections: tuple[CorrectionRow, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantRow:
    """One alternative of a union, and the values of the discriminator that select it."""

    type: Inlines
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaPage:
    """One type. `shape` has the fields and values, `variants` the alternatives of a union."""

    key: str
    anchor: str
    title: str
    declared: str
    deprecated: bool
    summary: str
    description: str
    links: tuple[WebLink, ...]
    shape: Shape
    constraints: tuple[Inlines, ...]
    variants: tuple[VariantRow, ...]
    discriminator: str
    examples: tuple[ExampleBlock, ...]
    used_by: tuple[Link, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerRow:
    """A place that answers, with its variables."""

    url: str
    description: str
    variables: tuple[VariableRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableRow:
    """A variable of a server's URL; it may have one of `values`, or any where there are none."""

    name: str
    default: str
    values: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthBlock:
    """One security scheme."""

    anchor: str
    title: str
    text: Inlines
    description: str
    flows: tuple[FlowRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """One way to a token: URLs (label, URL) and scopes (scope, CommonMark text)."""

    kind: str
    urls: tuple[tuple[str, str], ...]
    scopes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRow:
    """One line of a list of operations; `summary` is CommonMark."""

    link: Link
    method: str
    path: str
    summary: str
    deprecated: bool
    long_running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBlock:
    """Operations that belong together."""

    anchor: str
    title: str
    description: str
    links: tuple[WebLink, ...]
    rows: tuple[OperationRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """The front page. `facts` are (label, text) lines: license, contact, terms."""

    key: str
    title: str
    version: str
    summary: str
    description: str
    facts: tuple[tuple[str, Inlines], ...]
    links: tuple[WebLink, ...]
    servers: tuple[ServerRow, ...]
    auth: tuple[AuthBlock, ...]
    groups: tuple[GroupBlock, ...]
    schemas: tuple[Link, ...]
    corrections: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage:
    """Everything in which the documentation was wrong."""

    key: str
    title: str
    rows: tuple[CorrectionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All pages, in the order of the description."""

    index: IndexPage
    operations: tuple[OperationPage, ...]
    schemas: tuple[SchemaPage, ...]
    corrections: CorrectionsPage | None
