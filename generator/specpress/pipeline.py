"""The way of the data, top to bottom: pages or a description in, trees of files out.

Each stage is a function from a frozen value to a frozen value; faults go to the sink. Every import
that costs time stands in the stage that needs it.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from specpress import workers
from specpress.config import PIN_KINDS, Config
from specpress.diagnostics import Diagnostic, Location, Sink, error, warning
from specpress.production import Prepared, files
from specpress.progress import Progress

if TYPE_CHECKING:
    from specpress.model import ApiModel, Operation, Origin
    from specpress.naming.lock import Lock, Table
    from specpress.naming.scopes import Names, Scope
    from specpress.source.document import LoadedDocument
    from specpress.source.overlay import AppliedCorrection
    from specpress.targets.base import AnyTarget, Sample, TargetInput, Tree

__all__ = ["Inputs", "Outputs", "Prepared", "files", "generate", "prepare", "read", "run"]

UNKNOWN_TARGET = error("config-unknown-target", "the configuration names a target there is none of")
NO_TARGET = warning("config-no-target", "the configuration names no target")
UNREADABLE = error("input-unreadable", "an input cannot be read")
UNKNOWN_PINS = error("config-unknown-key", "the configuration has a key that nothing reads")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What was read: the description as given, and what the overlays made of it.

    `current` is the document in the words of OpenAPI 3.1, the one whose pointers the model has.
    `read` is the description before the overlays, as YAML, where pages were read; else b"".
    `actions` counts the actions of the overlays.
    """

    document: LoadedDocument
    current: LoadedDocument
    read: bytes
    corrections: tuple[AppliedCorrection, ...]
    actions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """All files of a run: by path below the output folder, and below the configuration's own.

    `left_out` has the ids of the operations that the user leaves out of a target, by its name, and
    `lock` is the content of the name lock, b"" where there is no configuration to keep it beside.
    """

    generated: Tree
    described: Tree
    inputs: Inputs
    model: ApiModel
    left_out: Mapping[str, tuple[str, ...]]
    lock: bytes


def run(
    config: Config, sink: Sink, jobs: int = 1, progress: Progress | None = None
) -> Outputs | None:
    """All stages short of writing. None when an error was found; the sink has all of them.

    Targets are made in up to `jobs` processes, which changes nothing of what comes out. `progress`
    hears how far they are.
    """
    understood = _understood(config, sink, jobs)
    if understood is None or sink.has_errors():
        return None
    inputs, model = understood
    locked = read_lock(config, sink)
    prepared = prepare(config, inputs, model, sink, locked)
    if sink.has_errors():
        return None
    trees = files(config, inputs, prepared, sink, jobs, progress)
    if sink.has_errors():
        return None
    described: dict[PurePosixPath, bytes] = {}
    if config.pages and config.description:
        described[PurePosixPath(config.description.name)] = inputs.read
    return Outputs(
        generated=trees,
        described=described,
        inputs=inputs,
        model=model,
        left_out={target.name: _left_out(model, given.model) for target, given in prepared},
        lock=_lock(config, locked, prepared),
    )


def read_lock(config: Config, sink: Sink) -> Lock:
    """The names that earlier runs of the configuration allocated."""
    from specpress.naming import lock

    if config.lock is None or not config.lock.is_file():
        return lock.Lock()
    shown = config.show(config.lock)
    try:
        return lock.read(config.lock.read_bytes(), shown, sink)
    except OSError as fault:
        message = f"cannot read the name lock: {fault.strerror or fault}"
        sink.report(UNREADABLE.at(Location(file=shown), message))
        return lock.Lock()


def _lock(config: Config, before: Lock, prepared: Prepared) -> bytes:
    from specpress.naming import lock

    if config.lock is None:
        return b""
    return lock.written(before, {target.name: given.names.table for target, given in prepared})


def _left_out(whole: ApiModel, covered: ApiModel) -> tuple[str, ...]:
    kept = {operation.id for operation in covered.operations}
    return tuple(one.id for one in whole.operations if one.id not in kept)


