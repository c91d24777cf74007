"""Which reports are looked at, which of them count, and which of their entries (SPEC 3)."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, TypeVar

from ttdn_cli.findings import Place
from ttdn_cli.intake.submission import Entry, Report, Submission
from ttdn_cli.model.periods import ONE_DAY, Period

Filed = TypeVar("Filed", Submission, Report)


class Cutoff(NamedTuple):
    """Which reports are looked at: `quarter` is the last one that counts, `known_by` leaves out what came in later.

    `follow_from` is the period that reporting began with, None for the plan's first.
    """

    as_of: date
    quarter: Period | None = None
    known_by: date | None = None
    follow_from: Period | None = None


def decide_cutoff(submissions: Sequence[Submission], today: date, as_of: date | None, quarter: Period | None) -> Cutoff:
    """Decide D, at whose beginning everything is judged (SPEC 3, "As-of").

    `as_of` and `quarter` are what was asked for, if anything; without both D follows from `submissions`, the rejected
    ones too.
    """
    if as_of is not None:
        return Cutoff(as_of, quarter, as_of)
    if quarter is not None:
        return Cutoff(min(quarter.ends + ONE_DAY, today), quarter)
    ends = [one.period.ends for one in submissions if one.period]  # rejected or not, whatever the folder
    return Cutoff(min(max(ends) + ONE_DAY, today) if ends else today)


def is_looked_at(one: Submission, cutoff: Cutoff) -> bool:
    """Tell whether a file is within the cutoff: not of a later period, not submitted after the day known.

    A file of which the period cannot be read is; a period that begins on D or after it is a later one.
    """
    period = one.filed
    if one.submitted_on and cutoff.known_by and one.submitted_on > cutoff.known_by:
        return False
    if period is None:
        return True
    return period.begins < cutoff.as_of and not (cutoff.quarter and period.begins > cutoff.quarter.begins)


def without_superseded(submissions: Iterable[Submission], known_by: date | None) -> Iterator[Submission]:
    """Yield submissions as they come; once a later one counts in its place, one keeps nothing but its head.

    What came in after `known_by` replaces nothing.
    """
    newest: dict[tuple[str, str], Submission] = {}
    for one in submissions:
        if one.report and not (known_by and one.report.submitted_on > known_by):
            key = one.report.agency, one.report.period.id
            other = newest.setdefault(key, one)
            if other is not one:
                older, newest[key] = in_order((other, one))
                older.input_errors.clear()
                older.report = older.report and older.report.head()
        yield one


def in_order(files: Sequence[Filed]) -> list[Filed]:
    """Return reports of one agency for one period by the day of submission, those of one day by the names of files."""
    days = {one.submitted_on for one in files}
    by_day = attrgetter("submitted_on")
    return sorted(files if len(days) == len(files) else sorted(files, key=lambda one: by_name(one.file)), key=by_day)


def by_name(path: str) -> tuple[tuple[tuple[int, str], ...], str, str]:
    """Return what orders files: the path without its ending, numbers in it as numbers, then the ending."""
    stem, ending = os.path.splitext(path)
    parts = re.split(r"([0-9]+)", stem)
    return tuple((int(one), "") if number % 2 else (-1, one) for number, one in enumerate(parts)), ending, path


def newest_file(files: Iterable[Submission]) -> Submission | None:
    """Return the newest of some files, of those of one day the last by name; None where there is none."""
    return max(files, key=lambda one: (one.order, by_name(one.file)), default=None)


def choose(reports: Iterable[Report]) -> tuple[list[Report], list[tuple[Report, Report, Report]]]:
    """Return the reports that count, by period and submission, and each set aside with the next and the last one.

    Of two reports of one agency for one period the later counts, on the same day the last by path without its ending.
    """
    groups: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        groups[report.agency, report.period.id].append(report)
    chosen, aside = [], []
    for group in groups.values():
        ordered = in_order(group)
        chosen.append(ordered[-1])
        aside += [(one, after, ordered[-1]) for one, after in pairwise(ordered)]
    chosen.sort(key=lambda one: (one.period.begins, one.submitted_on, one.agency))
    return chosen, aside


class ReportedEntry(NamedTuple):
    """An entry together with the report that it stands in."""

    report: Report
    entry: Entry

    @property
    def place(self) -> Place:
        """The place of the entry."""
        return Place(self.report.file, self.entry.at)

    def at(self, field: str) -> Place:
        """Return the place of one field of the entry, or of the entry where it has none."""
        return Place(self.report.file, (*self.entry.at, field))


def first_entries(report: Report) -> list[ReportedEntry]:
    """Return the entries of a report that count: of two for one occurrence, the first."""
    seen = set()
    found = []
    for entry in report.entries:
        if (entry.task, entry.occurrence) not in seen:
            seen.add((entry.task, entry.occurrence))
            found.append(ReportedEntry(report, entry))
    return found
