"""Whole pages."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.targets.base import Sample
from specpress.targets.docs.content.blocks import (
    AuthNote,
    BodyBlock,
    CorrectionRow,
    ExampleBlock,
    HistoryRow,
    ParameterSection,
    ResponseBlock,
    Shape,
    Step,
    Timing,
)
from specpress.targets.docs.content.text import Inlines, Link, WebLink


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
    paging: Inlines
    callbacks: tuple[Link, ...]
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
class WebhookPage:
    """A request that the API makes: a webhook, or the callback of the operation `caller`.

    `path` is the expression that says where a callback goes.
    """

    key: str
    anchor: str
    id: str
    title: str
    method: str
    path: str
    caller: Link | None
    deprecated: bool
    summary: str
    description: str
    links: tuple[WebLink, ...]
    parameters: tuple[ParameterSection, ...]
    body: BodyBlock | None
    responses: tuple[ResponseBlock, ...]
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
    webhooks: tuple[Link, ...]
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
    webhooks: tuple[WebhookPage, ...]
    schemas: tuple[SchemaPage, ...]
    corrections: CorrectionsPage | None
