"""The target: which files there are, and what makes each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from specpress import resources
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
from specpress.targets.options import OptionTable
from specpress.targets.python import client_scopes, support
from specpress.targets.python.client_view import client_file, package_file, shapes_file
from specpress.targets.python.escape import FILTERS
from specpress.targets.python.headers_view import headers_file
from specpress.targets.python.imports import import_block
from specpress.targets.python.layout import laid_out
from specpress.targets.python.operation_view import group_file, requests_file
from specpress.targets.python.options import PythonOptions, read_options
from specpress.targets.python.sample import program, sample
from specpress.targets.python.webhooks_view import webhooks_file

Input = TargetInput[PythonOptions]


@dataclass(frozen=True, slots=True)
class PythonTarget:
    """An installable package with typed clients, synchronous and asynchronous."""

    name: str = "python"
    summary: str = "Python package: typed clients (httpx2) and models (pydantic 2)"

    @property
    def language(self) -> Language:
        """Filters, imports and formatter."""
        return Language(filters=FILTERS, imports=import_block, format=format_source)

    def options(self, table: OptionTable, model: ApiModel) -> PythonOptions:
        """The names of the package."""
        return read_options(table, model)

    def scopes(self, model: ApiModel, options: PythonOptions) -> tuple[Scope, ...]:  # noqa: ARG002
        """All names of the package."""
        return client_scopes.scopes(model)

    def unsupported(self, model: ApiModel) -> Iterable[Unsupported]:
        """What the client cannot do."""
        return support.unsupported(model)

    def files(self, given: Input) -> Iterable[OutputFile | CopiedFile]:
        """The files of the package."""
        return (*_root(given), *_groups(given), *_models(given), *_runtime(given))

    def sample(self, given: Input, operation: Operation) -> Sample:
        """A program that makes the call."""
        return sample(operation, given.model, given.names, given.options, given.extent)


def format_source(path: PurePosixPath, text: str) -> str:
    """`text` as Black formats it, if the file is Python."""
    return laid_out(text) if path.suffix == ".py" else text


def _package(given: Input) -> PurePosixPath:
    return PurePosixPath("src", given.options.package)


def _root(given: Input) -> Iterator[OutputFile]:
    model, names, options = given.model, given.names, given.options
    example = program(model.operations[0], model, names, options) if model.operations else ""
    about = package_file(model, names, options, example)
    package = _package(given)
    for path, template in (
        (PurePosixPath("pyproject.toml"), "pyproject.toml.j2"),
        (PurePosixPath("README.md"), "README.md.j2"),
        (package / "__init__.py", "init.py.j2"),
    ):
        yield OutputFile(path=path, template=template, view=about)
    clients = client_file(model, names, options)
    yield OutputFile(path=package / "client.py", template="client.py.j2", view=clients)
    for name, view in (
        ("headers", headers_file(model, names)),
        ("webhooks", webhooks_file(model, names)),
    ):
        if view is not None:
            yield OutputFile(path=package / f"{name}.py", template=f"{name}.py.j2", view=view)
    shapes = shapes_file(model, names)
    path = package / "_requests" / "_errors.py"
    yield OutputFile(path=path, template="error_shapes.py.j2", view=shapes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A package that holds modules and nothing of its own."""

    doc: str


def _groups(given: Input) -> Iterator[OutputFile]:
    package = _package(given)
    for folder, doc in (
        ("resources", "The groups of operations."),
        ("_requests", "How calls look on the wire. Not part of the public interface."),
    ):
        path = package / folder / "__init__.py"
        yield OutputFile(path=path, template="empty_package.py.j2", view=Folder(doc=doc))
    for group in given.model.groups:
        module = f"{given.names.group(group.id)}.py"
        view = group_file(group, given.model, given.names, given.options)
        yield OutputFile(path=package / "resources" / module, template="group.py.j2", view=view)
        requests = requests_file(group, given.model, given.names)
        path = package / "_requests" / module
        yield OutputFile(path=path, template="requests.py.j2", view=requests)


def _models(given: Input) -> Iterable[OutputFile]:
    from specpress.targets.python.models import models_files  # heavy

    return models_files(_package(given), given.model, given.names)


def _runtime(given: Input) -> Iterator[CopiedFile]:
    root = resources.templates_root() / "python" / "runtime"
    modules = sorted(path.name for path in (root / "_runtime").glob("*.py"))
    sources = ("errors.py", "py.typed", *(f"_runtime/{module}" for module in modules))
    for source in sources:
        yield CopiedFile(path=_package(given) / source, source=source)
