"""The generated package under the strictest settings of its language."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance.drivers.typescript import toolchain
from unit.targets.typescript.building import errors, generated

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of everything at once, compiled."""
    folder = tmp_path_factory.mktemp("rich")
    package, sink = generated(HERE / "rich.yaml", folder, {"package": "rich-client"})
    assert errors(sink) == []
    toolchain.link_tools(package)
    toolchain.ok(toolchain.tsc(folder=package))
    return package


PROGRAM = """
import { Client, stringifyJson } from "./dist/index.js";

const seen = [];
const fetch = async (url, init) => {
  const body = init.body ? new TextDecoder().decode(init.body) : "";
  seen.push(`${init.method} ${url} ${body}`);
  return new Response('{"kind":"fox","x":9007199254740993}', { status: 201 });
};
const client = new Client({ baseUrl: "http://h", bearer: "b", fetch });
const body = { friends: [{ kind: "cat", id: 1n }], kind: "puppy" };
seen.push(stringifyJson(await client.petsFriends.createPet({ body })));
await client.petsFriends
  .getToy({
    petId: 2n ** 63n - 1n,
    toy: ["a/b", "c"],
    fields: ["x", "y"],
    filter: { tags: ["t"], color: "c" },
    at: new Date(0),
    __proto___: "p",
    json: { kind: "cat" },
  })
  .catch(() => undefined);
console.log(JSON.stringify(seen));
"""


def sources(package: Path) -> Iterator[Path]:
    """What was printed, without the runtime."""
    return (path for path in package.glob("src/**/*.ts") if path.parent.name != "runtime")


def test_compiles_with_the_compiler_before(rich: Path) -> None:
    toolchain.ok(toolchain.tsc("--noEmit", folder=rich, version=6))


def test_formatter_finds_nothing_to_change(rich: Path) -> None:
    files = [str(path) for path in (rich / "src", rich / "README.md", rich / "package.json")]
    toolchain.ok(toolchain.prettier("--check", *files, folder=rich))


def test_linter_finds_nothing(rich: Path) -> None:
    shutil.copy(toolchain.HERE / "eslint.config.js", toolchain.tools())
    config = ("--config", str(toolchain.tools() / "eslint.config.js"))
    arguments = (*config, "--max-warnings", "0", "src")
    toolchain.ok(toolchain.tool("eslint/bin/eslint.js", *arguments, folder=rich))


def test_callers_compiler_knows_what_is_allowed(rich: Path, tmp_path: Path) -> None:
    shutil.copy(HERE / "usage.ts", tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}\n')
    settings = json.loads((rich / "tsconfig.json").read_text())["compilerOptions"]
    settings |= {"rootDir": ".", "noEmit": True}
    project = {"compilerOptions": settings, "include": ["usage.ts"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(project))
    toolchain.link_tools(tmp_path, {"rich-client": rich})
    toolchain.ok(toolchain.tsc(folder=tmp_path))


def test_package_is_well_formed(rich: Path, tmp_path: Path) -> None:
    pack = ("pack", "--ignore-scripts", "--pack-destination", str(tmp_path))
    toolchain.ok(toolchain.npm(*pack, folder=rich))
    (tarball,) = tmp_path.glob("*.tgz")
    toolchain.ok(toolchain.tool("publint/src/cli.js", "--strict", str(tarball), folder=rich))
    profile = ("--profile", "esm-only", str(tarball))
    program = "@arethetypeswrong/cli/dist/index.js"
    toolchain.ok(toolchain.tool(program, *profile, folder=rich))


def test_text_of_the_description_is_never_code(rich: Path) -> None:
    for path in sources(rich):
        code = re.sub(
            r'/\*.*?\*/|"(\\.|[^"\\])*"|\'(\\.|[^\'\\])*\'', "", path.read_text(), flags=re.DOTALL
        )
        for word in ("injected", "alert", "process", "throw new", "script", "inheritDoc"):
            assert word not in code, f"{path.name} has {word} outside of texts and comments"
        assert not re.search("[\u2028\u2029\u202a-\u202e]", path.read_text()), path.name


def test_words_of_the_description_are_no_tags(rich: Path) -> None:
    tags = re.compile(r"(?:^|[\s{])@(?:internal|inheritDoc|alpha)")
    for path in sources(rich):
        assert not tags.search(path.read_text()), path.name
    declared = (rich / "dist" / "resources" / "pets-friends.d.ts").read_text()
    assert "getToy(" in declared
    assert declared.count("@deprecated") - declared.count("\\@deprecated") == 1


def test_package_runs(rich: Path) -> None:
    finished = toolchain.run_node("--input-type=module", "--eval", PROGRAM, folder=rich)
    toolchain.ok(finished)
    assert json.loads(finished.stdout) == [
        'POST http://h/pets {"kind":"puppy","friends":[{"id":1,"kind":"cat"}]}',
        '{"kind":"fox","x":9007199254740993}',
        "GET http://h/pets/9223372036854775807/toys/;toy=a%2Fb;toy=c"  # noqa: ISC004
        "?fields=x,y&filter%5Bcolor%5D=c&filter%5Btags%5D=t&at=1970-01-01T00%3A00%3A00Z"
        "&json=%7B%22kind%22%3A%22cat%22%7D&__proto__=p ",
    ]
