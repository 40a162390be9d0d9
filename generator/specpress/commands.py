"""What each command does: a configuration, a run of the pipeline, a report."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from specpress import config as configuration
from specpress import printers, quick, summary
from specpress.config import Config
from specpress.diagnostics import Location, Severity, Sink, error
from specpress.output import stamp

if TYPE_CHECKING:
    from specpress.output import Plan
    from specpress.pipeline import Outputs

FINE, FAULT = 0, 1

NOT_WRITTEN = error("output-not-written", "a file cannot be written")
DRIFT = error("output-drift", "the committed output is not what its inputs give")


def generate(given: argparse.Namespace) -> int:
    """Writes the output of a configuration."""
    started = time.perf_counter()
    source = quick.source_of(given)
    read_at = stamp.now()
    config, sink = _configure(given, source)
    outputs = _run(config, sink, given) if config else None
    if config is None or outputs is None:
        return _report(given, sink)
    plans = _plan(config, outputs, sink, force=given.force)
    if not sink.has_errors():
        plans = _write(plans, sink)
        _write_lock(config, outputs, sink)
    code = _report(given, sink)
    if code == FINE:
        _stamp(source, quick.deciding(given), read_at, config, outputs, sink)
        if not given.quiet:
            summary.show(config, outputs, plans, sink, time.perf_counter() - started)
    return code


def check(given: argparse.Namespace) -> int:
    """Generates in memory, from the pages on; a diff and exit code 1 where the disk differs."""
    config, sink = _configure(given, quick.source_of(given))
    outputs = _run(config, sink, given) if config else None
    if config is None or outputs is None:
        return _report(given, sink)
    from specpress import output

    plans = _plan(config, outputs, sink, force=False)
    if config.lock is not None and not _is_locked(config.lock, outputs):
        place = Location(file=summary.shown(config.lock))
        hint = "run `specpress generate` and commit what it writes"
        sink.report(DRIFT.at(place, "does not have the names that the inputs give", hint=hint))
    for plan in plans:
        for line in output.diff(plan):
            print(line)
        for path in (*plan.created, *plan.changed, *plan.stale, *plan.edited):
            place = Location(file=summary.shown(plan.directory / path))
            hint = "run `specpress generate` and commit what it writes"
            sink.report(DRIFT.at(place, "differs from what its inputs give", hint=hint))
    code = _report(given, sink)
    if code == FINE and not given.quiet and given.format == "text":
        print(f"{sum(len(plan.tree) for plan in plans)} files are what their inputs give")
    return code


def read(given: argparse.Namespace) -> int:
    """Turns pages into an OpenAPI description."""
    from specpress.pipeline import page_files
    from specpress.source import yaml_text
    from specpress.source.page import read_pages

    sink = Sink(strict=given.strict)
    paths = [Path(page) for page in given.pages]
    document = read_pages(page_files(paths, str, sink), sink)
    if document is not None and not sink.has_errors():
        from specpress.source.validate import validate

        validate(document, sink)
    if document is None or sink.has_errors():
        return _report(given, sink)
    return _put(given, yaml_text.dump(document.root), sink)


def print_operation(given: argparse.Namespace) -> int:
    """Prints an operation as a documented page."""
    from specpress.source import openapi, upgrade
    from specpress.source.page import print_page

    sink = Sink(strict=given.strict)
    document = openapi.load(Path(given.description), given.description, sink)
    if document is None or sink.has_errors():
        return _report(given, sink)
    if document.dialect == openapi.SWAGGER:
        document = upgrade.upgrade(document, sink)
    text = print_page(document.root, given.operation, sink, positions=document.positions)
    if sink.has_errors():
        return _report(given, sink)
    return _put(given, text, sink)


def dump(given: argparse.Namespace) -> int:
    """Prints a stage as JSON."""
    from specpress import dump as printer
    from specpress import pipeline

    config, sink = _configure(given, quick.source_of(given))
    inputs = pipeline.read(config, sink) if config else None
    if config is None or inputs is None or (given.stage != "document" and sink.has_errors()):
        return _report(given, sink)
    value: object = inputs.document.root
    if given.stage != "document":
        model = pipeline.understand(config, inputs, sink)
        value = model
        if given.stage == "view" and not sink.has_errors():
            value = pipeline.views(config, inputs, model, sink)
    sys.stdout.write(printer.as_json(value))
    return _report(given, sink)


def targets(given: argparse.Namespace) -> int:
    """Lists the targets."""
    from specpress.targets import registry

    found = {name: registry.load(name).summary for name in registry.names()}
    if given.format == "json":
        from specpress.dump import as_json

        sys.stdout.write(as_json(found))
        return FINE
    width = max(map(len, found))
    for name, text in found.items():
        print(f"{name:{width}}  {text}")
    return FINE


def verify(given: argparse.Namespace) -> int:
    """Builds what is generated in every language, and compares what the clients send."""
    from specpress.verify.command import Asked, corpus, project

    asked = Asked(
        json=given.json,
        targets=tuple(given.target),
        jobs=given.jobs,
        cache=given.cache,
        quiet=given.quiet,
    )
    if given.corpus:
        return corpus(Path(given.corpus), asked)
    source = quick.find(Path()) if given.source is None else Path(given.source)
    if source is None:
        quick.usage("no specpress.toml here or below spec/: name one, or an OpenAPI description")
    source = source / quick.CONFIGURATION if source.is_dir() else source
    return project(source, asked)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "generate": generate,
    "check": check,
    "read": read,
    "print": print_operation,
    "dump": dump,
    "verify": verify,
    "targets": targets,
}


def _configure(given: argparse.Namespace, source: Path) -> tuple[Config | None, Sink]:
    sink = Sink(strict=given.strict)
    if source.suffix == ".toml":
        config = configuration.read(source, str(source), sink)
        if config is None or sink.has_errors():
            return None, sink
        for path in filter(None, (*config.pages, *config.overlays, config.description)):
            sink.show_as(config.show(path), summary.shown(path))
        return _skipping(config, given), sink
    chosen: dict[str, dict[str, object]] = {name: {} for name in given.target}
    out = Path(given.out or "generated")
    return _skipping(configuration.for_description(source, out, chosen), given), sink


def _jobs(given: argparse.Namespace) -> int:
    """How many processes may make targets: as the arguments say, or the environment, else as many
    as there are processors."""
    from specpress import workers

    wanted = given.jobs or os.environ.get("SPECPRESS_JOBS", "") or str(workers.available())
    if not wanted.isdecimal() or not int(wanted):
        quick.usage(f"a number of processes is 1 or more, and not `{wanted}`")
    return int(wanted)


def _skipping(config: Config, given: argparse.Namespace) -> Config:
    """`config` with the codes of the arguments beside its own."""
    codes = dict.fromkeys((*config.skip_unsupported, *given.skip_unsupported))
    return dataclasses.replace(config, skip_unsupported=tuple(codes))


def _run(config: Config, sink: Sink, given: argparse.Namespace) -> Outputs | None:
    from specpress import pipeline, progress

    jobs = _jobs(given)
    shown = progress.for_run(quiet=given.quiet)
    with _not_collected():
        try:
            return pipeline.run(config, sink, jobs, shown)
        finally:
            shown.end()


@contextlib.contextmanager
def _not_collected() -> Iterator[None]:
    """A run makes much and drops little in circles, so that looking for them is a quarter of its
    time, and finds next to nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _plan(config: Config, outputs: Outputs, sink: Sink, *, force: bool) -> tuple[Plan, ...]:
    from specpress import output

    plans = [output.plan(config.output, outputs.generated, force=force, sink=sink)]
    if outputs.described and config.description:
        folder = config.description.parent
        plans.append(output.plan(folder, outputs.described, force=force, sink=sink))
    return tuple(plans)


