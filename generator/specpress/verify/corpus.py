"""Every description of a folder tree: generated, built in every language, and reported."""

from __future__ import annotations

import functools
import hashlib
import inspect
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from specpress.targets import registry
from specpress.targets.building import Toolchain, ToolError
from specpress.verify.finding import Found
from specpress.verify.generating import generate
from specpress.verify.isolation import isolated
from specpress.verify.judging import judge
from specpress.verify.memory import Memory
from specpress.verify.outcome import Built, Generated, Verdict

_JUDGE_SECONDS = 120
_GENERATE_SECONDS = 180
_BATCH_BYTES = 40_000_000
"""About how many bytes of generated source are built in one run of each tool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """All that is known of one description."""

    found: Found
    verdict: Verdict
    generated: Generated
    built: Mapping[str, Built] = field(default_factory=dict)

    def faults(self) -> Mapping[str, str]:
        """What is wrong with our work on it, by target; under "" what concerns all of them."""
        if self.generated.crash:
            return {"": "crash: " + self.generated.crash.strip().splitlines()[-1]}
        if not self.verdict.is_valid:
            told = self.generated.diagnostics or any(
                one.faults for one in self.generated.targets.values()
            )
            return {} if told else {"": "invalid, and nothing was said"}
        if not self.generated.is_read and not self.verdict.known:
            return {}  # whether the refusal is right, nobody can say
        if not self.generated.is_read:
            first = next(one for one in self.generated.diagnostics if one.severity == "error")
            return {"": f"refused: {first.place}: {first.message} [{first.code}]"}
        found = {}
        for name, made in self.generated.targets.items():
            error = next((one for one in made.faults if one.severity == "error"), None)
            if error is not None:
                found[name] = f"{error.place}: {error.message} [{error.code}]"
            elif made.operations != self.generated.operations:
                found[name] = f"{made.operations} of {self.generated.operations} operations"
            if name in self.built and self.built[name].fault:
                found[name] = self.built[name].fault
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A run over descriptions. `say` is told what is being done."""

    found: Sequence[Found]
    targets: tuple[str, ...]
    folder: Path
    jobs: int
    say: Callable[[str], None]

    def rows(self) -> Iterator[tuple[Row, ...]]:
        """The rows of all descriptions, again and again as more of them are built."""
        self.folder.mkdir(parents=True, exist_ok=True)
        verdicts = self._verdicts()
        generated = self._generated()
        rows = [
            Row(found=one, verdict=verdicts[one.key], generated=generated[one.key])
            for one in self.found
        ]
        yield tuple(rows)
        tools = {name: tool for name in self.targets if (tool := registry.toolchain(name))}
        built: dict[str, dict[str, Built]] = {row.found.key: {} for row in rows}
        for number, batch in enumerate(self._batches(rows)):
            self.say(f"batch {number + 1}: {len(batch)} descriptions")
            for name, tool in tools.items():
                for key, one in self._built(name, tool, batch).items():
                    built[key][name] = one
                yield tuple(replace(row, built=dict(built[row.found.key])) for row in rows)

    def _verdicts(self) -> Mapping[str, Verdict]:
        memory = Memory(self.folder)
        known = {one.key: memory.verdict(one.path) for one in self.found}
        asked = [one for one in self.found if known[one.key] is None]
        self.say(f"judging {len(asked)} descriptions, {len(self.found) - len(asked)} known")
        tasks = [functools.partial(judge, one.path) for one in asked]
        for ended in isolated(tasks, jobs=self.jobs, seconds=_JUDGE_SECONDS):
            one = asked[ended.number]
            verdict = ended.value or Verdict(known=False, fault=_last_line(ended.crash))
            memory.keep_verdict(one.path, verdict)
            known[one.key] = verdict
        return {key: verdict for key, verdict in known.items() if verdict is not None}

    def _generated(self) -> Mapping[str, Generated]:
        self.say(f"generating from {len(self.found)} descriptions")
        for name in self.targets:
            registry.load(name)  # before the processes fork, so that each has it
        packages = self.folder / "packages"
        tasks = [
            functools.partial(generate, one.path, one.shown, self.targets, packages / one.key)
            for one in self.found
        ]
        made: dict[str, Generated] = {}
        for ended in isolated(tasks, jobs=self.jobs, seconds=_GENERATE_SECONDS):
            one = self.found[ended.number]
            made[one.key] = ended.value or Generated(operations=0, crash=ended.crash)
        return made

    def _batches(self, rows: Sequence[Row]) -> Iterator[list[Row]]:
        """The rows that have something to build, the small ones first."""
        sizes = {row.found.key: row.found.path.stat().st_size for row in rows}
        batch: list[Row] = []
        total = 0
        for row in sorted(rows, key=lambda row: sizes[row.found.key]):
            if not any(made.digest for made in row.generated.targets.values()):
                continue
            size = _size(self.folder / "packages" / row.found.key)
            if batch and total + size > _BATCH_BYTES:
                yield batch
                batch, total = [], 0
            batch.append(row)
            total += size
        if batch:
            yield batch

    def _built(self, name: str, tool: Toolchain, batch: Sequence[Row]) -> Mapping[str, Built]:
        memory, version = Memory(self.folder), _version(tool)
        wanted = {
            row.found.key: row.generated.targets[name].digest
            for row in batch
            if name in row.generated.targets and row.generated.targets[name].digest
        }
        known = {key: memory.built(version, digest) for key, digest in wanted.items()}
        fresh = [key for key, found in known.items() if found is None]
        if fresh:
            self.say(f"  {name}: {len(fresh)} to build, {len(wanted) - len(fresh)} known")
            started = time.perf_counter()
            homes = {key: self.folder / "packages" / key / name for key in fresh}
            try:
                faults = tool.build(homes, self.folder / "work" / name)
            except ToolError as fault:
                return {key: Built(fault=f"tools: {fault}", seconds=0) for key in wanted}
            share = round((time.perf_counter() - started) / len(fresh), 3)
            for key in fresh:
                known[key] = Built(fault=faults[key], seconds=share)
                memory.keep_built(version, wanted[key], Built(fault=faults[key], seconds=share))
        return {key: one for key, one in known.items() if one is not None}


def missing(targets: Sequence[str]) -> Mapping[str, str]:
    """What has to be installed before targets can be built, by target."""
    found = {name: registry.toolchain(name) for name in targets}
    said = {name: tool.missing() for name, tool in found.items() if tool is not None}
    return {name: text for name, text in said.items() if text}


def _version(tool: Toolchain) -> str:
    """A digest of how a language's packages are built: findings of other ways are not ours."""
    source = inspect.getsourcefile(type(tool)) or ""
    found = hashlib.sha256()
    for path in sorted(Path(source).parent.glob("[Tt]oolchain.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1]
