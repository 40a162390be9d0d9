"""Makes packages of descriptions, in memory, on disk, and imported."""

from __future__ import annotations

import importlib
import itertools
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import ModuleType

from specpress.diagnostics import Location, Sink
from specpress.model import ApiModel
from specpress.naming.allocate import allocate
from specpress.naming.scopes import Names
from specpress.normalize import normalize
from specpress.render.environment import render
from specpress.source import openapi
from specpress.targets.base import TargetInput
from specpress.targets.options import OptionTable
from specpress.targets.python import TARGET
from specpress.targets.python.options import PythonOptions

HERE = Path(__file__).parent
EVERYTHING = HERE / "everything.yaml"

_numbers = itertools.count()


def model_of(text: str, folder: Path) -> ApiModel:
    """The model of a description in YAML or JSON."""
    path = folder / "openapi.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    sink = Sink()
    document = openapi.load(path, "openapi.yaml", sink)
    assert document is not None, list(sink)
    model = normalize(document, sink=sink)
    assert not sink.has_errors(), [found.message for found in sink]
    return model


def options(package: str = "bench", **changes: str) -> PythonOptions:
    """Options of a test."""
    defaults = {"package": package, "distribution": package, "version": "1.2.3"}
    return PythonOptions(**{**defaults, **changes})


def names_of(model: ApiModel, given: PythonOptions) -> Names:
    """The names of the target."""
    return allocate(TARGET.scopes(model, given))


def input_of(model: ApiModel, given: PythonOptions, sink: Sink) -> TargetInput[PythonOptions]:
    """What the target gets."""
    return TargetInput(
        model=model,
        names=names_of(model, given),
        options=given,
        samples=lambda _operation: (),
        locate=lambda origin: Location(file="openapi.yaml", pointer=origin.pointer),
        sink=sink,
    )


def tree_of(model: ApiModel, given: PythonOptions) -> Mapping[PurePosixPath, bytes]:
    """The files of the package."""
    sink = Sink()
    tree = render("python", TARGET.language, TARGET.files(input_of(model, given, sink)))
    assert not sink.has_errors(), [found.message for found in sink]
    return tree


def write(tree: Mapping[PurePosixPath, bytes], folder: Path) -> Path:
    """Puts a tree on disk and returns its root."""
    for path, content in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def imported(text: str, folder: Path) -> ModuleType:
    """The package of a description, imported under a name of its own."""
    package = f"bench_{next(_numbers)}"
    write(tree_of(model_of(text, folder), options(package)), folder)
    sys.path.insert(0, str(folder / "src"))
    try:
        module = importlib.import_module(package)
        for name in ("client", "models", "errors"):
            importlib.import_module(f"{package}.{name}")
    finally:
        sys.path.pop(0)
    module.__path__ = [str(folder / "src" / package)]
    return module


def table(values: Mapping[str, object], sink: Sink) -> OptionTable:
    """A table of a configuration."""
    return OptionTable(
        target="python",
        values=values,
        locate=lambda key: Location(file="specpress.toml", pointer=key),
        sink=sink,
    )
