"""The command line: arguments, exit codes, printing. No logic."""

from __future__ import annotations


def main() -> int:
    """Runs one command and returns its exit code."""
    raise NotImplementedError
