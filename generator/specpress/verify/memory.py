"""What earlier runs found out, so that only what changed is judged and built again."""

from __future__ import annotations

import dataclasses
import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specpress.verify.outcome import Built, Verdict


def cache_folder() -> Path:
    """Where tools, packages and findings are kept between runs: below the user's cache folder."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if home else Path.home() / ".cache") / "specpress" / "verify"


@contextmanager
def locked(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Holds a cache folder for one run: tools of two runs would work on the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"waiting for another run that uses {folder}")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@dataclass(frozen=True, slots=True)
class Memory:
    """Findings by the digest of what was looked at, a file each."""

    folder: Path

    def verdict(self, path: Path) -> Verdict | None:
        """What the validator said of these bytes."""
        found = self._read("verdicts", _digest(path.read_bytes()))
        return Verdict(**found) if found else None

    def keep_verdict(self, path: Path, verdict: Verdict) -> None:
        """Keeps what the validator said; that it said nothing in time is not kept."""
        if verdict.known:
            self._write("verdicts", _digest(path.read_bytes()), dataclasses.asdict(verdict))

    def built(self, tools: str, package: str) -> Built | None:
        """What tools said of a package, both by digest."""
        found = self._read("builds", _digest(f"{tools} {package}".encode()))
        return Built(**found) if found else None

    def keep_built(self, tools: str, package: str, built: Built) -> None:
        """Keeps what tools said of a package."""
        self._write("builds", _digest(f"{tools} {package}".encode()), dataclasses.asdict(built))

    def _read(self, kind: str, digest: str) -> dict[str, Any] | None:
        try:
            found = json.loads((self.folder / kind / f"{digest}.json").read_text())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def _write(self, kind: str, digest: str, value: object) -> None:
        path = self.folder / kind / f"{digest}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(value))
        fresh.replace(path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
