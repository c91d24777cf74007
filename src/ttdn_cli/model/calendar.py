"""Which days are working days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ttdn_cli.model.periods import ONE_DAY

SATURDAY = 5


class Calendar:
    """A table of days off made ready for questions."""

    def __init__(self, years: Iterable[int], days: Iterable[date]) -> None:
        """Take the years that the table holds, and its days."""
        self.years = frozenset(years)
        self._days = frozenset(days)

    def next_working_day(self, day: date) -> date:
        """Return the day itself, or the first day after it that is neither weekend nor holiday.

        A day at the end of the calendar, or in a year that the table does not hold, moves by weekends alone;
        `plan-schedule` says so.
        """
        while (day.weekday() >= SATURDAY or day in self._days) and day < date.max:
            day += ONE_DAY
        return day

    def after(self, day: date, count: int) -> date:
        """Return the working day that is `count` working days after a day; at most the end of the calendar."""
        for _ in range(count):
            day = self.next_working_day(day + ONE_DAY) if day < date.max else day
        return day
