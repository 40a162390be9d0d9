"""The targets there are. Adding one adds a line."""

from __future__ import annotations

import importlib
import importlib.util
from typing import cast

from specpress.targets.base import AnyTarget
from specpress.targets.building import Toolchain

_TARGETS = {
    "docs": "specpress.targets.docs:TARGET",
    "java": "specpress.targets.java:TARGET",
    "go": "specpress.targets.go:TARGET",
    "python": "specpress.targets.python:TARGET",
    "rust": "specpress.targets.rust:TARGET",
    "typescript": "specpress.targets.typescript:TARGET",
}


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
