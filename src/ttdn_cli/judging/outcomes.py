"""What became of each occurrence as of D, once each (SPEC 3, "Outcome of an occurrence")."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from ttdn_cli.judging.amendments import Amendments
from ttdn_cli.judging.authoritative import AuthoritativeEntries
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.model.states import State

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence


class Outcome(StrEnum):
    """What became of an occurrence; the first four are the Government's own two-by-two table."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    NOT_BEGUN = "not_begun"
    CANCELLED = "cancelled"
    UNDATED_OPEN = "undated_open"
    UNDATED_DONE = "undated_done"


class Outcomes:
    """The outcomes of the occurrences that are judged, in the plan's order. Due dates are inclusive."""

    def __init__(
        self, judged: Iterable[Occurrence], authoritative: AuthoritativeEntries, amendments: Amendments, *, soon: int
    ) -> None:
        """Take what is judged, and the entries that decide; what falls due within `soon` days of D is due soon."""
        self._judged = tuple(judged)
        self._authoritative, self._amendments, self._soon = authoritative, amendments, soon
        self._as_of = amendments.as_of

    @cached_property
    def by_occurrence(self) -> dict[tuple[str, str], Outcome]:
        """The outcome of every occurrence that is judged, by task and occurrence id."""
        return {(one.task, one.id): self._decide(one, self._authoritative.entry(one)) for one in self._judged}

    def by_lead(self, occurrence: Occurrence) -> dict[str, Outcome]:
        """Return what became of each lead's own part, by agency; of a group that any may answer for, the group's."""
        return {
            agency: self._decide(occurrence, reported)
            for party, reported in self._authoritative.parts(occurrence)
            for agency in party.members
        }

    def _decide(self, occurrence: Occurrence, reported: ReportedEntry | None) -> Outcome:
        state = self._authoritative.counted(reported)
        if state is State.DONE and reported and reported.entry.completed_on:
            if occurrence.due is None:
                return Outcome.UNDATED_DONE
            return Outcome.DONE_ON_TIME if reported.entry.completed_on <= occurrence.due else Outcome.DONE_LATE
        if state is State.CANCELLED or occurrence.task in self._amendments.withdrawn:
            return Outcome.CANCELLED
        has_begun = occurrence.due is None or occurrence.begins < self._as_of
        if not (has_begun and self._authoritative.has_leads(occurrence)):
            return Outcome.NOT_BEGUN
        if occurrence.due is None:
            return Outcome.UNDATED_OPEN
        return Outcome.OVERDUE if occurrence.due < self._as_of else Outcome.IN_TIME

    def of(self, occurrence: Occurrence) -> Outcome:
        """Return what became of an occurrence that is judged; raises `KeyError` for another one."""
        return self.by_occurrence[occurrence.task, occurrence.id]

    def having(self, *wanted: Outcome) -> list[Occurrence]:
        """Return the judged occurrences that came out so, in the plan's order."""
        return [one for one in self._judged if self.of(one) in wanted]

    def days_overdue(self, occurrence: Occurrence) -> int:
        """Return the calendar days from the due date to D; 0 before the due date is over and where there is none."""
        return max((self._as_of - occurrence.due).days, 0) if occurrence.due else 0

    def is_confirmed(self, occurrence: Occurrence) -> bool:
        """Tell whether the lead was heard after the due date, so that the delay is more than silence."""
        heard = self._authoritative.last_heard(occurrence)
        return heard is not None and occurrence.due is not None and heard > occurrence.due

    def is_due_soon(self, occurrence: Occurrence) -> bool:
        """Tell whether an occurrence in time falls due within `soon` days of D; what is not judged does not."""
        outcome = self.by_occurrence.get((occurrence.task, occurrence.id))
        if occurrence.due is None or outcome is not Outcome.IN_TIME:
            return False
        return (occurrence.due - self._as_of).days <= self._soon
