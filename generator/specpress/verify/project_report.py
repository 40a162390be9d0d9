"""What a run over one project says: a table for people, JSON for machines."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from specpress.verify.calls import name
from specpress.verify.project import Compared, Verified

if TYPE_CHECKING:
    from rich.console import Console


def as_json(found: Verified) -> str:
    """All that is known of every call."""
    clients = {
        target: {"fault": one.fault, "requests": len(one.requests)}
        for target, one in found.clients.items()
    }
    value = {
        "clients": clients,
        "mocked": found.mocked,
        "calls": [_entry(one) for one in found.calls],
    }
    return json.dumps(value, indent=1) + "\n"


def show(found: Verified, targets: Sequence[str], console: Console) -> None:
    """Prints the table, and below it what went wrong."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("call", overflow="fold")
    table.add_column("request", overflow="fold")
    for heading in (*targets, *["mock"] * found.mocked):
        table.add_column(heading, justify="right")
    for one in found.calls:
        mocked = ["refused" if one.refused else "ok"] * found.mocked
        states = [_state(one, target) for target in targets]
        table.add_row(*map(Text, (name(one.call), _line(one), *states, *mocked)))
    console.print(table)
    for target, client in found.clients.items():
        if client.fault:
            console.print(Text(f"{target}: {client.fault}"), soft_wrap=True)
    for one in found.calls:
        for target, text in one.differs.items():
            console.print(Text(f"{name(one.call)}: {target}: {text}"), soft_wrap=True)
        if one.refused:
            console.print(Text(f"{name(one.call)}: mock: {one.refused}"), soft_wrap=True)
    same = sum(not one.differs for one in found.calls)
    refused = sum(bool(one.refused) for one in found.calls)
    failed = sum(any(text != "ok" for text in one.outcomes.values()) for one in found.calls)
    said = f"{refused} refused by the mock" if found.mocked else "without a mock"
    console.print(
        f"\n{len(found.calls)} calls in {len(targets)} languages: {same} the same in all, "
        f"{len(found.calls) - same} not; {said}; {failed} ended with an error somewhere"
    )


def _state(one: Compared, target: str) -> str:
    if target in one.differs:
        return "DIFFERS"
    if target not in one.outcomes:
        return "-"
    return "same" if one.outcomes[target] == "ok" else "same, error"


def _line(one: Compared) -> str:
    if one.request is None:
        return ""
    target = one.request.target
    return f"{one.request.method} {target if len(target) <= 60 else target[:57] + '...'}"


def _entry(one: Compared) -> dict[str, object]:
    request = one.request
    return {
        "operation": one.call.operation.id,
        "arguments": one.call.extent.value,
        "differs": dict(one.differs),
        "refused": one.refused,
        "outcomes": dict(one.outcomes),
        "request": None
        if request is None
        else {
            "method": request.method,
            "target": request.target,
            "headers": [list(pair) for pair in request.headers],
            "body": base64.b64encode(request.body).decode(),
        },
    }
