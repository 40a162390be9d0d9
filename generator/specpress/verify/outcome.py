"""What became of a description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A diagnostic, as far as a report shows it."""

    severity: str
    code: str
    message: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a validator that we did not write says: the first fault, "" for none.

    `known` is False where it gave no answer (it took too long, or failed itself).
    """

    known: bool
    fault: str = ""

    @property
    def is_valid(self) -> bool:
        """Whether a person may expect the description to work."""
        return not (self.known and self.fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a target made of a description.

    `digest` names the bytes of its files, "" where there are none; `operations` of the description
    came out. `faults` are the diagnostics of its own.
    """

    operations: int
    digest: str
    faults: tuple[Told, ...]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A description that went through all stages short of a compiler, as far as it came.

    `crash` is a traceback: always our bug. `diagnostics` are those before any target.
    """

    operations: int
    diagnostics: tuple[Told, ...] = ()
    targets: Mapping[str, Made] = field(default_factory=dict)
    crash: str = ""
    seconds: float = 0.0

    @property
    def is_read(self) -> bool:
        """Whether it was understood: without an error, and without a crash."""
        return not self.crash and not any(one.severity == "error" for one in self.diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a language's tools said first, "" for nothing; the seconds are a share of a batch."""

    fault: str
    seconds: float
