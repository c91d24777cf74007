"""The reports that were handed in: which are looked at, and which of them count (SPEC 3, "Which reports count")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ttdn_cli.findings import InputError
from ttdn_cli.intake.submission import Report, Submission
from ttdn_cli.judging.cutoff import Cutoff, choose, is_looked_at
from ttdn_cli.model.periods import Period

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory


class ReceivedReports:
    """The files within the cutoff, and the reports among them that count, by agency and period.

    `submissions` are all files that are looked at, `reports` those that count, in the order of period and submission.
    `set_aside` holds each report that another one counts in place of, with the next one and the one that counts.
    """

    def __init__(self, submissions: Iterable[Submission], cutoff: Cutoff, directory: Directory) -> None:
        """Take every file that was read, what is known on D, and the registry as it is on D."""
        self._directory = directory
        given = list(submissions)
        self.submissions = [one for one in given if is_looked_at(one, cutoff)]
        self.beyond_cutoff = len(given) - len(self.submissions)
        self.reports, self.set_aside = choose(one.report for one in self.submissions if one.report)
        self.heard = {one for report in self.reports for one in directory.lineage(report.agency)}
        self._first: dict[tuple[str, str], date] = {}
        for aside, _, _ in self.set_aside:  # the earliest of each group comes first
            self._first.setdefault((aside.agency, aside.period.id), aside.submitted_on)
        self._of: dict[str, dict[str, Report]] = {}
        for report in self.reports:
            self._of.setdefault(report.agency, {})[report.period.id] = report
        self._rejected: dict[str, list[Submission]] = {}
        for one in self.submissions:
            if not one.report and one.agency:
                self._rejected.setdefault(one.agency, []).append(one)
        counting = {id(report) for report in self.reports}
        self._input_errors = [
            input_error
            for one in self.submissions
            if one.report is None or id(one.report) in counting
            for input_error in one.input_errors
        ]

    def successors(self, report: Report) -> tuple[str, ...]:
        """Return who a report counts for on D: the agency that wrote it, or those that have taken over from it."""
        return self._directory.successors(report.agency)

    def report(self, agency: str, period: Period) -> Report | None:
        """Return the report that counts that an agency sent for a period, if any."""
        return self._of.get(agency, {}).get(period.id)

    def first_submitted(self, report: Report) -> date:
        """Return the day on which the first report of the same agency for the same period came in."""
        return self._first.get((report.agency, report.period.id), report.submitted_on)

    def reports_for(self, agency: str) -> tuple[Report, ...]:
        """Return the reports that count for an agency, one for each period that it is heard on."""
        return tuple(self._of.get(agency, {}).values())

    def rejected(self, agency: str, period: Period | None = None) -> list[Submission]:
        """Return the files of an agency that were rejected, but those that were handed in before one that counts.

        With a period, those that may be for it. The period of some of them may be unknown, and the day.
        """
        return [
            one
            for one in self._rejected.get(agency, ())
            if any(period is None or meant == period.id for meant in self.may_still_be_for(one, agency))
        ]

    def may_still_be_for(self, one: Submission, agency: str) -> list[str]:
        """Return the ids of the periods that a rejected file may be for, but those of which a later report counts."""
        return [meant for meant in sorted(one.may_be_for) if not self._is_replaced(one, agency, meant)]

    def _is_replaced(self, one: Submission, agency: str, period: str) -> bool:
        report = self._of.get(agency, {}).get(period)
        return report is not None and (one.submitted_on is None or report.submitted_on >= one.submitted_on)

    def errors_of(self, rule: str) -> list[InputError]:
        """Return what the reader and the models found in files that are not set aside, for the rule of that name."""
        return [input_error for input_error in self._input_errors if input_error.rule == rule]

    def unread(self, period: Period) -> tuple[str, ...]:
        """Return the files of nobody that is known, unread or rejected, among which a report for a period may be."""
        nobodys = (one for one in self.submissions if one.report is None and one.agency is None)
        return tuple(one.file for one in nobodys if period.id in one.may_be_for)
