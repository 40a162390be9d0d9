"""Puts the generated Python package on the path; takes proxies out of the environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON_CLIENT = Path(
    os.environ.get("CONFORMANCE_PYTHON_CLIENT", ROOT / "generated/zstack/python/src")
)

sys.path.insert(0, str(PYTHON_CLIENT))


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
