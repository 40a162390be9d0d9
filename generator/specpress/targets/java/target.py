"""The target: which files there are, and what makes each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from specpress.model import ApiModel, Operation
from specpress.naming.scopes import Scope
from specpress.targets.base import (
    CopiedFile,
    Language,
    OutputFile,
    Sample,
    TargetInput,
    Unsupported,
)
from specpress.targets.java import naming
from specpress.targets.java.calls import ShapesFile, calls_file, shape_declarations
from specpress.targets.java.clients import client_file, package_files, project_file
from specpress.targets.java.escape import FILTERS
from specpress.targets.java.groups import group_file
from specpress.targets.java.headers import headers_file
from specpress.targets.java.imports import import_block
from specpress.targets.java.models import model_files
from specpress.targets.java.operations import choice_file, request_file, result_files
from specpress.targets.java.options import JavaOptions, read_options
from specpress.targets.java.places import Places
from specpress.targets.java.runtime import runtime_files
from specpress.targets.java.sample import program, sample
from specpress.targets.java.types import Types
from specpress.targets.java.webhooks import webhooks_file
from specpress.targets.options import OptionTable

Input = TargetInput[JavaOptions]


@dataclass(frozen=True, slots=True)
class JavaTarget:
    """A Maven project with typed clients, synchronous and asynchronous."""

    name: str = "java"
    summary: str = "Java 17 project for Maven: typed clients (java.net.http, Jackson 2)"

    @property
    def language(self) -> Language:
        """Filters and imports. Templates print what google-java-format leaves as it is."""
        return Language(filters=FILTERS, imports=import_block)

    def options(self, table: OptionTable, model: ApiModel) -> JavaOptions:
        """The names of the project."""
        return read_options(table, model)

    def scopes(self, model: ApiModel, options: JavaOptions) -> tuple[Scope, ...]:
        """All names of the project."""
        return naming.scopes(model, options)

    def unsupported(self, _model: ApiModel) -> Iterable[Unsupported]:
        """Nothing: every operation has its methods."""
        return ()

    def files(self, given: Input) -> Iterable[OutputFile | CopiedFile]:
        """The files of the project."""
        types = _types(given)
        return (
            *_root(types, given.options),
            *_groups(types),
            *_operations(types),
            *model_files(types),
            *runtime_files(given.options),
        )

    def sample(self, given: Input, operation: Operation) -> Sample:
        """A program that makes the call."""
        return sample(operation, _types(given), given.options, given.extent)


_latest: list[Types] = []
"""The types of the project that was asked for last: its samples are asked for one by one."""


def _types(given: Input) -> Types:
    places = Places.of(given.options)
    for known in _latest:
        if known.model is given.model and known.names is given.names and known.places == places:
            return known
    _latest[:] = [Types(given.model, given.names, places)]
    return _latest[0]


def _root(types: Types, options: JavaOptions) -> Iterator[OutputFile]:
    model, places = types.model, types.places
    example = program(model.operations[0], types, options) if model.operations else ""
    about = project_file(types, options, example)
    for file in ("pom.xml", "README.md", ".gitignore"):
        template = f"{file.lstrip('.')}.j2"
        yield OutputFile(path=PurePosixPath(file), template=template, view=about)
    for name, asynchronous in ((options.client, False), (options.async_client, True)):
        view = client_file(types, options, asynchronous=asynchronous)
        yield OutputFile(path=places.file(places.at(name)), template="client.java.j2", view=view)
    for package in package_files(types):
        path = PurePosixPath("src/main/java", *package.package.split("."), "package-info.java")
        yield OutputFile(path=path, template="package_info.java.j2", view=package)
    webhooks = webhooks_file(types)
    if webhooks is not None:
        path = places.file(places.at("Webhooks"))
        yield OutputFile(path=path, template="webhooks.java.j2", view=webhooks)
    shapes = places.resource("ErrorShapes")
    yield OutputFile(
        path=places.file(shapes),
        template="error_shapes.java.j2",
        view=ShapesFile(package=shapes.module, shapes=shape_declarations(types)),
    )


def _groups(types: Types) -> Iterator[OutputFile]:
    places = types.places
    for group in types.model.groups:
        for asynchronous in (False, True):
            view = group_file(group, types, asynchronous=asynchronous)
            path = places.file(places.resource(view.name))
            yield OutputFile(path=path, template="group.java.j2", view=view)
        calls = calls_file(group, types)
        path = places.file(places.resource(calls.name))
        yield OutputFile(path=path, template="calls.java.j2", view=calls)


def _operations(types: Types) -> Iterator[OutputFile]:
    places = types.places
    for operation in types.model.operations:
        request = request_file(operation, types)
        if request is not None:
            path = places.file(places.model(request.name))
            yield OutputFile(path=path, template="request.java.j2", view=request)
        headers = headers_file(operation, types)
        if headers is not None:
            path = places.file(places.model(headers.name))
            yield OutputFile(path=path, template="headers.java.j2", view=headers)
        choice = choice_file(operation, types)
        for sealed in (*result_files(operation, types), *([choice] if choice else [])):
            path = places.file(places.model(sealed.name))
            yield OutputFile(path=path, template="result.java.j2", view=sealed)
