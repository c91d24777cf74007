"""When a task is to be done (SPEC 2.2): the forms of `schedule`, and the occurrences each form means."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from ttdn_cli.findings import Moved
from ttdn_cli.model.fields import (
    Day,
    DueDay,
    Flag,
    Listed,
    Model,
    OneOrMany,
    Percent,
    Slug,
    Text,
    Whole,
    Yes,
    both,
    refusal,
)
from ttdn_cli.model.periods import (
    ONE_DAY,
    Period,
    ending_within,
    half,
    month,
    parse_period,
    parse_quarter_number,
    quarter,
    whole_year,
)

_MONTH = re.compile(r"0?[1-9]|1[0-2]")
FORMS = ("year", "quarter", "half", "month", "every", "by", "milestones", "ongoing", "unspecified")


class Deliverable(Model):
    """What one occurrence of a task must produce."""

    name: Text = Field(description=both("What is to be produced", "Tên sản phẩm"))
    quantity: Whole | None = Field(None, description=both("How many in each occurrence", "Số lượng mỗi kỳ"))
    unit: Text | None = Field(None, description=both("Unit of measure", "Đơn vị tính"))


class Milestone(Model):
    """One of several dated products of a task, judged on its own."""

    id: Slug | None = Field(
        None, description=both("Short id, unique in the task; where two fall on one day", "Mã ngắn của mốc")
    )
    by: Day = Field(description=both("Last day, inclusive", "Thời hạn, tính cả ngày này"))
    from_: Day | None = Field(
        None,
        alias="from",
        description=both(
            "First day; the day after the milestone before without it", "Ngày bắt đầu, nếu không nối tiếp mốc trước"
        ),
    )
    lead: OneOrMany[Slug] = Field(
        (),
        description=both(
            "Those of the task's leads, or members of a group among them, that answer for it",
            "Cơ quan chịu trách nhiệm về mốc này, trong số các cơ quan chủ trì",
        ),
    )
    name: Text | None = Field(None, description=both("What is due on that day", "Nội dung đến hạn"))
    percent: Percent | None = Field(
        None, description=both("Share of the whole that is to be reached", "Tỷ lệ phần trăm phải đạt")
    )
    deliverables: Listed[Deliverable] = Field(
        (), description=both("Deliverables of this milestone", "Sản phẩm của mốc này")
    )
    aspirational: Flag = Field(
        default=False, description=both("The source says it is striven for", "Văn bản ghi phấn đấu")
    )

    @property
    def occurrence_id(self) -> str:
        """The id of its occurrence: its own, else its day."""
        return self.id or self.by.isoformat()


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
    on: DueDay | None = Field(
        None,
        description=both(
            "With every: the due day in the period's last month, of a year month and day (12-15)",
            "Với every: ngày đến hạn trong tháng cuối kỳ; với năm: tháng-ngày (12-15)",
        ),
    )
    by: Day | None = Field(
        None, description=both("Due on a day, from the beginning of the plan", "Thời hạn là một ngày")
    )
    from_: Day | None = Field(None, alias="from", description=both("First day of a window", "Ngày bắt đầu"))
    to: Day | None = Field(None, description=both("Last day of the window", "Ngày kết thúc"))
    open_ended: Flag = Field(
        default=False, description=both("From a day on, without an end", "Từ một ngày trở đi, không có ngày kết thúc")
    )
    milestones: Annotated[tuple[Milestone, ...], Field(strict=False, min_length=1)] | None = Field(
        None, description=both("Several dated products", "Các mốc thời hạn")
    )
    ongoing: Yes | None = Field(None, description=both("Continuous, no due date", "Thường xuyên, không có thời hạn"))
    unspecified: Yes | None = Field(
        None, description=both("The source gives no time", "Văn bản không quy định thời hạn")
    )
    tentative: Flag = Field(default=False, description=both("The source says it is expected", "Văn bản ghi dự kiến"))
    aspirational: Flag = Field(
        default=False, description=both("The source says it is striven for", "Văn bản ghi phấn đấu")
    )
    duration_days: Whole | None = Field(None, description=both("How many days the work takes", "Số ngày thực hiện"))
    as_written: Text | None = Field(None, description=both("The words of the source", "Nguyên văn"))

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = sum(getattr(self, form) is not None for form in FORMS)
        ranged = self.from_ is not None or self.to is not None
        if given + (ranged and self.every is None) != 1:
            raise refusal("schedule_forms")
        if self.open_ended and (self.every is not None or self.from_ is None or self.to is not None):
            raise refusal("schedule_open_ended", field="open_ended")
        if self.every is None and (self.from_ is None) != (self.to is None) and not self.open_ended:
            raise refusal("schedule_from_to")
        if self.on is not None and self.every is None:
            raise refusal("schedule_on", field="on")
        if self.on is not None and (self.every == "year") != isinstance(self.on, str):
            raise refusal("schedule_on_year" if self.every == "year" else "schedule_on_day", field="on")
        return self

    @property
    def form(self) -> str:
        """Return the name of the form that is used: year, quarter, …, from, ongoing, unspecified."""
        return next((name for name in FORMS if getattr(self, name) is not None), "from")

    def strives_for(self, occurrence: Occurrence) -> bool:
        """Tell whether a due date is only striven for: all of the time frame, or that of the milestone."""
        return self.aspirational or (occurrence.milestone is not None and occurrence.milestone.aspirational)


class Occurrence(NamedTuple):
    """One window of a task: `begins` and `ends` are inclusive, `due` is None where the plan sets no date.

    `due` is after `ends` only where the plan moves due dates that fall on days off.
    """

    task: str
    id: str
    begins: date
    ends: date
    due: date | None
    milestone: Milestone | None = None

    @property
    def due_shown(self) -> date | Moved | None:
        """The due date for messages: beside a day that was moved stands the day that the plan names."""
        return Moved(self.due, self.ends) if self.due and self.due != self.ends else self.due

    def contains(self, period: Period) -> bool:
        """Tell whether a period lies in the window, or in the period after which the occurrence is named.

        A rhythm may begin or fall due inside of its period.
        """
        named = None if self.milestone else parse_period(self.id)
        return any(one.begins <= period.begins and period.ends <= one.ends for one in (self, named) if one)


def windows(  # noqa: PLR0911 - one form each
    task: str, schedule: Schedule, begins: date, ends: date
) -> tuple[Occurrence, ...]:
    """Return the occurrences of a task in a plan that runs from `begins` to `ends`, in order.

    A form that cannot be read against the plan (a quarter without year in a plan of several years) has none;
    `plan-schedule` says so. Milestones follow each other: each begins on the day after the day before it on which others
    fall due, or on its own first day.
    """
    form = schedule.form
    if schedule.milestones:
        return tuple(_milestones(task, schedule.milestones, begins))
    if schedule.every is not None:
        return tuple(_rhythm(task, schedule, begins, ends))
    if schedule.from_ is not None:
        if schedule.to is None:
            return (Occurrence(task, f"{schedule.from_}/..", schedule.from_, max(schedule.from_, ends), None),)
        name = f"{schedule.from_}/{schedule.to}"
        return (Occurrence(task, name, schedule.from_, schedule.to, schedule.to),)
    if form in ("ongoing", "unspecified"):
        return (Occurrence(task, form, begins, ends, None),)
    if schedule.by is not None:
        return (Occurrence(task, schedule.by.isoformat(), begins, schedule.by, schedule.by),)
    period = _period(schedule, begins, ends)
    return (Occurrence(task, period.id, period.begins, period.ends, period.ends),) if period else ()


def _rhythm(task: str, schedule: Schedule, begins: date, ends: date) -> Iterator[Occurrence]:
    """Yield one occurrence for each period whose last day lies within the plan, and within `from` and `to`."""
    first, last = max(begins, schedule.from_ or begins), min(ends, schedule.to or ends)
    for period in ending_within(schedule.every or "", first, last):
        due = _due_day(period, schedule.on)
        yield Occurrence(task, period.id, max(period.begins, first), due, due)


def _due_day(period: Period, on: int | str | None) -> date:
    """Return the day of a period's last month, or of a year, on which it falls due: the last where there are fewer."""
    if on is None:
        return period.ends
    month_, day = (period.ends.month, on) if isinstance(on, int) else map(int, on.split("-"))
    return date(period.ends.year, month_, min(day, monthrange(period.ends.year, month_)[1]))


def _milestones(task: str, milestones: tuple[Milestone, ...], begins: date) -> Iterator[Occurrence]:
    """Yield the occurrences of milestones by their days; those of one day begin together."""
    for day, group in groupby(sorted(milestones, key=lambda milestone: milestone.by), key=lambda one: one.by):
        for one in group:
            yield Occurrence(task, one.occurrence_id, one.from_ or begins, day, day, one)
        begins = day + ONE_DAY if day < date.max else begins


def _period(schedule: Schedule, begins: date, ends: date) -> Period | None:  # noqa: PLR0911 - one form each
    one_year = begins.year if begins.year == ends.year else None
    if schedule.year is not None:
        return whole_year(schedule.year) if 0 < schedule.year <= date.max.year else None
    if schedule.month is not None:
        written = schedule.month
        if one_year and _MONTH.fullmatch(written):
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
