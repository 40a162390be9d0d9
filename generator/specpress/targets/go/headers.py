"""The headers of an operation's answers, as a struct that callers read them into."""

from __future__ import annotations

from specpress.model import Header, Operation


def headers(operation: Operation) -> tuple[Header, ...]:
    """The documented headers of the answers that mean success, each once, by its name."""
    found: dict[str, Header] = {}
    for response in operation.responses:
        for header in response.headers:
            found.setdefault(header.wire_name.lower(), header)
    return tuple(found.values())
