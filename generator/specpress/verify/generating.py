"""One description through all stages short of a compiler, into a folder a target."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from specpress import config as configuration
from specpress import pipeline
from specpress.config import Config
from specpress.diagnostics import Sink
from specpress.model import ApiModel
from specpress.verify.outcome import Generated, Made
from specpress.verify.preparing import prepare_one, told
from specpress.verify.writing import write

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def generate(path: Path, shown: str, targets: tuple[str, ...], folder: Path) -> Generated:
    """Reads a description and writes what each target makes of it below `folder`.

    Operations that a target cannot express are left out there and reported, so that the rest is
    built all the same.
    """
    started = time.perf_counter()
    sink = Sink()
    # The files of a corpus lead to each other, wherever in it they are.
    corpus = path.resolve().parents[shown.count("/")]
    plain = configuration.for_description(path, folder, {}, roots=(corpus,))
    config = dataclasses.replace(plain, shown=shown)
    inputs = pipeline.read(config, sink)
    if inputs is None:
        return Generated(operations=0, diagnostics=told(sink), seconds=_since(started))
    asked = operations_of(inputs.document.root)
    if sink.has_errors():
        return Generated(operations=asked, diagnostics=told(sink), seconds=_since(started))
    model = pipeline.understand(config, inputs, sink)
    made: dict[str, Made] = {}
    if not sink.has_errors():
        for name in targets:
            made[name] = _target(name, config, inputs, model, folder)
    return Generated(
        operations=asked, diagnostics=told(sink), targets=made, seconds=_since(started)
    )


def operations_of(root: object) -> int:
    """How many operations a document describes, references between path items followed."""
    paths = root.get("paths") if isinstance(root, dict) else None
    if not isinstance(paths, dict) or not isinstance(root, dict):
        return 0
    found = 0
    for key, item in paths.items():
        if isinstance(item, dict) and str(key).startswith("/"):
            whole = {**_referred(root, item), **item}
            more = whole.get("additionalOperations")
            found += sum(method in whole for method in _METHODS)
            found += len(more) if isinstance(more, dict) else 0
    return found


def _referred(root: object, item: Mapping[str, object]) -> Mapping[str, object]:
    at: object = root
    reference = item.get("$ref")
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return {}
    for token in reference[2:].split("/"):
        at = at.get(token.replace("~1", "/").replace("~0", "~")) if isinstance(at, dict) else None
    return at if isinstance(at, dict) else {}


def _target(
    name: str, config: Config, inputs: pipeline.Inputs, model: ApiModel, folder: Path
) -> Made:
    started = time.perf_counter()
    alone = dataclasses.replace(config, targets={name: {}})
    prepared, faults = prepare_one(alone, inputs, model)
    sink = Sink()
    tree = pipeline.files(alone, inputs, prepared, sink) if prepared else {}
    if sink.has_errors():
        faults, tree = faults + told(sink), {}
    home = folder / name
    write({path.relative_to(name): data for path, data in tree.items()}, home)
    came_out = len(prepared[0][1].model.operations) if prepared and tree else 0
    return Made(operations=came_out, digest=_digest(tree), faults=faults, seconds=_since(started))


def _digest(tree: Mapping[PurePosixPath, bytes]) -> str:
    if not tree:
        return ""
    found = hashlib.sha256()
    for path, data in sorted(tree.items()):
        found.update(f"{path}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 3)
