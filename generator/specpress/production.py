"""Makes the files of all targets, in as many processes as there are processors.

Each target is a job of its own: what comes out of it depends on what it is given and on nothing
that another one does.
"""

from __future__ import annotations

import functools
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias

from specpress import workers
from specpress.diagnostics import Diagnostic, Sink

if TYPE_CHECKING:
    from specpress.config import Config
    from specpress.pipeline import Inputs
    from specpress.targets.base import AnyTarget, TargetInput, Tree

Prepared: TypeAlias = "tuple[tuple[AnyTarget, TargetInput[Any]], ...]"
"""Targets, each with what it is given."""


def files(config: Config, inputs: Inputs, prepared: Prepared, sink: Sink, jobs: int = 1) -> Tree:
    """The files of targets, each below a folder of the target's name, made by `jobs` processes."""
    work = sorted(prepared, key=_rank)
    tasks = [functools.partial(_printed, target, given) for target, given in work]
    if config.output_description:
        tasks.append(functools.partial(_described, config.output_description, inputs))
    made: dict[PurePosixPath, bytes] = {}
    for tree, found in workers.run(tasks, jobs if _is_worth_it(prepared) else 1):
        made |= tree
        for diagnostic in found:
            sink.report(diagnostic)
    return dict(sorted(made.items()))


_Made: TypeAlias = "tuple[Tree, tuple[Diagnostic, ...]]"
"""Files by their path below the output folder, and what was found on the way."""

_SMALL = 200
"""Names of an API that is generated in less time than another process takes to start."""


def _is_worth_it(prepared: Prepared) -> bool:
    return any(len(given.names.table) > _SMALL for _, given in prepared)


def _rank(one: tuple[AnyTarget, TargetInput[Any]]) -> int:
    from specpress.targets import registry

    return registry.by_work().index(one[0].name)


def _printed(target: AnyTarget, given: TargetInput[Any]) -> _Made:
    """The files of one target; none where it found an error."""
    from specpress.render.environment import render

    printed = target.files(given)
    tree = {} if given.sink.has_errors() else render(target.name, target.language, printed)
    folder = PurePosixPath(target.name)
    return {folder / path: data for path, data in tree.items()}, given.sink.found()


def _described(name: str, inputs: Inputs) -> _Made:
    """The corrected description."""
    from specpress.source import yaml_text

    return {PurePosixPath(name): yaml_text.dump(inputs.document.root).encode()}, ()
