"""specpress against other generators, side by side: `make bench`.

Every figure is one of two commands in one run of this program. The description of the GitHub API
comes with a package; others are arguments: `make bench DESCRIPTIONS="a.json b.yaml"`. The exit code
is 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

import growing
import peers
from goals import Goal, Report
from measure import Contender, race, removed

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "generated" / "zstack" / "openapi.yaml"
SPECPRESS = Path(sys.executable).with_name("specpress")
TARGETS = ("python", "typescript", "go", "java", "rust", "docs")
PARTS = ("quick", "languages", "all", "again", "growth")

_AT_MOST = {"python": 1.0} | dict.fromkeys(("typescript", "go", "java", "rust"), 1 / 3)
"""How long a language may take, in times of openapi-generator."""


def main() -> int:
    """Installs the peers, runs all races, prints a table each."""
    given = _arguments()
    peers.install()
    report = Report(Console(width=110))
    descriptions = [peers.GITHUB, *given.descriptions] if peers.GITHUB.is_file() else []
    descriptions = descriptions or given.descriptions
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if "quick" in given.parts:
            nothing_but_the_start(work, report)
        for description in descriptions:
            _bench(description, given, work, report)
    if given.json:
        given.json.write_text(json.dumps(report.sections, indent=2) + "\n")
    return 1 if report.missed else 0


def _bench(description: Path, given: argparse.Namespace, work: Path, report: Report) -> None:
    if "languages" in given.parts:
        for target in TARGETS:
            one_language(description, target, given.rounds, work, report)
    if "all" in given.parts:
        everything(description, given.rounds, work, report)
    if description.suffix == ".json":
        if "again" in given.parts:
            again(description, given.rounds, work, report)
        if "growth" in given.parts and description == peers.GITHUB:
            growth(description, work, report)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="specpress against other generators")
    parser.add_argument("descriptions", nargs="*", type=Path, help="further OpenAPI descriptions")
    parser.add_argument("--rounds", type=int, default=3, help="counted runs of each command (3)")
    parser.add_argument("--json", type=Path, help="where the figures go as JSON")
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=PARTS, help="what to run (all)"
    )
    return parser.parse_args()


def ours(
    description: Path,
    targets: tuple[str, ...],
    work: Path,
    before: Callable[[], None] | None = None,
) -> Contender:
    """specpress from nothing, unless `before` says otherwise: no output of ours and no cache."""
    command = [str(SPECPRESS), "generate", "--quiet", str(description), "--out", str(work / "out")]
    for target in targets:
        command += ["--target", target]
    return Contender(
        name="specpress",
        command=command,
        before=before or removed(work),
        environment={"XDG_CACHE_HOME": str(work / "cache")},
    )


def one_language(description: Path, target: str, rounds: int, work: Path, report: Report) -> None:
    """One language, formatted, against everybody who has it."""
    contenders = [ours(description, (target,), work / "ours")]
    goals = []
    if target in peers.LANGUAGES:
        contenders.append(peers.openapi_generator(description, target, work / "theirs"))
        goals.append(Goal(one="specpress", other="openapi-generator", most=_AT_MOST[target]))
    contenders += peers.others(description, target, work / "theirs")
    if target == "python":
        goals.append(Goal(one="specpress", other="openapi-python-client", most=1.0))
    if target == "typescript" and description == peers.GITHUB:
        goals.append(Goal(one="specpress", other="orval", most=1 / 1.5))
    timings = race(contenders, rounds=rounds, warmups=0)
    report.show(f"{description.name}: {target}", timings, goals)


def everything(description: Path, rounds: int, work: Path, report: Report) -> None:
    """Five clients and the documentation in one run, against runs one after another."""
    theirs = work / "theirs"
    one_by_one = " && ".join(
        " ".join(peers.openapi_generator(description, target, theirs / target).command)
        for target in peers.LANGUAGES
    )
    docs = f" && {peers.HOME / 'bin' / 'openapi-generator-cli'} generate --skip-validate-spec"
    docs += f" -g html2 -i {description} -o {theirs / 'docs'}"
    name = "openapi-generator, six times"
    timings = race(
        [
            ours(description, TARGETS, work / "ours"),
            Contender(name=name, command=["sh", "-c", one_by_one + docs], before=removed(theirs)),
        ],
        rounds=rounds,
        warmups=0,
    )
    goals = [
        Goal(one="specpress", other=name, most=1 / 3),
        Goal(one="specpress", mebibytes=700),
    ]
    report.show(f"{description.name}: all clients and the documentation", timings, goals)


def again(description: Path, rounds: int, work: Path, report: Report) -> None:
    """After a change to one schema, to one operation, and to nothing."""
    place = work / "again"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    given = place / "description.json"
    changed = {
        kind: growing.with_a_change(description, kind, place / f"{kind}.json")
        for kind in ("schema", "operation")
    }

    def cold() -> None:
        shutil.rmtree(place / "out", ignore_errors=True)
        shutil.rmtree(place / "cache", ignore_errors=True)
        shutil.copy(description, given)

    def after(kind: str) -> Contender:
        def before() -> None:
            shutil.copy(description, given)
            _quietly(run)
            shutil.copy(changed[kind], given)

        return Contender(
            name=f"one {kind} changed",
            command=run.command,
            before=before,
            environment=run.environment,
        )

    run = ours(given, TARGETS, place, cold)
    nothing = Contender(name="nothing changed", command=run.command, environment=run.environment)
    timings = race([run, after("schema"), after("operation"), nothing], rounds=rounds, warmups=0)
    goals = [
        Goal(one="one schema changed", other="specpress", most=0.1),
        Goal(one="one operation changed", other="specpress", most=0.1),
        Goal(one="nothing changed", seconds=0.3),
    ]
    report.show(f"{description.name}: all targets, again", timings, goals)


def _quietly(contender: Contender) -> None:
    race([Contender(**{**_fields(contender), "before": lambda: None})], rounds=1, warmups=0)


def _fields(contender: Contender) -> dict[str, object]:
    return {
        "name": contender.name,
        "command": contender.command,
        "environment": contender.environment,
    }


def growth(description: Path, work: Path, report: Report) -> None:
    """Time and memory at 1, 2, 4 and 8 times the size."""
    place = work / "growth"
    for target in ("typescript", "go"):
        contenders = []
        for times in (1, 2, 4, 8):
            place.mkdir(exist_ok=True)
            larger = growing.grown(description, times, work / f"{times}-times.json")
            run = ours(larger, (target,), place / "run")
            contenders.append(
                Contender(**{**_fields(run), "name": f"{times} times", "before": run.before})
            )
        timings = race(contenders, rounds=1, warmups=0)
        goals = [Goal(one="8 times", other="1 times", most=10.0)]
        report.show(f"{description.name}, grown: {target}", timings, goals)


def nothing_but_the_start(work: Path, report: Report) -> None:
    """What a command costs that has nothing to do, beside an interpreter that does nothing."""
    run = ours(SMALL, ("python",), work / "small", lambda: None)
    timings = race(
        [
            Contender(name="python -c pass", command=[sys.executable, "-c", "pass"]),
            Contender(name="specpress --version", command=[str(SPECPRESS), "--version"]),
            run,
        ],
        rounds=9,
    )
    goals = [
        Goal(one="specpress --version", other="python -c pass", seconds=0.1),
        Goal(one="specpress", other="python -c pass", seconds=0.15),
    ]
    report.show("AddImage: nothing to do", timings, goals)


if __name__ == "__main__":
    sys.exit(main())
