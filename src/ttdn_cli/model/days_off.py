"""Public holidays, dated and with their source (SPEC 2.2, `due_on_days_off`): data, because they are decided year by year."""

from __future__ import annotations

from typing import Literal

from ttdn_cli.model.calendar import Calendar
from ttdn_cli.model.fields import Day
from ttdn_cli.model.records import Record

FORM = "ttdn/days-off/1"


class Holiday(Record):
    """One day on which agencies do not work although it is no weekend, or that is a holiday in any case."""

    date: Day
    name: str


class Year(Record):
    """The public holidays of one year, days in lieu and swapped days included."""

    year: int
    source: str
    dated: Day
    days: tuple[Holiday, ...]


class DaysOff(Record):
    """The table of public holidays that due dates are moved by."""

    form: Literal["ttdn/days-off/1"]
    years: tuple[Year, ...]

    def calendar(self) -> Calendar:
        """Return the table made ready for questions."""
        return Calendar((year.year for year in self.years), (day.date for year in self.years for day in year.days))
