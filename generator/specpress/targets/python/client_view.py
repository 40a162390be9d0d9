"""The clients and the package around them: the views of the files that stand in the root."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import (
    ApiKeyAuth,
    ApiModel,
    AuthScheme,
    BasicAuth,
    BearerAuth,
    Codec,
    ErrorShape,
    Group,
    HttpAuth,
    OAuth2Auth,
    OpenIdAuth,
    ServerVariable,
)
from specpress.naming.scopes import Names
from specpress.targets.base import TypeExpr
from specpress.targets.python.arguments import WIRE
from specpress.targets.python.client_scopes import async_group_class, group_class, headers_of
from specpress.targets.python.docstrings import (
    client_docstring,
    first_line,
    first_sentence,
    group_docstring,
)
from specpress.targets.python.escape import py_string
from specpress.targets.python.options import PythonOptions
from specpress.targets.python.results import shape_name
from specpress.targets.python.types import LITERAL
from specpress.targets.wording import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """One secret of a client.

    `annotation` is the type of the argument, `reader` the expression that makes the credential from
    the argument or the environment variable, `hint` what to do where it is missing.
    """

    id: str
    argument: str
    annotation: str
    variable: str
    reader: str
    hint: str
    doc: str
    brief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAttribute:
    """A group of operations as an attribute of the clients."""

    name: str
    plain: str
    asynchronous: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LazyImport:
    """What type checkers import from a module of `resources/`; the clients do it when asked."""

    module: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A variable of the server's URL, as an argument of a client."""

    argument: str
    wire_name: str
    annotation: TypeExpr
    default: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFile:
    """`client.py`. `default_url` is the server that needs no base URL, "" where there is none.

    `servers`: some operation has a server of its own. `tokens`: some credential can ask for tokens
    itself. `boundary`: some body is a form of several parts.
    """

    about: str
    about_async: str
    init_doc: str
    default_url: str
    variable: str
    user_agent: str
    credentials: tuple[Credential, ...]
    variables: tuple[Variable, ...]
    servers: bool
    tokens: bool
    boundary: bool
    literals: bool
    groups: tuple[GroupAttribute, ...]
    lazy_imports: tuple[LazyImport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The shape of an error body: expressions of keyword and value."""

    wire: TypeExpr
    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapesFile:
    """`_requests/_errors.py`."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFile:
    """What `pyproject.toml`, `README.md` and `__init__.py` have in common."""

    summary: str
    summary_doc: str
    package: str
    distribution: str
    version: str
    license: str
    environment: str
    dependencies: tuple[str, ...]
    source_folder: str
    credentials: tuple[Credential, ...]
    example: str
    server: str
    headers: bool
    webhooks: bool


DEPENDENCIES = ("anyio>=4.10", "httpx2>=2", "pydantic>=2.11")
"""What the package needs; `anyio` comes with `httpx2` and is named because it is imported."""

_THREADS = (
    "Threads may share a client. It keeps connections open until it is closed: use it in a `with`"
    " statement, or call `close`."
)
_TASKS = (
    "It keeps connections open until it is closed: use it in an `async with` statement, or call"
    " `close`."
)


def client_file(model: ApiModel, names: Names, options: PythonOptions) -> ClientFile:
    """The view of `client.py`."""
    title = " ".join(model.info.title.split())
    variable = f"{options.environment}_BASE_URL"
    secrets = credentials(model, names, options)
    server = model.servers[0].url if model.servers else ""
    groups = tuple(_attribute(group, names) for group in model.groups)
    given = variables(model, names)
    servers = any(operation.servers for operation in model.operations)
    boundary = any(
        content.codec is Codec.MULTIPART
        for operation in model.operations
        if operation.body is not None
        for content in operation.body.contents
    )
    return ClientFile(
        about=f"A client of the {title}.\n\n{_THREADS}",
        about_async=f"A client of the {title} whose methods are awaited.\n\n{_TASKS}",
        init_doc=client_docstring(
            server, variable, secrets, given, servers=servers, boundary=boundary
        ),
        default_url=_default_url(model),
        variable=variable,
        user_agent=f"{options.distribution}/{options.version}",
        credentials=secrets,
        variables=given,
        servers=servers,
        tokens=any("ClientCredentials" in secret.annotation for secret in secrets),
        boundary=boundary,
        literals=any(LITERAL in one.annotation.symbols for one in given),
        groups=groups,
        lazy_imports=tuple(_lazy_import(group) for group in sorted(groups, key=_module)),
    )


def package_file(
    model: ApiModel, names: Names, options: PythonOptions, example: str
) -> PackageFile:
    """The view of the files around the package; `example` is a program."""
    summary = f"Client of the {' '.join(model.info.title.split())}"
    return PackageFile(
        summary=summary,
        summary_doc=f"{summary}.\n\nBegin with `Client` or `AsyncClient`.",
        package=options.package,
        distribution=options.distribution,
        version=options.version,
        license=options.license,
        environment=options.environment,
        dependencies=DEPENDENCIES,
        source_folder=f"src/{options.package}",
        credentials=credentials(model, names, options),
        example=example,
        server=model.servers[0].url if model.servers else "",
        headers=any(headers_of(operation) for operation in model.operations),
        webhooks=bool(model.webhooks),
    )


def shapes_file(model: ApiModel, names: Names) -> ShapesFile:
    """The view of `_requests/_errors.py`."""
    return ShapesFile(
        shapes=tuple(
            Shape(
                wire=TypeExpr("wire.ErrorShape", frozenset({WIRE})),
                name=shape_name(shape, names),
                parts=tuple(_parts(shape)),
            )
            for shape in model.error_shapes
        )
    )


def credentials(model: ApiModel, names: Names, options: PythonOptions) -> tuple[Credential, ...]:
    """The secrets of a client, in the order of the description."""
    return tuple(_credential(scheme, names, options) for scheme in model.auth)


def variables(model: ApiModel, names: Names) -> tuple[Variable, ...]:
    """The variables of the server that a client uses by default."""
    return (
        tuple(_variable(one, names) for one in model.servers[0].variables)
        if _default_url(model)
        else ()
    )


def _variable(variable: ServerVariable, names: Names) -> Variable:
    known = ", ".join(py_string(value) for value in dict.fromkeys(variable.values))
    annotation = TypeExpr("str")
    if variable.values:
        annotation = TypeExpr(f"Literal[{known}]", frozenset({LITERAL}))
    said = first_line(variable.docs.description or variable.docs.summary)
    return Variable(
        argument=names.variable(variable.wire_name),
        wire_name=variable.wire_name,
        annotation=annotation,
        default=variable.default,
        doc=sentence(said) if said else f"The part `{variable.wire_name}` of the server's URL.",
    )


def _credential(scheme: AuthScheme, names: Names, options: PythonOptions) -> Credential:
    argument = names.credential(scheme.id)
    variable = f"{options.environment}_{argument.strip('_').upper()}"
    said = first_line(scheme.docs.description or scheme.docs.summary)
    return Credential(
        id=scheme.id,
        argument=argument,
        annotation=_annotation(scheme),
        variable=variable,
        reader=_reader(scheme, argument, variable),
        hint=f"{argument}= or set {variable}",
        brief=first_sentence(said) or _what(scheme),
        doc=said or _what(scheme),
    )


def _annotation(scheme: AuthScheme) -> str:
    match scheme:
        case BasicAuth():
            return "tuple[str, str]"
        case OAuth2Auth():
            return "str | ClientCredentials | RefreshToken | Callable[[], str]"
        case BearerAuth() | OpenIdAuth():
            return "str | Callable[[], str]"
        case _:
            return "str"


def _token_url(scheme: OAuth2Auth) -> tuple[str, str]:
    """Where tokens come from, and the scopes that a client asks for by itself."""
    for kind in ("clientCredentials", "authorizationCode", "password"):
        for flow in scheme.flows:
            if flow.kind == kind and flow.token_url:
                scopes = " ".join(scope for scope, _ in flow.scopes)
                return flow.token_url, scopes if kind == "clientCredentials" else ""
    return "", ""


def _what(scheme: AuthScheme) -> str:
    """What a credential is, where the API does not say."""
    match scheme:
        case BasicAuth():
            return "A user and a password."
        case ApiKeyAuth(place=place, wire_name=wire_name):
            return f"The {place} `{wire_name}`."
        case HttpAuth(scheme=word):
            return f"What follows `{word}` in the header Authorization."
        case OAuth2Auth():
            return "An access token, or what gives one."
        case _:
            return "A bearer token, or a function that gives one."


def _reader(scheme: AuthScheme, argument: str, variable: str) -> str:
    """The expression that makes the credential, in the terms of `_runtime/configuration.py`."""
    common = f"argument={py_string(argument)}, variable={py_string(variable)}"
    match scheme:
        case BasicAuth():
            return f"basic_credential({argument}, variable={py_string(variable)})"
        case ApiKeyAuth(place=place, wire_name=wire_name):
            where = f"place={py_string(place)}, wire_name={py_string(wire_name)}"
            return f"key_credential({argument}, {common}, {where})"
        case HttpAuth(scheme=word):
            return f"scheme_credential({argument}, {common}, scheme={py_string(word)})"
        case OAuth2Auth():
            url, scopes = _token_url(scheme)
            if url:
                common += f", token_url={py_string(url)}"
            if scopes:
                common += f", scopes={py_string(scopes)}"
            return f"token_credential({argument}, {common})"
        case BearerAuth() | OpenIdAuth():
            return f"token_credential({argument}, {common})"


def _attribute(group: Group, names: Names) -> GroupAttribute:
    doc = group_docstring(group.name.declared, group.docs.summary, group.docs.description)
    return GroupAttribute(
        name=names.group(group.id),
        plain=group_class(names, group),
        asynchronous=async_group_class(names, group),
        doc=doc.partition("\n\n")[0],
    )


def _lazy_import(group: GroupAttribute) -> LazyImport:
    names = sorted((group.plain, group.asynchronous), key=str.casefold)
    return LazyImport(module=group.name, names=tuple(names))


def _module(group: GroupAttribute) -> str:
    return group.name


def _default_url(model: ApiModel) -> str:
    """The server that needs no decision of the caller: absolute, its variables with defaults."""
    if not model.servers:
        return ""
    url = model.servers[0].url
    return url if url.startswith(("http://", "https://")) else ""


def _parts(shape: ErrorShape) -> list[str]:
    paths = {
        "error": shape.error,
        "code": shape.code,
        "message": shape.message,
        "details": shape.details,
        "cause": shape.cause,
    }
    return [f"{part}=({', '.join(map(py_string, path))},)" for part, path in paths.items() if path]
