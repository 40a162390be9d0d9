"""An overlay applied to a description, action by action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from specpress.diagnostics import Location, Sink, error, warning
from specpress.jsonvalue import Json, JsonObject, clone
from specpress.jsonvalue import pointer as to_pointer
from specpress.source.document import LoadedDocument
from specpress.source.overlay.merging import Merge
from specpress.source.overlay.paths import Place, explain_miss, place_within, select
from specpress.source.overlay.traces import Trace, TracedPositions, trace_of
from specpress.source.overlay.values import (
    Action,
    Copy,
    Correction,
    Nothing,
    Overlay,
    Remove,
    Target,
    Update,
)
from specpress.source.positions import DEEPEST

NO_MATCH = warning("overlay-no-match", "a target that matches nothing")
MIXED_TARGETS = error("overlay-mixed-targets", "a target selects nodes of different kinds")
PRIMITIVE_TARGET = error("overlay-primitive-target", "Overlay 1.0 cannot update a primitive value")
COPY_SOURCE = error("overlay-copy-source", "a copy that does not select exactly one node")
REMOVED_ROOT = error("overlay-removed-root", "an action removes the whole document")
NESTED_ARRAY = warning("overlay-nested-array", "Overlay 1.0 appends an array as one entry")
TOO_DEEP = error("overlay-too-deep", "an action nests the document too deep")
TOO_LARGE = error("overlay-too-large", "the actions blow the document up")

MOST_ADDED = 1_000_000
"""Values that all actions of an overlay together may add. Copies of copies grow without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedCorrection:
    """A correction that found what it corrects.

    `targets` are the JSON pointers, in the corrected document, of what it changed; for what it
    removed, of the nearest part that is still there.
    """

    documented: str
    actual: str
    source: str
    targets: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaid:
    """A description with an overlay applied. `actions` counts all actions of the overlay."""

    document: LoadedDocument
    corrections: tuple[AppliedCorrection, ...]
    actions: int


def apply(document: LoadedDocument, overlay: Overlay, sink: Sink) -> Overlaid:
    """A new document with all actions applied, in their order; `document` stays as it is.

    An action that cannot be applied is reported, and leaves no more than a part of its change.
    """
    root = clone(document.root)
    assert isinstance(root, dict)
    applying = _Applying(root, Trace(document.positions, ""), overlay, sink)
    for action in overlay.actions:
        if applying.added <= MOST_ADDED:
            applying.act(action)
    declared = root.get("openapi")
    overlaid = replace(
        document,
        root=root,
        positions=TracedPositions(applying.trace),
        dialect=declared if isinstance(declared, str) else document.dialect,
    )
    return Overlaid(
        document=overlaid, corrections=applying.corrections(), actions=len(overlay.actions)
    )


