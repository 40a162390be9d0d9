"""The clients and the package around them: the views of the files that stand in the root."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.model import (
    ApiKeyAuth,
    ApiModel,
    AuthScheme,
    BasicAuth,
    ErrorShape,
    Group,
    HttpAuth,
)
from specpress.naming.scopes import Names
from specpress.targets.base import TypeExpr
from specpress.targets.python.arguments import WIRE
from specpress.targets.python.client_scopes import async_group_class, group_class
from specpress.targets.python.docstrings import (
    client_docstring,
    first_line,
    first_sentence,
    group_docstring,
)
from specpress.targets.python.escape import py_string
from specpress.targets.python.options import PythonOptions
from specpress.targets.python.wire_view import shape_name


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
class ClientFile:
    """`client.py`. `default_url` is the server that needs no argument, "" where there is none."""

    about: str
    about_async: str
    init_doc: str
    default_url: str
    variable: str
    user_agent: str
    credentials: tuple[Credential, ...]
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
    return ClientFile(
        about=f"A client of the {title}.\n\n{_THREADS}",
        about_async=f"A client of the {title} whose methods are awaited.\n\n{_TASKS}",
        init_doc=client_docstring(server, variable, secrets),
        default_url=_default_url(model),
        variable=variable,
        user_agent=f"{options.distribution}/{options.version}",
        credentials=secrets,
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


def _credential(scheme: AuthScheme, names: Names, options: PythonOptions) -> Credential:
    argument = names.credential(scheme.id)
    variable = f"{options.environment}_{argument.strip('_').upper()}"
    said = first_line(scheme.docs.description or scheme.docs.summary)
    basic = isinstance(scheme, BasicAuth)
    return Credential(
        id=scheme.id,
        argument=argument,
        annotation="tuple[str, str]" if basic else "str",
        variable=variable,
        reader=_reader(scheme, argument, variable),
        hint=f"{argument}= or set {variable}",
        brief=first_sentence(said) or _what(scheme),
        doc=said or _what(scheme),
    )


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
        case _:
            return f'scheme_credential({argument}, {common}, scheme="Bearer")'


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
    """The server that needs no decision of the caller: absolute, and without variables."""
    if not model.servers or model.servers[0].variables:
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
