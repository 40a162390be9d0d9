"""`python -m conformance.drivers.python sync|async`: one job a line in, one result a line out."""

from __future__ import annotations

import json
import sys

from conformance.drivers.python.driver import AsyncDriver, SyncDriver

driver = SyncDriver() if sys.argv[1] == "sync" else AsyncDriver()
for line in sys.stdin.buffer:
    print(json.dumps(driver.run(json.loads(line))), flush=True)
