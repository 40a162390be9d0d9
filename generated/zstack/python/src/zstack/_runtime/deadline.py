"""How long a call may take."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment of a monotonic clock, in seconds; infinity for none."""

    moment: float
    clock: Callable[[], float] = time.monotonic

    @classmethod
    def after(
        cls, seconds: float | None, clock: Callable[[], float] = time.monotonic
    ) -> Deadline:
        """The moment `seconds` from now, None for never."""
        return cls(math.inf if seconds is None else clock() + seconds, clock)

    @property
    def remaining(self) -> float:
        """Seconds until the moment, 0.0 when it has passed."""
        return max(0.0, self.moment - self.clock())

    @property
    def passed(self) -> bool:
        """Whether the moment has come."""
        return self.clock() >= self.moment

    def limit(self, seconds: float | None) -> float | None:
        """The shorter of `seconds` and what remains; None where neither limits."""
        shorter = min(math.inf if seconds is None else seconds, self.remaining)
        return None if math.isinf(shorter) else shorter
