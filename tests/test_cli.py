"""The command line: exit codes, usage, and what is said where."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from specpress import cli, commands

SPECPRESS = Path(sys.executable).with_name("specpress")

DESCRIPTION = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "http://localhost"}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        "200":
          description: A pet.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Pet"}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SPECPRESS, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(folder / ".cache")},
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pets.yaml").write_text(DESCRIPTION)
    return tmp_path


def test_version() -> None:
    done = run(Path.cwd(), "--version")
    assert (done.returncode, done.stdout) == (0, "specpress 0.1.0\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["generate"],
        ["generate", "pets.yaml"],
        ["generate", "pets.yaml", "--target", "docs"],
        ["generate", "specpress.toml", "--target", "docs", "--out", "x"],
        ["read"],
        ["dump", "--stage", "nothing", "pets.yaml"],
    ],
)
def test_wrong_usage_is_2(folder: Path, arguments: list[str]) -> None:
    done = run(folder, *arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_description_needs_no_configuration(folder: Path) -> None:
    done = run(folder, "generate", "pets.yaml", "--target", "docs", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert (folder / "out" / "docs" / "operations" / "getPet.md").is_file()
    assert "1 operation" in done.stdout
    again = run(folder, "generate", "pets.yaml", "--target", "docs", "--out", "out")
    assert "nothing changed" in again.stdout


def test_a_change_of_a_referenced_file_is_a_change(folder: Path) -> None:
    arguments = ("generate", "many.yaml", "--target", "docs", "--out", "out")
    inline = 'schema: {$ref: "#/components/schemas/Pet"}'
    text = DESCRIPTION.partition("components:")[0]
    (folder / "many.yaml").write_text(text.replace(inline, "schema: {$ref: parts/index.yaml#/Pet}"))
    (folder / "parts").mkdir()
    (folder / "parts" / "index.yaml").write_text("Pet: {$ref: pet.yaml}\n")
    (folder / "parts" / "pet.yaml").write_text("type: object\nproperties: {name: {type: string}}\n")
    done = run(folder, *arguments)
    assert done.returncode == 0, done.stderr
    (page,) = (folder / "out" / "docs").rglob("[pP]et.md")
    assert "nothing changed" in run(folder, *arguments).stdout
    (folder / "parts" / "pet.yaml").write_text("type: object\nproperties: {age: {type: integer}}\n")
    done = run(folder, *arguments)
    assert "nothing changed" not in done.stdout
    assert "age" in page.read_text()
    (folder / "parts" / "index.yaml").write_text("Pet: {$ref: pat.yaml}\n")
    done = run(folder, *arguments)
    assert done.returncode == 1
    assert "parts/index.yaml:1:7: error[ref-unreadable]" in done.stderr
    assert "Pet: {$ref: pat.yaml}" in done.stderr


SWAGGER = """\
swagger: "2.0"
info: {title: Pets, version: "1"}
host: pets.example
paths:
  /pets:
    post:
      operationId: addPet
      parameters: [{name: pet, in: body, schema: {$ref: "#/definitions/Pet"}}]
      responses: {"200": {description: d, schema: {$ref: "#/definitions/Pet"}}}
definitions:
  Pet: {type: object, properties: {age: {type: string}}}
