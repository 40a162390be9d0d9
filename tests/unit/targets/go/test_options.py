"""The table `[targets.go]`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from specpress.diagnostics import Location, Sink
from specpress.model import ApiModel
from specpress.targets.go import TARGET
from specpress.targets.go.options import GoOptions
from specpress.targets.options import OptionTable
from unit.targets.go.bench import model_of, options


def read(model: ApiModel, **values: object) -> tuple[GoOptions, list[str]]:
    sink = Sink()
    table = OptionTable("go", values, lambda _key: Location(file="specpress.toml"), sink)
    found = TARGET.options(table, model)
    table.finish()
    return found, [one.code for one in sink]


def described(operation: dict[str, Any], title: str = "Bench API", **schemas: Any) -> str:
    return yaml.safe_dump(
        {
            "openapi": "3.1.1",
            "info": {"title": title, "version": "1"},
            "paths": {"/a": {"post": {"responses": {"204": {"description": ""}}, **operation}}},
            "components": {"schemas": schemas},
        }
    )


@pytest.mark.parametrize(
    ("title", "package"),
    [
        ("ZStack Cloud API", "zstackcloudapi"),
        ("3D", "api3d"),
        ("go", "goapi"),
        ("镜像", "u955cu50cf"),
    ],
)
def test_defaults_follow_from_the_title(title: str, package: str, tmp_path: Path) -> None:
    found, faults = read(model_of(described({}, title), tmp_path))
    assert (found.package, found.module, faults) == (package, f"example.com/{package}", [])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("package", "Bench"),
        ("package", "func"),
        ("package", "a_b"),
        ("module", "a b"),
        ("module", "/a"),
        ("module", 'a"\nimport "os'),
        ("version", "1"),
    ],
)
def test_a_value_of_the_wrong_form(key: str, value: str, tmp_path: Path) -> None:
    _, faults = read(model_of(described({}), tmp_path), **{key: value})
    assert faults == ["config-bad-value"]


def test_an_unknown_key(tmp_path: Path) -> None:
    assert read(model_of(described({}), tmp_path), modul="a")[1] == ["config-unknown-key"]


def test_a_module_of_another_name_is_imported_under_that_of_the_package() -> None:
    assert options().import_spec == '"example.com/bench"'
    given = GoOptions(module="example.com/bench-go", package="bench", version="1.0.0")
    assert given.import_spec == 'bench "example.com/bench-go"'
