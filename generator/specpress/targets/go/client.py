"""The client and the files around the package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import (
    ApiKeyAuth,
    ApiModel,
    AuthScheme,
    BasicAuth,
    ErrorShape,
    HttpAuth,
    OAuth2Auth,
)
from specpress.naming.words import words
from specpress.targets.base import TypeExpr
from specpress.targets.go.escape import go_string
from specpress.targets.go.fields import Line, lay_out
from specpress.targets.go.layout import key_values
from specpress.targets.go.naming import has_tokens
from specpress.targets.go.options import GoOptions
from specpress.targets.go.sentences import sentence
from specpress.targets.go.types import Types
from specpress.targets.wording import described


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """One secret of a client: the option that gives it, and where else it comes from."""

    option: str
    doc: str
    brief: str
    parameters: str
    text: str
    id: str
    source: str
    variable: str
    tokens: str = ""
    tokens_doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A variable of the server's URL: the option that sets it."""

    option: str
    doc: str
    wire_name: str
    default: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFile:
    """`client.go`. `services` are the lines of the struct, `made` those that fill it."""

    package: str
    doc: str
    new_doc: str
    user_agent: str
    variable: str
    server: str
    variables: tuple[Variable, ...]
    credentials: tuple[Credential, ...]
    services: tuple[Line, ...]
    made: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapesFile:
    """`error_shapes.go`: where errors keep what."""

    package: str
    shapes: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleFile:
    """What `go.mod`, `doc.go` and `README.md` have in common."""

    module: str
    package: str
    version: str
    environment: str
    title: str
    doc: str
    example: str
    server: str
    credentials: tuple[Credential, ...]


def client_file(types: Types, options: GoOptions) -> ClientFile:
    """The view of `client.go`."""
    model, names = types.model, types.names
    title = " ".join(model.info.title.split())
    variable = f"{options.environment}_BASE_URL"
    services = [(names.group(one.id), names.table["service", one.id]) for one in model.groups]
    rows = [(TypeExpr(field), TypeExpr(f"*{service}")) for field, service in services]
    return ClientFile(
        package=options.package,
        doc=f"Client is a client of the {sentence(title)} Make one with [NewClient]. Goroutines may"
        " share it.",
        new_doc=f"NewClient makes a client. Nothing is sent. Where the server is comes from"
        f" [WithBaseURL] or the environment variable {variable}.",
        user_agent=f"{options.package}-go/{options.version}",
        variable=variable,
        server=_default_url(model),
        variables=tuple(_variables(types)),
        credentials=credentials(types, options),
        services=lay_out([("", row) for row in rows]),
        made=tuple(key_values((field, f"&{service}{{core}}") for field, service in services)),
    )


def module_file(types: Types, options: GoOptions, example: str) -> ModuleFile:
    """The view of the files around the package; `example` is a program."""
    model = types.model
    title = " ".join(model.info.title.split())
    about = f"Package {options.package} is a client of the {sentence(title)}"
    return ModuleFile(
        module=options.module,
        package=options.package,
        version=options.version,
        environment=options.environment,
        title=title,
        doc="\n\n".join(part for part in (about, model.info.description, _GUIDE) if part),
        example=example,
        server=model.servers[0].url if model.servers else "",
        credentials=credentials(types, options),
    )


_GUIDE = """\
Begin with [NewClient]. Every method takes a context first, and options of the call last. Arguments
that may be left out are an [Optional]: [Some] gives one, and one that is absent is not sent, so
that the server's own default applies.

A failed call returns an error that [errors.Is] and [errors.As] tell apart: [*StatusError] is an
answer that means failure, [*TransportError] no answer, [*DecodeError] one that is not what the API
documents. No error and no log shows a credential."""


def shapes_file(types: Types, options: GoOptions) -> ShapesFile:
    """The view of `error_shapes.go`."""
    return ShapesFile(
        package=options.package,
        shapes=tuple(
            (types.names.table["shape", one.body], tuple(_parts(one)))
            for one in types.model.error_shapes
        ),
    )


def credentials(types: Types, options: GoOptions) -> tuple[Credential, ...]:
    """The secrets of a client, in the order of the description."""
    return tuple(_credential(scheme, types, options) for scheme in types.model.auth)


