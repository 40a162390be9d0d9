"""The clients and the project around them: the views of the files that stand in the root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from specpress.naming import cases
from specpress.naming.words import ascii_words
from specpress.targets.base import Symbol, TypeExpr
from specpress.targets.java.code import Invocation, assignment, call, expr, signature, statement
from specpress.targets.java.escape import java_string
from specpress.targets.java.groups import group_text
from specpress.targets.java.javadoc import comment
from specpress.targets.java.naming import class_name
from specpress.targets.java.options import JavaOptions
from specpress.targets.java.sentences import first_paragraph, sentence
from specpress.targets.java.types import Types


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialView:
    """One secret of a client: the fields of the builder that hold it, and how it is read."""

    argument: str
    variable: str
    brief: str
    fields: tuple[str, ...]
    doc: str
    head: str
    reader: TypeExpr
    grant: GrantView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantView:
    """What the tokens of a credential are got for: a field of the builder, set by a method."""

    field: str
    argument: str
    doc: str
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableView:
    """A variable of the API's own server, as a method of the builder."""

    argument: str
    wire_name: str
    doc: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMethod:
    """A group of operations as a method of a client."""

    name: str
    type: Symbol
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFile:
    """The class of a client."""

    package: str
    doc: str
    name: str
    groups: tuple[GroupMethod, ...]
    caller: TypeExpr
    configuration: TypeExpr
    base_url_doc: str
    variables: tuple[VariableView, ...]
    has_servers: bool
    credentials: tuple[CredentialView, ...]
    configuration_exception: Symbol
    use: Mapping[str, Symbol]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFile:
    """What `pom.xml` and `README.md` have in common."""

    title: str
    summary: str
    package: str
    group: str
    artifact: str
    version: str
    license: str
    client: str
    async_client: str
    environment: str
    server: str
    credentials: tuple[CredentialView, ...]
    example: str
    jobs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFile:
    """`package-info.java` of a package that is all generated."""

    package: str
    doc: str


def client_file(types: Types, options: JavaOptions, *, asynchronous: bool) -> ClientFile:
    """The class of one of the clients."""
    model = types.model
    name = options.async_client if asynchronous else options.client
    how = " that never waits" if asynchronous else ""
    kind = "AsyncCaller" if asynchronous else "Caller"
    variable = f"{options.environment}_BASE_URL"
    default = _default_url(model)
    template = _template(model)
    settings = call(
        "configuration.settings",
        java_string(variable),
        java_string(template) if default else "null",
        *_defaults(model, template if default else ""),
    )
    made = call(f"new {kind}", settings, "connections.transport()")
    return ClientFile(
        package=types.places.root,
        doc=comment([f"A client of the {_title(model)}{how}.", "Threads may share a client."]),
        name=name,
        groups=tuple(_group(group, types, asynchronous=asynchronous) for group in model.groups),
        caller=expr(assignment(f"{kind} caller", made, 4), types.places.internal(kind)),
        configuration=expr(
            assignment(
                "private final Configuration configuration",
                call("new Configuration", java_string(f"{options.artifact}/{options.version}")),
                4,
            ),
            types.places.internal("Configuration"),
        ),
        base_url_doc=_base_url_doc(model, variable, default),
        variables=tuple(_variables(types)),
        has_servers=any(operation.servers for operation in model.operations),
        credentials=credentials(types, options),
        configuration_exception=types.places.error("ConfigurationException"),
        use=types.places.vocabulary,
    )


def project_file(types: Types, options: JavaOptions, example: str) -> ProjectFile:
    """The view of the files around the source; `example` is a program."""
    model = types.model
    return ProjectFile(
        title=_title(model),
        summary=f"Client of the {_title(model)}",
        package=options.package,
        group=options.group,
        artifact=options.artifact,
        version=options.version,
        license=options.license,
        client=options.client,
        async_client=options.async_client,
        environment=options.environment,
        server=model.servers[0].url if model.servers else "",
        credentials=credentials(types, options),
        example=example,
        jobs=any(operation.long_running for operation in model.operations),
    )


def package_files(types: Types) -> tuple[PackageFile, ...]:
    """The packages that hold nothing of the runtime."""
    title = _title(types.model)
    return (
        PackageFile(
            package=types.places.model("").module, doc=comment([f"The types of the {title}."])
        ),
        PackageFile(
            package=types.places.resource("").module,
            doc=comment([f"The operations of the {title}, in groups."]),
        ),
    )


def credentials(types: Types, options: JavaOptions) -> tuple[CredentialView, ...]:
    """The secrets of a client, in the order of the description."""
    return tuple(_credential(scheme, types, options) for scheme in types.model.auth)


def _title(model: ApiModel) -> str:
    return " ".join(model.info.title.split()) or "API"


