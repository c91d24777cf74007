"""Who was asked to take part in a task, and whom its leads name as having done so (SPEC 4, `missing-coordinator`)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ttdn_cli.judging.authoritative import AuthoritativeEntries
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.judging.entries import Entries
from ttdn_cli.judging.leads import LeadAssignments
from ttdn_cli.model.states import State

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence


class Coordination:
    """The coordinators of each occurrence, agencies and groups: whom the plan asks, whom the leads' entries name."""

    def __init__(
        self, entries: Entries, authoritative: AuthoritativeEntries, lead_assignments: LeadAssignments
    ) -> None:
        """Take what the leads said, which of it decides, and whom the plan asks."""
        self._entries, self._authoritative, self._leads = entries, authoritative, lead_assignments
        self._directory = lead_assignments.directory
        self._named: dict[tuple[str, str], frozenset[str]] = {}

    def named_in(self, reported: ReportedEntry) -> tuple[str, ...]:
        """Return the agencies and groups that an entry names as taking part, with predecessors and successors."""
        named = (one for one in reported.entry.named if one)
        return tuple(dict.fromkeys(who for one in named for who in self._directory.lineage(one)))

    def named(self, occurrence: Occurrence) -> frozenset[str]:
        """Return the agencies and groups that any entry of a lead names for an occurrence."""
        key = occurrence.task, occurrence.id
        if key not in self._named:
            said = self._entries.of_leads(occurrence)
            self._named[key] = frozenset(one for reported in said for one in self.named_in(reported))
        return self._named[key]

    def day(self, occurrence: Occurrence) -> date | None:
        """Return the day by which coordinators are asked for: the end of the period of the entry that decides."""
        reported = self._authoritative.entry(occurrence)
        return reported.report.period.ends if reported else None

    def missing(self, occurrence: Occurrence) -> list[str]:
        """Return the coordinators that are missing, in the plan's order, when leads report work; withdrawn, none."""
        is_withdrawn = occurrence.task in self._leads.withdrawn
        if is_withdrawn or self._authoritative.state(occurrence) not in (State.DONE, State.IN_PROGRESS):
            return []
        return [
            one
            for one in self._leads.coordinators(occurrence.task, self.day(occurrence))
            if self.is_missing(one, occurrence)
        ]

    def is_missing(self, asked: str, occurrence: Occurrence) -> bool:
        """Tell whether no lead's entry up to D names a coordinator of the plan."""
        day = self.day(occurrence)
        leads = frozenset(self._leads.leads(occurrence.task, day))
        return asked not in leads and not self._leads.directory_on(day).is_answered(
            asked, self.named(occurrence), leads
        )

    def missing_members(self, asked: str, occurrence: Occurrence) -> tuple[str, ...]:
        """Return the members of a missing group that no entry names, where the group requires all of them."""
        day = self.day(occurrence)
        leads = frozenset(self._leads.leads(occurrence.task, day))
        return self._leads.directory_on(day).unanswered(asked, self.named(occurrence), leads)