"""
CORRECTION = """\
overlay: 1.1.0
info: {title: T, version: "1"}
actions:
- target: $.definitions.Pet.properties.age
  update: {type: integer}
  x-specpress-correction: {documented: text, actual: a number, source: https://pets.example}
"""


def test_corrections_of_what_an_upgrade_moves_reach_their_operations(folder: Path) -> None:
    (folder / "old.yaml").write_text(SWAGGER)
    (folder / "fix.yaml").write_text(CORRECTION)
    (folder / "specpress.toml").write_text(
        '[spec]\ndescription = "old.yaml"\noverlays = ["fix.yaml"]\n[targets.docs]\n'
    )
    done = run(folder, "dump", "--stage", "model", "specpress.toml")
    assert done.returncode == 0, done.stderr
    (correction,) = json.loads(done.stdout)["corrections"]
    assert correction["operations"] == ["addPet"]
    assert run(folder, "generate").returncode == 0
    printed = run(folder, "print", "old.yaml", "addPet", "-q")
    assert printed.returncode == 0
    assert "age" in printed.stdout


def test_another_output_folder_is_another_run(folder: Path) -> None:
    for out in ("one", "two"):
        done = run(folder, "generate", "pets.yaml", "--target", "docs", "--out", out)
        assert "nothing changed" not in done.stdout
        assert (folder / out / "docs").is_dir()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["generate", "pets.yaml", "--target", "dcos", "--out", "x"], "config-unknown-target"),
        (["generate", "none.yaml", "--target", "docs", "--out", "x"], "text-unreadable"),
        (["generate", "none.toml"], "config-unreadable"),
        (["read", "none.txt"], "input-unreadable"),
        (["print", "pets.yaml", "getPets"], "print-operation-unknown"),
        (["dump", "none.yaml"], "text-unreadable"),
    ],
)
def test_a_fault_is_1_and_writes_nothing(folder: Path, arguments: list[str], code: str) -> None:
    done = run(folder, *arguments)
    assert done.returncode == 1
    assert f"error[{code}]" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["pets.yaml"]


def test_an_output_that_cannot_be_written_is_a_fault(folder: Path) -> None:
    (folder / "page.txt").write_text("no page")
    (folder / "file").write_text("")
    done = run(folder, "print", "pets.yaml", "getPet", "-o", "file/page.txt")
    assert done.returncode == 1
    assert "error[output-not-written]" in done.stderr


def test_no_target_is_a_warning(folder: Path) -> None:
    (folder / "specpress.toml").write_text('[spec]\ndescription = "pets.yaml"\n')
    done = run(folder, "generate")
    assert done.returncode == 0, done.stderr
    assert "warning[config-no-target]" in done.stderr
    assert run(folder, "generate", "--strict").returncode == 1


def test_every_stage_can_be_dumped(folder: Path) -> None:
    document = json.loads(run(folder, "dump", "--stage", "document", "pets.yaml").stdout)
    assert document["info"]["title"] == "Pets"
    model = json.loads(run(folder, "dump", "--stage", "model", "pets.yaml").stdout)
    assert model["operations"][0]["id"] == "getPet"
    views = run(folder, "dump", "--stage", "view", "pets.yaml", "--target", "docs", "--out", "x")
    assert any(name.endswith("getPet.md") for name in json.loads(views.stdout))


def test_targets_are_listed() -> None:
    assert set(json.loads(run(Path.cwd(), "targets", "--format", "json").stdout)) >= {"docs"}
    assert "docs" in run(Path.cwd(), "targets").stdout


def test_our_own_bug_is_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_given: object) -> int:
        raise LookupError("oops")

    monkeypatch.setitem(commands.COMMANDS, "targets", broken)  # type: ignore[misc]
    monkeypatch.delenv("SPECPRESS_DEBUG", raising=False)
    assert cli.main(["targets"]) == 3
    assert "a bug of specpress" in capsys.readouterr().err


def test_nothing_heavy_is_imported_for_nothing_to_do(folder: Path) -> None:
    arguments = ["generate", "pets.yaml", "--target", "docs", "--out", "out"]
    assert run(folder, *arguments).returncode == 0
    code = (
        "import sys; from specpress.cli import main; code = main(sys.argv[1:]);"
        "print(sorted({name.split('.')[0] for name in sys.modules}));"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(folder / ".cache")},
        check=True,
    )
    assert "nothing changed" in done.stdout
    heavy = {"jinja2", "yaml", "black", "rich", "pydantic", "datamodel_code_generator"}
    heavy |= {"jsonschema_rs", "openapi_spec_validator", "jsonpath_rfc9535", "tomllib"}
    loaded = set(json.loads(done.stdout.splitlines()[-1].replace("'", '"')))
    assert not heavy & loaded


CONFIGURED = """\
[spec]
description = "pets.yaml"
[output]
directory = "out"
[targets.docs]
"""


@pytest.fixture
def configured(folder: Path) -> Path:
    (folder / "specpress.toml").write_text(CONFIGURED)
    return folder


def test_names_are_locked_beside_the_configuration(configured: Path) -> None:
    assert run(configured, "generate", "-q").returncode == 0
    lock = configured / "specpress.lock"
    names = json.loads(lock.read_text())["targets"]["docs"]
    assert names["operation"] == {"getPet": "getPet"}
    assert run(configured, "check", "-q").returncode == 0
    again = run(configured, "generate")
    assert "nothing changed" in again.stdout
    lock.unlink()
    done = run(configured, "check", "-q")
    assert done.returncode == 1
    assert "output-drift" in done.stderr
    assert "specpress.lock" in done.stderr


def test_a_locked_name_is_kept_when_a_better_claim_comes(configured: Path) -> None:
    assert run(configured, "generate", "-q").returncode == 0
    newcomer = DESCRIPTION.replace("    Pet:\n", "    pet: {type: string}\n    Pet:\n")
    (configured / "pets.yaml").write_text(newcomer)
    assert run(configured, "generate", "-q").returncode == 0
    names = json.loads((configured / "specpress.lock").read_text())["targets"]["docs"]["type"]
    assert names["/components/schemas/Pet"] == "Pet"
    assert names["/components/schemas/pet"] != "pet"


def test_a_lock_with_marks_of_a_merge_is_a_fault(configured: Path) -> None:
    (configured / "specpress.lock").write_text("<<<<<<< ours\n{}\n")
    done = run(configured, "generate")
    assert done.returncode == 1
    assert "lock-unreadable" in done.stderr
    assert not (configured / "out").exists()


def test_a_code_to_skip_that_nothing_has_is_an_error(configured: Path) -> None:
    done = run(configured, "generate", "--skip-unsupported", "docs-unsupported-thing")
    assert done.returncode == 1
    assert "config-unused-skip" in done.stderr


def test_the_summary_counts_what_came_out(configured: Path) -> None:
    assert "1 of 1 operation in every target" in run(configured, "generate").stdout
