"""Makes Java projects of descriptions, in memory and on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from specpress.diagnostics import Location, Sink
from specpress.model import ApiModel
from specpress.naming.allocate import allocate
from specpress.normalize import normalize
from specpress.render.environment import render
from specpress.source import openapi
from specpress.source.upgrade import upgrade
from specpress.targets.base import Sample, TargetInput
from specpress.targets.java import TARGET
from specpress.targets.java.options import JavaOptions
from specpress.targets.options import OptionTable

HERE = Path(__file__).parent
EVERYTHING = HERE / "everything.yaml"


def model_of(text: str, folder: Path) -> ApiModel:
    """The model of a description in YAML or JSON."""
    path = folder / "openapi.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    sink = Sink()
    document = openapi.load(path, "openapi.yaml", sink)
    assert document is not None, list(sink)
    model = normalize(upgrade(document, sink), sink=sink)
    assert not sink.has_errors(), [found.message for found in sink]
    return model


def options_of(
    model: ApiModel, values: Mapping[str, object] | None = None, sink: Sink | None = None
) -> JavaOptions:
    """The options that a table of a configuration gives."""
    table = OptionTable(
        target="java",
        values=values or {},
        locate=lambda key: Location(file="specpress.toml", pointer=key),
        sink=Sink() if sink is None else sink,
    )
    return TARGET.options(table, model)


def input_of(model: ApiModel, given: JavaOptions, sink: Sink) -> TargetInput[JavaOptions]:
    """What the target gets."""
    return TargetInput(
        model=model,
        names=allocate(TARGET.scopes(model, given)),
        options=given,
        samples=lambda _operation: (),
        locate=lambda origin: Location(file="openapi.yaml", pointer=origin.pointer),
        sink=sink,
    )


def tree_of(model: ApiModel, given: JavaOptions) -> Mapping[PurePosixPath, bytes]:
    """The files of the project."""
    sink = Sink()
    tree = render("java", TARGET.language, TARGET.files(input_of(model, given, sink)))
    assert not sink.has_errors(), [found.message for found in sink]
    return tree


def written(text: str, folder: Path, **options: str) -> Path:
    """The project of a description on disk, its root."""
    folder.mkdir(parents=True, exist_ok=True)
    model = model_of(text, folder)
    root = folder / "project"
    for path, content in tree_of(model, options_of(model, options)).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def samples(text: str, folder: Path, **options: str) -> list[Sample]:
    """The samples of all operations of a description."""
    model = model_of(text, folder)
    given = input_of(model, options_of(model, options), Sink())
    return [TARGET.sample(given, operation) for operation in model.operations]
