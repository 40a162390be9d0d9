"""The client and the package around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.model import (
    ApiKeyAuth,
    ApiModel,
    AuthScheme,
    BasicAuth,
    BearerAuth,
    Group,
    HttpAuth,
    OAuth2Auth,
    OpenIdAuth,
)
from specpress.naming.scopes import Names
from specpress.targets.rust import layout
from specpress.targets.rust.escape import WIDTH, md_prose, rust_string
from specpress.targets.rust.group_view import group_text
from specpress.targets.rust.options import RustOptions
from specpress.targets.rust.sentences import code, first_sentence, prose, sentence
from specpress.targets.rust.webhooks_view import has_webhooks


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """One secret of a client; `made` is the statement that makes it, at column 8.

    `kind` is "secret", "pair" (of a user and a password) or "grant" (what gives a token).
    """

    argument: str
    kind: str
    variable: str
    head: str
    made: str
    doc: str
    brief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A variable of the server's URL; `entry` is what fills it in, the parts of a tuple."""

    name: str
    head: str
    doc: str
    entry: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMethod:
    """A group of operations as a method of the clients."""

    module: str
    type: str
    use: str
    head: str
    blocking_head: str
    made: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFile:
    """What the files in the root of the crate have in common.

    `by_module`: a group is named by way of the module of all groups.
    """

    title: str
    crate: str
    library: str
    version: str
    license: str
    variable: str
    base_url: tuple[str, ...]
    variables: tuple[Variable, ...]
    server: str
    settings: str
    credentials: tuple[Credential, ...]
    made: str
    secrets: tuple[str, ...]
    groups: tuple[GroupMethod, ...]
    by_module: bool
    modules: tuple[str, ...]
    has_shapes: bool
    has_webhooks: bool
    has_operations: bool
    example: str


def package_file(model: ApiModel, names: Names, options: RustOptions, example: str) -> PackageFile:
    """The view of the client, the manifest and the README; `example` is a program."""
    title = " ".join(model.info.title.split())
    groups = tuple(_method(group, names) for group in model.groups)
    secrets = tuple(_credential(scheme, names, options) for scheme in model.auth)
    variables = _variables(model, names)
    variable = f"{options.environment}_BASE_URL"
    modules = sorted(
        [group.module for group in groups] + ["error_shapes"] * bool(model.error_shapes)
    )
    return PackageFile(
        title=title,
        crate=options.crate,
        library=options.library,
        version=options.version,
        license=options.license,
        variable=variable,
        base_url=_base_url(model, variable, variables),
        variables=variables,
        server=model.servers[0].url if model.servers else "",
        settings=layout.call(
            "let mut settings = Settings::new",
            ["base_url", rust_string(f"{options.crate}/{options.version}"), "credentials"],
            ";",
            8,
        ),
        credentials=secrets,
        made=layout.array("let credentials = vec!", [one.argument for one in secrets], ";", 8),
        secrets=tuple(_secret_types(secrets)),
        groups=tuple(sorted(groups, key=lambda group: group.module)),
        by_module=not all(group.use for group in groups),
        modules=tuple(modules),
        has_shapes=bool(model.error_shapes),
        has_webhooks=has_webhooks(model),
        has_operations=bool(model.operations),
        example=example,
    )


def _secret_types(secrets: tuple[Credential, ...]) -> Iterator[str]:
    if any("KeyPlace" in one.made for one in secrets):
        yield "KeyPlace"
    if any(one.kind != "grant" for one in secrets):
        yield "Secret"


def _method(group: Group, names: Names) -> GroupMethod:
    module = names.group(group.id)
    name = names.table["class", group.id]
    head = f"pub const fn {module}"
    kind, use = f"resources::{module}::{name}", ""
    if 4 + len(f") -> {kind}<'_, Self> {{") >= WIDTH:
        kind, use = name, f"use crate::resources::{module}::{name};"
    return GroupMethod(
        module=module,
        type=kind,
        use=use,
        head=layout.signature(head, ["&self"], f" -> {kind}<'_> {{", 4),
        blocking_head=layout.signature(head, ["&self"], f" -> {kind}<'_, Self> {{", 4),
        made=layout.call(f"{kind}::new", ["self"], "", 8),
        doc=group_text(group).partition("\n\n")[0],
    )