def _credential(scheme: AuthScheme, types: Types, options: JavaOptions) -> CredentialView:
    argument = types.names.credential(scheme.id)
    variable = f"{options.environment}_{cases.screaming(ascii_words(scheme.name.words))}"
    said = first_paragraph(scheme.docs.description or scheme.docs.summary) or _what(scheme)
    basic = isinstance(scheme, BasicAuth)
    fields = (argument, f"{argument}Password") if basic else (argument,)
    tags = [(f"@param {argument}", "the user" if basic else "the secret")]
    tags += [(f"@param {argument}Password", "the password")] if basic else []
    text = f"{sentence(said)} Where it is not set, the environment variable `{variable}` counts."
    parameters = [f"String {field}" for field in fields]
    return CredentialView(
        argument=argument,
        variable=variable,
        brief=sentence(said.partition(". ")[0]),
        fields=fields,
        doc=comment([text], [*tags, ("@return", "this")], indent=4),
        head=signature(f"public Builder {argument}", parameters, 4),
        reader=_reader(scheme, fields, variable, types),
        grant=_grant(scheme, argument),
    )


def _grant(scheme: AuthScheme, argument: str) -> GrantView | None:
    """Tokens that the client gets by itself, or from a function."""
    if not isinstance(scheme, OAuth2Auth | OpenIdAuth | BearerAuth):
        return None
    url = ""
    if isinstance(scheme, OAuth2Auth):
        urls = [flow.token_url for flow in scheme.flows if flow.kind == "clientCredentials"]
        urls += [flow.refresh_url or flow.token_url for flow in scheme.flows]
        url = next((one for one in urls if one), "")
    text = "Sets what the client gets its tokens for. It asks for new ones before the old ones end."
    field = f"{argument}Grant"
    return GrantView(
        field=field,
        argument=argument,
        doc=comment([text], indent=4),
        reader=statement(
            call("configuration.tokenCredential", java_string(scheme.id), field, java_string(url)),
            6,
        ),
    )


def _what(scheme: AuthScheme) -> str:
    match scheme:
        case BasicAuth():
            return "A user and a password."
        case ApiKeyAuth(place=place, wire_name=wire_name):
            return f"The {place} `{wire_name}`."
        case HttpAuth(scheme=word):
            return f"What follows `{word}` in the header Authorization."
        case _:
            return "A bearer token."


def _reader(scheme: AuthScheme, fields: tuple[str, ...], variable: str, types: Types) -> TypeExpr:
    """The statement that gives the credential to the configuration."""
    first = (java_string(scheme.id), *fields)
    names = (java_string(fields[0]), java_string(variable))
    parts: list[Symbol] = []
    match scheme:
        case BasicAuth():
            code = call("configuration.basicCredential", *first, *names)
        case ApiKeyAuth(place=place, wire_name=wire_name):
            parts.append(types.places.internal("Credential"))
            where = f"Credential.Place.{place.upper()}"
            code = _key(first, names, where, wire_name)
        case HttpAuth(scheme=word):
            code = call("configuration.schemeCredential", *first, *names, java_string(word))
        case _:
            code = call("configuration.schemeCredential", *first, *names, '"Bearer"')
    return expr(statement(code, 6), *parts)


def _key(first: tuple[str, ...], names: tuple[str, ...], where: str, wire_name: str) -> Invocation:
    return call("configuration.keyCredential", *first, *names, where, java_string(wire_name))


def _base_url_doc(model: ApiModel, variable: str, default: str) -> str:
    where = f"`{model.servers[0].url}`" if model.servers else "the URL before the paths of the API"
    text = f"Sets where the server is: {where}. Where it is not set, the environment variable"
    text += f" `{variable}` counts" + (", and then the API's own server." if default else ".")
    return comment([text], [("@param baseUrl", "the URL"), ("@return", "this")], indent=4)


def _group(group: Group, types: Types, *, asynchronous: bool) -> GroupMethod:
    name = class_name(types.names, "async class" if asynchronous else "class", group.id)
    said = first_paragraph(group_text(group)[0])
    return GroupMethod(
        name=types.names.group(group.id),
        type=types.places.resource(name),
        doc=comment([sentence(said)], [("@return", "the operations of the group")], indent=2),
    )


def _variables(types: Types) -> Iterator[VariableView]:
    """The variables of the API's own server."""
    for variable in types.model.servers[0].variables if types.model.servers else ():
        argument = types.names.variable(variable.wire_name)
        said = variable.docs.description or variable.docs.summary
        text = sentence(first_paragraph(said) or f"The part `{{{variable.wire_name}}}` of the URL")
        known = ", ".join(f"`{value}`" for value in variable.values)
        rules = f"{f' Known values: {known}.' if known else ''} Default: `{variable.default}`."
        yield VariableView(
            argument=argument,
            wire_name=variable.wire_name,
            doc=comment([f"{text}{rules} It has no meaning beside a base URL."], indent=4),
            head=signature(f"public Builder {argument}", [f"String {argument}"], 4),
        )


def _template(model: ApiModel) -> str:
    return model.servers[0].url if model.servers else ""


def _defaults(model: ApiModel, template: str) -> Iterator[str]:
    """The variables in a URL and their defaults, one after the other."""
    for variable in model.servers[0].variables if template else ():
        yield from (java_string(variable.wire_name), java_string(variable.default))


def _default_url(model: ApiModel) -> str:
    """The server that needs no decision of the caller: absolute, its variables at defaults."""
    url = _template(model)
    for variable in model.servers[0].variables if model.servers else ():
        url = url.replace(f"{{{variable.wire_name}}}", variable.default)
    return url if url.startswith(("http://", "https://")) else ""
