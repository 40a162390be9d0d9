"""How a caller says who it is, in words."""

from __future__ import annotations

from specpress.model import (
    ApiKeyAuth,
    AuthScheme,
    BasicAuth,
    BearerAuth,
    HttpAuth,
    OAuth2Auth,
    OAuth2Flow,
    OpenIdAuth,
    Requirement,
)
from specpress.targets.docs.building import text
from specpress.targets.docs.building.place import Place
from specpress.targets.docs.content import (
    AuthBlock,
    AuthNote,
    Code,
    FlowRow,
    Inlines,
    Link,
    Ref,
    Words,
)
from specpress.targets.docs.names import INDEX, Anchors


def blocks(place: Place, anchors: Anchors) -> tuple[AuthBlock, ...]:
    """Every security scheme of the API, for the front page."""
    return tuple(
        AuthBlock(
            anchor=anchors.take("auth", scheme.id),
            title=scheme.id,
            text=_words(scheme),
            description=text.of(scheme.docs),
            flows=tuple(map(_flow, scheme.flows)) if isinstance(scheme, OAuth2Auth) else (),
        )
        for scheme in place.model.auth
    )


def notes(place: Place, alternatives: tuple[Requirement, ...]) -> tuple[tuple[AuthNote, ...], ...]:
    """The alternatives of an operation, with links to the front page."""
    found: dict[str, tuple[AuthScheme, str]] = {}
    anchors = Anchors()
    for scheme in place.model.auth:
        found[scheme.id] = (scheme, anchors.take("auth", scheme.id))
    return tuple(
        tuple(
            AuthNote(
                name=Link(scheme_id, Ref(INDEX.page, found[scheme_id][1])),
                text=_words(found[scheme_id][0]),
                scopes=scopes,
            )
            for scheme_id, scopes in alternative.schemes
            if scheme_id in found
        )
        for alternative in alternatives
    )


def _words(scheme: AuthScheme) -> Inlines:
    match scheme:
        case HttpAuth(scheme=name):
            return (Words("header "), Code(f"Authorization: {name} <secret>"))
        case BearerAuth(token_format=format):
            kind = f"{format} token" if format else "token"
            return (Words("header "), Code(f"Authorization: Bearer <{kind}>"))
        case BasicAuth():
            return (Words("user and password, in the header "), Code("Authorization: Basic"))
        case ApiKeyAuth(place="cookie", wire_name=name):
            return (Words("cookie "), Code(name))
        case ApiKeyAuth(place="query", wire_name=name):
            return (Words("query parameter "), Code(name))
        case ApiKeyAuth(wire_name=name):
            return (Words("header "), Code(name))
        case OAuth2Auth():
            return (Words("OAuth 2 access token, in the header "), _BEARER)
        case OpenIdAuth(url=url):
            return (Words("OpenID Connect ("), Code(url), Words("), in the header "), _BEARER)


_BEARER = Code("Authorization: Bearer <token>")


def _flow(flow: OAuth2Flow) -> FlowRow:
    urls = (
        ("authorization", flow.authorization_url),
        ("token", flow.token_url),
        ("refresh", flow.refresh_url),
    )
    return FlowRow(kind=flow.kind, urls=tuple(one for one in urls if one[1]), scopes=flow.scopes)
