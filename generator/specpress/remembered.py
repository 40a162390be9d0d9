"""What was worked out of a whole model, for those who ask again about the same one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

G = TypeVar("G")
R = TypeVar("R")


def remembered(of: Callable[[Any], object]) -> Callable[[Callable[[G], R]], Callable[[G], R]]:
    """Has a function of one argument keep its last result, for as long as `of` gives the same
    object for the argument.

    Such an object (an `ApiModel`) is too large to compare or to hash, and nobody changes it:
    whether it is the same one says enough. The result must follow from it alone.
    """

    def decorated(make: Callable[[G], R]) -> Callable[[G], R]:
        kept: list[tuple[object, R]] = []

        @functools.wraps(make)
        def made(given: G) -> R:
            source = of(given)
            if not kept or kept[0][0] is not source:
                kept[:] = [(source, make(given))]
            return kept[0][1]

        return made

    return decorated
