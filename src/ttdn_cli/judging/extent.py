"""What is judged when only the files of some agencies are given (SPEC 3, "Whole or partial")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdn_cli.intake.submission import Report
from ttdn_cli.judging.amendments import Amendments
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.judging.entries import Entries
from ttdn_cli.judging.leads import LeadAssignments
from ttdn_cli.judging.received import ReceivedReports

if TYPE_CHECKING:
    from ttdn_cli.model.periods import Period
    from ttdn_cli.model.schedule import Occurrence


class PartialExtent:
    """Which occurrences the files that are given allow to judge: what is not among them may have been reported."""

    def __init__(
        self, received: ReceivedReports, entries: Entries, lead_assignments: LeadAssignments, amendments: Amendments
    ) -> None:
        """Take the reports that count, what they say of each occurrence, and who leads what on D."""
        self._entries, self._leads, self._withdrawn = entries, lead_assignments, amendments.withdrawn
        self._reports, self._received = received.reports, received

    def _led(self, occurrence: Occurrence) -> list[Report]:
        """Return the reports whose senders led an occurrence in the period reported for."""
        return [one for one in self._reports if self._leads.led_in(occurrence, one.agency, one.period)]

    def is_judged(self, occurrence: Occurrence) -> bool:
        """Tell whether a lead among the senders speaks of an occurrence, rightly or not, or reports for its window."""
        return any(
            _touches(one.period, occurrence)
            or self._entries.of(one.agency, occurrence)
            or self._entries.left_out(one.agency, occurrence)
            for one in self._led(occurrence)
        )

    def is_earlier(self, occurrence: Occurrence) -> bool:
        """Tell whether an occurrence is not judged, but over before a period that a lead of it reports for."""
        if occurrence.task in self._withdrawn or self.is_judged(occurrence):
            return False
        return any(occurrence.ends < one.period.begins for one in self._led(occurrence))

    def may_be_said_elsewhere(self, occurrence: Occurrence, reported: ReportedEntry) -> bool:
        """Tell whether a lead may have spoken of an occurrence in a report not given, by the period of an entry."""
        last = reported.report.period
        periods = self._leads.plan.periods.values()
        return any(
            self._leads.led_in(occurrence, lead, period) and self._received.report(lead, period) is None
            for period in periods
            if period.begins <= last.begins and period.ends >= occurrence.begins
            for lead in self._leads.ever_led(occurrence)
        )


def _touches(period: Period, occurrence: Occurrence) -> bool:
    return occurrence.begins <= period.ends and occurrence.ends >= period.begins
