"""The runtime: ordinary source in a package of its own, moved to the package of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from specpress import resources
from specpress.targets.base import OutputFile
from specpress.targets.java.options import JavaOptions

HOME = "specpress.client"
"""The package of the runtime where it is written and tested."""

_IMPORTS = re.compile(r"(?:^import [^\n]+;\n)+", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A whole source file."""

    text: str


def runtime_files(options: JavaOptions) -> Iterator[OutputFile]:
    """The files of the runtime, in the package of the project."""
    root = resources.templates_root() / "java" / "runtime"
    folder = PurePosixPath("src/main/java", *options.package.split("."))
    for path in sorted(root.rglob("*.java")):
        yield OutputFile(
            path=folder / path.relative_to(root).as_posix(),
            template="source.java.j2",
            view=Source(text=moved(path.read_text("utf-8"), options.package)),
            runtime=True,
        )


def moved(text: str, package: str) -> str:
    """A source file of the runtime in another package, its imports in their order."""
    return _IMPORTS.sub(_sorted, re.sub(rf"\b{re.escape(HOME)}\b", package, text))


def _sorted(imports: re.Match[str]) -> str:
    lines = imports[0].splitlines(keepends=True)
    return "".join(sorted(lines, key=lambda line: line.rstrip(";\n")))
