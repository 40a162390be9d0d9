"""How a caller says who it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from specpress.model.docs import Docs
from specpress.model.names import Name
from specpress.model.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAuth:
    """A secret behind a scheme word in Authorization (RFC 9110, section 11.4): `OAuth <it>`."""

    id: str
    name: Name
    scheme: str
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class BearerAuth:
    """A bearer token (RFC 6750)."""

    id: str
    name: Name
    token_format: str = ""
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicAuth:
    """A user and a password (RFC 7617)."""

    id: str
    name: Name
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyAuth:
    """A secret in a header, a query parameter or a cookie; `place` is one of these words."""

    id: str
    name: Name
    place: str
    wire_name: str
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth2Flow:
    """One way to a token. URLs are "" where the flow has none; `scopes` are (scope, text) pairs."""

    kind: str
    authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    scopes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth2Auth:
    """OAuth 2 (RFC 6749)."""

    id: str
    name: Name
    flows: tuple[OAuth2Flow, ...]
    docs: Docs = field(default_factory=Docs)
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdAuth:
    """OpenID Connect; the token is sent as a bearer token."""

    id: str
    name: Name
    url: str
    docs: Docs = field(default_factory=Docs)
    origin: Origin


AuthScheme: TypeAlias = "HttpAuth | BearerAuth | BasicAuth | ApiKeyAuth | OAuth2Auth | OpenIdAuth"


@dataclass(frozen=True, slots=True)
class Requirement:
    """Schemes that are needed together: (scheme id, scopes) pairs. None at all: anonymous.

    An operation has a tuple of requirements, of which any one is enough; an empty tuple means that
    the operation needs no authentication.
    """

    schemes: tuple[tuple[str, tuple[str, ...]], ...]
