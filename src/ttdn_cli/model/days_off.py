"""Public holidays, dated and with their source (SPEC 2.2, `due_on_days_off`): data, because they are decided year by year."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ttdn_cli.model.calendar import Calendar
from ttdn_cli.model.fields import Day, Listed, Model, Text, Whole, both

FORM = "ttdn/days-off/1"


class Holiday(Model):
    """One day on which agencies do not work although it is no weekend, or that is a holiday in any case."""

    date: Day = Field(description=both("The day", "Ngày nghỉ"))
    name: Text = Field(description=both("Which holiday", "Tên ngày lễ"))


class Year(Model):
    """The public holidays of one year, days in lieu and swapped days included."""

    year: Whole = Field(description=both("The year", "Năm"))
    source: Text = Field(description=both("Where the days are taken from", "Nguồn"))
    dated: Day = Field(description=both("As of which day the source was read", "Ngày đối chiếu nguồn"))
    days: Listed[Holiday] = Field(description=both("The days", "Các ngày nghỉ"), min_length=1)


class DaysOff(Model):
    """The table of public holidays that due dates are moved by."""

    form: Literal["ttdn/days-off/1"] = Field(
        alias="schema", description=both("Kind and version of the file", "Loại và phiên bản tệp")
    )
    years: Listed[Year] = Field(description=both("Years", "Các năm"), min_length=1)

    def calendar(self) -> Calendar:
        """Return the table made ready for questions."""
        return Calendar((year.year for year in self.years), (day.date for year in self.years for day in year.days))
