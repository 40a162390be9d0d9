"""A change of one thing in a description touches the files of that thing, and renames nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from specpress.jsonvalue import Json
from specpress.targets import registry

TOPICS = ("apple", "birch", "cedar", "daisy", "elder", "fern", "grass", "hazel", "iris", "juniper")
# Files of a target that one schema may appear in: its own, its module's index, its documentation.
MOST_TOUCHED = 4


def description(*, more: bool) -> dict[str, Json]:
    """Ten groups of one operation and one schema; with `more`, one schema has one more property."""
    schemas: dict[str, Json] = {}
    paths: dict[str, Json] = {}
    for topic in TOPICS:
        properties: dict[str, Json] = {"id": {"type": "string"}, "size": {"type": "integer"}}
        if more and topic == "fern":
            properties["added"] = {"type": "string", "description": "Came later."}
        name = topic.capitalize()
        schemas[name] = {"type": "object", "properties": properties}
        answer: Json = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        paths[f"/{topic}/{{id}}"] = {
            "get": {
                "operationId": f"get{name}",
                "tags": [topic],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {"200": {"description": "One.", "content": answer}},
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Garden", "version": "2" if more else "1"},
        "servers": [{"url": "http://localhost"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def generate(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "specpress", "generate", "-q"],
        cwd=folder,
        check=True,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")},
    )


def state(folder: Path) -> dict[Path, tuple[int, bytes]]:
    """The time and content of each generated file."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


@pytest.mark.parametrize("target", registry.names())
def test_one_schema_more_or_less(target: str, tmp_path: Path) -> None:
    (tmp_path / "specpress.toml").write_text(
        f'[spec]\ndescription = "garden.json"\n[output]\ndirectory = "out"\n[targets.{target}]\n'
    )
    out = tmp_path / "out" / target
    (tmp_path / "garden.json").write_text(json.dumps(description(more=False)))
    generate(tmp_path)
    before = state(out)
    locked = (tmp_path / "specpress.lock").read_text()
    (tmp_path / "garden.json").write_text(json.dumps(description(more=True)))
    generate(tmp_path)
    after = state(out)
    assert before.keys() == after.keys()
    touched = {path for path, (_, content) in after.items() if content != before[path][1]}
    assert touched
    # The version of the description stands in no header; at most a title page tells it.
    assert len(touched) <= MOST_TOUCHED + 1, sorted(str(path) for path in touched)
    assert {path for path in after if after[path][0] != before[path][0]} == touched
    now = (tmp_path / "specpress.lock").read_text()
    gone = [line for line in locked.splitlines() if line.rstrip(",") not in now]
    assert len(gone) <= 1, gone
