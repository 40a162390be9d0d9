"""Options of the whole test suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-cases` writes the expected outputs and diagnostics of all cases anew."""
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="write the expected outputs of tests/cases and tests/errors anew",
    )
