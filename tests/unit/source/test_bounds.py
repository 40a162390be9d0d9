"""Inputs that mean harm: refused or handled in bounded time and memory, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MEGABYTE = 1024 * 1024
MEMORY = 900 * MEGABYTE
"""Address space: the interpreter and its libraries take the first 200 MB of it."""

READ = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from specpress.diagnostics import Sink
from specpress.normalize import normalize
from specpress.source.openapi import load
from specpress.source.upgrade import upgrade
from specpress.source.validate import validate
sink = Sink()
path = Path(sys.argv[1])
document = load(path, path.name, sink)
if document is not None:
    validate(document, sink)
    if not sink.failed:
        normalize(upgrade(document, sink), sink=sink)
print(sorted({found.code for found in sink}))
print(max((len(found.message) for found in sink), default=0))
"""

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"
SCHEMAS = f"{HEAD}paths: {{}}\ncomponents:\n  schemas:\n"
JSON_HEAD = '{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},'


def schemas(texts: list[str]) -> str:
    return SCHEMAS + "".join(f"    A{number}: {text}\n" for number, text in enumerate(texts))


def to(number: int) -> str:
    return f"{{$ref: '#/components/schemas/A{number}'}}"


def bomb() -> str:
    levels = [f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12)]
    return HEAD + "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(levels)


def million(member: str) -> str:
    listed = ",".join(f'"S{number}":{member}' for number in range(1_000_000))
    return f'{JSON_HEAD}"components":{{"schemas":{{{listed}}}}}}}'


CASES: dict[str, tuple[str, Callable[[], str], list[str]]] = {
    "alias-bomb": ("a.yaml", bomb, ["yaml-alias-bomb"]),
    "deep-json": (
        "a.json",
        lambda: f'{JSON_HEAD}"x-a":{"[" * 100_000}{"]" * 100_000}}}',
        ["json-too-deep"],
    ),
    "deep-yaml": (
        "a.yaml",
        lambda: f"{HEAD}x-a: {'[' * 100_000}{']' * 100_000}",
        ["yaml-too-deep"],
    ),
    "deep-schemas": (
        "a.json",
        lambda: JSON_HEAD + '"components":' + '{"items":' * 100_000 + "{}" + "}" * 100_001,
        ["json-too-deep"],
    ),
    "million-schemas": ("a.json", lambda: million("{}"), ["openapi-too-large"]),
    "million-records": (
        "a.json",
        lambda: million('{"type":"object","properties":{"a":{"type":"string"}}}'),
        ["text-too-large"],
    ),
    "huge-scalar": (
        "a.yaml",
        lambda: schemas([f"{{type: string, description: '{'x' * 20_000_000}'}}"]),
        [],
    ),
    "huge-number": (
        "a.json",
        lambda: f'{JSON_HEAD}"x-a":{"9" * 5_000_000}}}',
        ["json-bad-number"],
    ),
    "circles": (
        "a.yaml",
        lambda: schemas(
            [
                to(0),
                to(2),
                to(1),
                f"{{allOf: [{to(4)}]}}",
                f"{{allOf: [{to(3)}]}}",
                f"{{oneOf: [{to(5)}, {{type: string}}]}}",
                f"{{not: {to(6)}, if: {to(6)}, items: {to(6)}}}",
                f"{{additionalProperties: {to(7)}}}",
            ]
        ),
        ["normalize-schema-composition-cycle"],
    ),
    "circle-of-parameters": (
        "a.json",
        lambda: json.dumps(
            {
                "openapi": "3.1.0",
                "info": {"title": "T", "version": "1"},
                "paths": {
                    "/a": {
                        "parameters": [
                            {"$ref": f"#/components/parameters/P{n}"} for n in range(1000)
                        ]
                    }
                },
                "components": {
                    "parameters": {
                        f"P{n}": {"$ref": f"#/components/parameters/P{(n + 1) % 1000}"}
                        for n in range(1000)
                    }
                },
            }
        ),
        ["ref-cycle"],
    ),
    "chain-of-references": (
        "a.yaml",
        lambda: schemas(["{type: string}", *(to(number) for number in range(5000))]),
        ["ref-long-chain"],
    ),
    "chain-of-parts": (
        "a.yaml",
        lambda: schemas(
            [
                "{type: object}",
                *(f"{{allOf: [{to(n)}, {{properties: {{p{n}: {{}}}}}}]}}" for n in range(2000)),
            ]
        ),
        ["ref-long-chain"],
    ),
    "doubling": (
        "a.yaml",
        lambda: schemas(["{type: object}", *(f"{{allOf: [{to(n)}, {to(n)}]}}" for n in range(60))]),
        [],
    ),
    "self-including-files": (
        "a.yaml",
        lambda: (
            f"{HEAD}paths: {{/a: {{$ref: a.yaml}}}}\n"
            "components: {schemas: {A: {$ref: a.yaml}, B: {$ref: 'a.yaml#/components'}}}\n"
        ),
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_harm_is_bounded(tmp_path: Path, name: str) -> None:
    file, make, codes = CASES[name]
    path = tmp_path / file
    path.write_text(make())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path), str(MEMORY)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found, longest = done.stdout.splitlines()
    if codes:
        assert set(codes) <= set(json.loads(found.replace("'", '"'))), found
    assert int(longest) < 2000


def test_a_file_may_not_be_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    from specpress.diagnostics import Sink
    from specpress.source import openapi, parsing

    monkeypatch.setattr(parsing, "LARGEST", 10)
    sink = Sink()
    assert openapi.load_bytes(HEAD.encode(), "a.yaml", sink) is None
    assert [found.code for found in sink] == [parsing.TOO_LARGE.code]


def test_nothing_is_begun_beside_the_check_that_would_not_end(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CASES["chain-of-references"][1]())
    done = subprocess.run(
        [sys.executable, "-m", "specpress", "generate", "a.yaml", "--target=docs", "--out=out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "error[ref-long-chain]" in done.stderr
