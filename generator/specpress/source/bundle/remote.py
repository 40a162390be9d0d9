"""Documents from hosts that the user allows: over https, in bounded time and size.

Every redirect is judged like a reference of its own. Nothing is sent but the request.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urljoin, urlsplit

from specpress.diagnostics import error
from specpress.source.bundle.access import SCHEME, TOO_LARGE, Access, RefusedError, check_host

FAILED = error("ref-fetch-failed", "a document of another host cannot be fetched")

LARGEST = 32 * 1024 * 1024
"""Bytes of a document."""

LONGEST = 30.0
"""Seconds for a document, redirects included."""

LONGEST_ALL = 120.0
"""Seconds for all documents of a description."""

MOST_REDIRECTS = 5

_CHUNK = 64 * 1024
_MOVED = (301, 302, 303, 307, 308)


class _Unfollowed(urllib.request.HTTPRedirectHandler):
    """Hands a redirect back, so that its target can be judged."""

    def redirect_request(self, *_arguments: Any, **_words: Any) -> None:
        return None


def fetch(url: str, access: Access, spent: float = 0) -> bytes:
    """The document at `url`, whose host is allowed; raises RefusedError.

    `spent` are the seconds that documents have taken before.
    """
    ends = time.monotonic() + min(LONGEST, LONGEST_ALL - spent)
    if spent >= LONGEST_ALL:
        raise RefusedError(FAILED, f"`{url}`: other hosts took longer than {LONGEST_ALL:g} seconds")
    for _ in range(MOST_REDIRECTS + 1):
        try:
            with request(url, max(ends - time.monotonic(), 0.1)) as answer:
                if answer.status not in _MOVED:
                    return _body(answer, url, ends)
                url = _redirected(url, answer.headers.get("Location", ""), access)
        except (OSError, http.client.HTTPException, ValueError) as fault:
            raise RefusedError(FAILED, f"cannot fetch `{url}`: {_reason(fault)}") from fault
    raise RefusedError(FAILED, f"`{url}` redirects more than {MOST_REDIRECTS} times")


def request(url: str, seconds: float) -> Any:
    """The answer to a GET, whatever its status. Raises OSError, HTTPException, ValueError."""
    opener = urllib.request.build_opener(_Unfollowed)
    asked = urllib.request.Request(  # noqa: S310 - the scheme was checked
        url, headers={"Accept-Encoding": "identity", "User-Agent": "specpress"}
    )
    try:
        return opener.open(asked, timeout=seconds)
    except urllib.error.HTTPError as answer:
        if answer.code in _MOVED:
            return answer
        answer.close()
        raise


def _redirected(url: str, location: str, access: Access) -> str:
    target = urljoin(url, location)
    parts = urlsplit(target)
    if parts.scheme != "https":
        raise RefusedError(SCHEME, f"`{url}` redirects to `{target}`, which is not https")
    check_host(parts, access)
    return target


def _body(answer: Any, url: str, ends: float) -> bytes:
    data = bytearray()
    while chunk := answer.read1(_CHUNK):
        data += chunk
        if len(data) > LARGEST:
            raise RefusedError(TOO_LARGE, f"`{url}` is larger than {LARGEST:,} bytes")
        if time.monotonic() > ends:
            raise RefusedError(FAILED, f"`{url}` took longer than {LONGEST:g} seconds")
    return bytes(data)


def _reason(fault: Exception) -> str:
    match fault:
        case urllib.error.HTTPError():
            return f"status {fault.code}"
        case urllib.error.URLError():
            return str(fault.reason)
        case _:
            return str(fault) or type(fault).__name__
