"""What a target is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from specpress.diagnostics import Location, Rule, Sink
from specpress.model import ApiModel, Operation, Origin
from specpress.naming.scopes import Names, Scope
from specpress.targets.calling import Extent
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

    `view` is a frozen dataclass whose fields are the template's variables. `runtime`: it is a file
    of the runtime, the same for every API but for its head.
    """

    path: PurePosixPath
    template: str
    view: object
    runtime: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """A file that goes out as it is; `source` counts from `templates/<target>/runtime/`."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One call of an operation, written out for a reader of the documentation.

    `label` names the language for people ("Python"), `lexer` for a highlighter ("python"), and
    `file` is the name that the code would have as a file of its own ("add_image.py"): a whole
    program that can be run.
    """

    label: str
    lexer: str
    file: str
    code: str


Samples: TypeAlias = Callable[[Operation], tuple[Sample, ...]]
"""The samples of an operation in every language that the configuration generates, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetInput(Generic[OptionsT]):
    """All that a target gets. What it cannot express it reports to `sink`.

    `locate` gives the place of an origin, for diagnostics and for sources in documentation.
    `extent` says how much a sample passes: what the call needs, or also what it may leave out.
    """

    model: ApiModel
    names: Names
    options: OptionsT
    samples: Samples
    locate: Callable[[Origin], Location]
    sink: Sink
    extent: Extent = Extent.BRIEF


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsupported:
    """Something of the API that a target cannot express.

    `operation` is the id of the operation that needs it: without it, the rest comes out. "" where
    no operation can be left out for it.
    """

    operation: str
    rule: Rule
    origin: Origin
    message: str
    hint: str = ""


class Target(Protocol[OptionsT]):
    """A language, or the documentation. `name` is its key in the configuration."""

    @property
    def name(self) -> str:
        """The key of the target in the configuration, and of its folders."""
        ...

    @property
    def summary(self) -> str:
        """One line for `specpress targets`."""
        ...

    @property
    def language(self) -> Language:
        """Filters, imports and formatter."""
        ...

    def options(self, table: OptionTable, model: ApiModel) -> OptionsT:
        """Reads the target's table of the configuration; `table` reports what is wrong in it."""
        ...

    def scopes(self, model: ApiModel, options: OptionsT) -> tuple[Scope, ...]:
        """All names that the output needs, in scopes."""
        ...

    def unsupported(self, model: ApiModel) -> Iterable[Unsupported]:
        """What of the API the target cannot express; asked before `scopes`."""
        ...

    def files(self, given: TargetInput[OptionsT]) -> Iterable[OutputFile | CopiedFile]:
        """The files of the output."""
        ...

    def sample(self, given: TargetInput[OptionsT], operation: Operation) -> Sample | None:
        """A call of `operation` for the documentation, None from a target that has no calls."""
        ...


AnyTarget: TypeAlias = Target[Any]
