"""The options of the target."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from specpress.diagnostics import Sink
from specpress.model import ApiModel
from specpress.targets.python import TARGET
from unit.targets.python.client.bench import EVERYTHING, model_of, table


@pytest.fixture
def model(tmp_path: Path) -> ApiModel:
    return model_of(EVERYTHING.read_text(), tmp_path)


def read(model: ApiModel, **values: object) -> tuple[object, Sink]:
    sink = Sink()
    return TARGET.options(table(values, sink), model), sink


def test_what_is_left_out_follows_from_the_title(model: ApiModel) -> None:
    found, sink = read(model)
    assert not len(sink)
    assert (found.package, found.distribution) == ("test_bench_api", "test-bench-api")
    assert (found.version, found.license) == ("0.1.0", "")
    assert found.environment == "TEST_BENCH_API"


@pytest.mark.parametrize(
    ("title", "package"),
    [("Import", "import_api"), ("3D", "api_3d"), ("图像", "api"), ("", "api")],
)
def test_a_title_that_is_no_name(model: ApiModel, title: str, package: str) -> None:
    info = dataclasses.replace(model.info, title=title)
    found, sink = read(dataclasses.replace(model, info=info))
    assert found.package == package
    assert not len(sink)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("package", "my-api", "`my-api` cannot be imported"),
        ("package", "class", "`class` cannot be imported"),
        ("package", "a\nimport os", "cannot be imported"),
        ("distribution", "-x", "`-x` is no name of a distribution"),
        ("version", "one", "`one` is no version of a package"),
        ("license", 'x"\n', "the license must be an SPDX expression"),
    ],
)
def test_values_that_cannot_be(model: ApiModel, key: str, value: str, message: str) -> None:
    _, sink = read(model, **{key: value})
    (found,) = sink
    assert found.code == "config-bad-value"
    assert message in found.message
    assert found.location.pointer == key


def test_an_unknown_key(model: ApiModel) -> None:
    _, sink = read(model, packge="x")
    (found,) = sink
    assert found.code == "config-unknown-key"
    assert found.hint == "did you mean `package`?"
