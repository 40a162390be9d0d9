"""What data looks like: type definitions, and references to them.

Presence (may a field be left out) and nullability (may it be null) are two facts, everywhere:
`Field.required` is the first, `Nullable` the second.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TypeAlias

from specpress.jsonvalue import Json
from specpress.model.docs import Docs
from specpress.model.names import Name
from specpress.model.origin import Origin

TypeId: TypeAlias = str
"""The identity of a type: the JSON pointer of its declaration."""


class ScalarKind(enum.Enum):
    """What one value is, before any format narrows it. BYTES is a body or part of raw octets."""

    STRING = "string"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    BYTES = "bytes"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. `format` is the format of the OpenAPI format registry, "" where none is given.

    Formats that change how a value is held: `int32`, `int64`, `float`, `double`, `decimal`,
    `date-time`, `date`, `time`, `duration`, `uuid`, `uri`, `byte` (base64 in a string),
    `base64url`, `timestamp` (a local form that is kept as text). All others are documentation.
    """

    kind: ScalarKind
    format: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A reference to a definition in `ApiModel.types`."""

    id: TypeId


@dataclass(frozen=True, slots=True)
class ListOf:
    """A JSON array whose items are all of one type."""

    item: TypeRef


@dataclass(frozen=True, slots=True)
class MapOf:
    """A JSON object with keys that the description does not list."""

    value: TypeRef


@dataclass(frozen=True, slots=True)
class Nullable:
    """`of`, or null. Never nested."""

    of: TypeRef


@dataclass(frozen=True, slots=True)
class Constant:
    """Exactly one JSON scalar."""

    value: bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class AnyValue:
    """Any JSON value, null included."""


TypeRef: TypeAlias = "Scalar | Named | ListOf | MapOf | Nullable | Constant | AnyValue"


class Access(enum.Enum):
    """In which direction a field travels (readOnly and writeOnly of JSON Schema)."""

    BOTH = "both"
    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What JSON Schema asserts beside the type. None where nothing is asserted.

    Lengths count Unicode code points, item counts elements. `further` holds the assertions that no
    type can say (`not`, `if`, `patternProperties` and their like): pairs of a keyword and its value
    as JSON text, in the order of the keywords.
    """

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    min_properties: int | None = None
    max_properties: int | None = None
    further: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Default:
    """The value that the server assumes. It is documented and never sent."""

    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One property of a record.

    `default` is what the server assumes when the field is absent (None: it is not documented);
    `documented_required` is the label of a documented page where the evidence overruled it.
    """

    name: Name
    wire_name: str
    type: TypeRef
    required: bool
    default: Default | None = None
    constraints: Constraints = field(default_factory=Constraints)
    access: Access = Access.BOTH
    deprecated: bool = False
    docs: Docs = field(default_factory=Docs)
    notes: FieldNotes | None = None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldNotes:
    """What a documented page and its example say apart from each other of one field.

    `documented_required`: the page labels the field Required, its example leaves it out.
    `undocumented`: only an example knows the field. `since`: the first version with the field.
    `rule`: a condition in words, where the field is required only sometimes.
    """

    documented_required: bool = False
    undocumented: bool = False
    since: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A JSON object with known properties, in the order of the declaration.

    `extras` is the type of properties that the record does not list; None where the description
    forbids them (additionalProperties: false). A client keeps unknown ones in either case.
    """

    id: TypeId
    name: Name
    fields: tuple[Field, ...]
    extras: TypeRef | None
    deprecated: bool = False
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One documented value of an enumeration."""

    name: Name
    value: str | int | float | bool
    docs: Docs = field(default_factory=Docs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration:
    """The documented values of a scalar. Always open: a newer server may send others."""

    id: TypeId
    name: Name
    base: Scalar
    members: tuple[Member, ...]
    deprecated: bool = False
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One alternative of a union; `tags` are the discriminator values that select it."""

    name: Name
    type: TypeRef
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Discriminator:
    """The property that says which variant a value is."""

    wire_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """A value of one of several types. A value that fits none is kept raw."""

    id: TypeId
    name: Name
    variants: tuple[Variant, ...]
    discriminator: Discriminator | None = None
    deprecated: bool = False
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name for another type, perhaps with constraints of its own."""

    id: TypeId
    name: Name
    target: TypeRef
    constraints: Constraints = field(default_factory=Constraints)
    deprecated: bool = False
    docs: Docs = field(default_factory=Docs)
    origin: Origin


TypeDef: TypeAlias = "Record | Enumeration | Union | Alias"
