"""The target: which files there are, and what makes each."""

from __future__ import annotations

import re
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
from specpress.targets.typescript import naming, support
from specpress.targets.typescript.client_view import client_file, package_file
from specpress.targets.typescript.escape import FILTERS
from specpress.targets.typescript.group_view import group_views
from specpress.targets.typescript.imports import SOURCE_FOLDER, import_block
from specpress.targets.typescript.models_view import (
    IndexFile,
    ModelsFile,
    SchemasFile,
    models_files,
    schemas_files,
)
from specpress.targets.typescript.options import TypeScriptOptions, read_options
from specpress.targets.typescript.package import Package, package
from specpress.targets.typescript.sample import program, sample
from specpress.targets.typescript.usage import by_group
from specpress.targets.typescript.webhooks_view import webhooks_file
from specpress.targets.typescript.wire_view import Wire

Input = TargetInput[TypeScriptOptions]

_SOURCE = PurePosixPath(SOURCE_FOLDER)
_TEMPLATES = {
    ModelsFile: "models.ts.j2",
    SchemasFile: "schemas.ts.j2",
    IndexFile: "offers.ts.j2",
}


@dataclass(frozen=True, slots=True)
class TypeScriptTarget:
    """An npm package with a typed client."""

    name: str = "typescript"
    summary: str = "npm package: a typed client on `fetch`, without dependencies"

    @property
    def language(self) -> Language:
        """Filters and imports. Templates print what Prettier leaves as it is."""
        return Language(filters=FILTERS, imports=import_block, format=_one_blank_line)

    def options(self, table: OptionTable, model: ApiModel) -> TypeScriptOptions:
        """The names of the package."""
        return read_options(table, model)

    def scopes(self, model: ApiModel, options: TypeScriptOptions) -> tuple[Scope, ...]:  # noqa: ARG002
        """All names of the package."""
        return naming.scopes(model)

    def unsupported(self, model: ApiModel) -> Iterable[Unsupported]:
        """What the client cannot do."""
        return support.unsupported(model)

    def files(self, given: Input) -> Iterable[OutputFile | CopiedFile]:
        """The files of the package."""
        return (*_root(given), *_types(given), *_groups(given), *_runtime())

    def sample(self, given: Input, operation: Operation) -> Sample:
        """A program that makes the call."""
        return sample(operation, _package(given), given.extent)


def _package(given: Input) -> Package:
    return package(given.model, given.names, given.options)


def _root(given: Input) -> Iterator[OutputFile]:
    model, names, options = given.model, given.names, given.options
    made = _package(given)
    example = program(model.operations[0], made) if model.operations else ""
    about = package_file(made, example)
    for path, template in (
        (PurePosixPath("package.json"), "package.json.j2"),
        (PurePosixPath("tsconfig.json"), "tsconfig.json.j2"),
        (PurePosixPath("README.md"), "README.md.j2"),
        (_SOURCE / "index.ts", "index.ts.j2"),
    ):
        yield OutputFile(path=path, template=template, view=about)
    if model.webhooks:
        told = webhooks_file(made)
        yield OutputFile(path=_SOURCE / "webhooks.ts", template="webhooks.ts.j2", view=told)
    view = client_file(model, names, options)
    yield OutputFile(path=_SOURCE / "client.ts", template="client.ts.j2", view=view)


def _types(given: Input) -> Iterator[OutputFile]:
    made = _package(given)
    for module, view in (*models_files(made), *schemas_files(made)):
        template = _TEMPLATES[type(view)]
        yield OutputFile(path=_SOURCE / f"{module}.ts", template=template, view=view)


def _groups(given: Input) -> Iterator[OutputFile]:
    wire = Wire(package=_package(given))
    owned = by_group(given.model)
    for group in given.model.groups:
        module = f"{given.names.table['module', group.id]}.ts"
        views = group_views(group, owned[group.id], wire)
        path = _SOURCE / "resources" / module
        yield OutputFile(path=path, template="group.ts.j2", view=views.group)
        path = _SOURCE / "operations" / module
        yield OutputFile(path=path, template="operations.ts.j2", view=views.wire)


def _runtime() -> Iterator[CopiedFile]:
    root = resources.templates_root() / "typescript" / "runtime"
    for path in sorted(root.glob("*.ts")):
        yield CopiedFile(path=_SOURCE / "runtime" / path.name, source=path.name)


def _one_blank_line(_path: PurePosixPath, text: str) -> str:
    """`text` with one blank line where a template left several: an import block may be empty."""
    return re.sub("\n{3,}", "\n\n", text)
