"""Makes the files of all targets, in as many processes as there are processors.

Each target is a job of its own: what comes out of it depends on what it is given and on nothing
that another one does.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias

from specpress import workers
from specpress.diagnostics import Diagnostic, Sink
from specpress.progress import Progress, Silent

if TYPE_CHECKING:
    from specpress.config import Config
    from specpress.pipeline import Inputs
    from specpress.targets.base import AnyTarget, CopiedFile, OutputFile, TargetInput, Tree

Prepared: TypeAlias = "tuple[tuple[AnyTarget, TargetInput[Any]], ...]"
"""Targets, each with what it is given."""


def files(
    config: Config,
    inputs: Inputs,
    prepared: Prepared,
    sink: Sink,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Tree:
    """The files of targets, each below a folder of the target's name, made by `jobs` processes."""
    work = sorted(prepared, key=_rank)
    tasks: list[Callable[[workers.Tell], _Made]]
    tasks = [functools.partial(_printed, target, given) for target, given in work]
    if config.output_description:
        tasks.append(functools.partial(_described, config.output_description, inputs))
    shown = progress or Silent()
    titles = [*(target.name for target, _ in work), config.output_description]
    counts = dict.fromkeys(titles, 0)

    def moved(number: int, amount: int) -> None:
        counts[titles[number]] = amount
        shown.moved(titles[number], amount)

    shown.begin(titles[: len(tasks)], max((_size(one) for one in prepared), default=0))
    made: dict[PurePosixPath, bytes] = {}
    for tree, found in workers.run(
        tasks,
        jobs if any(_size(one) > _SMALL for one in prepared) else 1,
        moved,
        lambda number: shown.done(titles[number], counts[titles[number]]),
    ):
        made |= tree
        for diagnostic in found:
            sink.report(diagnostic)
    return dict(sorted(made.items()))


_Made: TypeAlias = "tuple[Tree, tuple[Diagnostic, ...]]"
"""Files by their path below the output folder, and what was found on the way."""

_SMALL = 200
"""Names of an API that is generated in less time than another process takes to start."""


def _size(one: tuple[AnyTarget, TargetInput[Any]]) -> int:
    return len(one[1].names.table)


def _rank(one: tuple[AnyTarget, TargetInput[Any]]) -> int:
    from specpress.targets import registry

    return registry.by_work().index(one[0].name)


def _printed(target: AnyTarget, given: TargetInput[Any], tell: workers.Tell) -> _Made:
    """The files of one target; none where it found an error."""
    from specpress.render.environment import render

    printed = _counted(target.files(given), tell)
    tree = {} if given.sink.has_errors() else render(target.name, target.language, printed)
    folder = PurePosixPath(target.name)
    return {folder / path: data for path, data in tree.items()}, given.sink.found()


def _counted(
    printed: Iterable[OutputFile | CopiedFile], tell: workers.Tell
) -> Iterator[OutputFile | CopiedFile]:
    for number, file in enumerate(printed, 1):
        tell(number)
        yield file


def _described(name: str, inputs: Inputs, tell: workers.Tell) -> _Made:
    """The corrected description."""
    from specpress.source import yaml_text

    tell(1)
    return {PurePosixPath(name): yaml_text.dump(inputs.document.root).encode()}, ()
