"""The one key of a body that holds the arguments: `params`, or the operation id."""

from __future__ import annotations

from dataclasses import replace

from specpress.source.page import rules
from specpress.source.page.fields import Objects, Row
from specpress.source.page.identity import Identity
from specpress.source.page.lines import Reporter
from specpress.source.page.names import envelope_name
from specpress.source.page.words import Kind, kind_of

PARAMS = "params"


def is_envelope(name: str, operation_id: str) -> bool:
    """Whether a key of a body is one that holds the arguments."""
    return name == PARAMS or name.lower() == operation_id.lower()


def chosen(found: list[str], identity: Identity) -> str | None:
    """The envelope among the keys of a body: on an action page the operation id comes first."""
    if _is_action(identity):
        found = sorted(found, key=lambda name: name == PARAMS)
    return next(iter(found), None)


def _is_action(identity: Identity) -> bool:
    return identity.method == "PUT" and identity.path.endswith("/actions")


def settle_envelope(
    rows: tuple[Row, ...], objects: Objects, identity: Identity, report: Reporter
) -> tuple[Row, ...]:
    """The rows of a body with the envelope that the curl uses; contradictions are reported."""
    listed = [row for row in rows if _holds_arguments(row, identity)]
    sent = [key for value in objects for key in value if is_envelope(key, identity.id)]
    if not listed:
        return rows
    names = [row.name for row in listed]
    spelled = " and ".join(f"`{name}`" for name in names)
    line = listed[-1].line
    if len(sent) == 1 and names != sent:
        message = f"the list calls the envelope {spelled}, the curl sends `{sent[0]}`"
        report.at(line, rules.ENVELOPE, message, f"`{sent[0]}` is read, with all the fields")
        return _merged(rows, listed, sent[0])
    if len(names) > 1:
        kept = chosen(names, identity)
        message = f"the body has two envelopes, {spelled}"
        report.at(line, rules.ENVELOPE, message, f"both are read; the arguments are in `{kept}`")
    elif names == [PARAMS] and _is_action(identity):
        message = (
            f"the envelope is `{PARAMS}`, and on an action page it is"
            f" `{envelope_name(identity.id)}` by convention"
        )
        report.at(line, rules.ENVELOPE, message, f"`{PARAMS}` is read: list and curl agree")
    return rows


def _holds_arguments(row: Row, identity: Identity) -> bool:
    return is_envelope(row.name, identity.id) and kind_of(row.type) in (Kind.OPEN, Kind.NAMED)


def _merged(rows: tuple[Row, ...], listed: list[Row], name: str) -> tuple[Row, ...]:
    children: dict[str, Row] = {}
    for row in listed:
        for child in row.children:
            children.setdefault(child.name, child)
    whole = replace(
        next((row for row in listed if row.name == name), listed[0]),
        name=name,
        required=any(row.required for row in listed),
        children=tuple(children.values()),
    )
    first = listed[0]
    kept = (whole if row is first else row for row in rows if row is first or row not in listed)
    return tuple(kept)
