"""Whether reports mention an occurrence, for `unreported-task`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ttdn_cli.intake.submission import Report
from ttdn_cli.judging.case import Case
from ttdn_cli.model.periods import Period

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Party
    from ttdn_cli.model.schedule import Occurrence


def is_told(case: Case, report: Report, occurrence: Occurrence, parties: Iterable[Party]) -> bool:
    """Tell whether a report speaks of an occurrence, or for each party another member of the same group does."""
    return all(
        any(
            _speaks(case, said, occurrence)
            for one in party.members
            if (said := report if one == report.agency else case.received.report(one, report.period))
        )
        for party in parties
    )


def _speaks(case: Case, report: Report, occurrence: Occurrence) -> bool:
    """Tell whether a report has an item for an occurrence, be it one that was left out for an error.

    An entry written for an occurrence that an amendment has since ended speaks of those that came in its place.
    """
    task = occurrence.task
    for entry in report.entries:
        if entry.task == task:
            windows = case.amendments.occurrences(entry)
            if occurrence in windows or not windows:
                return True
    return any(one.task == task and one.occurrence in (None, occurrence.id) for one in report.left_out)


def told_later(case: Case, report: Report, occurrence: Occurrence) -> Period | None:
    """Return the first later period for which the sender of a report, or who took over from it, speaks of it; or None."""
    later = [
        said.report.period
        for agency in case.directory.lineage(report.agency)
        for said in case.entries.of(agency, occurrence)
        if said.report.period.begins > report.period.begins
    ]
    return min(later, key=lambda one: one.begins, default=None)