def _understood(config: Config, sink: Sink, jobs: int) -> tuple[Inputs, ApiModel] | None:
    """What was read, and its model; None where there is an error.

    A large description is validated in a process of its own while this one goes on as if it were
    sound. Where it is not, what was made of it is dropped, and so is what was said of that.
    """
    given = _corrected(config, sink)
    if given is None:
        return None
    beside = not sink.has_errors() and _is_large(given.document)
    faults = workers.aside(functools.partial(_judged, given.document, sink), jobs if beside else 1)
    aside = Sink(strict=sink.strict)
    understood: tuple[Inputs, ApiModel] | None = None
    bug: Exception | None = None
    if workers.runs_aside(faults):
        try:
            understood = _go_on(config, given, aside)
        except Exception as raised:  # of a description that nobody checked: it may mean nothing
            bug = raised
    for one in faults():
        sink.report(one)
    if sink.has_errors():
        return None
    if bug is not None:
        raise bug
    understood = understood or _go_on(config, given, aside)
    for one in aside.found():
        sink.report(one)
    return understood


def _go_on(config: Config, given: Inputs, sink: Sink) -> tuple[Inputs, ApiModel]:
    inputs = _upgrade(given, sink)
    return inputs, understand(config, inputs, sink)


_LARGE = 200
"""Paths and components of a description that is checked in less time than a process takes."""


def _is_large(document: LoadedDocument) -> bool:
    """Whether it takes long to check a description, and not much longer to go on without."""
    paths, components = document.root.get("paths"), document.root.get("components")
    schemas = components.get("schemas") if isinstance(components, dict) else None
    if sum(len(part) for part in (paths, schemas) if isinstance(part, dict)) <= _LARGE:
        return False
    from specpress.source.validate import chains

    return not chains.has_long_one(document.root)


def _judged(document: LoadedDocument, sink: Sink) -> tuple[Diagnostic, ...]:
    """Validates `document`; what the sink then has, for those whose own sink is another one."""
    from specpress.source.validate import validate

    validate(document, sink)
    return sink.found()


def read(config: Config, sink: Sink) -> Inputs | None:
    """Pages or a description, corrected by the overlays and validated."""
    inputs = _corrected(config, sink)
    if inputs is None:
        return None
    _judged(inputs.document, sink)
    return inputs if sink.has_errors() else _upgrade(inputs, sink)


def _corrected(config: Config, sink: Sink) -> Inputs | None:
    document = _load(config, sink)
    if document is None:
        return None
    as_read = b""
    if config.pages:
        from specpress.source import yaml_text

        as_read = yaml_text.dump(document.root).encode()
    return _correct(config, document, as_read, sink)


def _load(config: Config, sink: Sink) -> LoadedDocument | None:
    if config.pages:
        from specpress.source.page import read_pages

        return read_pages(page_files(config.pages, config.show, sink), sink)
    if config.description is None:
        return None
    from specpress.source import openapi
    from specpress.source.bundle.access import Access

    access = Access(roots=config.roots, hosts=config.hosts)
    return openapi.load(config.description, config.show(config.description), sink, access)


def page_files(paths: Iterable[Path], show: Any, sink: Sink) -> tuple[tuple[str, bytes], ...]:
    """The name and bytes of each page; one that cannot be read is reported and left out."""
    files = []
    for path in paths:
        try:
            files.append((show(path), path.read_bytes()))
        except OSError as fault:
            message = f"cannot read the page: {fault.strerror or fault}"
            sink.report(UNREADABLE.at(Location(file=show(path)), message))
    return tuple(files)


def _correct(config: Config, document: LoadedDocument, as_read: bytes, sink: Sink) -> Inputs:
    if not config.overlays:
        return Inputs(document=document, current=document, read=as_read, corrections=(), actions=0)
    from specpress.source import overlay

    corrections: list[AppliedCorrection] = []
    actions = 0
    for path in config.overlays:
        loaded = overlay.load(path, config.show(path), sink)
        if loaded is None:
            continue
        result = overlay.apply(document, loaded, sink)
        document = result.document
        corrections += result.corrections
        actions += result.actions
    return Inputs(
        document=document,
        current=document,
        read=as_read,
        corrections=tuple(corrections),
        actions=actions,
    )


def _upgrade(inputs: Inputs, sink: Sink) -> Inputs:
    from specpress.source.upgrade import upgrade

    current = upgrade(inputs.document, sink)
    corrections = tuple(
        replace(one, targets=tuple(current.pointer_now(target) for target in one.targets))
        for one in inputs.corrections
    )
    return replace(inputs, current=current, corrections=corrections)


