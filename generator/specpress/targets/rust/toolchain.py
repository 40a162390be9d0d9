"""clippy, run on generated crates."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from specpress.targets.building import Driver, Faults, Program, mirrored, run
from specpress.targets.rust import driving

_NAME = re.compile(rb'^name = "[^"]*"$', re.MULTILINE)


class RustToolchain:
    """clippy with all features, and warnings as errors."""

    def missing(self) -> str:
        """What has to be installed first."""
        if shutil.which("cargo") is None:
            return "install Rust 1.88 or later with cargo"
        return "" if shutil.which("cargo-clippy") else "rustup component add clippy"

    def build(self, packages: Mapping[str, Path], workspace: Path) -> Faults:
        """Checks all crates as members of one workspace: what they need is compiled once."""
        stage = workspace / "stage"
        for key, folder in packages.items():
            mirrored(folder, stage / key, lambda path, data, key=key: _renamed(path, data, key))  # type: ignore[misc]
        members = json.dumps(list(packages))
        (stage / "Cargo.toml").write_text(f'[workspace]\nresolver = "3"\nmembers = {members}\n')
        options = ["--workspace", "--all-features", "--lib", "--examples", "--keep-going"]
        done = run(
            ["cargo", "clippy", *options, "--message-format=json", "--", "-D", "warnings"],
            stage,
            environment={"CARGO_TARGET_DIR": str(workspace / "target")},
        )
        faults = dict.fromkeys(packages, "")
        for key, fault in _told(done.output, stage):
            if key in faults:
                faults[key] = faults[key] or f"clippy: {fault}"
        if done.status != 0 and not any(faults.values()):
            lines = [line for line in done.output.splitlines() if not line.startswith("{")]
            return dict.fromkeys(packages, "cargo: " + " ".join(lines)[-500:])
        return faults

    def driver(self, package: Path, programs: Sequence[Program], workspace: Path) -> Driver:
        """One program that runs all the given ones."""
        return driving.driver(package, programs, workspace)


TOOLCHAIN = RustToolchain()


def _renamed(path: Path, data: bytes, key: str) -> bytes:
    """The manifest with a name that no other member has; the library keeps its own."""
    if path != Path("Cargo.toml"):
        return data
    return _NAME.sub(b'name = "%b"' % key.encode(), data, count=1)


def _told(output: str, stage: Path) -> Iterator[tuple[str, str]]:
    for line in output.splitlines():
        if not line.startswith("{"):
            continue
        found = json.loads(line)
        message = found.get("message")
        if found.get("reason") != "compiler-message" or message["level"] not in (
            "error",
            "warning",
        ):
            continue
        if not message["spans"]:
            continue
        home = Path(found["manifest_path"]).parent
        spot = message["spans"][0]
        code = (message["code"] or {}).get("code", "")
        text = " ".join(message["message"].split())
        if home.parent == stage:
            yield home.name, f"{spot['file_name']}:{spot['line_start']}: {text} [{code}]"
