"""Makes Go packages of descriptions, and asks the tools of Go what they think of them."""

from __future__ import annotations

import fcntl
import functools
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import toolchain
from specpress.diagnostics import Location, Sink
from specpress.model import ApiModel
from specpress.naming.allocate import allocate
from specpress.naming.scopes import Names
from specpress.normalize import normalize
from specpress.render.environment import render
from specpress.source import openapi
from specpress.source.upgrade import upgrade
from specpress.targets.base import TargetInput
from specpress.targets.go import TARGET
from specpress.targets.go.options import GoOptions
from specpress.targets.go.types import Types

TOOLS = {
    "gofumpt": "mvdan.cc/gofumpt@v0.12.0",
    "staticcheck": "honnef.co/go/tools/cmd/staticcheck@v0.8.2",
}
PACKAGE = "golang-go (1.24 or later)"


def model_of(text: str, folder: Path) -> ApiModel:
    """The model of a description in YAML or JSON, which is not validated."""
    path = folder / "openapi.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    return model_at(path)


def model_at(path: Path) -> ApiModel:
    """The model of the description in a file, which is not validated."""
    sink = Sink()
    document = openapi.load(path, path.name, sink)
    assert document is not None, list(sink)
    model = normalize(upgrade(document, sink), sink=sink)
    assert not sink.has_errors(), [found.message for found in sink]
    return model


def options(package: str = "bench") -> GoOptions:
    """Options of a test."""
    return GoOptions(module=f"example.com/{package}", package=package, version="1.2.3")


def names_of(model: ApiModel, given: GoOptions) -> Names:
    """The names of the target."""
    return allocate(TARGET.scopes(model, given))


def types_of(model: ApiModel) -> Types:
    """The types of a package."""
    return Types(model, names_of(model, options()))


def input_of(model: ApiModel, given: GoOptions, sink: Sink) -> TargetInput[GoOptions]:
    """What the target gets."""
    return TargetInput(
        model=model,
        names=names_of(model, given),
        options=given,
        samples=lambda _operation: (),
        locate=lambda origin: Location(file="openapi.yaml", pointer=origin.pointer),
        sink=sink,
    )


def tree_of(model: ApiModel, given: GoOptions | None = None) -> Mapping[PurePosixPath, bytes]:
    """The files of the module."""
    sink = Sink()
    found = input_of(model, given or options(), sink)
    tree = render("go", TARGET.language, TARGET.files(found))
    assert not sink.has_errors(), [one.message for one in sink]
    return tree


def write(tree: Mapping[PurePosixPath, bytes], folder: Path) -> Path:
    """Puts a tree on disk and returns its root."""
    for path, content in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def go(*arguments: str, folder: Path) -> str:
    """What `go` prints. Fails with what it says when it fails."""
    command = [toolchain.need("go", PACKAGE), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"go {' '.join(arguments)}\n{done.stdout}{done.stderr}"
    return done.stdout


@functools.cache
def tool(name: str) -> Path:
    """A tool in its pinned version, built once a machine."""
    module, _, version = TOOLS[name].partition("@")
    folder = toolchain.CACHE / "go" / f"{name}-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests of one run install once
        if not (folder / name).exists():
            command = [toolchain.need("go", PACKAGE), "install", f"{module}@{version}"]
            environment = {**os.environ, "GOBIN": str(folder)}
            subprocess.run(command, env=environment, check=True, capture_output=True)
    return folder / name


def faults(folder: Path) -> str:
    """All that the compiler, the linters and the formatter say of a package."""
    go("build", "./...", folder=folder)
    go("vet", "./...", folder=folder)
    said = ""
    for command in (
        [tool("gofumpt"), "-d", "."],
        [tool("staticcheck"), "-checks=all,-ST1000", "./..."],
    ):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        said += done.stdout + done.stderr
    return said
