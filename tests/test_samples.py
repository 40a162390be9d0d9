"""Every code sample of the documentation, taken from its page, compiled and run against a server.

A language of the page that nothing here can run fails the test: a sample that nobody has run is no
sample.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import toolchain
from conformance.drivers.typescript import toolchain as typescript_tools
from conformance.server import Listener, LoopThread, Recording
from conformance.table import read_table
from unit.targets.java import toolchain as java_tools

ROOT = Path(__file__).parents[1]
GENERATED = ROOT / "generated" / "zstack"
PAGE = GENERATED / "docs" / "operations" / "AddImage.md"
SESSION = "2ccd3bd8ba5b4d1b9d9cbb8a7b3cd0a1"
IMAGE = "1eb26d06364036b7860d2b7dbb462b8c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a sample did: what it printed, and what the server saw."""

    printed: str
    recording: Recording


def samples() -> dict[str, str]:
    """The samples of the request section by the language of their fence."""
    text = PAGE.read_text()
    section = text[text.index("## Request example") : text.index("## Response example")]
    return dict(re.findall(r"^```(\w+)\n(.*?)^```$", section, re.DOTALL | re.MULTILINE))


SAMPLES = samples()


def done(command: list[str | Path], folder: Path, environment: Mapping[str, str]) -> str:
    """What the command printed; it must end well."""
    finished = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def run_shell(code: str, folder: Path, environment: Mapping[str, str]) -> str:
    code = code.replace("http://localhost:8080", environment["ZSTACK_BASE_URL"])
    assert environment["ZSTACK_BASE_URL"] in code
    return done(["sh", "-c", code.replace("<secret>", SESSION)], folder, environment)


def run_python(code: str, folder: Path, environment: Mapping[str, str]) -> str:
    (folder / "sample.py").write_text(code)
    path = {"PYTHONPATH": str(GENERATED / "python" / "src")}
    done(
        [sys.executable, "-m", "mypy", "--strict", "sample.py"],
        folder,
        {"MYPYPATH": path["PYTHONPATH"]},
    )
    return done([sys.executable, "-W", "error", "sample.py"], folder, {**environment, **path})


def run_typescript(code: str, folder: Path, environment: Mapping[str, str]) -> str:
    node = typescript_tools.node()
    client = typescript_tools.copied(GENERATED / "typescript", folder / "client")
    typescript_tools.ok(typescript_tools.tsc(folder=client))
    program = folder / "program"
    program.mkdir()
    (program / "sample.ts").write_text(code)
    (program / "package.json").write_text('{"type": "module"}\n')
    settings = {
        "strict": True,
        "exactOptionalPropertyTypes": True,
        "noUncheckedIndexedAccess": True,
        "target": "es2022",
        "module": "nodenext",
        "types": ["node"],
    }
    (program / "tsconfig.json").write_text(json.dumps({"compilerOptions": settings}))
    typescript_tools.link_tools(program, {"zstack-client": client})
    typescript_tools.ok(typescript_tools.tsc(folder=program))
    return done([node, "sample.js"], program, environment)


def run_go(code: str, folder: Path, environment: Mapping[str, str]) -> str:
    go = toolchain.need("go", "golang-go")
    (folder / "main.go").write_text(code)
    (folder / "go.mod").write_text(
        "module sample\n\ngo 1.24\n\nrequire example.com/zstack v0.0.0\n\n"
        f"replace example.com/zstack => {GENERATED / 'go'}\n"
    )
    done([go, "vet", "."], folder, {})
    return done([go, "run", "."], folder, environment)


def run_rust(code: str, folder: Path, environment: Mapping[str, str]) -> str:
    cargo = toolchain.need("cargo", "cargo")
    (folder / "src").mkdir()
    (folder / "src/main.rs").write_text(code)
    (folder / "Cargo.toml").write_text(
        '[package]\nname = "sample"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n'
        'tokio = { version = "1", features = ["macros", "rt-multi-thread"] }\n'
        f'zstack = {{ path = "{(GENERATED / "rust").as_posix()}" }}\n'
    )
    target = {"CARGO_TARGET_DIR": str(toolchain.CACHE / "cargo")}
    return done([cargo, "run", "--quiet"], folder, {**environment, **target})


def run_java(code: str, folder: Path, environment: Mapping[str, str]) -> str:
    java_tools.needed()
    client, sample = folder / "client", folder / "sample"
    java_tools.compiled((GENERATED / "java" / "src").rglob("*.java"), client, doc=False)
    (name,) = re.findall(r"^public final class (\w+)", code, re.MULTILINE)
    (folder / f"{name}.java").write_text(code)
    java_tools.compiled([folder / f"{name}.java"], sample, str(client), doc=False)
    path = os.pathsep.join((str(client), str(sample), java_tools.libraries()))
    return done(["java", "-cp", path, name], folder, environment)


RUNNERS: dict[str, Callable[[str, Path, Mapping[str, str]], str]] = {
    "sh": run_shell,
    "python": run_python,
    "typescript": run_typescript,
    "go": run_go,
    "java": run_java,
    "rust": run_rust,
}


def run(language: str, folder: Path) -> Run:
    """Runs the sample of a language against a server that takes an image and finishes the job."""
    scenario = read_table()["only-required-arguments"]
    with LoopThread() as loop:
        listener = Listener(scenario.main.answers)
        loop.run(listener.start())
        environment = {"ZSTACK_BASE_URL": listener.origin, "ZSTACK_SESSION": SESSION}
        try:
            printed = RUNNERS[language](SAMPLES[language], folder, environment)
        finally:
            loop.run(listener.stop())
    return Run(printed=printed, recording=listener.recording)


def test_the_page_shows_curl_and_every_client() -> None:
    clients = {path.name for path in GENERATED.iterdir() if path.is_dir()} - {"docs"}
    assert set(SAMPLES) == clients | {"sh"}


@pytest.mark.parametrize("language", SAMPLES)
def test_the_sample_runs(language: str, tmp_path: Path) -> None:
    if language == "sh":
        toolchain.need("curl", "curl")
    found = run(language, tmp_path)
    first = found.recording.requests[0]
    assert first.method == "POST"
    body = json.loads(first.body)
    assert body["params"]["name"] == "TinyLinux"
    assert body["params"]["backupStorageUuids"]
    if language == "sh":
        assert "/api-jobs/" in found.printed
    else:
        assert len(found.recording.requests) == 2, "the job was polled"
        assert IMAGE in found.printed


def test_all_clients_send_the_same_bytes(tmp_path: Path) -> None:
    bodies = {}
    for language in SAMPLES.keys() - {"sh"}:
        folder = tmp_path / language
        folder.mkdir()
        bodies[language] = run(language, folder).recording.requests[0].body
    assert len(set(bodies.values())) == 1, bodies
