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
from specpress.targets.rust import naming
from specpress.targets.rust.client_view import package_file
from specpress.targets.rust.escape import FILTERS
from specpress.targets.rust.group_view import group_file, shapes_file
from specpress.targets.rust.models_view import models_files
from specpress.targets.rust.options import RustOptions, read_options
from specpress.targets.rust.sample import samples
from specpress.targets.rust.webhooks_view import has_webhooks, webhooks_file

Input = TargetInput[RustOptions]

_ROOT = (
    (".gitignore", "gitignore.j2"),
    ("Cargo.toml", "Cargo.toml.j2"),
    ("README.md", "README.md.j2"),
    ("src/lib.rs", "lib.rs.j2"),
    ("src/client.rs", "client.rs.j2"),
    ("src/blocking.rs", "blocking.rs.j2"),
    ("src/resources/mod.rs", "resources.rs.j2"),
)


@dataclass(frozen=True, slots=True)
class RustTarget:
    """A crate with typed clients, asynchronous and blocking."""

    name: str = "rust"
    summary: str = "Rust crate: typed clients (reqwest) and models (serde)"

    @property
    def language(self) -> Language:
        """Filters; the templates print what rustfmt would."""
        return Language(filters=FILTERS)

    def options(self, table: OptionTable, model: ApiModel) -> RustOptions:
        """The names of the crate."""
        return read_options(table, model)

    def scopes(self, model: ApiModel, options: RustOptions) -> tuple[Scope, ...]:  # noqa: ARG002
        """All names of the crate."""
        return naming.scopes(model)

    def unsupported(self, model: ApiModel) -> Iterable[Unsupported]:  # noqa: ARG002
        """Nothing: the client can do all that the model can say."""
        return ()

    def files(self, given: Input) -> Iterable[OutputFile | CopiedFile]:
        """The files of the crate."""
        return (*_root(given), *_sources(given), *_runtime())

    def sample(self, given: Input, operation: Operation) -> Sample:
        """A program that makes the call."""
        writer = samples(given.model, given.names, given.options, given.extent)
        return writer.sample(operation)


def _root(given: Input) -> Iterator[OutputFile]:
    model, names, options = given.model, given.names, given.options
    writer = samples(model, names, options)
    example = writer.program(model.operations[0]) if model.operations else ""
    about = package_file(model, names, options, example)
    for path, template in _ROOT:
        yield OutputFile(path=PurePosixPath(path), template=template, view=about)


def _sources(given: Input) -> Iterator[OutputFile]:
    model, names = given.model, given.names
    source = PurePosixPath("src")
    for path, view in models_files(model, names):
        yield OutputFile(path=source / path, template="models.rs.j2", view=view)
    for group in model.groups:
        file = source / "resources" / f"{names.group(group.id)}.rs"
        yield OutputFile(path=file, template="group.rs.j2", view=group_file(group, model, names))
    if has_webhooks(model):
        hooks = webhooks_file(model, names)
        yield OutputFile(path=source / "webhooks.rs", template="webhooks.rs.j2", view=hooks)
    if model.error_shapes:
        file = source / "resources" / "error_shapes.rs"
        yield OutputFile(path=file, template="error_shapes.rs.j2", view=shapes_file(model, names))


def _runtime() -> Iterator[CopiedFile]:
    root = resources.templates_root() / "rust" / "runtime"
    for path in sorted((root / "src/runtime").rglob("*.rs")):
        source = path.relative_to(root).as_posix()
        yield CopiedFile(path=PurePosixPath(source), source=source)
