"""The same reports as of an earlier day, for what has changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ttdn_cli.commands._context import Context
from ttdn_cli.commands._reports import CaseInUse, build_case, find_inputs, read_reports
from ttdn_cli.errors import UsageError
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import Cutoff
from ttdn_cli.text.i18n import N_

FOLDER = N_("Name the folder of the reports")


def case_of_day(context: Context, used: CaseInUse, day: date) -> Case:
    """Return the case that `--as-of DAY` makes of the same files.

    They are read again: what counts on D may have taken the place of what counted then. Raises `UsageError` for a day
    that is not before D, and for standard input.
    """
    case = used.case
    if any(one.opened is None for one in used.found.sources):
        raise UsageError(N_("--since reads the reports twice, and standard input can be read once"), FOLDER)
    if day >= case.as_of:
        raise UsageError(
            N_("--since: {value} is not before the day that is judged by, {day}"),
            N_("Name the day of the last meeting, or judge by a later day with --as-of"),
            value=day,
            day=case.as_of,
        )
    silent = replace(context, options=replace(context.options, as_of=day, quiet=True, complete=case.complete))
    cutoff = Cutoff(day, case.cutoff.quarter, day, case.cutoff.follow_from)
    found = find_inputs(silent, context.options.paths)
    submissions = read_reports(silent, used.plan, found, cutoff)
    return build_case(silent, used.plan, found, submissions, cutoff)
