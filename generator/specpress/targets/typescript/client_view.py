"""The client and the package around it: the views of the files that stand in the root."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import ApiKeyAuth, ApiModel, AuthScheme, BasicAuth, Group, HttpAuth
from specpress.naming.scopes import Names
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.typescript.escape import clean, doc_text, ts_key, ts_string
from specpress.targets.typescript.layout import (
    Doc,
    Uses,
    assigned,
    bracketed,
    concat,
    group,
    keyed,
    render,
)
from specpress.targets.typescript.options import TypeScriptOptions
from specpress.targets.typescript.package import Package
from specpress.targets.typescript.sentences import sentence

_CONFIGURATION = "runtime/configuration"
_CREDENTIAL_COLUMN = 10
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
    user_agent: str
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
    example: str
    server: str


def client_file(model: ApiModel, names: Names, options: TypeScriptOptions) -> ClientFile:
    """The view of `client.ts`."""
    variable = f"{options.environment}_BASE_URL"
    fallback = default_url(model)
    server = model.servers[0].url if model.servers else ""
    known = f" In the description of the API: {doc_text(server)}." if server else ""
    arguments = ["options.baseUrl", ts_string(variable)]
    arguments += [ts_string(fallback)] * bool(fallback)
    used = Uses("baseUrl", frozenset({Symbol(_CONFIGURATION, "baseUrl")}))
    url = concat("baseUrl: ", group(used, bracketed("(", arguments, ")")))
    return ClientFile(
        about=f"A client of the {doc_text(' '.join(model.info.title.split()))}.",
        base_url=render(url, 8, ","),
        base_url_doc=(
            f"Where the server is.{known} Default: the environment variable {variable}"
            f"{', else ' + doc_text(fallback) if fallback else ''}."
        ),
        base_options=Symbol("type runtime/options", "BaseOptions"),
        settings_of=Symbol(_CONFIGURATION, "settingsOf"),
        user_agent=options.product,
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
        example=example,
        server=model.servers[0].url if model.servers else "",
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
    """The server that needs no decision of the caller: absolute, and without variables."""
    if not model.servers or model.servers[0].variables:
        return ""
    url = model.servers[0].url
    return url if url.startswith(("http://", "https://")) else ""


def _credential(scheme: AuthScheme, names: Names, options: TypeScriptOptions) -> Credential:
    option = names.credential(scheme.id)
    variable = f"{options.environment}_{_screaming(option)}"
    said = scheme.docs.description or scheme.docs.summary or _what(scheme)
    basic = isinstance(scheme, BasicAuth)
    kind: Doc = "string"
    if basic:
        kind = Uses("BasicLogin", frozenset({Symbol(f"type {_CONFIGURATION}", "BasicLogin")}))
    row = keyed(ts_key(scheme.id), _reader(scheme, option, variable))
    hint = keyed(ts_key(scheme.id), ts_string(f"{option} or set {variable}"))
    return Credential(
        option=option,
        type=render(kind),
        variable=variable,
        row=render(row, _CREDENTIAL_COLUMN, ","),
        hint=render(hint, _CREDENTIAL_COLUMN, ","),
        doc=f"{sentence(doc_text(said))} Default: the environment variable {variable}.",
        brief=_brief(said),
    )


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
            texts = (option, variable, place, wire_name)
            return _called("keyCredential", [*given, *map(ts_string, texts)])
        case HttpAuth(scheme=word):
            texts3 = (option, variable, word)
        case _:
            texts3 = (option, variable, "Bearer")
    return _called("schemeCredential", [*given, *map(ts_string, texts3)])


def _called(function: str, arguments: list[str]) -> Doc:
    used = Uses(function, frozenset({Symbol(_CONFIGURATION, function)}))
    return group(used, bracketed("(", arguments, ")"))
