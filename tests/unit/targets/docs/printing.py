"""Prints the documentation of a model, as a run would."""

from __future__ import annotations

from typing import Any

from specpress.diagnostics import Location, Sink
from specpress.model import ApiModel, Operation, Origin
from specpress.naming.allocate import allocate
from specpress.render.environment import render
from specpress.targets.base import Sample, TargetInput
from specpress.targets.docs import TARGET
from specpress.targets.docs.target import DocsOptions

SAMPLE = Sample(label="Basic", lexer="basic", file="a.bas", code="10 PRINT\n\n\n20 GOTO 10\n")


def given(model: ApiModel) -> TargetInput[Any]:
    def samples(operation: Operation) -> tuple[Sample, ...]:
        return (SAMPLE,) if operation.body else ()

    def locate(origin: Origin) -> Location:
        return Location(file="api.yaml", line=len(origin.pointer), column=1)

    return TargetInput(
        model=model,
        names=allocate(TARGET.scopes(model, DocsOptions())),
        options=DocsOptions(),
        samples=samples,
        locate=locate,
        sink=Sink(),
    )


def pages(model: ApiModel) -> dict[str, str]:
    """The text of every page by its path."""
    tree = render(TARGET.name, TARGET.language, TARGET.files(given(model)))
    return {str(path): content.decode() for path, content in tree.items()}
