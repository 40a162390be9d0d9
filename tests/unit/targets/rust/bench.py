"""Crates made from descriptions, and cargo run on them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

import toolchain
from specpress.diagnostics import Diagnostic, Location, Sink
from specpress.model import ApiModel
from specpress.naming.allocate import allocate
from specpress.normalize import normalize
from specpress.render.environment import render
from specpress.source import openapi
from specpress.targets.base import TargetInput, Tree
from specpress.targets.rust import TARGET
from specpress.targets.rust.options import RustOptions


def model_of(text: str, folder: Path) -> ApiModel:
    """The model of a description in YAML or JSON, which is not validated first."""
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    sink = Sink()
    document = openapi.load(path, "spec.yaml", sink)
    assert document is not None, list(sink)
    model = normalize(document, sink=sink)
    assert not sink.has_errors(), [found.message for found in sink]
    return model


def tree_of(model: ApiModel, crate: str = "bench") -> Tree:
    """The files of the crate. The target must have nothing to complain of."""
    tree, found = made(model, crate)
    assert found == ()
    return tree


def made(model: ApiModel, crate: str = "bench") -> tuple[Tree, tuple[Diagnostic, ...]]:
    """The files of the crate, and what the target says of the model."""
    sink = Sink()
    given = input_of(model, crate, sink)
    return render("rust", TARGET.language, TARGET.files(given)), tuple(sink)


def samples_of(model: ApiModel, crate: str) -> dict[str, str]:
    """The sample of each operation by the name of its file."""
    given = input_of(model, crate, Sink())
    found = [TARGET.sample(given, operation) for operation in model.operations]
    return {sample.file: sample.code for sample in found}


def input_of(model: ApiModel, crate: str, sink: Sink) -> TargetInput[RustOptions]:
    """What the target gets."""
    options = RustOptions(crate=crate, version="0.1.0")
    return TargetInput(
        model=model,
        names=allocate(TARGET.scopes(model, options), sink),
        options=options,
        samples=lambda _: (),
        locate=lambda origin: Location(file="spec.yaml", pointer=origin.pointer),
        sink=sink,
    )


def written(tree: Tree, folder: Path) -> Path:
    """The folder, with the files in it."""
    for path, data in tree.items():
        target = folder / PurePosixPath(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def cargo(folder: Path, *arguments: str, rustdoc: str = "") -> str:
    """What cargo printed; it must end well. All crates share one folder for what is built."""
    command = toolchain.need("cargo", "cargo")
    done = subprocess.run(
        [command, *arguments],
        cwd=folder,
        env={
            **os.environ,
            "CARGO_TARGET_DIR": str(toolchain.CACHE / "cargo"),
            "CARGO_TERM_COLOR": "never",
            "RUSTDOCFLAGS": rustdoc,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-6000:]
    return done.stdout + done.stderr
