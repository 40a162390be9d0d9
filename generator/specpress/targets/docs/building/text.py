"""Descriptions, statuses and other words that several pages need."""

from __future__ import annotations

from http import HTTPStatus

from specpress.model import Docs, StatusRange


def of(docs: Docs) -> str:
    """The description, with the summary before it where it says something of its own."""
    if docs.summary and docs.summary not in docs.description:
        return f"{docs.summary}\n\n{docs.description}".strip()
    return docs.description


def status(given: StatusRange) -> str:
    """`200`, `4XX`, `500-503`, or `default` for any."""
    if given.first == given.last:
        return str(given.first)
    if (given.first, given.last) == (0, 999):
        return "default"
    if given.first % 100 == 0 and given.last == given.first + 99:
        return f"{given.first // 100}XX"
    return f"{given.first}-{given.last}"


def statuses(given: tuple[StatusRange, ...]) -> str:
    """Several of them: `202`, `404 or 410`."""
    words = [status(one) for one in given]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def reason(given: StatusRange) -> str:
    """The phrase of HTTP for a status (RFC 9110, section 15), "" where there is none."""
    if given.first != given.last:
        return ""
    try:
        return HTTPStatus(given.first).phrase
    except ValueError:
        return ""
