"""The other generators: how they are installed, and the command of each for each language."""

from __future__ import annotations

import os
import shutil
import subprocess
import venv
from collections.abc import Mapping
from pathlib import Path

from measure import Contender, removed

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".venv-bench"
NODE = HOME / "node"
GITHUB = NODE / "node_modules/@octokit/openapi/generated/api.github.com.json"
"""The description of the GitHub API, as a package has it."""

LANGUAGES: Mapping[str, str] = {
    "python": "python",
    "typescript": "typescript-fetch",
    "go": "go",
    "java": "java",
    "rust": "rust",
}
"""Our targets, and what openapi-generator calls them."""


def install() -> None:
    """Installs all of them into an environment of their own, away from our dependencies."""
    here = Path(__file__).parent
    wanted = "".join((here / name).read_text() for name in ("peers.txt", "peers.json"))
    marker = HOME / ".installed"
    if marker.is_file() and marker.read_text() == wanted:
        return
    venv.create(HOME, with_pip=True, clear=True)
    clean = {key: value for key, value in os.environ.items() if key != "PIP_CONSTRAINT"}
    pip = [HOME / "bin" / "pip", "install", "--quiet", "-r", here / "peers.txt"]
    subprocess.run(pip, check=True, env=clean)
    if shutil.which("npm"):
        NODE.mkdir(exist_ok=True)
        shutil.copy(here / "peers.json", NODE / "package.json")
        subprocess.run(["npm", "install", "--silent", "--no-audit"], check=True, cwd=NODE)
    marker.write_text(wanted)


def openapi_generator(description: Path, language: str, out: Path) -> Contender:
    """openapi-generator for one of `LANGUAGES`."""
    command = [str(HOME / "bin" / "openapi-generator-cli"), "generate", "--skip-validate-spec"]
    command += ["-g", LANGUAGES[language], "-i", str(description), "-o", str(out)]
    return Contender(name="openapi-generator", command=command, before=removed(out))


def others(description: Path, language: str, out: Path) -> list[Contender]:
    """The other generators for a language."""
    found = _commands(str(description), str(out)).get(language, {})
    environment = {"PATH": f"{HOME / 'bin'}:{os.environ['PATH']}"}
    return [
        Contender(name=name, command=command, before=removed(out), environment=environment)
        for name, command in found.items()
        if Path(command[0]).exists()
    ]


def _commands(given: str, out: str) -> Mapping[str, Mapping[str, list[str]]]:
    node, python = NODE / "node_modules/.bin", HOME / "bin"
    models = [str(python / "datamodel-codegen"), "--input", given, "--input-file-type", "openapi"]
    models += ["--output-model-type", "pydantic_v2.BaseModel", "--output", f"{out}/models.py"]
    return {
        "python": {
            "openapi-python-client": [str(python / "openapi-python-client"), "generate"]
            + ["--path", given, "--output-path", out],
            "datamodel-code-generator": models,
        },
        "typescript": {
            "orval": [str(node / "orval"), "--input", given, "--output", f"{out}/client.ts"]
            + ["--client", "fetch"],
            "hey-api": [str(node / "openapi-ts"), "-i", given, "-o", out],
        },
        "docs": {
            "redocly": [str(node / "redocly"), "build-docs", given, "-o", f"{out}/index.html"]
        },
    }
