"""The whole of an API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specpress.model.auth import AuthScheme
from specpress.model.docs import Docs
from specpress.model.names import Name
from specpress.model.operations import ErrorShape, Operation
from specpress.model.origin import Origin
from specpress.model.servers import Server
from specpress.model.types import TypeDef, TypeId
from specpress.model.webhooks import Webhook


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who answers for the API. "" where the description does not say."""

    name: str = ""
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What the description says of itself. `license` is a name or SPDX expression."""

    title: str
    version: str
    summary: str = ""
    description: str = ""
    terms: str = ""
    license: str = ""
    license_url: str = ""
    contact: Contact = field(default_factory=Contact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Operations that belong together (a tag), in the order of the description."""

    id: str
    name: Name
    operations: tuple[str, ...]
    docs: Docs = field(default_factory=Docs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One place where the documentation was wrong and an overlay put it right.

    `documented` is what the page says, `actual` what the server does, `source` where that can be
    read; `operations` are the ids of the operations that it concerns, `location` the place of the
    correction itself ("zstack.overlay.yaml:14").
    """

    documented: str
    actual: str
    source: str
    operations: tuple[str, ...] = ()
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiModel:
    """All that a target may know. Mappings keep the order of the description."""

    info: Info
    servers: tuple[Server, ...]
    auth: tuple[AuthScheme, ...]
    groups: tuple[Group, ...]
    operations: tuple[Operation, ...]
    types: Mapping[TypeId, TypeDef]
    webhooks: tuple[Webhook, ...] = ()
    error_shapes: tuple[ErrorShape, ...] = ()
    corrections: tuple[Correction, ...] = ()
    docs: Docs = field(default_factory=Docs)
    origin: Origin = field(default_factory=lambda: Origin(""))
