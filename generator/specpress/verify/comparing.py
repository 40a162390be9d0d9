"""Whether the requests of several clients are one and the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from specpress.verify.recording import Request

_NOISE = frozenset(
    {
        "accept-encoding",
        "accept-language",
        "connection",
        "content-length",
        "host",
        "http2-settings",
        "keep-alive",
        "sec-fetch-mode",
        "te",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    }
)
"""Headers in which the HTTP libraries of languages differ, and that say nothing of the API."""

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as far as it must be the same: a boundary stands for any other."""

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def sent(request: Request, ignored: Collection[str] = ()) -> Sent:
    """What of a request is compared. `ignored` are names of further headers, in lower case."""
    path, _, query = request.target.partition("?")
    headers = [
        (key.lower(), value)
        for key, value in request.headers
        if key.lower() not in _NOISE and key.lower() not in ignored
    ]
    body = request.body
    found = _BOUNDARY.search(request.header("content-type") or "")
    if found:
        body = body.replace(found.group(1).encode("latin-1"), b"boundary")
        headers = [(key, _BOUNDARY.sub("boundary=boundary", value)) for key, value in headers]
    return Sent(request.method, path, query, tuple(sorted(headers)), body)


def differences(found: Mapping[str, Sent]) -> Mapping[str, str]:
    """How the requests of some clients differ from that of most, by client; the first of equals
    counts as most."""
    if not found:
        return {}
    usual, _ = Counter(found.values()).most_common(1)[0]
    return {name: _difference(one, usual) for name, one in found.items() if one != usual}


def _difference(one: Sent, usual: Sent) -> str:
    told = [
        f"{part} {_short(ours)} and not {_short(theirs)}"
        for part, ours, theirs in (
            ("method", one.method, usual.method),
            ("path", one.path, usual.path),
            ("query", one.query, usual.query),
        )
        if ours != theirs
    ]
    ours, theirs = dict(one.headers), dict(usual.headers)
    told += [
        f"header {name}: {_short(ours.get(name))} and not {_short(theirs.get(name))}"
        for name in sorted(ours.keys() | theirs.keys())
        if ours.get(name) != theirs.get(name)
    ]
    if one.body != usual.body:
        told.append(_bodies(one.body, usual.body))
    return "; ".join(told) or "headers are repeated"


def _bodies(one: bytes, usual: bytes) -> str:
    """Two bodies from where they part."""
    pairs = enumerate(zip(one, usual, strict=False))
    at = next((index for index, (a, b) in pairs if a != b), min(len(one), len(usual)))
    start = max(0, at - 20)
    ours, theirs = one[start : at + 60], usual[start : at + 60]
    return f"body at {at}: {_short(ours)} and not {_short(theirs)}"


def _short(value: object) -> str:
    if value is None:
        return "nothing"
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return repr(text if len(text) <= _LONGEST else text[:_LONGEST] + "...")
