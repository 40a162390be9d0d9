"""One description through all stages short of a compiler, into a folder a target."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from specpress import config as configuration
from specpress import pipeline
from specpress.config import Config
from specpress.diagnostics import Severity, Sink
from specpress.model import ApiModel
from specpress.targets.base import Tree
from specpress.verify.outcome import Generated, Made, Told

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def generate(path: Path, shown: str, targets: tuple[str, ...], folder: Path) -> Generated:
    """Reads a description and writes what each target makes of it below `folder`.

    Operations that a target cannot express are left out there and reported, so that the rest is
    built all the same.
    """
    started = time.perf_counter()
    sink = Sink()
    plain = configuration.for_description(path, folder, {})
    config = dataclasses.replace(plain, shown=shown)
    inputs = pipeline.read(config, sink)
    if inputs is None:
        return Generated(operations=0, diagnostics=_told(sink), seconds=_since(started))
    asked = operations_of(inputs.document.root)
    if sink.has_errors():
        return Generated(operations=asked, diagnostics=_told(sink), seconds=_since(started))
    model = pipeline.understand(config, inputs, sink)
    made: dict[str, Made] = {}
    if not sink.has_errors():
        for name in targets:
            made[name] = _target(name, config, inputs, model, folder)
    return Generated(
        operations=asked, diagnostics=_told(sink), targets=made, seconds=_since(started)
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
    sink = Sink()
    alone = dataclasses.replace(config, targets={name: {}})
    prepared = pipeline.prepare(alone, inputs, model, sink)
    faults = _told(sink)
    codes = tuple(sorted({one.code for one in faults if one.severity == "error"}))
    if codes:
        sink = Sink()
        lenient = dataclasses.replace(alone, skip_unsupported=codes)
        prepared = pipeline.prepare(lenient, inputs, model, sink)
    tree = {} if sink.has_errors() else pipeline.files(alone, inputs, prepared, sink)
    faults += tuple(one for one in _told(sink) if one not in faults and not codes)
    if sink.has_errors():
        tree = {}
    home = folder / name
    _write({path.relative_to(name): data for path, data in tree.items()}, home)
    came_out = len(prepared[0][1].model.operations) if prepared and tree else 0
    return Made(operations=came_out, digest=_digest(tree), faults=faults, seconds=_since(started))


def _write(tree: Tree, home: Path) -> None:
    """Puts a tree on the disk; files that are right already are not touched."""
    wanted = {home / path: data for path, data in tree.items()}
    for path in sorted(home.rglob("*")) if home.is_dir() else ():
        if path.is_file() and path not in wanted:
            path.unlink()
    for path, data in wanted.items():
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _digest(tree: Mapping[PurePosixPath, bytes]) -> str:
    if not tree:
        return ""
    found = hashlib.sha256()
    for path, data in sorted(tree.items()):
        found.update(f"{path}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def _told(sink: Iterable[object]) -> tuple[Told, ...]:
    from specpress.diagnostics import Diagnostic

    return tuple(
        Told(
            severity=one.severity.value,
            code=one.code,
            message=one.message,
            place=f"{one.location.file}:{one.location.line}:{one.location.column}",
        )
        for one in sink
        if isinstance(one, Diagnostic) and one.severity is not Severity.NOTE
    )


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 3)
