"""The client and the package around it: the views of the files that stand in the root."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from specpress.model import (
    STREAMED,
    ApiKeyAuth,
    ApiModel,
    AuthScheme,
    BasicAuth,
    BearerAuth,
    Codec,
    Group,
    HttpAuth,
    OAuth2Auth,
    OpenIdAuth,
    Operation,
    ServerVariable,
)
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.typescript.escape import clean, doc_text, ts_key, ts_string
from specpress.targets.typescript.layout import (
    Doc,
    Uses,
    assigned,
    block,
    bracketed,
    concat,
    generic,
    group,
    hugged,
    keyed,
    render,
)
from specpress.targets.typescript.models_view import Member
from specpress.targets.typescript.options import TypeScriptOptions
from specpress.targets.typescript.package import Package
from specpress.targets.typescript.sentences import sentence
from specpress.targets.typescript.types import property_type, union
from specpress.targets.typescript.wire_view import filled

_CONFIGURATION = "runtime/configuration"
_FLOWS = ("clientCredentials", "authorizationCode", "password")
_CREDENTIAL_COLUMN = 8
_FACT_COLUMN = 6
_STATEMENT_COLUMN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """One secret of a client.

    `type` is that of the option, `row` the line that makes the credential from the option or the
    environment variable, `hint` the line that says what to do where it is missing.
    """

    option: str
    type: TypeExpr
    variable: str
    row: TypeExpr
    hint: TypeExpr
    doc: str
    brief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupProperty:
    """A group of operations as a property of the client."""

    name: str
    type: Symbol
    assignment: TypeExpr
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFile:
    """`client.ts`. `base_url` is the expression of the base URL."""

    about: str
    base_url: TypeExpr
    base_url_doc: str
    base_options: Symbol
    settings_of: Symbol
    settings: Symbol
    user_agent: TypeExpr
    variables: tuple[Member, ...]
    credentials: tuple[Credential, ...]
    groups: tuple[GroupProperty, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFile:
    """What `package.json`, `README.md` and `index.ts` have in common."""

    title: str
    summary: str
    package: str
    version: str
    license: str
    environment: str
    credentials: tuple[Credential, ...]
    models: str
    modules: tuple[str, ...]
    has_webhooks: bool
    has_pages: bool
    has_streams: bool
    has_uploads: bool
    has_grants: bool
    example: str
    server: str


def client_file(model: ApiModel, names: Names, options: TypeScriptOptions) -> ClientFile:
    """The view of `client.ts`."""
    variable = f"{options.environment}_BASE_URL"
    fallback = default_url(model)
    server = model.servers[0].url if model.servers else ""
    known = f" In the description of the API: {doc_text(server)}." if server else ""
    arguments: list[Doc] = ["options.baseUrl", ts_string(variable)]
    variables = model.servers[0].variables if fallback else ()
    if variables:
        arguments.append(_filled(server, variables, names))
    elif fallback:
        arguments.append(ts_string(fallback))
    used = Uses("baseUrl", frozenset({Symbol(_CONFIGURATION, "baseUrl")}))
    url = concat("baseUrl: ", group(used, bracketed("(", arguments, ")")))
    return ClientFile(
        about=f"A client of the {doc_text(' '.join(model.info.title.split()))}.",
        base_url=render(url, _FACT_COLUMN, ","),
        base_url_doc=(
            f"Where the server is.{known} Default: the environment variable {variable}"
            f"{', else ' + doc_text(fallback) if fallback else ''}."
        ),
        base_options=Symbol("type runtime/options", "BaseOptions"),
        settings=Symbol("type runtime/options", "Settings"),
        settings_of=Symbol(_CONFIGURATION, "settingsOf"),
        user_agent=render(keyed("userAgent", ts_string(options.product)), _FACT_COLUMN, ","),
        variables=tuple(_variable(one, names) for one in variables),
        credentials=tuple(_credential(scheme, names, options) for scheme in model.auth),
        groups=tuple(_group(one, names) for one in model.groups),
    )


def package_file(package: Package, example: str) -> PackageFile:
    """The view of the files around the package; `example` is a program."""
    model, names, options = package.model, package.names, package.options
    title = clean(" ".join(model.info.title.split()))
    return PackageFile(
        title=doc_text(title),
        summary=f"Client of the {title}",
        package=options.package,
        version=options.version,
        license=options.license,
        environment=options.environment,
        credentials=tuple(_credential(scheme, names, options) for scheme in model.auth),
        models=package.places.root("models"),
        modules=tuple(sorted(names.table["module", one.id] for one in model.groups)),
        has_webhooks=bool(model.webhooks),
        has_pages=any(one.paging is not None for one in model.operations),
        has_streams=any(_streams(one) for one in model.operations),
        has_uploads=any(_uploads(one) for one in model.operations),
        has_grants=any(isinstance(scheme, OAuth2Auth) for scheme in model.auth),
        example=example,
        server=model.servers[0].url if model.servers else "",
    )


def _streams(operation: Operation) -> bool:
    codecs = {one.codec for response in operation.responses for one in response.contents}
    return not codecs.isdisjoint({*STREAMED, Codec.BYTES})


def _uploads(operation: Operation) -> bool:
    contents = operation.body.contents if operation.body is not None else ()
    return any(
        one.codec is Codec.BYTES or any(part.codec is Codec.BYTES for part in one.parts)
        for one in contents
    )


def _group(given: Group, names: Names) -> GroupProperty:
    name, kind = names.group(given.id), names.table["class", given.id]
    made = group(f"new {kind}", bracketed("(", ["settings"], ")"))
    return GroupProperty(
        name=name,
        type=Symbol(f"resources/{names.table['module', given.id]}", kind),
        assignment=render(concat(f"this.{name} =", assigned(made), ";"), _STATEMENT_COLUMN),
        doc=_brief(given.docs.description or given.docs.summary or given.name.declared),
    )


def default_url(model: ApiModel) -> str:
    """The server that needs no decision of the caller, with its variables at their defaults."""
    if not model.servers:
        return ""
    url = filled(model.servers[0])
    return url if url.startswith(("http://", "https://")) else ""


def _filled(url: str, variables: tuple[ServerVariable, ...], names: Names) -> Doc:
    rows = [
        keyed(
            ts_key(one.wire_name),
            f"options.{names.variable(one.wire_name)} ?? {ts_string(one.default)}",
        )
        for one in variables
    ]
    function = Uses("serverUrl", frozenset({Symbol(_CONFIGURATION, "serverUrl")}))
    return hugged(function, (ts_string(url), block("{", rows, "}")))


def _variable(given: ServerVariable, names: Names) -> Member:
    """An option for a part of the server's URL."""
    known: Doc = "string"
    if given.values:
        values = union(tuple(ts_string(one) for one in given.values), indented=False)
        opened = Uses("Open", frozenset({Symbol("type runtime/schema", "Open")}))
        known = generic(opened, (values,))
    name = f"readonly {names.variable(given.wire_name)}?"
    said = given.docs.description or f"The part `{given.wire_name}` of the server's URL."
    return Member(
        doc=f"{sentence(doc_text(said))} Default: `{doc_text(given.default)}`.",
        declaration=render(property_type(name, (known, "undefined")), 2),
    )


