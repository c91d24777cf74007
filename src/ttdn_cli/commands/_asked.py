"""The options of one call, and the days that they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ttdn_cli.errors import UsageError
from ttdn_cli.i18n import N_
from ttdn_cli.model.periods import Period, kind_of, parse_day, parse_period, period_of_year

if TYPE_CHECKING:
    from ttdn_cli.model.plan import Plan

DIGITS = 9


@dataclass(slots=True)
class Asked:
    """The options of one call, as they were given; None where they were not."""

    plan: str | None = None
    reports: str | None = None
    as_of: str | None = None
    quarter: str | None = None
    format: str | None = None
    output: str = "-"
    fail_on: str | None = None
    select: list[str] | None = None
    ignore: list[str] | None = None
    complete: bool | None = None
    soon: str = "30"
    jobs: str | None = None
    quiet: bool = False
    verbose: bool = False
    lang: str | None = None
    period: str | None = None
    cache: bool = True
    paths: Sequence[str] | None = None

    @property
    def places(self) -> list[str]:
        """The files and folders that reports are taken from, as far as the command line names them."""
        return [*(self.paths or ()), *([self.reports] if self.reports else ())]


def days_ahead(asked: Asked) -> int:
    """Return how many days ahead counts as due soon; raises `UsageError`."""
    return whole_number("--soon", asked.soon, 0)


def processes(asked: Asked) -> int | None:
    """Return how many processes are to read the files, None where that is left to the program; raises `UsageError`."""
    return None if asked.jobs is None else whole_number("--jobs", asked.jobs, 1)


def whole_number(option: str, written: str, least: int, most: int | None = None) -> int:
    """Return the number that an option is given, between two numbers, both inclusive; raises `UsageError`."""
    number = int(written) if written.isascii() and written.isdigit() and len(written) <= DIGITS else -1
    if number >= least and (most is None or number <= most):
        return number
    said = (
        N_("{option}: {value} is not a whole number from {least} on")
        if most is None
        else N_("{option}: {value} is not a whole number from {least} to {most}")
    )
    raise UsageError(said, option=option, value=written, least=str(least), most=str(most))


def judged_on(asked: Asked) -> date | None:
    """Return the day that `--as-of` names, if it is given; raises `UsageError`."""
    if asked.as_of is None:
        return None
    day = parse_day(asked.as_of)
    if day is None:
        raise UsageError(
            N_("--as-of: not a date: {value}"),
            N_("Write for example 2017-07-01 or 01/7/2017"),
            value=asked.as_of,
        )
    return day


def closed_period(asked: Asked, plan: Plan) -> Period | None:
    """Return the period at whose end the books are closed; without a year it is of the plan's only one.

    Raises `UsageError`.
    """
    if asked.quarter is not None and asked.period is not None:
        raise UsageError(N_("--quarter and --period exclude each other"), N_("Name one of them"))
    option, written = ("--quarter", asked.quarter) if asked.quarter is not None else ("--period", asked.period)
    if written is None:
        return None
    period = parse_period(written)
    if period is None and plan.begins.year == plan.ends.year:
        quarterly = option == "--quarter" or plan.reporting.every == "quarter"
        period = period_of_year(written, plan.begins.year, "quarter" if quarterly else plan.reporting.every)
    if period is None or (option == "--quarter" and kind_of(period) != "quarter"):
        raise UsageError(
            N_("--quarter: not a quarter: {value}") if asked.quarter else N_("--period: not a period: {value}"),
            N_("Write for example Q2, II or {year}-Q2")
            if asked.quarter
            else N_("Write for example {year}-Q2, {year}-06, {year}-H1 or {year}"),
            value=written,
            year=str(plan.begins.year),
        )
    if period.ends < plan.begins or period.begins > plan.ends:
        raise UsageError(
            N_("{option}: {value} lies outside the plan, {begins} to {ends}"),
            option=option,
            value=period,
            begins=plan.begins,
            ends=plan.ends,
        )
    return period
