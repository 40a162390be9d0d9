"""What of an operation its printed page does not carry, found by reading the page again."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from specpress.diagnostics import Rule, Sink
from specpress.jsonvalue import Json, JsonObject, pointer, unescape
from specpress.source import extensions
from specpress.source.document import Positions
from specpress.source.page import rules
from specpress.source.page.document import read_pages
from specpress.source.page.operations import JSON_MEDIA
from specpress.source.page.views import Description, OperationView, list_of, object_of, text_of

_PAGE = "page"
_HINTS = {
    rules.PRINT_LOST: "pages have no word for it",
    rules.PRINT_CHANGED: "pages have no other word for it",
}
_EVIDENCE = (extensions.DOCUMENTED_REQUIRED, extensions.UNDOCUMENTED)
_PAGE_WORDS = ("properties", "description", "type", "format", "items", extensions.PAGE_TYPE)


@dataclass(frozen=True, slots=True)
class Loss:
    """A part that differs: its pointer, and how."""

    rule: Rule
    pointer: str
    message: str


def report(
    description: Description, view: OperationView, text: str, positions: Positions, sink: Sink
) -> None:
    """Reports each part of the operation that reading the page `text` does not give back."""
    base = pointer("paths", view.key, view.method.lower())
    again = read_pages([(_PAGE, text.encode(errors="replace"))], Sink())
    back = Description(again.root).first_operation() if again else None
    if back is None:
        message = f"the page of `{view.id}` could not be read as a page again"
        sink.report(rules.PRINT_LOST.at(positions.locate(base), message))
        return
    comparison = _Comparison(description, back.description, view)
    for loss in comparison.operation(view, back, base):
        place = positions.locate(loss.pointer)
        sink.report(loss.rule.at(place, loss.message, hint=_HINTS.get(loss.rule, "")))


class _Comparison:
    """Compares an operation with what came back. Component names do not count.

    A page may leave out what another page says of a type that both name; that is no loss for a
    description that was read from pages.
    """

    def __init__(self, given: Description, back: Description, view: OperationView) -> None:
        self.given = given
        self.back = back
        self._view = view
        self._compared: set[tuple[str, str]] = set()
        self._inside_shared = False

    @functools.cached_property
    def _shared(self) -> frozenset[str]:
        """The components that pages of other operations describe too."""
        if extensions.SINCE not in self._view.operation:
            return frozenset()
        others = [
            operation
            for item in object_of(self.given.root.get("paths")).values()
            for operation in object_of(item).values()
            if operation is not self._view.operation
        ]
        return self.given.components_below(others)

    def operation(self, view: OperationView, back: OperationView, base: str) -> Iterator[Loss]:
        """All that differs between an operation and the one that came back."""
        compared = ("parameters", "requestBody", "responses", "security", "servers")
        for key, value in view.operation.items():
            if key not in compared:
                yield from self._part(value, back.operation.get(key), base + pointer(key), key)
        yield from self._surroundings(view, back, base)
        yield from self._parameters(view, back, base)
        sent = self.given.resolved(view.operation.get("requestBody"))[0]
        yield from self._body(
            sent, object_of(back.operation.get("requestBody")), base + "/requestBody"
        )
        answers = object_of(view.operation.get("responses"))
        others = object_of(back.operation.get("responses"))
        for status, answer in answers.items():
            where = base + pointer("responses", status)
            if status not in others:
                yield _lost(where, f"the response {status}")
                continue
            found = self.given.resolved(answer)[0]
            yield from self._body(found, object_of(others[status]), where)

    def _surroundings(self, view: OperationView, back: OperationView, base: str) -> Iterator[Loss]:
        """What stands around the operation: authentication, servers, the path item."""
        item = object_of(object_of(self.given.root.get("paths")).get(view.key))
        for key in ("summary", "description"):
            if key in item:
                yield _lost(pointer("paths", view.key, key), f"`{key}` of the path")
        if view.schemes != back.schemes or view.needs_auth != back.needs_auth:
            yield _changed(base + "/security", "security", view.schemes, back.schemes)
        if view.servers != back.servers:
            yield _changed("/servers", "servers", view.servers, back.servers)

    def _parameters(self, view: OperationView, back: OperationView, base: str) -> Iterator[Loss]:
        others = {(one.get("in"), one.get("name")): one for one in back.all_parameters}
        for number, one in enumerate(view.all_parameters):
            where = f"{base}/parameters/{number}"
            name, place = text_of(one, "name"), text_of(one, "in")
            other = others.get((place, name))
            if other is None:
                yield _lost(where, f"the {place} parameter `{name}`")
                continue
            yield from self._schema(one, other, where)

    def _body(self, given: JsonObject, back: JsonObject, where: str) -> Iterator[Loss]:
        for key, value in given.items():
            if key == "content":
                others = object_of(back.get("content"))
                for media, part in object_of(value).items():
                    at = where + pointer("content", media)
                    if media != JSON_MEDIA or media not in others:
                        yield _lost(at, f"the media type `{media}`")
                        continue
                    yield from self._schema(object_of(part), object_of(others[media]), at)
            elif not (key == "required" and not value):
                yield from self._part(value, back.get(key), where + pointer(key), key)

    def _schema(self, given: JsonObject, back: JsonObject, where: str) -> Iterator[Loss]:
        """Compares two objects that may hold schemas. A reference counts as what it refers to."""
        names = (text_of(given, "$ref"), text_of(back, "$ref"))
        found, component = self.given.resolved(given)
        other, _ = self.back.resolved(back)
        if not names[0].startswith("#/"):
            yield from self._keys(found, other, where)
            yield from self._added(found, other, where)
            return
        beside = {key: part for key, part in given.items() if key != "$ref"}
        yield from self._keys(beside, other, where)
        if names in self._compared:
            return
        self._compared.add(names)
        outside = self._inside_shared
        self._inside_shared = outside or component in self._shared
        below = {key: part for key, part in found.items() if key not in beside}
        yield from self._keys(below, other, names[0].removeprefix("#"))
        yield from self._added(found, other, where)
        self._inside_shared = outside

    def _keys(self, given: JsonObject, back: JsonObject, where: str) -> Iterator[Loss]:
        """What was given, key by key."""
        for key, value in given.items():
            at = where + pointer(key)
            if key == "properties":
                yield from self._properties(object_of(value), object_of(back.get(key)), at)
            elif key == "required" and isinstance(value, list):
                yield from self._required(value, list_of(back.get(key)), at)
            elif not (key == "required" and not value):
                yield from self._part(value, back.get(key), at, key)

    def _added(self, given: JsonObject, back: JsonObject, where: str) -> Iterator[Loss]:
        """What only the page says."""
        for key in back:
            known = key in given or key in ("required", "example", "description")
            evident = key in (*_EVIDENCE, extensions.PAGE_TYPE)
            if not known and not evident and not given.get(extensions.UNDOCUMENTED):
                yield _changed(where + pointer(key), key, None, back[key])

    def _properties(self, given: JsonObject, back: JsonObject, where: str) -> Iterator[Loss]:
        for name, part in given.items():
            at = where + pointer(name)
            if name in back:
                yield from self._schema(object_of(part), object_of(back[name]), at)
            elif object_of(part).get(extensions.UNDOCUMENTED):
                yield _elsewhere(at, f"the undocumented field `{name}`")
            else:
                yield self._missing(at, f"the field `{name}`", "properties")

    def _required(self, given: list[Json], back: list[Json], where: str) -> Iterator[Loss]:
        for name in given:
            if name not in back:
                yield _elsewhere(where, f"that `{name}` is required")
        for name in back:
            if name not in given:
                yield _elsewhere(where, f"that `{name}` is not required")

    def _part(self, given: Json, back: Json, where: str, key: str) -> Iterator[Loss]:
        if isinstance(given, dict) and isinstance(back, dict) and key != "example":
            yield from self._schema(given, back, where)
        elif given == back and type(given) is type(back):
            return
        elif key in _EVIDENCE:
            yield _elsewhere(where, f"`{key}`")
        elif isinstance(given, list) and isinstance(back, list) and len(given) == len(back):
            for number, (one, other) in enumerate(zip(given, back, strict=True)):
                yield from self._part(one, other, f"{where}/{number}", key)
        elif back is None:
            yield self._missing(where, f"`{key}`", key)
        else:
            yield _changed(where, key, given, back)

    def _missing(self, where: str, what: str, key: str) -> Loss:
        """What this page lacks: for a shared type another page has the words of pages."""
        elsewhere = self._inside_shared and key in _PAGE_WORDS
        return _elsewhere(where, what) if elsewhere else _lost(where, what)


def _lost(where: str, what: str) -> Loss:
    return Loss(rules.PRINT_LOST, where, f"{what}{_subject(where)} is lost on the page")


def _elsewhere(where: str, what: str) -> Loss:
    message = f"{what}{_subject(where)} does not follow from this page alone"
    return Loss(rules.PRINT_ELSEWHERE, where, message)


def _changed(where: str, key: str, given: Json, back: Json) -> Loss:
    message = f"`{key}`{_subject(where)} is {_short(given)}, the page says {_short(back)}"
    return Loss(rules.PRINT_CHANGED, where, message)


def _subject(where: str) -> str:
    """The property that a keyword is one of, for the message."""
    match where.rsplit("/", 3):
        case [_, "properties", name, _]:
            return f" of `{unescape(name)}`"
        case _:
            return ""


def _short(value: Json) -> str:
    text = "absent" if value is None else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
