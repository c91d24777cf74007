"""When a task is to be done (SPEC 2.2): the forms of `schedule`, and the occurrences each form means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from ttdn_cli.findings import Moved
from ttdn_cli.model.fields import Misfit
from ttdn_cli.model.periods import (
    ONE_DAY,
    Period,
    every,
    half,
    month,
    parse_period,
    parse_quarter_number,
    quarter,
    whole_year,
)
from ttdn_cli.model.records import Record

_MONTH = re.compile(r"0?[1-9]|1[0-2]")
FORMS = ("year", "quarter", "half", "month", "every", "by", "milestones", "ongoing", "unspecified")


class Deliverable(Record):
    """What one occurrence of a task must produce."""

    name: str
    quantity: int | None
    unit: str | None


class Milestone(Record):
    """One of several dated products of a task, judged on its own."""

    by: date
    name: str | None
    percent: int | None
    deliverables: tuple[Deliverable, ...]


class Schedule(Record):
    """One form of time frame, with the source's words."""

    year: int | None
    quarter: str | None
    half: str | None
    month: str | None
    every: Literal["month", "quarter", "half", "year"] | None
    by: date | None
    from_: date | None
    to: date | None
    open_ended: bool
    milestones: tuple[Milestone, ...] | None
    ongoing: Literal[True] | None
    unspecified: Literal[True] | None
    tentative: bool
    aspirational: bool
    duration_days: int | None
    as_written: str | None

    @property
    def form(self) -> str:
        """Return the name of the form that is used: year, quarter, …, from, ongoing, unspecified."""
        return next((name for name in FORMS if getattr(self, name) is not None), "from")


def wrong_schedule(one: Schedule) -> Misfit | None:
    """Return what is wrong with a time frame as a whole: it takes exactly one form."""
    given = sum(getattr(one, form) is not None for form in FORMS)
    if given + (one.from_ is not None or one.to is not None) != 1:
        return Misfit("schedule_forms")
    if one.open_ended and (one.from_ is None or one.to is not None):
        return Misfit("schedule_open_ended", field="open_ended")
    if (one.from_ is None) != (one.to is None) and not one.open_ended:
        return Misfit("schedule_from_to")
    return None


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


def windows(task: str, schedule: Schedule, begins: date, ends: date) -> tuple[Occurrence, ...]:
    """Return the occurrences of a task in a plan that runs from `begins` to `ends`, in order.

    A form that cannot be read against the plan (a quarter without year in a plan of several years) has none;
    `plan-schedule` says so. Milestones follow each other: each begins on the day after the one before.
    """
    form = schedule.form
    if schedule.milestones:
        return tuple(_milestones(task, schedule.milestones, begins))
    if schedule.from_ is not None:
        if schedule.to is None:
            return (Occurrence(task, f"{schedule.from_}/..", schedule.from_, max(schedule.from_, ends), None),)
        name = f"{schedule.from_}/{schedule.to}"
        return (Occurrence(task, name, schedule.from_, schedule.to, schedule.to),)
    if form in ("ongoing", "unspecified"):
        return (Occurrence(task, form, begins, ends, None),)
    if schedule.by is not None:
        return (Occurrence(task, schedule.by.isoformat(), begins, schedule.by, schedule.by),)
    if schedule.every is not None:
        found = [period for period in every(schedule.every, begins, ends) if begins <= period.ends <= ends]
    else:
        found = [period for period in (_period(schedule, begins, ends),) if period]
    return tuple(Occurrence(task, period.id, period.begins, period.ends, period.ends) for period in found)


def _milestones(task: str, milestones: tuple[Milestone, ...], begins: date) -> Iterator[Occurrence]:
    for one in sorted(milestones, key=lambda milestone: milestone.by):
        yield Occurrence(task, one.by.isoformat(), begins, one.by, one.by, one)
        begins = one.by + ONE_DAY if one.by < date.max else begins


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