class _Applying:
    def __init__(self, root: JsonObject, trace: Trace, overlay: Overlay, sink: Sink) -> None:
        self.root = root
        self.trace = trace
        self.overlay = overlay
        self.sink = sink
        self.merge = Merge(sink)
        self.added = 0
        # Each correction with the containers above what it changed, outermost first, and its key.
        self.corrected: list[tuple[Action, Correction, list[_Changed]]] = []

    def act(self, action: Action) -> None:
        places = self._select(action.target)
        if not places:
            return
        changed = [_Changed.at(self.root, place) for place in places]
        match action.change:
            case Update(value=value, pointer=pointer):
                if self._fits(action, places, value):
                    self._update(action, places, value, Trace(self.overlay.positions, pointer))
            case Copy(source=source):
                self._copy(action, places, source)
            case Remove():
                self._remove(action, places)
            case Nothing():
                pass
        if action.correction is not None:
            self.corrected.append((action, action.correction, changed))

    def _select(self, target: Target) -> list[Place]:
        places = select(target, self.root)
        if not places:
            offset, hint = explain_miss(target, self.root)
            message = f"`{target.text}` matches nothing"
            self.sink.report(NO_MATCH.at(self._place(target, offset), message, hint=hint))
        return places

    def _place(self, target: Target, offset: int) -> Location:
        return place_within(self.overlay.positions, target.pointer, target.text, offset)

    def _update(self, action: Action, places: list[Place], value: Json, given: Trace) -> None:
        nodes = [_node(self.root, place) for place in places]
        if len({_sort(node) for node in nodes}) > 1:
            message = f"`{action.target.text}` selects objects, arrays or primitives together"
            hint = "one action updates nodes of one kind"
            where = self._place(action.target, 0)
            self.sink.report(MIXED_TARGETS.at(where, message, hint=hint))
            return
        for place, node in zip(places, nodes, strict=True):
            self._update_node(action, place, node, value, given)

    def _fits(self, action: Action, places: list[Place], value: Json) -> bool:
        """Whether the document stays within bounds with `value` at all `places`."""
        size, depth = _measure(value)
        self.added += size * len(places)
        rule = message = None
        if self.added > MOST_ADDED:
            rule, message = TOO_LARGE, f"the actions add more than {MOST_ADDED:,} values"
        elif depth + max(len(place) for place in places) > DEEPEST:
            rule, message = TOO_DEEP, f"the update nests the document deeper than {DEEPEST} levels"
        if rule is not None and message is not None:
            self.sink.report(rule.at(self._place(action.target, 0), message))
        return rule is None

    def _update_node(
        self, action: Action, place: Place, node: Json, value: Json, given: Trace
    ) -> None:
        trace = trace_of(self.trace, self.root, place)
        match node, value:
            case dict(), dict():
                self.merge.into_object(node, trace, value, given, to_pointer(*place))
            case list(), list() if self.overlay.version > (1, 0):
                self.merge.onto_array(node, trace, value, given)
            case list(), _:
                if isinstance(value, list):
                    message = "Overlay 1.0 appends this array as one entry"
                    hint = "Overlay 1.1 adds its items; else give one entry an action"
                    where = given.source.locate(given.pointer)
                    self.sink.report(NESTED_ARRAY.at(where, message, hint=hint))
                self.merge.append(node, trace, value, given)
            case (dict(), _) | (_, dict() | list()):
                self.merge.refuse(value, node, given, to_pointer(*place))
            case _ if self.overlay.version == (1, 0):
                message = "Overlay 1.0 updates objects and arrays only"
                hint = 'target the object around it, or say `overlay: "1.1.0"`'
                where = self._place(action.target, 0)
                self.sink.report(PRIMITIVE_TARGET.at(where, message, hint=hint))
            case _:
                self._put(place, value, given)

    def _put(self, place: Place, value: Json, given: Trace) -> None:
        """Replaces the primitive at `place`, which is never the root."""
        parent = _node(self.root, place[:-1])
        above = trace_of(self.trace, self.root, place[:-1])
        match parent, place[-1]:
            case dict(), str() as key:
                parent[key] = value
                above.members()[key] = given.copy()
            case list(), int() as index:
                parent[index] = value
                above.items(len(parent))[index] = given.copy()

    def _copy(self, action: Action, places: list[Place], source: Target) -> None:
        found = self._select(source)
        if len(found) != 1:
            message = f"`{source.text}` selects {len(found)} nodes; a copy needs one"
            self.sink.report(COPY_SOURCE.at(self._place(source, 0), message))
            return
        value = _node(self.root, found[0])
        if self._fits(action, places, value):
            given = trace_of(self.trace, self.root, found[0]).copy()
            self._update(action, places, clone(value), given)

    def _remove(self, action: Action, places: list[Place]) -> None:
        # From the last to the first: what goes moves no item that has still to go.
        for place in sorted(places, reverse=True):
            if not place:
                message = "the root of the document cannot be removed"
                where = self._place(action.target, 0)
                self.sink.report(REMOVED_ROOT.at(where, message))
                continue
            parent = _node(self.root, place[:-1])
            above = trace_of(self.trace, self.root, place[:-1])
            match parent, place[-1]:
                case dict(), str() as key:
                    del parent[key]
                    above.members().pop(key, None)
                case list(), int() as index:
                    above.items(len(parent)).pop(index)
                    del parent[index]

    def corrections(self) -> tuple[AppliedCorrection, ...]:
        """All corrections, with pointers into the document as it is now."""
        if not self.corrected:
            return ()
        pointers = _pointers(self.root)
        return tuple(
            AppliedCorrection(
                documented=correction.documented,
                actual=correction.actual,
                source=correction.source,
                targets=tuple(dict.fromkeys(one.pointer(pointers) for one in changed)),
                location=action.location,
            )
            for action, correction, changed in self.corrected
        )


@dataclass(frozen=True, slots=True)
class _Changed:
    """A node that an action selected: the containers from the root to it, itself if it is one."""

    containers: Sequence[dict[str, Json] | list[Json]]
    key: str | int | None

    @classmethod
    def at(cls, root: Json, place: Place) -> _Changed:
        containers: list[dict[str, Json] | list[Json]] = []
        node = root
        for token in (*place, None):
            if not isinstance(node, dict | list):
                return cls(containers, place[-1])
            containers.append(node)
            node = node[token] if token is not None else None  # type: ignore[index]
        return cls(containers, None)

    def pointer(self, pointers: dict[int, str]) -> str:
        """The pointer of the node by those of all containers, or of the nearest one above it."""
        for container in reversed(self.containers):
            found = pointers.get(id(container))
            if found is None:
                continue
            whole = container is self.containers[-1]
            if whole and isinstance(self.key, str) and self.key in container:
                return found + to_pointer(self.key)
            return found
        return ""


def _pointers(root: Json) -> dict[int, str]:
    """The pointer of each container of a document by its identity: no two places share one."""
    found: dict[int, str] = {}
    todo: list[tuple[Json, str]] = [(root, "")]
    while todo:
        node, pointer = todo.pop()
        found[id(node)] = pointer
        entries = node.items() if isinstance(node, dict) else enumerate(node or ())  # type: ignore[arg-type]
        todo += [
            (item, pointer + to_pointer(token))
            for token, item in entries
            if isinstance(item, dict | list)
        ]
    return found


def _measure(value: Json) -> tuple[int, int]:
    """How many values `value` has in all, and how many levels of objects and arrays."""
    size, depth, level = 0, 0, [value]
    while level:
        size += len(level)
        containers = [item for item in level if isinstance(item, dict | list)]
        depth += bool(containers)
        level = [
            item
            for container in containers
            for item in (container.values() if isinstance(container, dict) else container)
        ]
    return size, depth


def _node(root: Json, place: Place) -> Json:
    node = root
    for token in place:
        node = node[token]  # type: ignore[index]
    return node


def _sort(node: Json) -> str:
    return (
        "object" if isinstance(node, dict) else "array" if isinstance(node, list) else "primitive"
    )
