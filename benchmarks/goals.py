"""What is to be reached, as ratios of two commands in one run, and what was."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from measure import Timing, ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """`one` may take at most `most` times as long as `other`, at most `seconds` longer than it or,
    without another, at most `seconds`; or it may hold at most `mebibytes`."""

    one: str
    other: str = ""
    most: float | None = None
    seconds: float | None = None
    mebibytes: float | None = None


@dataclass(slots=True)
class Report:
    """The tables on the terminal, and the same for programs."""

    console: Console
    sections: list[dict[str, Any]] = field(default_factory=list)
    missed: int = 0

    def show(self, title: str, timings: Sequence[Timing], goals: Sequence[Goal] = ()) -> None:
        """Prints the medians and the goals of one race."""
        table = Table(title=title, title_justify="left")
        for heading in ("", "wall s", "CPU s", "peak MiB", "ratio"):
            table.add_column(heading, justify="left" if not heading else "right")
        first = timings[0]
        for timing in timings:
            if timing.fault:
                table.add_row(timing.name, "failed")
                continue
            times = "" if first.fault or timing is first else f"{ratio(timing, first):.2f}"
            figures = f"{timing.wall:.3f}", f"{timing.cpu:.3f}", f"{timing.peak:.0f}"
            table.add_row(timing.name, *figures, times)
        self.console.print(table)
        for timing in timings:
            if timing.fault:
                self.console.print(f"{timing.name}: {timing.fault[-300:]}", markup=False)
        judged = [self._judge(goal, {one.name: one for one in timings}) for goal in goals]
        self.sections.append(
            {
                "title": title,
                "timings": [dataclasses.asdict(one) for one in timings],
                "goals": judged,
            }
        )

    def _judge(self, goal: Goal, timings: dict[str, Timing]) -> dict[str, Any]:
        one, other = timings[goal.one], timings.get(goal.other)
        if one.fault or (other is not None and other.fault) or (goal.other and other is None):
            met, text = bool(not one.fault), "not comparable"
        elif goal.mebibytes is not None:
            met = one.peak <= goal.mebibytes
            text = f"{one.peak:.0f} MiB (goal: at most {goal.mebibytes:g})"
        elif goal.most is not None and other is not None:
            found = ratio(one, other)
            met, text = found <= goal.most, f"{found:.3f} times (goal: at most {goal.most:.3g})"
        else:
            found = one.wall - (other.wall if other is not None else 0.0)
            met = found <= (goal.seconds or 0.0)
            text = f"{found:+.3f} s (goal: at most {goal.seconds:+g})"
        self.missed += not met
        against = f" / {goal.other}" if goal.other else ""
        self.console.print(f"{'met   ' if met else 'MISSED'} {goal.one}{against}: {text}")
        return {"goal": f"{goal.one}{against}", "met": met, "found": text}
