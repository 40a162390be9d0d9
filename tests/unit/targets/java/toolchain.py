"""A JDK, Maven and what they fetch, kept in a cache outside of the repository."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "specpress-tests" / "java"

_FORMATTER_NEEDS = ("api", "code", "file", "parser", "tree", "util", "main")
_LIBRARIES = (
    ("com.fasterxml.jackson.core", "jackson-databind", "2.21.1"),
    ("org.jspecify", "jspecify", "1.0.0"),
)
_TOOLS = (
    ("com.google.googlejavaformat", "google-java-format", "1.28.0"),
    ("org.junit.platform", "junit-platform-console-standalone", "1.13.4"),
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def needed() -> None:
    """Skips the test where there is no JDK 17 or no Maven; in CI that is a failure."""
    missing = [name for name in ("javac", "mvn") if shutil.which(name) is None]
    if not missing:
        return
    message = f"{' and '.join(missing)} missing: apt install openjdk-17-jdk-headless maven"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@functools.cache
def libraries() -> str:
    """The class path of what generated projects need."""
    return _resolved("libraries", _LIBRARIES)


@functools.cache
def tools() -> str:
    """The class path of the formatter and of JUnit."""
    return _resolved("tools", _TOOLS)


def compiled(sources: Iterable[Path], target: Path, *class_path: str, doc: bool = True) -> None:
    """Compiles `sources` into `target` under the strictest settings; no warning is allowed.

    With `doc`, Javadoc comments count too, as far as a reader of the API sees them.
    """
    target.mkdir(parents=True, exist_ok=True)
    lint = ["-Xlint:all", "-Werror", *(["-Xdoclint:all/protected,-missing"] if doc else [])]
    path = os.pathsep.join((libraries(), *class_path))
    # A file keeps the command short, whatever the number of sources.
    arguments = target / "sources.txt"
    arguments.write_text("".join(f'"{source}"\n' for source in sorted(sources)))
    command = ["javac", *lint, "--release", "17", "-encoding", "UTF-8", "-cp", path]
    run([*command, "-d", str(target), f"@{arguments}"])


def badly_formatted(sources: Iterable[Path]) -> str:
    """What google-java-format would change: the names of files, "" for nothing."""
    exports = [
        f"--add-exports=jdk.compiler/com.sun.tools.javac.{name}=ALL-UNNAMED"
        for name in _FORMATTER_NEEDS
    ]
    main = ["-cp", tools(), "com.google.googlejavaformat.java.Main"]
    return run(["java", *exports, *main, "--dry-run", *map(str, sorted(sources))])


def run(command: Sequence[str], **environment: str) -> str:
    """What a command prints; its failure is a failure of the test, which shows all of it."""
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )
    text = _COLOUR.sub("", done.stdout + done.stderr)
    assert done.returncode == 0, f"{' '.join(command[:3])} ...\n{text[-8000:]}"
    return _COLOUR.sub("", done.stdout)


def _resolved(name: str, artifacts: tuple[tuple[str, str, str], ...]) -> str:
    """The class path of some artifacts, which Maven looks up once."""
    needed()
    project = _PROJECT.format(
        dependencies="".join(
            f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
            f"<version>{version}</version></dependency>"
            for group, artifact, version in artifacts
        )
    )
    folder = CACHE / f"{name}-{hashlib.sha256(project.encode()).hexdigest()[:12]}"
    found = folder / "classpath.txt"
    if not found.exists() or not all(Path(jar).exists() for jar in _jars(found)):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pom.xml").write_text(project)
        fresh = folder / f"classpath-{os.getpid()}.txt"
        goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"
        run(["mvn", "-q", "-B", "-f", str(folder), goal, f"-Dmdep.outputFile={fresh}"])
        fresh.replace(found)
    return os.pathsep.join(_jars(found))


def _jars(path: Path) -> list[str]:
    return path.read_text().strip().split(os.pathsep)


_PROJECT = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>specpress.tests</groupId><artifactId>tools</artifactId><version>1</version>
<dependencies>{dependencies}</dependencies></project>
"""
