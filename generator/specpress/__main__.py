"""`python -m specpress` is the same as the command `specpress`."""

import sys

from specpress.cli import main

if __name__ == "__main__":
    sys.exit(main())