def understand(config: Config, inputs: Inputs, sink: Sink) -> ApiModel:
    """The model of the API, with the names that the user pinned."""
    from specpress.naming.pins import Pins
    from specpress.normalize import normalize

    for kind in config.pins:
        if kind not in PIN_KINDS:
            near = difflib.get_close_matches(kind, PIN_KINDS, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known: {', '.join(PIN_KINDS)}"
            place = config.places.of(f"names.{kind}", "")
            sink.report(UNKNOWN_PINS.at(place, f"[names] has no table `{kind}`", hint=hint))
    pins = Pins(
        **{kind: dict(config.pins.get(kind, {})) for kind in PIN_KINDS},
        place=lambda kind, key: config.places.of(f"names.{kind}", key),
    )
    return normalize(inputs.current, pins=pins, corrections=inputs.corrections, sink=sink)


def generate(config: Config, inputs: Inputs, model: ApiModel, sink: Sink) -> Tree:
    """The files of every target of the configuration; none where an error was found."""
    prepared = prepare(config, inputs, model, sink)
    return {} if sink.has_errors() else files(config, inputs, prepared, sink)


def prepare(
    config: Config, inputs: Inputs, model: ApiModel, sink: Sink, locked: Lock | None = None
) -> Prepared:
    """Each target of the configuration with its input: options read, names allocated.

    `locked` is the name lock, where it was read already.
    """
    from specpress.targets import coverage
    from specpress.targets.base import TargetInput

    prepared: list[tuple[AnyTarget, TargetInput[Any]]] = []
    held = read_lock(config, sink) if locked is None else locked
    left_out: dict[str, tuple[str, ...]] = {}
    skipped: set[str] = set()

    def locate(origin: Origin) -> Location:
        return inputs.current.positions.locate(origin.pointer)

    for name, values in config.targets.items():
        target = _target(config, name, sink)
        if target is None:
            continue
        options = _options(config, target, values, model, sink)
        covered = coverage.cover(
            model, target.unsupported(model), config.skip_unsupported, locate, sink
        )
        left_out[name] = covered.left_out
        skipped |= covered.skipped
        scopes = target.scopes(covered.model, options)
        given: TargetInput[Any] = TargetInput(
            model=covered.model,
            names=_names(config, scopes, held.of(name), sink),
            options=options,
            samples=functools.partial(_samples, prepared, left_out),
            locate=locate,
            sink=sink,
        )
        prepared.append((target, given))
    skip_at = config.places.of("", "skip_unsupported")
    coverage.report_unused(config.skip_unsupported, skipped, skip_at, sink)
    _expect_targets(config, sink)
    return tuple(prepared)


def _options(
    config: Config, target: AnyTarget, values: Mapping[str, object], model: ApiModel, sink: Sink
) -> object:
    from specpress.targets.options import OptionTable

    place = functools.partial(config.places.of, f"targets.{target.name}")
    table = OptionTable(target.name, values, place, sink)
    options = target.options(table, model)
    table.finish()
    return options


def _names(config: Config, scopes: Sequence[Scope], locked: Table, sink: Sink) -> Names:
    from specpress.naming.allocate import allocate

    return allocate(scopes, sink, pins_at=config.places.of("names", ""), locked=locked)


def _expect_targets(config: Config, sink: Sink) -> None:
    if not config.targets:
        place = config.places.of("targets", "")
        sink.report(NO_TARGET.at(place, "no target", hint="add [targets.python]"))


def _samples(
    prepared: Iterable[tuple[AnyTarget, TargetInput[Any]]],
    left_out: Mapping[str, Collection[str]],
    operation: Operation,
) -> tuple[Sample, ...]:
    made = (
        target.sample(given, operation)
        for target, given in prepared
        if operation.id not in left_out[target.name]
    )
    return tuple(sample for sample in made if sample is not None)


def _target(config: Config, name: str, sink: Sink) -> AnyTarget | None:
    from specpress.targets import registry

    known = registry.names()
    if name in known:
        return registry.load(name)
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(known)}"
    place = config.places.of(f"targets.{name}", "")
    sink.report(UNKNOWN_TARGET.at(place, f"there is no target `{name}`", hint=hint))
    return None


def views(config: Config, inputs: Inputs, model: ApiModel, sink: Sink) -> Mapping[str, object]:
    """What each template of each target is given, by output path."""
    from specpress.targets.base import OutputFile

    return {
        f"{target.name}/{file.path}": file
        for target, given in prepare(config, inputs, model, sink)
        for file in target.files(given)
        if isinstance(file, OutputFile)
    }
