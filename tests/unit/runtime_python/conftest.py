"""Makes the runtime of generated Python clients importable as `client_runtime`."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

RUNTIME = Path(__file__).parents[3] / "templates" / "python" / "runtime"

if "client_runtime" not in sys.modules:
    package = ModuleType("client_runtime")
    package.__path__ = [str(RUNTIME)]
    sys.modules["client_runtime"] = package
