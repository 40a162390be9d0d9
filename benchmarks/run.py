"""specpress against other generators, side by side: `make bench`.

Every figure is a ratio of two commands in one run of this program. The exit code is 1 where a ratio
misses its goal.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from measure import Contender, Timing, race, ratio, removed

ROOT = Path(__file__).parents[1]
DESCRIPTION = ROOT / "generated" / "zstack" / "openapi.yaml"
PEERS = ROOT / ".venv-bench"
SPECPRESS = Path(sys.executable).with_name("specpress")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """`one` may take at most `most` times as long as `other`, or at most `seconds` longer."""

    one: str
    other: str
    most: float | None = None
    seconds: float | None = None


def main() -> int:
    """Installs the peers, runs all races, prints a table each."""
    install_peers()
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        met = [
            show(console, "Python client from the AddImage description", *cold(work)),
            show(console, "all clients and the documentation", *everything(work)),
            show(console, "nothing to do, and --version", *quick(work)),
        ]
    return 0 if all(met) else 1


def install_peers() -> None:
    """An environment of their own, so that their dependencies do not meet ours."""
    marker = PEERS / ".installed"
    wanted = (ROOT / "benchmarks" / "peers.txt").read_text()
    if marker.is_file() and marker.read_text() == wanted:
        return
    venv.create(PEERS, with_pip=True, clear=True)
    command = [PEERS / "bin" / "pip", "install", "--quiet", "-r", ROOT / "benchmarks" / "peers.txt"]
    subprocess.run(command, check=True, env={"PATH": "/usr/local/bin:/usr/bin:/bin"})
    marker.write_text(wanted)


def cold(work: Path) -> tuple[Sequence[Timing], Sequence[Goal]]:
    """All of a Python client, formatted, from nothing: no output of ours, no cache of ours."""
    ours, theirs, old = work / "ours", work / "theirs", work / "old"
    cache = {"XDG_CACHE_HOME": str(ours / "cache")}
    timings = race(
        [
            Contender(
                name="specpress",
                command=[str(SPECPRESS), "generate", "--quiet", str(DESCRIPTION)]
                + ["--target", "python", "--out", str(ours / "out")],
                before=removed(ours),
                environment=cache,
            ),
            Contender(
                name="openapi-python-client",
                command=[str(PEERS / "bin" / "openapi-python-client"), "generate"]
                + ["--path", str(DESCRIPTION), "--output-path", str(theirs)],
                before=removed(theirs),
                environment={"PATH": f"{PEERS / 'bin'}:/usr/local/bin:/usr/bin:/bin"},
            ),
            Contender(
                name="openapi-generator",
                command=[str(PEERS / "bin" / "openapi-generator-cli"), "generate", "-g", "python"]
                + ["-i", str(DESCRIPTION), "-o", str(old), "--skip-validate-spec"],
                before=removed(old),
            ),
        ],
        rounds=7,
    )
    goals = [
        Goal(one="specpress", other="openapi-python-client", most=1.0),
        Goal(one="specpress", other="openapi-generator", most=0.5),
    ]
    return timings, goals


def everything(work: Path) -> tuple[Sequence[Timing], Sequence[Goal]]:
    """Five clients and the documentation in one run, against five runs one after another."""
    ours, theirs = work / "all-ours", work / "all-theirs"
    targets = ("python", "typescript", "go", "java", "rust", "docs")
    generators = ("python", "typescript-fetch", "go", "java", "rust")
    command = [str(SPECPRESS), "generate", "--quiet", str(DESCRIPTION), "--out", str(ours / "out")]
    for target in targets:
        command += ["--target", target]
    peer = f"{PEERS / 'bin' / 'openapi-generator-cli'} generate --skip-validate-spec"
    one_by_one = " && ".join(
        f"{peer} -i {DESCRIPTION} -g {name} -o {theirs / name}" for name in generators
    )
    timings = race(
        [
            Contender(
                name="specpress",
                command=command,
                before=removed(ours),
                environment={"XDG_CACHE_HOME": str(ours / "cache")},
            ),
            Contender(
                name="openapi-generator, five times",
                command=["sh", "-c", one_by_one],
                before=removed(theirs),
            ),
        ],
        rounds=3,
    )
    goals = [Goal(one="specpress", other="openapi-generator, five times", most=0.2)]
    return timings, goals


def quick(work: Path) -> tuple[Sequence[Timing], Sequence[Goal]]:
    """What a command costs that has nothing to do, beside an interpreter that does nothing."""
    cache = {"XDG_CACHE_HOME": str(work / "warm")}
    out = work / "warm-out"
    generate = [str(SPECPRESS), "generate", "--quiet", str(DESCRIPTION)]
    generate += ["--target", "python", "--out", str(out)]
    timings = race(
        [
            Contender(name="python -c pass", command=[sys.executable, "-c", "pass"]),
            Contender(name="specpress --version", command=[str(SPECPRESS), "--version"]),
            Contender(name="specpress generate", command=generate, environment=cache),
        ],
        rounds=15,
    )
    goals = [
        Goal(one="specpress --version", other="python -c pass", seconds=0.1),
        Goal(one="specpress generate", other="python -c pass", seconds=0.15),
    ]
    return timings, goals


def show(console: Console, title: str, timings: Sequence[Timing], goals: Sequence[Goal]) -> bool:
    """Prints the medians and the goals; returns whether all goals are met."""
    table = Table(title=title, title_justify="left")
    for heading in ("", "wall s", "CPU s", "peak MiB"):
        table.add_column(heading, justify="left" if not heading else "right")
    for timing in timings:
        figures = f"{timing.wall:.3f}", f"{timing.cpu:.3f}", f"{timing.peak:.0f}"
        table.add_row(timing.name, *figures)
    console.print(table)
    by_name = {timing.name: timing for timing in timings}
    met = [judge(console, goal, by_name[goal.one], by_name[goal.other]) for goal in goals]
    return all(met)


def judge(console: Console, goal: Goal, one: Timing, other: Timing) -> bool:
    """Prints one goal and whether it is met."""
    if goal.most is not None:
        found = ratio(one, other)
        met, text = found <= goal.most, f"{found:.2f} times (goal: at most {goal.most:g})"
    else:
        assert goal.seconds is not None
        found = one.wall - other.wall
        met, text = found <= goal.seconds, f"{found:+.3f} s (goal: at most +{goal.seconds:g})"
    console.print(f"{'met   ' if met else 'MISSED'} {goal.one} / {goal.other}: {text}")
    return met


if __name__ == "__main__":
    sys.exit(main())
