"""The targets there are. Adding one adds a line."""

from __future__ import annotations

import importlib
import importlib.util
from typing import cast

from specpress.targets.base import AnyTarget
from specpress.targets.building import Toolchain

# Those that take longest stand first.
_TARGETS = {
    "docs": "specpress.targets.docs:TARGET",
    "python": "specpress.targets.python:TARGET",
    "java": "specpress.targets.java:TARGET",
    "typescript": "specpress.targets.typescript:TARGET",
    "rust": "specpress.targets.rust:TARGET",
    "go": "specpress.targets.go:TARGET",
}


def by_work() -> tuple[str, ...]:
    """The names of all targets, those that take longest first: so processes share them evenly."""
    return tuple(_TARGETS)


def names() -> tuple[str, ...]:
    """The names of all targets, sorted."""
    return tuple(sorted(_TARGETS))


def load(name: str) -> AnyTarget:
    """The target of that name, imported now. Raises KeyError where `names()` has no such name."""
    module, _, attribute = _TARGETS[name].partition(":")
    return cast("AnyTarget", getattr(importlib.import_module(module), attribute))


def toolchain(name: str) -> Toolchain | None:
    """The tools of a target's language, None where it has none: `toolchain.py` in its folder."""
    home = _TARGETS[name].partition(":")[0]
    if importlib.util.find_spec(f"{home}.toolchain") is None:
        return None
    found = importlib.import_module(f"{home}.toolchain").TOOLCHAIN
    return cast("Toolchain", found)
