"""A target with its input, without the operations that it cannot express."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from specpress import pipeline
from specpress.config import Config
from specpress.diagnostics import Diagnostic, Severity, Sink
from specpress.model import ApiModel
from specpress.verify.outcome import Told


def prepare_one(
    config: Config, inputs: pipeline.Inputs, model: ApiModel
) -> tuple[pipeline.Prepared, tuple[Told, ...]]:
    """The one target of a configuration, and what it said of the model.

    Operations that it reports an error of are left out, so that the rest can be looked at all the
    same; without any target where that does not help.
    """
    sink = Sink()
    prepared = pipeline.prepare(config, inputs, model, sink)
    faults = told(sink)
    codes = {one.code for one in faults if one.severity == Severity.ERROR.value}
    if codes:
        sink = Sink()
        skip = tuple(sorted({*codes, *config.skip_unsupported}))
        lenient = dataclasses.replace(config, skip_unsupported=skip)
        prepared = pipeline.prepare(lenient, inputs, model, sink)
    return (() if sink.has_errors() else prepared), faults


def told(sink: Iterable[Diagnostic]) -> tuple[Told, ...]:
    """The errors and warnings of a run."""
    return tuple(
        Told(
            severity=one.severity.value,
            code=one.code,
            message=one.message,
            place=str(one.location),
        )
        for one in sink
        if one.severity is not Severity.NOTE
    )
