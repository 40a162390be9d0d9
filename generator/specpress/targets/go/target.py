"""The target: which files there are, and what makes each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from specpress import resources
from specpress.model import ApiModel, Operation
from specpress.naming.scopes import Scope
from specpress.targets.base import Language, OutputFile, Sample, Symbol, TargetInput, Unsupported
from specpress.targets.go import naming
from specpress.targets.go.client import client_file, module_file, shapes_file
from specpress.targets.go.escape import FILTERS
from specpress.targets.go.models import models_files
from specpress.targets.go.operations import service_file
from specpress.targets.go.options import GoOptions, read_options
from specpress.targets.go.sample import program, sample
from specpress.targets.go.types import Types
from specpress.targets.go.webhooks import webhooks_file
from specpress.targets.go.wire import wire_file
from specpress.targets.options import OptionTable

Input = TargetInput[GoOptions]


@dataclass(frozen=True, slots=True)
class GoTarget:
    """A module with one package: the client, its models and all that they need."""

    name: str = "go"
    summary: str = "Go module: a client of the standard library only (Go 1.24)"

    @property
    def language(self) -> Language:
        """Filters and imports. The templates print what gofmt leaves as it is."""
        return Language(filters=FILTERS, imports=import_block)

    def options(self, table: OptionTable, model: ApiModel) -> GoOptions:
        """The names of the module and the package."""
        return read_options(table, model)

    def scopes(self, model: ApiModel, options: GoOptions) -> tuple[Scope, ...]:  # noqa: ARG002
        """All names of the package."""
        return naming.scopes(model)

    def unsupported(self, model: ApiModel) -> Iterable[Unsupported]:  # noqa: ARG002
        """Nothing: whatever the model can say, the client can do."""
        return ()

    def files(self, given: Input) -> Iterable[OutputFile]:
        """The files of the module."""
        types = Types(given.model, given.names)
        return (*_root(given, types), *_groups(given, types), *_runtime(given.options))

    def sample(self, given: Input, operation: Operation) -> Sample:
        """A program that makes the call."""
        return sample(operation, Types(given.model, given.names), given.options, given.extent)


def import_block(path: PurePosixPath, symbols: frozenset[Symbol]) -> str:  # noqa: ARG001
    """The import declaration of a file, with an empty line before it; "" for none."""
    modules = sorted({symbol.module for symbol in symbols})
    if len(modules) < 2:
        return "".join(f'\nimport "{module}"\n' for module in modules)
    listed = "".join(f'\t"{module}"\n' for module in modules)
    return f"\nimport (\n{listed})\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The first operation as an example that `go doc` shows and `go vet` compiles."""

    example: str


def _root(given: Input, types: Types) -> Iterator[OutputFile]:
    operations = given.model.operations
    example = program(operations[0], types, given.options) if operations else ""
    about = module_file(types, given.options, example)
    for path in ("go.mod", "README.md", "doc.go"):
        yield OutputFile(path=PurePosixPath(path), template=f"{path}.j2", view=about)
    if operations:
        package = f"{given.options.package}_test"
        code = program(operations[0], types, given.options, package=package, function="Example")
        file = PurePosixPath("example_test.go")
        yield OutputFile(path=file, template=f"{file}.j2", view=Example(example=code))
    for path, view in (
        ("client.go", client_file(types, given.options)),
        ("error_shapes.go", shapes_file(types, given.options)),
    ):
        yield OutputFile(path=PurePosixPath(path), template=f"{path}.j2", view=view)
    for path, models in models_files(types, given.options.package):
        yield OutputFile(path=PurePosixPath(path), template="models.go.j2", view=models)
    if given.model.webhooks:
        hooks = webhooks_file(types, given.options.package)
        yield OutputFile(path=PurePosixPath("webhooks.go"), template="webhooks.go.j2", view=hooks)


def _groups(given: Input, types: Types) -> Iterator[OutputFile]:
    package = given.options.package
    for group in given.model.groups:
        # The words at the end keep names such as `windows` from being build constraints.
        name = given.names.table["file", group.id]
        for suffix, view in (
            ("service", service_file(group, types, package)),
            ("wire", wire_file(group, types, package)),
        ):
            path = PurePosixPath(f"{name}_{suffix}.go")
            yield OutputFile(path=path, template=f"{suffix}.go.j2", view=view)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeFile:
    """A file of the runtime, under the name of the package."""

    head: str
    package: str
    text: str


def _runtime(options: GoOptions) -> Iterator[OutputFile]:
    """The files of the runtime: all files of a package bear its name, and the user chose it."""
    root = resources.templates_root() / "go" / "runtime"
    for source in sorted(root.glob("*.go")):
        if source.name.endswith("_test.go"):
            continue
        head, _, text = source.read_text("utf-8").partition("package client\n")
        view = RuntimeFile(head=head, package=options.package, text=text)
        path = PurePosixPath(source.name)
        yield OutputFile(path=path, template="runtime.go.j2", view=view, runtime=True)