def _credential(scheme: AuthScheme, names: Names, options: RustOptions) -> Credential:
    argument = names.credential(scheme.id)
    variable = f"{options.environment}_{argument.strip('_').upper()}"
    said = prose(scheme.docs) or _what(scheme)
    return Credential(
        argument=argument,
        kind=_KINDS.get(type(scheme), "secret"),
        variable=variable,
        head=_head(scheme, argument),
        made=_made(scheme, argument, variable),
        doc=said,
        brief=md_prose(first_sentence(said)),
    )


_KINDS: dict[type, str] = {
    BasicAuth: "pair",
    BearerAuth: "grant",
    OAuth2Auth: "grant",
    OpenIdAuth: "grant",
}


def _head(scheme: AuthScheme, argument: str) -> str:
    """The head of the builder's method."""
    if isinstance(scheme, BasicAuth):
        taken = ["user: impl Into<String>", "password: impl Into<Secret>"]
    elif type(scheme) in _KINDS:
        taken = ["token: impl Into<Grant>"]
    else:
        taken = ["secret: impl Into<Secret>"]
    return layout.signature(f"pub fn {argument}", ["mut self", *taken], " -> Self {", 4)


def _what(scheme: AuthScheme) -> str:
    """What a credential is, where the API does not say."""
    match scheme:
        case BasicAuth():
            return "A user and a password."
        case ApiKeyAuth(place=place, wire_name=wire_name):
            return sentence(f"The {place} {code(wire_name)}")
        case HttpAuth(scheme=word):
            return f"What follows {code(word)} in the header Authorization."
        case _:
            return "A bearer token, or what gives one."


def _made(scheme: AuthScheme, argument: str, variable: str) -> str:
    """The statement that makes the credential from what was given or the environment."""
    given = [rust_string(scheme.id), f"self.{argument}", f'"{argument}"', f'"{variable}"']
    match scheme:
        case BasicAuth():
            kind = "basic"
        case ApiKeyAuth(place=place, wire_name=wire_name):
            kind = "key"
            given += [f"KeyPlace::{place.capitalize()}", rust_string(wire_name)]
        case HttpAuth(scheme=word):
            kind = "scheme"
            given.append(rust_string(word))
        case OAuth2Auth():
            kind = "token"
            given += [rust_string(text) for text in _token_url(scheme)]
        case _:
            kind = "token"
            given += ['""', '""']
    return layout.call(f"let {argument} = Known::{kind}", given, "?;", 8)


def _token_url(scheme: OAuth2Auth) -> tuple[str, str]:
    """Where tokens come from, and the scopes that a client asks for by itself."""
    for kind in ("clientCredentials", "authorizationCode", "password"):
        for flow in scheme.flows:
            if flow.kind == kind and flow.token_url:
                scopes = " ".join(scope for scope, _ in flow.scopes)
                return flow.token_url, scopes if kind == "clientCredentials" else ""
    return "", ""


def _variables(model: ApiModel, names: Names) -> tuple[Variable, ...]:
    """The variables of the server that clients go to."""
    found = []
    for variable in model.servers[0].variables if model.servers else ():
        name = names.variable(variable.wire_name)
        known = f" Known values: {', '.join(map(code, variable.values))}." * bool(variable.values)
        said = prose(variable.docs) or f"The part {code(variable.wire_name)} of the base URL."
        found.append(
            Variable(
                name=name,
                head=layout.signature(
                    f"pub fn {name}", ["mut self", "value: impl Into<String>"], " -> Self {", 4
                ),
                doc=f"{said}\n\nBy default {code(variable.default)}.{known}",
                entry=(
                    rust_string(variable.wire_name),
                    f"self.{name}.as_deref()",
                    rust_string(variable.default),
                ),
            )
        )
    return tuple(found)


def _base_url(model: ApiModel, variable: str, variables: tuple[Variable, ...]) -> tuple[str, ...]:
    """The statements that find the base URL, at column 8."""
    url = _default_url(model)
    head, given = "let base_url = settings::base_url", ["self.base_url", f'"{variable}"']
    if not url:
        return (layout.call(head, [*given, "None"], "?;", 8),)
    if not variables:
        return (layout.call(head, [*given, f"Some({rust_string(url)})"], "?;", 8),)
    line = layout.tuples("let variables = ", [one.entry for one in variables], ";", 8)
    filled = layout.call("let server = settings::filled", [rust_string(url), "&variables"], ";", 8)
    return (line, filled, layout.call(head, [*given, "Some(&server)"], "?;", 8))


def _default_url(model: ApiModel) -> str:
    """The first server, where it is absolute."""
    if not model.servers:
        return ""
    url = model.servers[0].url
    return url if url.startswith(("http://", "https://")) else ""
