"""The only clock: today's date in Asia/Ho_Chi_Minh, which has one offset and no summer time."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def today() -> date:
    """Return the civil day in Vietnam."""
    return datetime.now(VIETNAM).date()


def time_of_day() -> str:
    """Return the time in Vietnam, to the second: `14:03:22`."""
    return f"{datetime.now(VIETNAM):%H:%M:%S}"
