"""Times that come as text."""

from __future__ import annotations

import datetime
import re

_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), start=1)}
_LOCAL_FORM = re.compile(
    r"(?P<month>[A-Z][a-z]{2})\s(?P<day>\d{1,2}),\s(?P<year>\d{4}),?\s"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2}):(?P<second>\d{2})\s(?P<half>[AP]M)"
)


def parse_timestamp(text: str, tz: datetime.tzinfo | None = None) -> datetime.datetime:
    """Reads a time in ISO 8601, or in the form `Nov 14, 2017 10:20:57 PM`.

    Args:
        text: The time as the API sent it.
        tz: The time zone of the server, for a text that names none.

    Returns:
        The time, with the zone of the text or else `tz`; naive where there is neither.

    Raises:
        ValueError: The text has neither form.
    """
    found = _LOCAL_FORM.fullmatch(text.strip())
    moment = _local(found) if found else datetime.datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=tz)


def _local(found: re.Match[str]) -> datetime.datetime:
    if found["month"] not in _MONTHS or not 1 <= int(found["hour"]) <= 12:
        raise ValueError(f"{found[0]!r} is no time")
    hour = int(found["hour"]) % 12 + (12 if found["half"] == "PM" else 0)
    return datetime.datetime(
        int(found["year"]),
        _MONTHS[found["month"]],
        int(found["day"]),
        hour,
        int(found["minute"]),
        int(found["second"]),
    )
