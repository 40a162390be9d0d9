"""The configuration, and everything that can be wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress import config, quick
from specpress.config import Config
from specpress.diagnostics import Sink

GOOD = """
[spec]
pages = ["pages/*.txt"]
description = "api.yaml"
overlays = ["fix.overlay.yaml"]

[output]
directory = "../out"
description = "openapi.yaml"

[names.groups]
"Image Operations" = "images"

[targets.python]
package = "zstack"
"""


def read(folder: Path, text: str) -> tuple[Config | None, Sink]:
    (folder / "pages").mkdir(exist_ok=True)
    for name in ("pages/b.txt", "pages/a.txt", "fix.overlay.yaml"):
        (folder / name).write_text("x")
    path = folder / quick.CONFIGURATION
    path.write_bytes(text.encode())
    sink = Sink()
    return config.read(path, "specpress.toml", sink), sink


def found(sink: Sink) -> list[tuple[str, int, int]]:
    return [(one.code, one.location.line, one.location.column) for one in sink]


def test_a_good_one_has_resolved_paths(tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    folder.mkdir()
    read_config, sink = read(folder, GOOD)
    assert read_config is not None
    assert not len(sink)
    assert [path.name for path in read_config.pages] == ["a.txt", "b.txt"]
    assert read_config.description == folder / "api.yaml"
    assert read_config.output == tmp_path / "out"
    assert read_config.pins == {"groups": {"Image Operations": "images"}}
    assert read_config.targets == {"python": {"package": "zstack"}}
    assert read_config.show(folder / "pages" / "a.txt") == "pages/a.txt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[spec\n", ("config-syntax", 1, 6)),
        ('[spec]\ndescripton = "a"\n', ("config-unknown-key", 2, 1)),
        ('[spec]\ndescription = "a"\n[out]\n', ("config-unknown-key", 3, 2)),
        ("[spec]\npages = 3\n", ("config-wrong-type", 2, 1)),
        ("[spec]\n  pages = [3]\n", ("config-wrong-type", 2, 3)),
        ('[spec]\npages = ["nothing/*.txt"]\n', ("config-no-match", 2, 1)),
        ('[spec]\npages = ["/etc/*.txt"]\n', ("config-outside", 2, 1)),
        ("[output]\n", ("config-no-input", 0, 0)),
        ('[spec]\ndescription = "a"\n[names.groups]\nx = 1\n', ("config-wrong-type", 3, 2)),
        ('[spec]\ndescription = "a"\n[targets]\npython = 1\n', ("config-wrong-type", 4, 1)),
        ('[spec]\ndescription = "a"\n[source]\nhosts = "a"\n', ("config-wrong-type", 4, 1)),
        ('[spec]\ndescription = "a"\n[source]\nroots = [1]\n', ("config-wrong-type", 4, 1)),
        ('[spec]\ndescription = "a"\n[source]\nroot = []\n', ("config-unknown-key", 4, 1)),
    ],
)
def test_faults_have_a_place(tmp_path: Path, text: str, expected: tuple[str, int, int]) -> None:
    _, sink = read(tmp_path, text)
    assert expected in found(sink)
    assert sink.failed


def test_where_references_may_lead(tmp_path: Path) -> None:
    text = '[spec]\ndescription = "a"\n[source]\nroots = ["../shared"]\nhosts = ["a.example"]\n'
    (tmp_path / "api").mkdir()
    given, sink = read(tmp_path / "api", text)
    assert given is not None
    assert not len(sink)
    assert given.roots == (tmp_path / "shared",)
    assert given.hosts == ("a.example",)


def test_a_near_miss_is_named(tmp_path: Path) -> None:
    _, sink = read(tmp_path, '[spec]\ndescripton = "a"\n')
    assert "did you mean `description`?" in [one.hint for one in sink]


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    _, sink = read(tmp_path, '[spec]\npages = ["no.txt"]\noverlays = 1\nx = 1\n')
    assert [code for code, _, _ in found(sink)] == [
        "config-no-input",
        "config-no-match",
        "config-wrong-type",
        "config-unknown-key",
    ]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00" * 10, b"a = [" * 5000])
def test_what_is_no_toml_is_a_fault(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / quick.CONFIGURATION
    path.write_bytes(data)
    sink = Sink()
    assert config.read(path, "specpress.toml", sink) is None
    assert sink.failed


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    sink = Sink()
    assert config.read(tmp_path / "none.toml", "none.toml", sink) is None
    assert [one.code for one in sink] == ["config-unreadable"]


def test_it_is_found_here_or_below_spec(tmp_path: Path) -> None:
    assert quick.find(tmp_path) is None
    below = tmp_path / "spec" / "one" / quick.CONFIGURATION
    below.parent.mkdir(parents=True)
    below.write_text("")
    assert quick.find(tmp_path) == below
    here = tmp_path / quick.CONFIGURATION
    here.write_text("")
    assert quick.find(tmp_path) == here


def test_two_below_spec_are_no_answer(tmp_path: Path) -> None:
    for name in ("one", "two"):
        path = tmp_path / "spec" / name / quick.CONFIGURATION
        path.parent.mkdir(parents=True)
        path.write_text("")
    assert quick.find(tmp_path) is None
