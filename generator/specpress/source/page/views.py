"""An OpenAPI document as the page printer looks at it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specpress.jsonvalue import Json, JsonObject, unescape
from specpress.source import extensions
from specpress.source.page.labels import METHODS
from specpress.source.page.operations import DEFAULT_STATUS, JSON_MEDIA

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def object_of(value: Json) -> JsonObject:
    """An object; {} for anything else."""
    return value if isinstance(value, dict) else {}


def list_of(value: Json) -> list[Json]:
    """A list; [] for anything else."""
    return value if isinstance(value, list) else []


def objects_of(value: Json) -> Iterator[JsonObject]:
    """The object that a value is, or the objects of a list."""
    if isinstance(value, dict):
        yield value
    for item in list_of(value):
        if isinstance(item, dict):
            yield item


def text_of(value: Mapping[str, Json], key: str) -> str:
    """The text under a key; "" when there is none."""
    found = value.get(key)
    return found if isinstance(found, str) else ""


@dataclass(frozen=True, slots=True)
class Description:
    """A whole document."""

    root: JsonObject

    @property
    def operation_ids(self) -> list[str]:
        """The ids of all operations."""
        return [view.id for view in self._operations() if view.id]

    def operation(self, operation_id: str) -> OperationView | None:
        """The operation of an id."""
        return next((view for view in self._operations() if view.id == operation_id), None)

    def first_operation(self) -> OperationView | None:
        """The first operation."""
        return next(self._operations(), None)

    def _operations(self) -> Iterator[OperationView]:
        for path, item in object_of(self.root.get("paths")).items():
            for method, found in object_of(item).items():
                if method.upper() in METHODS and isinstance(found, dict):
                    name = text_of(found, "operationId")
                    yield OperationView(self, name, path, method.upper(), found)

    def resolved(self, value: Json) -> tuple[JsonObject, str]:
        """What a value or its reference stands for, and the component that it refers to ("").

        Siblings of the reference are kept. A reference that leads nowhere is an empty object.
        """
        found = object_of(value)
        name = ""
        seen: set[str] = set()
        while isinstance(target := found.get("$ref"), str) and target not in seen:
            seen.add(target)
            name = target.rpartition("/")[2]
            siblings = {key: part for key, part in found.items() if key != "$ref"}
            found = {**self._target(target), **siblings}
        return found, name

    def components_below(self, parts: Iterable[Json]) -> frozenset[str]:
        """The component schemas that some parts of the document refer to, directly or not."""
        schemas = object_of(object_of(self.root.get("components")).get("schemas"))
        found: set[str] = set()
        waiting = list(parts)
        while waiting:
            part = waiting.pop()
            if isinstance(part, list):
                waiting.extend(part)
            elif isinstance(part, dict):
                name = text_of(part, "$ref").rpartition("/")[2]
                if name in schemas and name not in found:
                    found.add(name)
                    waiting.append(schemas[name])
                waiting.extend(part.values())
        return frozenset(found)

    def _target(self, target: str) -> JsonObject:
        value: Json = self.root
        for token in target.removeprefix("#/").split("/"):
            value = object_of(value).get(unescape(token))
        return object_of(value)


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation and what stands around it. `key` is its path as the document has it."""

    description: Description
    id: str
    key: str
    method: str
    operation: JsonObject

    @property
    def path(self) -> str:
        """The path without the fragment that told operations of one endpoint apart."""
        return self.key.removesuffix(f"#{self.id}")

    @property
    def variables(self) -> list[str]:
        """The variables of the path."""
        return _VARIABLE.findall(self.path)

    @property
    def breadcrumb(self) -> list[Json]:
        """Where the page stands."""
        return list_of(self.operation.get(extensions.BREADCRUMB))

    @property
    def tag(self) -> str:
        """The first tag, or ""."""
        return next(
            (tag for tag in list_of(self.operation.get("tags")) if isinstance(tag, str)), ""
        )

    @property
    def all_parameters(self) -> list[JsonObject]:
        """The parameters of the path item and of the operation, the latter first."""
        item = object_of(object_of(self.description.root.get("paths")).get(self.key))
        found: dict[tuple[str, str], JsonObject] = {}
        for part in (*list_of(self.operation.get("parameters")), *list_of(item.get("parameters"))):
            one, _ = self.description.resolved(part)
            found.setdefault((text_of(one, "in"), text_of(one, "name")), one)
        return list(found.values())

    def parameters(self, place: str) -> list[JsonObject]:
        """The parameters of a place: "path", "query", "header", "cookie"."""
        return [one for one in self.all_parameters if one.get("in") == place]

    def parameter_schema(self, one: JsonObject) -> tuple[JsonObject, tuple[Json, ...]]:
        """The schema of a parameter, and its example if it has one."""
        content = object_of(one.get("content"))
        holder = object_of(next(iter(content.values()), None)) if content else one
        example = (holder["example"],) if "example" in holder else ()
        return object_of(holder.get("schema")), example

    def media(self, holder: Json) -> JsonObject:
        """The JSON media type of a request body or a response; {} when it has none."""
        content = object_of(self.description.resolved(holder)[0].get("content"))
        return object_of(content.get(JSON_MEDIA))

    @property
    def status(self) -> str:
        """The first status of success; 200 when there is none."""
        codes = object_of(self.operation.get("responses"))
        return next((code for code in codes if re.fullmatch("2[0-9][0-9]", code)), DEFAULT_STATUS)

    @property
    def answer(self) -> JsonObject:
        """The response of that status."""
        codes = object_of(self.operation.get("responses"))
        return self.description.resolved(codes.get(self.status))[0]

    @property
    def failure(self) -> JsonObject:
        """The default response."""
        codes = object_of(self.operation.get("responses"))
        return self.description.resolved(codes.get("default"))[0]

    @property
    def needs_auth(self) -> bool:
        """Whether some form of authentication is required."""
        security = self.operation.get("security", self.description.root.get("security"))
        choices = list_of(security)
        return bool(choices) and all(bool(choice) for choice in choices)

    @property
    def schemes(self) -> list[Json]:
        """The security schemes that are asked for, as they are defined, without their words."""
        security = self.operation.get("security", self.description.root.get("security"))
        root = object_of(self.description.root.get("components"))
        defined = object_of(root.get("securitySchemes"))
        names = [name for choice in list_of(security) for name in object_of(choice)]
        found: list[Json] = []
        for name in names:
            scheme = {**object_of(defined.get(name))}
            scheme.pop("description", None)
            found.append(scheme)
        return found

    @property
    def servers(self) -> list[Json]:
        """The URLs of the servers."""
        servers = self.operation.get("servers", self.description.root.get("servers"))
        return [text_of(object_of(server), "url") for server in list_of(servers)]

    @property
    def scheme(self) -> str:
        """The URL scheme of the server."""
        url = next(iter(self.servers), "")
        return url.partition("://")[0] if isinstance(url, str) and "://" in url else "http"
