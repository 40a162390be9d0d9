"""Which operations a correction of the documentation concerns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol
from urllib.parse import unquote

from specpress.diagnostics import Location
from specpress.jsonvalue import Json, pointer
from specpress.model import Correction
from specpress.normalize.nodes import Tree
from specpress.normalize.operation_ids import FoundOperation


class AppliedCorrection(Protocol):
    """A correction that was applied: what was documented, what the server does, where that can be
    read, the pointers of what was changed, and the place of the correction itself."""

    @property
    def documented(self) -> str: ...
    @property
    def actual(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def targets(self) -> tuple[str, ...]: ...
    @property
    def location(self) -> Location: ...


def corrections_of(
    tree: Tree, applied: Sequence[AppliedCorrection], operations: Sequence[FoundOperation]
) -> tuple[Correction, ...]:
    """Each correction with the ids of the operations that it concerns, in their order.

    A correction below an operation or path item concerns those; one of a component concerns every
    operation that reaches the component through references, or needs the security scheme. One of a
    whole section (`/paths`, `/components/schemas`, `/servers`) concerns all that use the section.
    """
    if not applied:
        return ()
    reach = {operation.id: _reached(tree, operation) for operation in operations}
    return tuple(
        Correction(
            documented=correction.documented,
            actual=correction.actual,
            source=correction.source,
            operations=tuple(
                operation.id
                for operation in operations
                if any(
                    _concerns(target, operation, reach[operation.id])
                    for target in correction.targets
                )
            ),
            location=str(correction.location),
        )
        for correction in applied
    )


def _concerns(target: str, operation: FoundOperation, reached: frozenset[str]) -> bool:
    if not target:
        return False
    own = (operation.node.pointer, f"{operation.item.pointer}/parameters", *reached)
    return any(_within(target, part) or _within(part, target) for part in own)


def _within(pointer: str, above: str) -> bool:
    return pointer == above or pointer.startswith(f"{above}/")


def _reached(tree: Tree, operation: FoundOperation) -> frozenset[str]:
    """The pointers that an operation reaches through references."""
    seen: set[str] = set(_used_by_all(operation))
    waiting: list[Json] = [operation.node.value, operation.item.raw().get("parameters")]
    while waiting:
        for reference in _references(waiting.pop()):
            target = unquote(reference[1:])
            if target in seen:
                continue
            seen.add(target)
            found = tree.at(target)
            if found is not None:
                waiting.append(found.value)
    return frozenset(seen)


def _used_by_all(operation: FoundOperation) -> Iterator[str]:
    """What an operation uses without a reference: servers, and the security schemes it needs."""
    holder = operation.node if operation.node.has("security") else operation.node.tree.root
    for requirement in holder.items("security"):
        for scheme in requirement.raw():
            yield pointer("components", "securitySchemes", scheme)
    if not (operation.node.has("servers") or operation.item.has("servers")):
        yield "/servers"


def _references(value: Json) -> Iterator[str]:
    waiting = [value]
    while waiting:
        at = waiting.pop()
        if isinstance(at, dict):
            reference = at.get("$ref")
            if isinstance(reference, str) and reference.startswith("#"):
                yield reference
            waiting += at.values()
        elif isinstance(at, list):
            waiting += at
