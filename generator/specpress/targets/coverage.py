"""Which operations come out: all of them, or an error says why not.

Only the user leaves one out, by the code of that error.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from specpress.diagnostics import Location, Severity, Sink, error
from specpress.model import ApiModel, Origin
from specpress.targets.base import Unsupported

UNUSED = error("config-unused-skip", "a code is to be skipped that no operation was reported with")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The part of an API that a target expresses, and the ids of the operations left out."""

    model: ApiModel
    left_out: tuple[str, ...]
    skipped: frozenset[str]


def cover(
    model: ApiModel,
    found: Iterable[Unsupported],
    skip: Collection[str],
    locate: Callable[[Origin], Location],
    sink: Sink,
) -> Coverage:
    """Leaves out the operations that were reported with a code in `skip`, with a warning each;
    everything else of `found` is reported as the error that it is."""
    left_out: dict[str, None] = {}
    used: set[str] = set()
    for one in found:
        told = one.rule.at(locate(one.origin), one.message, hint=one.hint)
        if one.operation and one.rule.code in skip:
            used.add(one.rule.code)
            left_out[one.operation] = None
            message = f"{one.operation} is left out: {one.message}"
            told = replace(told, severity=Severity.WARNING, message=message, hint="")
        sink.report(told)
    return Coverage(
        model=without(model, left_out), left_out=tuple(left_out), skipped=frozenset(used)
    )


def without(model: ApiModel, operations: Collection[str]) -> ApiModel:
    """`model` without some operations, and without groups that have no other."""
    if not operations:
        return model
    groups = (
        replace(group, operations=tuple(id_ for id_ in group.operations if id_ not in operations))
        for group in model.groups
    )
    return replace(
        model,
        operations=tuple(one for one in model.operations if one.id not in operations),
        groups=tuple(group for group in groups if group.operations),
    )


def report_unused(skip: Iterable[str], used: Collection[str], place: Location, sink: Sink) -> None:
    """Reports codes that had no effect: the API or the target has moved on."""
    for code in skip:
        if code not in used:
            message = f"nothing was reported as `{code}`"
            sink.report(UNUSED.at(place, message, hint="take it away: all operations come out"))
