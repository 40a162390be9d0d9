"""What a description must keep to beyond its structure: references, names, paths, defaults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from specpress.diagnostics import Location, Rule, Sink
from specpress.jsonvalue import Json, JsonObject
from specpress.jsonvalue import pointer as to_pointer
from specpress.source.document import LoadedDocument
from specpress.source.refs import follow, resolve
from specpress.source.structure import METHODS, Part
from specpress.source.validate import rules

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def check(document: LoadedDocument, parts: Sequence[Part], sink: Sink) -> None:
    """Tells the sink what does not hold together. Parts of the wrong kind are passed over.

    `parts` are all parts of `document`.
    """
    checking = _Checking(document, sink)
    checking.references(parts)
    checking.operation_ids(parts)
    checking.tags()
    checking.paths()
    checking.parameter_lists(parts)
    checking.patterns(parts)


class _Parameter(NamedTuple):
    """A parameter with its reference followed: its name, place, and where it is listed."""

    name: str
    place: str
    pointer: str


class _Checking:
    def __init__(self, document: LoadedDocument, sink: Sink) -> None:
        self.document = document
        self.sink = sink
        self.found: dict[str, Json] = {}

    def references(self, parts: Iterable[Part]) -> None:
        sound: set[str] = set()
        for part in parts:
            ref = part.value.get("$ref")
            if not isinstance(ref, str) or ref in sound:
                continue
            if resolve(self.document, ref, part.pointer, self.sink) is not None:
                sound.add(ref)

    def operation_ids(self, parts: Iterable[Part]) -> None:
        first: dict[str, str] = {}
        for part in parts:
            name = part.value.get("operationId") if part.kind == "operation" else None
            if not isinstance(name, str):
                continue
            pointer = f"{part.pointer}/operationId"
            if first.setdefault(name, pointer) != pointer:
                message = f"another operation has the id `{name}`"
                self._report(rules.DUPLICATE_OPERATION_ID, pointer, message, first[name])

    def tags(self) -> None:
        first: dict[str, str] = {}
        for number, tag in enumerate(_list(self.document.root.get("tags"))):
            name = tag.get("name") if isinstance(tag, dict) else None
            pointer = f"/tags/{number}"
            if isinstance(name, str) and first.setdefault(name, pointer) != pointer:
                message = f"the tag `{name}` is declared before"
                self._report(rules.DUPLICATE_TAG, pointer, message, first[name])

    def parameter_lists(self, parts: Iterable[Part]) -> None:
        for part in parts:
            if part.kind not in ("path-item", "operation"):
                continue
            first: dict[tuple[str, str], str] = {}
            for one in self._parameters(part.value, part.pointer):
                earlier = first.setdefault((one.name, one.place), one.pointer)
                if earlier != one.pointer:
                    message = f"the {one.place} parameter `{one.name}` is declared before"
                    self._report(rules.DUPLICATE_PARAMETER, one.pointer, message, earlier)

    def paths(self) -> None:
        shapes: dict[str, str] = {}
        for path, item in _dict(self.document.root.get("paths")).items():
            if path.startswith("x-") or not isinstance(item, dict):
                continue
            pointer = to_pointer("paths", path)
            shape = _VARIABLE.sub("{}", path)
            if shapes.setdefault(shape, pointer) != pointer:
                message = f"`{path}` differs from another path in the names of its variables only"
                self._report(rules.AMBIGUOUS_PATH, pointer, message, shapes[shape])
            if "$ref" not in item:
                self._path(path, pointer, item)

    def _path(self, path: str, pointer: str, item: JsonObject) -> None:
        variables = dict.fromkeys(_VARIABLE.findall(path))
        shared = self._path_parameters(item, pointer)
        self._no_strays(shared, variables, path)
        for steps, operation in _operations(item):
            place = pointer + to_pointer(*steps)
            own = self._path_parameters(operation, place)
            self._no_strays(own, variables, path)
            if None in own or None in shared:
                continue  # a parameter that cannot be found may be the one
            declared = {one.name for one in (*own, *shared) if one is not None}
            for name in variables:
                if name not in declared:
                    message = f"no path parameter declares `{{{name}}}` of `{path}`"
                    hint = "declare it with `in: path` and `required: true`"
                    self._report(rules.UNDECLARED_VARIABLE, place, message, hint=hint)

    def _no_strays(
        self, parameters: list[_Parameter | None], variables: Iterable[str], path: str
    ) -> None:
        for one in parameters:
            if one is not None and one.name not in variables:
                message = f"`{path}` has no variable `{{{one.name}}}`"
                self._report(rules.STRAY_PATH_PARAMETER, one.pointer, message)

    def _path_parameters(self, owner: JsonObject, pointer: str) -> list[_Parameter | None]:
        """The path parameters in the list of `owner`, None for each that cannot be read."""
        listed = len(_list(owner.get("parameters")))
        readable = list(self._parameters(owner, pointer))
        unreadable = [None] * (listed - len(readable))
        return [*(one for one in readable if one.place == "path"), *unreadable]

    def _parameters(self, owner: JsonObject, pointer: str) -> Iterator[_Parameter]:
        for number, item in enumerate(_list(owner.get("parameters"))):
            at = f"{pointer}/parameters/{number}"
            value: Json = item
            if isinstance(item, dict) and "$ref" in item:
                value = self._followed(item["$ref"], at)
            match value:
                case {"name": str() as name, "in": str() as place}:
                    yield _Parameter(name, place, at)

    def _followed(self, ref: Json, at: str) -> Json:
        """What `ref` leads to, None where it leads nowhere: `references` tells why."""
        if isinstance(ref, str) and ref in self.found:
            return self.found[ref]
        found = follow(self.document, ref, at, Sink())
        if found is not None and isinstance(ref, str):
            self.found[ref] = found.value
        return found.value if found is not None else None

    def patterns(self, parts: Iterable[Part]) -> None:
        import jsonschema_rs

        sound: set[str] = set()
        for part in parts:
            pattern = part.value.get("pattern") if part.kind == "schema" else None
            if not isinstance(pattern, str) or pattern in sound:
                continue
            try:
                jsonschema_rs.validator_for({"pattern": pattern})
                sound.add(pattern)
            except ValueError:
                message = f"`{pattern}` is not a regular expression that every engine reads"
                self._report(rules.BAD_PATTERN, f"{part.pointer}/pattern", message)

    def _report(
        self, rule: Rule, pointer: str, message: str, related: str = "", *, hint: str = ""
    ) -> None:
        places: tuple[Location, ...] = ()
        if related:
            places = (self.document.positions.locate(related),)
        here = self.document.positions.locate(pointer)
        self.sink.report(rule.at(here, message, hint=hint, related=places))


def _operations(item: JsonObject) -> Iterator[tuple[tuple[str, ...], JsonObject]]:
    """The operations of a path item, each with the keys that lead to it."""
    for method in METHODS:
        operation = item.get(method)
        if isinstance(operation, dict):
            yield (method,), operation
    for method, operation in _dict(item.get("additionalOperations")).items():
        if isinstance(operation, dict):
            yield ("additionalOperations", method), operation


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _dict(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}
