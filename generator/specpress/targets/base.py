"""What a target is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Protocol, TypeAlias, TypeVar

from specpress.diagnostics import Sink
from specpress.model import ApiModel
from specpress.naming.scopes import Names, Scope
from specpress.targets.options import OptionTable

Tree: TypeAlias = Mapping[PurePosixPath, bytes]
"""Files by their path below the target's own output folder."""


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """A thing that must be imported where it is printed.

    `dependency` names the package that a generated project must declare for it, "" for none.
    """

    module: str
    name: str
    dependency: str = ""


@dataclass(frozen=True, slots=True)
class TypeExpr:
    """A type or expression in a target's language, and the symbols that its text uses.

    A template prints it with the filter `expr`, which notes the symbols; the file's imports follow.
    """

    text: str
    symbols: frozenset[Symbol] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFile:
    """A file to be printed: `template` counts from `templates/<target>/`.

    `view` is a frozen dataclass whose fields are the template's variables.
    """

    path: PurePosixPath
    template: str
    view: object


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """A file of `templates/<target>/runtime/` that goes out as it is; `source` counts from there."""

    path: PurePosixPath
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What printing needs to know of a target's language.

    `filters` make spec text harmless for the place where it lands and have the language's prefix
    (`py_string`); `imports` gives the text of the import block for the symbols that a file printed;
    `format` is the language's formatter where it is a library of ours, the identity elsewhere.
    """

    filters: Mapping[str, Callable[..., str]] = field(default_factory=dict)
    imports: Callable[[PurePosixPath, frozenset[Symbol]], str] = lambda _path, _symbols: ""
    format: Callable[[PurePosixPath, str], str] = lambda _path, text: text


OptionsT = TypeVar("OptionsT")


class Target(Protocol[OptionsT]):
    """A language, or the documentation. `name` is its key in the configuration."""

    name: str
    summary: str
    language: Language

    def options(self, table: OptionTable, model: ApiModel) -> OptionsT:
        """Reads the target's table of the configuration; `table` reports what is wrong in it."""
        ...

    def scopes(self, model: ApiModel, options: OptionsT) -> tuple[Scope, ...]:
        """All names that the output needs, in scopes."""
        ...

    def files(
        self, model: ApiModel, names: Names, options: OptionsT, sink: Sink
    ) -> Iterable[OutputFile | CopiedFile]:
        """The files of the output. Reports to `sink` what the target cannot express."""
        ...


AnyTarget: TypeAlias = Target[Any]
