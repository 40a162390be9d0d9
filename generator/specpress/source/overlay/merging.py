"""How a value is merged into a node (Overlay Specification, section "Action Object").

Version 1.1 concatenates arrays; 1.0 says of the selected array that the update is one entry of it,
and leaves arrays further down to the reader, who concatenates them as 1.1 does.
"""

from __future__ import annotations

from specpress.diagnostics import Sink, error
from specpress.jsonvalue import Json, clone, escape
from specpress.source.kinds import kind_of
from specpress.source.overlay.traces import Trace

INCOMPATIBLE = error("overlay-incompatible", "a value that cannot be merged into what is there")


class Merge:
    """Merges values into a document in place, and their origins into its traces.

    In all calls `trace` is the origin of the target, and `given` that of the value.
    """

    def __init__(self, sink: Sink) -> None:
        self.sink = sink

    def into_object(
        self,
        target: dict[str, Json],
        trace: Trace,
        value: dict[str, Json],
        given: Trace,
        pointer: str,
    ) -> None:
        """Each member of `value` is added, or merged into the one of its name.

        `pointer` is that of `target` in the document.
        """
        for key, item in value.items():
            place = f"{pointer}/{escape(key)}"
            source = given.entry(key, value)
            if key not in target:
                target[key] = clone(item)
                trace.members()[key] = source.copy()
                continue
            match target[key], item:
                case dict() as inner, dict():
                    self.into_object(inner, trace.entry(key, target), item, source, place)
                case list() as inner, list():
                    self.onto_array(inner, trace.entry(key, target), item, source)
                case (dict() | list(), _) | (_, dict() | list()):
                    self.refuse(item, target[key], source, place)
                case _:
                    target[key] = item
                    trace.members()[key] = source.copy()

    def onto_array(self, target: list[Json], trace: Trace, value: list[Json], given: Trace) -> None:
        """The items of `value` are added at the end."""
        origins = trace.items(len(target))
        for number, item in enumerate(value):
            target.append(clone(item))
            origins.append(given.entry(number, value).copy())

    def append(self, target: list[Json], trace: Trace, value: Json, given: Trace) -> None:
        """`value` is added at the end as one item."""
        trace.items(len(target)).append(given.copy())
        target.append(clone(value))

    def refuse(self, value: Json, there: Json, given: Trace, pointer: str) -> None:
        """Tells the sink that `value` does not go with what is at `pointer`."""
        message = f"{kind_of(value)} cannot be merged into {kind_of(there)} at `{pointer}`"
        place = given.source.locate(given.pointer)
        hint = "remove what is there in an action before"
        self.sink.report(INCOMPATIBLE.at(place, message, hint=hint))
