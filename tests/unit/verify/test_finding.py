"""Which files of a tree are descriptions."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.verify.finding import descriptions, version_of


@pytest.mark.parametrize(
    ("name", "text", "version"),
    [
        ("a.yaml", "openapi: 3.1.0\ninfo: {}\n", "3.1.0"),
        ("a.yml", "---\n# A comment\nopenapi: '3.0.3'\n", "3.0.3"),
        ("a.yaml", 'swagger: "2.0"\n', "2.0"),
        ("a.yaml", '---\n# All of it\n  swagger: "2.0"\n  info:\n', "2.0"),
        ("a.json", '{"openapi":"3.2.0","info":{}}', "3.2.0"),
        ("a.json", '{\n  "info": {"title": "x"},\n  "swagger": "2.0"\n}', "2.0"),
        ("a.json", '{\n\t"openapi": "3.0.0"\n}', "3.0.0"),
        ("a.yaml", "\ufeffopenapi: 3.0.0\n", "3.0.0"),
        ("a.yaml", "type: object\n", ""),
        ("a.yaml", "a:\n            openapi: 3.0.0\n", ""),
        ("a.json", '{"components": {"x": {"openapi": "3.0.0"}}}', ""),
        ("a.json", '{"name": "openapi", "version": "3.0.0"}', ""),
    ],
)
def test_the_version_that_a_document_names(
    tmp_path: Path, name: str, text: str, version: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert version_of(path) == version


def test_parts_and_other_files_are_left_out(tmp_path: Path) -> None:
    for name, text in {
        "b/api.yaml": "openapi: 3.0.0\n",
        "a/api.yaml": "openapi: 3.0.0\n",
        "a/part.yaml": "type: object\n",
        "a/notes.txt": "openapi: 3.0.0\n",
        "node_modules/x/api.yaml": "openapi: 3.0.0\n",
        "a/latin.yaml": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "a/latin.yaml").write_bytes(b"\xff\xfe")
    found = descriptions(tmp_path)
    assert [one.shown for one in found] == ["a/api.yaml", "b/api.yaml"]
    keys = [one.key for one in found]
    assert len(set(keys)) == 2, "files of one name are told apart"
    assert all(key.isidentifier() and key == key.lower() for key in keys)


def test_one_file_is_a_corpus_too(tmp_path: Path) -> None:
    path = tmp_path / "api.yaml"
    path.write_text("openapi: 3.0.0\n")
    assert [one.shown for one in descriptions(path)] == ["api.yaml"]
