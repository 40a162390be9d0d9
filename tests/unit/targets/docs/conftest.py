"""The modules beside the tests: a model, a printer, a reader."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
