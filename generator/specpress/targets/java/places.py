"""Where classes stand: the packages of a project, and symbols of what they hold."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from specpress.targets.base import Symbol
from specpress.targets.java.options import JavaOptions

UTIL = "java.util"
NULLABLE = Symbol("org.jspecify.annotations", "Nullable")
JSON_NODE = Symbol("com.fasterxml.jackson.databind", "JsonNode")
OPTIONAL = Symbol(UTIL, "Optional")
LIST = Symbol(UTIL, "List")
MAP = Symbol(UTIL, "Map")
INPUT_STREAM = Symbol("java.io", "InputStream")

_JACKSON = "com.fasterxml.jackson.annotation"
_LIBRARIES = (
    NULLABLE,
    JSON_NODE,
    OPTIONAL,
    LIST,
    MAP,
    Symbol("org.jspecify.annotations", "NullMarked"),
    Symbol(_JACKSON, "JsonCreator"),
    Symbol(_JACKSON, "JsonValue"),
    Symbol("java.net.http", "HttpClient"),
    Symbol("java.net.http", "HttpHeaders"),
    Symbol("java.time", "Duration"),
    Symbol(UTIL, "Collections"),
    Symbol(UTIL, "LinkedHashMap"),
    Symbol(UTIL, "UUID"),
    Symbol(f"{UTIL}.concurrent", "CompletableFuture"),
    Symbol(f"{UTIL}.function", "Supplier"),
    Symbol(f"{UTIL}.function", "UnaryOperator"),
)
_BESIDE_CLIENTS = (
    "AsyncJob",
    "ItemStream",
    "Job",
    "RawResponse",
    "RequestOptions",
    "TokenGrant",
    "Transport",
    "Upload",
)
_JSON = (
    "CallArguments",
    "JsonEnum",
    "JsonField",
    "JsonRecord",
    "JsonType",
    "JsonTypes",
    "RawJson",
    "RecordBuilder",
    "RecordMembers",
    "RecordType",
    "UnionType",
    "ValuesBuilder",
)
_INTERNAL = (
    "AsyncCaller",
    "Body",
    "Call",
    "Caller",
    "Configuration",
    "Connections",
    "Credential",
    "ErrorAnswer",
    "ErrorShape",
    "EventForm",
    "HeaderValues",
    "LongRunning",
    "Members",
    "Operation",
    "PagingRule",
    "FormPart",
    "Payloads",
    "Statuses",
    "Style",
)


@dataclass(frozen=True)
class Places:
    """The packages of one project."""

    root: str

    @functools.cached_property
    def vocabulary(self) -> Mapping[str, Symbol]:
        """What templates name, by its simple name."""
        own = {
            **{name: self.at(name) for name in _BESIDE_CLIENTS},
            **{name: self.json(name) for name in _JSON},
            **{name: self.internal(name) for name in _INTERNAL},
        }
        return {**{symbol.name: symbol for symbol in _LIBRARIES}, **own}

    @classmethod
    def of(cls, options: JavaOptions) -> Places:
        """The packages below that of the options."""
        return cls(options.package)

    def at(self, name: str) -> Symbol:
        """A class beside the clients."""
        return self._symbol(self.root, name)

    def model(self, name: str) -> Symbol:
        """A type of the API, or a request."""
        return self._symbol(f"{self.root}.models", name)

    def resource(self, name: str) -> Symbol:
        """A group of operations."""
        return self._symbol(f"{self.root}.resources", name)

    def json(self, name: str) -> Symbol:
        """A class that reads and writes JSON."""
        return self._symbol(f"{self.root}.json", name)

    def internal(self, name: str) -> Symbol:
        """A class that nobody but the project uses."""
        return self._symbol(f"{self.root}.internal", name)

    def error(self, name: str) -> Symbol:
        """An exception."""
        return self._symbol(f"{self.root}.errors", name)

    def _symbol(self, module: str, name: str) -> Symbol:
        known = self._symbols.get((module, name))
        if known is None:
            known = self._symbols[module, name] = Symbol(module, name)
        return known

    @functools.cached_property
    def _symbols(self) -> dict[tuple[str, str], Symbol]:
        return {}

    def file(self, symbol: Symbol) -> PurePosixPath:
        """The file of a class."""
        return PurePosixPath("src/main/java", *symbol.module.split("."), f"{symbol.name}.java")
