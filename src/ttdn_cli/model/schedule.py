"""When a task is to be done (SPEC 2.2): the forms of `schedule`, and the occurrences each form means."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from ttdn_cli.model.fields import Day, Flag, Model, Text, Whole, Yes, both, refuse
from ttdn_cli.model.periods import Period, every, half, month, parse_period, parse_quarter_number, quarter, whole_year


class Schedule(Model):
    """One form of time frame, with the source's words."""

    year: Whole | None = Field(None, description=both("The whole of one year", "Cả năm"))
    quarter: Text | None = Field(None, description=both("One quarter: Q3, or 2017-Q3", "Một quý: Q3 hoặc 2017-Q3"))
    half: Text | None = Field(
        None, description=both("One half of the year: H1, or 2017-H1", "Sáu tháng: H1 hoặc 2017-H1")
    )
    month: Text | None = Field(None, description=both("One month: 2017-06", "Một tháng: 2017-06"))
    every: Literal["month", "quarter", "half", "year"] | None = Field(
        None, description=both("Once in each period of the plan", "Định kỳ trong thời gian của kế hoạch")
    )
    by: Day | None = Field(
        None, description=both("Due on a day, from the beginning of the plan", "Thời hạn là một ngày")
    )
    from_: Day | None = Field(None, alias="from", description=both("First day of a window", "Ngày bắt đầu"))
    to: Day | None = Field(None, description=both("Last day of the window", "Ngày kết thúc"))
    ongoing: Yes | None = Field(None, description=both("Continuous, no due date", "Thường xuyên, không có thời hạn"))
    unspecified: Yes | None = Field(
        None, description=both("The source gives no time", "Văn bản không quy định thời hạn")
    )
    tentative: Flag = Field(default=False, description=both("The source says it is expected", "Văn bản ghi dự kiến"))
    duration_days: Whole | None = Field(None, description=both("How many days the work takes", "Số ngày thực hiện"))
    as_written: Text | None = Field(None, description=both("The words of the source", "Nguyên văn"))

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = (self.year, self.quarter, self.half, self.month, self.every, self.by, self.ongoing, self.unspecified)
        given = sum(form is not None for form in forms) + (self.from_ is not None or self.to is not None)
        if given != 1:
            raise refuse("schedule_forms")
        if (self.from_ is None) != (self.to is None):
            raise refuse("schedule_from_to")
        return self

    @property
    def form(self) -> str:
        """Return the name of the form that is used: year, quarter, …, from, ongoing, unspecified."""
        names = ("year", "quarter", "half", "month", "every", "by", "ongoing", "unspecified")
        return next((name for name in names if getattr(self, name) is not None), "from")


class Occurrence(NamedTuple):
    """One window of a task: `begins` and `ends` are inclusive, `due` is None where the plan sets no date."""

    task: str
    id: str
    begins: date
    ends: date
    due: date | None


def windows(task: str, schedule: Schedule, begins: date, ends: date) -> tuple[Occurrence, ...]:
    """Return the occurrences of a task in a plan that runs from `begins` to `ends`, in order.

    A form that cannot be read against the plan (a quarter without year in a plan of several years) has none;
    `plan-schedule` says so.
    """
    form = schedule.form
    if form in ("ongoing", "unspecified"):
        return (Occurrence(task, form, begins, ends, None),)
    if schedule.by is not None:
        return (Occurrence(task, schedule.by.isoformat(), begins, schedule.by, schedule.by),)
    if schedule.from_ is not None and schedule.to is not None:
        name = f"{schedule.from_}/{schedule.to}"
        return (Occurrence(task, name, schedule.from_, schedule.to, schedule.to),)
    if schedule.every is not None:
        found = [period for period in every(schedule.every, begins, ends) if begins <= period.ends <= ends]
    else:
        found = [period for period in (_period(schedule, begins, ends),) if period]
    return tuple(Occurrence(task, period.id, period.begins, period.ends, period.ends) for period in found)


def _period(schedule: Schedule, begins: date, ends: date) -> Period | None:  # noqa: PLR0911 - one form each
    one_year = begins.year if begins.year == ends.year else None
    if schedule.year is not None:
        return whole_year(schedule.year) if 0 < schedule.year <= date.max.year else None
    if schedule.month is not None:
        written = schedule.month
        if written.isdigit() and one_year and 1 <= int(written) <= 12:  # noqa: PLR2004 - months of a year
            return month(one_year, int(written))
        return _of_kind(written, "-")
    if schedule.half is not None:
        if one_year and schedule.half.upper() in ("H1", "H2"):
            return half(one_year, int(schedule.half[1]))
        return _of_kind(schedule.half, "H")
    written = schedule.quarter or ""
    if one_year and (number := parse_quarter_number(written)):
        return quarter(one_year, number)
    return _of_kind(written, "Q")


def _of_kind(written: str, letter: str) -> Period | None:
    """Return the period that the text names when it is of the kind asked for: Q, H or (with -) a month."""
    period = parse_period(written)
    if period is None:
        return None
    tail = period.id[4:]
    return period if tail[1:2] == letter or (letter == "-" and tail[1:].isdigit()) else None
