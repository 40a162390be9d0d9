"""Trees of files on disk: plan, diff, atomic write, manifest, stale files. The only writing room.

`plan` compares a generated tree with a folder, `diff` shows the differences, `write` carries the
plan out, `put` writes one file. `specpress.output.stamp` tells, without loading any of these,
whether there is anything to do at all.

The names are loaded when they are first used, so that `stamp` stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specpress.output.planning import Plan, plan
    from specpress.output.unified import diff
    from specpress.output.writing import put, write

__all__ = ["Plan", "diff", "plan", "put", "write"]

_HOMES = {
    "Plan": "planning",
    "plan": "planning",
    "diff": "unified",
    "put": "writing",
    "write": "writing",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
