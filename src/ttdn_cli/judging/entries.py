"""What was reported of each occurrence, by whom, and what each entry counts as (SPEC 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from ttdn_cli.findings import Because
from ttdn_cli.intake.submission import Entry, LeftOut, Report
from ttdn_cli.judging.amendments import Amendments
from ttdn_cli.judging.cutoff import ReportedEntry, first_entries
from ttdn_cli.judging.leads import LeadAssignments
from ttdn_cli.judging.received import ReceivedReports
from ttdn_cli.model.states import State

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence

WHOLE = 100  # percent
_NOTHING: Mapping[str, list[ReportedEntry]] = MappingProxyType({})


class Entries:
    """The entries of the reports that count, by occurrence and by the agency that sent them."""

    def __init__(self, received: ReceivedReports, lead_assignments: LeadAssignments, amendments: Amendments) -> None:
        """Take the reports that count, who led what when they were submitted, and what amendments have moved."""
        self._leads, self._amendments, self.as_of = lead_assignments, amendments, amendments.as_of
        self._of: dict[tuple[str, str], dict[str, list[ReportedEntry]]] = defaultdict(dict)
        self._left_out: dict[tuple[str, str, str], list[tuple[Report, LeftOut]]] = {}
        for report in received.reports:  # in the order of period and submission
            for key, reported in self._said_in(report).items():
                self._of[key].setdefault(report.agency, []).append(reported)
            self._take_left_out(report)

    def _said_in(self, report: Report) -> dict[tuple[str, str], ReportedEntry]:
        """Return what a report says of each occurrence, whatever the order of its items.

        Where amendments have made several entries speak of one: the one that names it, else that for the latest window.
        """
        found: dict[tuple[str, str], ReportedEntry] = {}
        for reported in first_entries(report):
            for occurrence in self._amendments.occurrences(reported.entry):
                key = occurrence.task, occurrence.id
                if key not in found or self._weight(reported, occurrence) > self._weight(found[key], occurrence):
                    found[key] = reported
        return found

    def _weight(self, reported: ReportedEntry, occurrence: Occurrence) -> tuple[bool, date, date, str]:
        named = reported.entry.occurrence
        then = self._amendments.issued.every_window[occurrence.task][named]
        return named == occurrence.id, then.ends, then.begins, named

    def _take_left_out(self, report: Report) -> None:
        """Keep the items left out of a report, but those on occurrences of which another item of it speaks."""
        for one in report.left_out:
            for occurrence in self._spoken_of(one, report):
                said = self.by_agency(occurrence)
                if not any(other.report is report for other in said.get(report.agency, ())):
                    key = occurrence.task, occurrence.id, report.agency
                    self._left_out.setdefault(key, []).append((report, one))

    def _spoken_of(self, one: LeftOut, report: Report) -> tuple[Occurrence, ...]:
        """Return the occurrences that an item left out may speak of: where it names none, all that had begun."""
        if one.occurrence is not None:
            return self._amendments.occurrences(one)
        windows = self._amendments.plan.occurrences[one.task]
        return tuple(window for window in windows if window.begins <= report.period.ends)

    def left_out(self, agency: str, occurrence: Occurrence) -> list[tuple[Report, LeftOut]]:
        """Return the items left out in which an agency spoke of an occurrence, with their reports, the oldest first."""
        return self._left_out.get((occurrence.task, occurrence.id, agency), [])

    def by_agency(self, occurrence: Occurrence) -> Mapping[str, list[ReportedEntry]]:
        """Return all that was said of an occurrence, by agency, the oldest first."""
        return self._of.get((occurrence.task, occurrence.id), _NOTHING)

    def of(self, agency: str, occurrence: Occurrence) -> list[ReportedEntry]:
        """Return what an agency said of an occurrence, the oldest first."""
        return self.by_agency(occurrence).get(agency, [])

    def earlier(self, reported: ReportedEntry, occurrence: Occurrence) -> list[ReportedEntry]:
        """Return what the sender of an entry said of an occurrence before it and counts as said, the newest first."""
        said = reversed(self.of(reported.report.agency, occurrence))
        return [one for one in said if one.report.order < reported.report.order and self.not_counted(one) is None]

    def of_leads(self, occurrence: Occurrence) -> list[ReportedEntry]:
        """Return all that was said of an occurrence by who led it in the period, the oldest first for each lead."""
        return [
            reported
            for lead in self._leads.ever_led(occurrence)
            for reported in self.of(lead, occurrence)
            if self._leads.led_in(occurrence, lead, reported.report.period)
        ]

    def is_of_lead(self, report: Report, task: str) -> bool:
        """Tell whether the sender of a report led a task on a day of its period."""
        return self._leads.led_in(task, report.agency, report.period)

    def occurrence(self, entry: Entry) -> Occurrence | None:
        """Return the occurrence that an entry speaks of, as it is on D; None where an amendment has left none."""
        found = self._amendments.occurrences(entry)
        return found[0] if found else None

    def state(self, reported: ReportedEntry) -> State:
        """Return the state that an entry counts as (SPEC 3, "What an entry counts as").

        A claim of done that does not count is still in progress, one of cancelled not started.
        """
        because = self.not_counted(reported)
        if because is None:
            return reported.entry.state
        return State.NOT_STARTED if because == "no-evidence" else State.IN_PROGRESS

    def not_counted(self, reported: ReportedEntry) -> Because | None:
        """Return why an entry does not count as what it says, or None.

        What was completed on D or after it is not done yet.
        """
        entry = reported.entry
        if entry.state is State.CANCELLED:
            return None if entry.shown else "no-evidence"
        if entry.state is not State.DONE:
            return None
        if self.impossible(reported):
            return "impossible-date"
        if self.contradicts(entry):
            return "contradiction"
        late = entry.completed_on is not None and entry.completed_on >= self._amendments.as_of
        return "after-as-of" if late else None

    def impossible(self, reported: ReportedEntry) -> str | None:
        """Return why a date of completion cannot be true, or None: after the submission, or before plan and window.

        The code is one of `impossible-date`'s: `after_submission`, `before_plan`. The first day itself is possible.
        """
        entry = reported.entry
        if entry.completed_on is None:
            return None
        if entry.completed_on > reported.report.submitted_on:
            return "after_submission"
        if entry.completed_on >= self._leads.plan.begins:
            return None
        named = self._amendments.issued.every_window[entry.task][entry.occurrence]
        windows = self._amendments.occurrences(entry) or (named,)
        return "before_plan" if all(entry.completed_on < one.begins for one in windows) else None

    def contradicts(self, entry: Entry) -> bool:
        """Tell whether state and progress (percent) cannot both be true; a milestone may ask for less than 100."""
        if entry.progress is None:
            return False
        if entry.state is not State.DONE or entry.progress >= WHOLE:
            return entry.state is State.NOT_STARTED and entry.progress > 0
        occurrence = self.occurrence(entry)
        share = occurrence.milestone.percent if occurrence and occurrence.milestone else None
        return entry.progress < (WHOLE if share is None else share)