def _credential(scheme: AuthScheme, names: Names, options: TypeScriptOptions) -> Credential:
    option = names.credential(scheme.id)
    variable = f"{options.environment}_{_screaming(option)}"
    said = scheme.docs.description or scheme.docs.summary or _what(scheme)
    row = keyed(ts_key(scheme.id), _reader(scheme, option, variable))
    hint = keyed(ts_key(scheme.id), ts_string(f"{option} or set {variable}"))
    return Credential(
        option=option,
        type=render(property_type(f"readonly {option}?", (*_given(scheme), "undefined")), 2),
        variable=variable,
        row=render(row, _CREDENTIAL_COLUMN, ","),
        hint=render(hint, _CREDENTIAL_COLUMN, ","),
        doc=f"{sentence(doc_text(said))} Default: the environment variable {variable}.",
        brief=_brief(said),
    )


def _given(scheme: AuthScheme) -> tuple[Doc, ...]:
    """What a caller gives for a credential."""
    match scheme:
        case BasicAuth():
            return (
                Uses("BasicLogin", frozenset({Symbol(f"type {_CONFIGURATION}", "BasicLogin")})),
            )
        case OAuth2Auth():
            names: tuple[str, ...] = ("TokenProvider", "ClientCredentials", "RefreshToken")
        case BearerAuth() | OpenIdAuth():
            names = ("TokenProvider",)
        case _:
            return ("string",)
    return ("string", *(_imported(name, "runtime/tokens") for name in names))


def _imported(name: str, module: str) -> Uses:
    return Uses(name, frozenset({Symbol(f"type {module}", name)}))


def _screaming(option: str) -> str:
    parts = ["_" + one if one.isupper() else one for one in option.strip("_")]
    return "".join(parts).upper().lstrip("_")


def _brief(text: str) -> str:
    return sentence(doc_text(text).partition("\n\n")[0].replace("\n", " ")).strip()


def _what(scheme: AuthScheme) -> str:
    """What a credential is, where the API does not say."""
    match scheme:
        case BasicAuth():
            return "A user and a password."
        case ApiKeyAuth(place=place, wire_name=wire_name):
            return f"The {place} `{wire_name}`."
        case HttpAuth(scheme=word):
            return f"What follows `{word}` in the header Authorization."
        case _:
            return "A bearer token."


def _reader(scheme: AuthScheme, option: str, variable: str) -> Doc:
    """The expression that makes the credential, in the terms of `runtime/configuration.ts`."""
    given = [f"options.{option}"]
    match scheme:
        case BasicAuth():
            return _called("basicCredential", [*given, ts_string(variable)])
        case ApiKeyAuth(place=place, wire_name=wire_name):
            words = (option, variable, place, wire_name)
            return _called("keyCredential", [*given, *map(ts_string, words)])
        case HttpAuth(scheme=word):
            return _called("schemeCredential", [*given, *_strings(option, variable, word)])
        case OAuth2Auth():
            texts = _strings(option, variable, *_token_url(scheme))
            return _called("tokenCredential", [*given, *texts])
        case BearerAuth() | OpenIdAuth():
            return _called("tokenCredential", [*given, *_strings(option, variable)])


def _strings(*texts: str) -> list[str]:
    return [ts_string(text) for text in texts]


def _token_url(scheme: OAuth2Auth) -> tuple[str, ...]:
    """Where tokens come from, and for the client's own what they are good for."""
    for kind in _FLOWS:
        for flow in scheme.flows:
            if flow.kind == kind and flow.token_url:
                names = " ".join(name for name, _ in flow.scopes)
                return flow.token_url, names if kind == _FLOWS[0] else ""
    return ()


def _called(function: str, arguments: Sequence[Doc]) -> Doc:
    used = Uses(function, frozenset({Symbol(_CONFIGURATION, function)}))
    return group(used, bracketed("(", arguments, ")"))
