"""Security schemes and requirements (OpenAPI 3.1, sections 4.8.27 and 4.8.30)."""

from __future__ import annotations

import difflib

from specpress.model import (
    ApiKeyAuth,
    AuthScheme,
    BasicAuth,
    BearerAuth,
    HttpAuth,
    OAuth2Auth,
    OAuth2Flow,
    OpenIdAuth,
    Origin,
    Requirement,
)
from specpress.normalize import docs, rules
from specpress.normalize.nodes import Node, Tree
from specpress.normalize.pinning import Naming

_PLACES = frozenset({"header", "query", "cookie"})


def schemes_of(tree: Tree, naming: Naming) -> tuple[AuthScheme, ...]:
    """The security schemes of the document that a call can carry out, in its order."""
    components = tree.root.object("components") if tree.root.has("components") else None
    if components is None or not components.has("securitySchemes"):
        return ()
    made = []
    for key, given in components.entries("securitySchemes"):
        node = given.resolved() if given.is_object() else None
        scheme = _scheme(key, node, naming) if node is not None else None
        if scheme is not None:
            made.append(scheme)
    return tuple(made)


def _scheme(key: str, node: Node, naming: Naming) -> AuthScheme | None:
    name = naming.name("credentials", key)
    told = docs.of_node(node)
    origin = Origin(node.pointer)
    match node.text("type"):
        case "http":
            return _http(key, node, naming)
        case "apiKey" if node.text("in") in _PLACES and node.text("name"):
            place = node.text("in")
            wire_name = node.text("name")
            return ApiKeyAuth(
                id=key, name=name, place=place, wire_name=wire_name, docs=told, origin=origin
            )
        case "oauth2":
            return OAuth2Auth(id=key, name=name, flows=_flows(node), docs=told, origin=origin)
        case "openIdConnect":
            url = node.text("openIdConnectUrl")
            return OpenIdAuth(id=key, name=name, url=url, docs=told, origin=origin)
        case "mutualTLS":
            node.report(rules.SECURITY_TLS, f"`{key}` is set up where the connection is made")
        case kind:
            node.report(
                rules.SECURITY_SCHEME,
                f"the security scheme `{key}` of type `{kind}` is not fully described",
                hint="types are http, apiKey (with `in` and `name`), oauth2, openIdConnect",
            )
    return None


def _http(key: str, node: Node, naming: Naming) -> AuthScheme | None:
    name = naming.name("credentials", key)
    told = docs.of_node(node)
    origin = Origin(node.pointer)
    scheme = node.text("scheme")
    match scheme.lower():
        case "":
            node.report(rules.SECURITY_SCHEME, f"the security scheme `{key}` has no `scheme`")
            return None
        case "bearer":
            form = node.text("bearerFormat")
            return BearerAuth(id=key, name=name, token_format=form, docs=told, origin=origin)
        case "basic":
            return BasicAuth(id=key, name=name, docs=told, origin=origin)
        case _:
            return HttpAuth(id=key, name=name, scheme=scheme, docs=told, origin=origin)


def _flows(node: Node) -> tuple[OAuth2Flow, ...]:
    return tuple(
        OAuth2Flow(
            kind=kind,
            authorization_url=flow.text("authorizationUrl"),
            token_url=flow.text("tokenUrl"),
            refresh_url=flow.text("refreshUrl"),
            scopes=tuple(
                (scope, text.value if isinstance(text.value, str) else "")
                for scope, text in flow.entries("scopes")
            )
            if flow.has("scopes")
            else (),
        )
        for kind, flow in (node.entries("flows") if node.has("flows") else ())
        if flow.is_object() and not kind.startswith("x-")
    )


def requirements_of(node: Node, schemes: tuple[AuthScheme, ...]) -> tuple[Requirement, ...]:
    """What an operation needs: its own requirements, or those of the document.

    A scheme that is carried out by the transport (client certificates) is left out of its
    requirement, and so is one that nobody declares, which is reported: a caller cannot meet it.
    """
    holder = node if node.has("security") else node.tree.root
    known = {scheme.id for scheme in schemes}
    declared = _declared(node.tree)
    made = []
    for given in holder.items("security"):
        if not given.is_object():
            continue
        pairs = []
        unknown = False
        for key, scopes in given.members():
            if key in known:
                pairs.append((key, given.texts(key)))
            elif key not in declared:
                unknown = True
                near = difflib.get_close_matches(key, declared, n=1)
                scopes.report(
                    rules.SECURITY_UNKNOWN,
                    f"there is no security scheme `{key}`; calls go out without it",
                    hint=f"did you mean `{near[0]}`?" if near else "",
                )
        if pairs or not unknown:
            made.append(Requirement(tuple(pairs)))
    return tuple(dict.fromkeys(made))


def _declared(tree: Tree) -> frozenset[str]:
    found = tree.root.down(("components", "securitySchemes"))
    return frozenset(found.raw()) if found is not None else frozenset()
