"""Every scenario with both clients of the generated Rust crate.

`CONFORMANCE_RUST_CLIENT` names another crate than the generated one.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import toolchain
from conformance.compare import differences
from conformance.runner import ProgramDriver, perform
from conformance.table import read_table

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CRATE = Path(os.environ.get("CONFORMANCE_RUST_CLIENT", ROOT / "generated/zstack/rust"))
TABLE = read_table()
KINDS = ("async", "blocking")


@functools.cache
def program() -> Path:
    """The driver, built against the crate; in a folder of its own, since it has a lock file."""
    cargo = toolchain.need("cargo", "cargo")
    folder = toolchain.CACHE / "rust-driver"
    shutil.copytree(HERE / "drivers/rust", folder, dirs_exist_ok=True)
    manifest = (HERE / "drivers/rust/Cargo.toml").read_text("utf-8")
    path = manifest.replace("../../../../generated/zstack/rust", CRATE.resolve().as_posix())
    (folder / "Cargo.toml").write_text(path, "utf-8")
    target = toolchain.CACHE / "cargo"
    subprocess.run(
        [cargo, "build", "--quiet"],
        cwd=folder,
        env={**os.environ, "CARGO_TARGET_DIR": str(target)},
        check=True,
    )
    return target / "debug/conformance-driver"


@pytest.fixture(scope="module", params=KINDS)
def driver(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[ProgramDriver, Path]]:
    """A driver that plays the whole table, and the file with all that its client showed."""
    log = tmp_path_factory.mktemp("rust") / f"{request.param}.log"
    command = [str(program()), str(request.param), str(log)]
    with ProgramDriver(f"rust-{request.param}", command) as running:
        yield running, log


@pytest.mark.parametrize("name", TABLE)
def test_scenario(driver: tuple[ProgramDriver, Path], name: str) -> None:
    running, log = driver
    before = log.stat().st_size if log.exists() else 0
    found = differences(TABLE[name], perform(TABLE[name], running))
    assert not found, f"{TABLE[name].about}\n{found}"
    with log.open(encoding="utf-8") as shown:
        shown.seek(before)
        text = shown.read()
    assert "AddImage" in text, "the client logs nothing: this test looks in the wrong place"
    assert TABLE[name].session not in text