def _write(plans: tuple[Plan, ...], sink: Sink) -> tuple[Plan, ...]:
    from specpress import output

    return tuple(output.write(plan, sink=sink) for plan in plans)


def _is_locked(lock: Path, outputs: Outputs) -> bool:
    return lock.is_file() and lock.read_bytes() == outputs.lock


def _write_lock(config: Config, outputs: Outputs, sink: Sink) -> None:
    """Writes the name lock, last: without the files, its names are nobody's."""
    if config.lock is None or sink.has_errors() or _is_locked(config.lock, outputs):
        return
    from specpress import output

    try:
        output.put(config.lock, outputs.lock)
    except OSError as fault:
        place = Location(file=summary.shown(config.lock))
        sink.report(NOT_WRITTEN.at(place, f"cannot write: {fault.strerror or fault}"))


def _stamp(
    source: Path,
    arguments: list[str],
    started: int,
    config: Config,
    outputs: Outputs,
    sink: Sink,
) -> None:
    inputs = [config.path, *config.pages, *config.overlays, *config.listed]
    folders = [config.output]
    if config.description and config.pages:
        folders.append(config.description.parent)
    elif config.description:
        inputs += [config.description, *map(Path, outputs.inputs.document.files)]
    if any(file.startswith("https:") for file in outputs.inputs.document.files):
        stamp.forget(source)  # nobody knows whether another host changed its mind
        return
    found = stamp.Summary(
        warnings=sum(one.severity is Severity.WARNING for one in sink),
        files=dict(summary.counts(config, outputs)),
    )
    written = [config.lock] if config.lock else []
    stamp.store(
        source,
        arguments,
        started=started,
        inputs=inputs,
        written=written,
        outputs=folders,
        summary=found,
    )


def _put(given: argparse.Namespace, text: str, sink: Sink) -> int:
    """Writes `text` where `--output` says, whole or not at all."""
    if not given.output:
        sys.stdout.write(text)
        return _report(given, sink)
    from specpress import output

    path = Path(given.output)
    try:
        output.put(path, text.encode())
    except OSError as fault:
        place = Location(file=given.output)
        sink.report(NOT_WRITTEN.at(place, f"cannot write: {fault.strerror or fault}"))
    return _report(given, sink)


def _report(given: argparse.Namespace, sink: Sink) -> int:
    """Prints the diagnostics and returns the exit code that they mean."""
    code = FAULT if sink.has_errors() else FINE
    shown = sink
    if given.quiet:
        shown = sink.only(Severity.ERROR)
    text = printers.PRINTERS[given.format](shown)
    stream = sys.stdout if given.format == "github" else sys.stderr
    if text and (len(shown) or given.format == "json"):
        stream.write(text)
    return code