def _credential(scheme: AuthScheme, types: Types, options: GoOptions) -> Credential:
    option = types.names.credential(scheme.id)
    suffix = "_".join(words(option.removeprefix("With"))).upper()
    variable = f"{options.environment}_{suffix}"
    said = sentence(scheme.docs.description or scheme.docs.summary) or _what(scheme)
    basic = isinstance(scheme, BasicAuth)
    brief = said.replace("`", "").partition("\n\n")[0].partition(". ")[0]
    tokens = types.names.table["tokens", scheme.id] if has_tokens(scheme) else ""
    return Credential(
        option=option,
        doc=f"{option} says who asks. The default is the environment variable {variable}"
        f"{' with a colon between user and password' * basic}. {said}",
        brief=sentence(" ".join(brief.split())),
        parameters="user, password string" if basic else "secret string",
        text='user+":"+password' if basic else "secret",
        id=scheme.id,
        source=f"newSource({go_string(scheme.id)}, {go_string(option)}, {go_string(variable)},"
        f" {_maker(scheme)}){_endpoints(scheme)}",
        variable=variable,
        tokens=tokens,
        tokens_doc=f"{tokens} is [{option}] with tokens that a source gives, such as a"
        " [ClientCredentials], a [RefreshToken] or a [TokenFunc].",
    )


def _variables(types: Types) -> Iterator[Variable]:
    """The variables of the server that the client asks by itself."""
    model = types.model
    for variable in model.servers[0].variables if _default_url(model) else ():
        option = types.names.table["variable", variable.wire_name]
        known = f" Known values: {', '.join(variable.values)}." if variable.values else ""
        said = sentence(described(variable.docs))
        yield Variable(
            option=option,
            doc=f"{option} sets {variable.wire_name} in the URL of the server."
            f" {said}{known} The default is {go_string(variable.default)}.",
            wire_name=variable.wire_name,
            default=variable.default,
        )


def _endpoints(scheme: AuthScheme) -> str:
    """Where tokens come from, where the API says so: for a program, and for a refresh token."""
    if not isinstance(scheme, OAuth2Auth):
        return ""
    flows = sorted(scheme.flows, key=lambda flow: flow.kind != "clientCredentials")
    token = next((flow.token_url for flow in flows if flow.token_url), "")
    refresh = next((flow.refresh_url for flow in flows if flow.refresh_url), token)
    return f".tokensFrom({go_string(token)}, {go_string(refresh)})" if token else ""


def _what(scheme: AuthScheme) -> str:
    """What a credential is, where the API does not say."""
    match scheme:
        case BasicAuth():
            return "A user and a password."
        case ApiKeyAuth(place=place, wire_name=wire_name):
            return f"The {place} {wire_name}."
        case HttpAuth(scheme=word):
            return f"What follows {word} in the header Authorization."
        case _:
            return "A bearer token."


_PLACES = {"header": "inHeader", "query": "inQuery", "cookie": "inCookie"}


def _maker(scheme: AuthScheme) -> str:
    """The function that makes the credential of a text, in the terms of `credentials.go`."""
    match scheme:
        case BasicAuth():
            return "basicCredential"
        case ApiKeyAuth(place=place, wire_name=wire_name):
            return f"keyCredential({_PLACES[place]}, {go_string(wire_name)})"
        case HttpAuth(scheme=word):
            return f"schemeCredential({go_string(word)})"
        case _:
            return 'schemeCredential("Bearer")'


def _default_url(model: ApiModel) -> str:
    """The server that needs no decision of the caller: it is absolute, and its variables have
    defaults."""
    url = model.servers[0].url if model.servers else ""
    return url if url.startswith(("http://", "https://")) else ""


def _parts(shape: ErrorShape) -> list[str]:
    parts = {
        "problem": shape.error,
        "code": shape.code,
        "message": shape.message,
        "details": shape.details,
        "cause": shape.cause,
    }
    return key_values(
        (part, f"[]string{{{', '.join(map(go_string, path))}}}")
        for part, path in parts.items()
        if path
    )
