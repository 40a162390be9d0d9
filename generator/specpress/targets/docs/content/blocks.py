"""What pages are made of: fields, bodies, answers, examples."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from specpress.targets.docs.content.text import Inlines, Link


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
class PartRow:
    """How one field of a form or multipart body travels: its name, and what is to be said of it."""

    name: str
    text: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentBlock:
    """A body in one media type. `stream` says that `shape` is one element of a stream.

    `parts` are the fields of a form or multipart body of which there is something to say.
    """

    anchor: str
    media_type: str
    shape: Shape
    stream: bool
    parts: tuple[PartRow, ...]
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
