"""The same bytes, whatever the hash seed, the order of unordered keys and the number of cores."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from specpress.diagnostics import Sink
from specpress.jsonvalue import Json
from specpress.source import openapi
from specpress.source.structure import walk

CASES = Path(__file__).parent / "cases"
# Between them they have every kind of thing that a description holds.
SOURCES = ("schema-keywords", "parameter-styles", "security-and-servers", "discriminator")
TARGETS = ("python", "typescript", "go", "java", "rust", "docs")

_MAPS = {
    "root": {"paths", "webhooks", "components"},
    "components": {
        "schemas",
        "responses",
        "parameters",
        "examples",
        "requestBodies",
        "headers",
        "securitySchemes",
        "links",
        "callbacks",
        "pathItems",
    },
}
"""Objects whose entries come out in the order of the description: it is the author's."""


def shuffled(root: dict[str, Json], seed: int) -> dict[str, Json]:
    """A copy of a description with the fixed fields of every object in another order, and with
    them the statuses and media types."""
    copy = json.loads(json.dumps(root))
    source = random.Random(seed)
    for part in list(walk(copy)):
        _shuffle(part.value, source)
        for key in ("responses", "content"):
            inner = part.value.get(key)
            if part.kind != "components" and part.kind != "schema" and isinstance(inner, dict):
                _shuffle(inner, source)
    assert isinstance(copy, dict)
    return copy


def _shuffle(value: dict[str, Json], source: random.Random) -> None:
    items = list(value.items())
    source.shuffle(items)
    value.clear()
    value.update(items)


def digest(folder: Path) -> str:
    """The digest of all generated files of a folder, by their paths."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0")
        found.update(path.read_bytes() + b"\0")
    return found.hexdigest()


@pytest.mark.parametrize("source", SOURCES)
def test_ten_runs_give_the_same_bytes(source: str, tmp_path: Path) -> None:
    sink = Sink()
    document = openapi.load(CASES / source / "spec.yaml", source, sink)
    assert document is not None
    digests: dict[str, list[int]] = {}
    for seed in range(10):
        folder = tmp_path / str(seed)
        folder.mkdir()
        root = shuffled(document.root, seed) if seed else document.root
        (folder / "spec.json").write_text(json.dumps(root))
        subprocess.run(
            [
                *(sys.executable, "-m", "specpress", "generate", "spec.json", "--out", "out", "-q"),
                *(word for target in TARGETS for word in ("--target", target)),
            ],
            cwd=folder,
            check=True,
            env={
                **os.environ,
                "PYTHONHASHSEED": str(seed * 7919),
                "SPECPRESS_JOBS": str(1 + seed % 2),
                "XDG_CACHE_HOME": str(folder / "cache"),
            },
        )
        digests.setdefault(digest(folder / "out"), []).append(seed)
    assert len(digests) == 1, digests
