"""What of an operation gives it classes of its own, beside its arguments and results."""

from __future__ import annotations

from specpress.model import Header, Operation


def documented_headers(operation: Operation) -> tuple[Header, ...]:
    """The headers of all answers, each once: those of successes first."""
    found: dict[str, Header] = {}
    for response in (*operation.responses, *operation.errors):
        for header in response.headers:
            found.setdefault(header.wire_name.lower(), header)
    return tuple(found.values())
