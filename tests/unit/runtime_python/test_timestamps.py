"""Times as servers write them."""

from __future__ import annotations

import datetime

import pytest
from client_runtime._runtime.timestamps import parse_timestamp

ZONE = datetime.timezone(datetime.timedelta(hours=8))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Nov 14, 2017 10:20:57 PM", datetime.datetime(2017, 11, 14, 22, 20, 57)),  # noqa: DTZ001
        ("Jan 1, 2020 12:00:00 AM", datetime.datetime(2020, 1, 1, 0, 0, 0)),  # noqa: DTZ001
        ("Jan 1, 2020, 12:00:00\u202fPM", datetime.datetime(2020, 1, 1, 12, 0, 0)),  # noqa: DTZ001
        ("2020-01-02T03:04:05", datetime.datetime(2020, 1, 2, 3, 4, 5)),  # noqa: DTZ001
        (" 2020-01-02 03:04:05 ", datetime.datetime(2020, 1, 2, 3, 4, 5)),  # noqa: DTZ001
    ],
)
def test_a_time_without_a_zone_gets_the_servers(text: str, moment: datetime.datetime) -> None:
    assert parse_timestamp(text) == moment
    assert parse_timestamp(text, ZONE) == moment.replace(tzinfo=ZONE)


def test_a_zone_in_the_text_counts() -> None:
    found = parse_timestamp("2020-01-02T03:04:05.25Z", ZONE)
    assert found == datetime.datetime(2020, 1, 2, 3, 4, 5, 250_000, tzinfo=datetime.UTC)
    assert found.tzinfo is datetime.UTC


@pytest.mark.parametrize(
    "text",
    ["", "soon", "Foo 14, 2017 10:20:57 PM", "Nov 14, 2017 13:20:57 PM", "Nov 31, 2017 1:00:00 AM"],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_timestamp(text)
